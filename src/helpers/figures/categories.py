"""Ordered categories as stacked bars: judgements, verdicts on objectives, work scrutiny."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from helpers.figures import words
from helpers.figures.axes import share_axis
from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.lettering import width_of, wrap
from helpers.figures.rows import (
    Entry,
    absent,
    draw_key,
    foot,
    foot_height,
    head,
    key_height,
    rows,
)
from helpers.figures.sheet import Sheet, sheet
from helpers.figures.style import EDGE, INK, OUTLINE, SMALL, SOFT, WIDTH, ink_on, ordered
from helpers.findings import Absent, Cell, ResultTable, Share
from helpers.numbers import percent
from helpers.wording import capital, joined

_RIGHT = 6.45
_LABELS = (1.5, 2.3)
"""Inches for the labels, where they are short and where they are long."""
_BAR = 0.3
_BRACKETS = 6
"""The most bars that have a bracket each; more have the share in a column."""


@dataclass(frozen=True, slots=True)
class Split:
    """How so many fall into ordered categories, lowest first.

    One count a category of the scale; a count that is hidden or unknown is :class:`Absent`, and
    then no bar is drawn. No counts at all, or ``absent``, says that nothing is known.
    """

    label: str
    counts: tuple[int | Absent, ...] = ()
    absent: Absent | None = None

    @property
    def known(self) -> tuple[int, ...]:
        """The counts, if every one may be shown, or else nothing."""
        open_ = tuple(one for one in self.counts if not isinstance(one, Absent))
        return open_ if not self.why and len(open_) == len(self.counts) else ()

    @property
    def base(self) -> int:
        """How many there are in all, nought where that is not known."""
        return sum(self.known)

    @property
    def why(self) -> Absent | None:
        """Why there is no bar, or ``None`` where there is one."""
        if self.absent or not self.counts:
            return self.absent or Absent.MISSING
        found = [one for one in self.counts if isinstance(one, Absent)]
        return Absent.SUPPRESSED if Absent.SUPPRESSED in found else next(iter(found), None)


def ordered_bars(
    title: str,
    scale: Sequence[str],
    bars: Sequence[Split],
    *,
    unit: str,
    line_from: str = "",
    line_name: str = "",
    note: str = "",
) -> Figure:
    """One bar a term or group, cut into ordered categories with the count in each.

    ``scale`` names two to five categories, lowest first. ``line_from`` is the category from which
    a bracket counts, and ``line_name`` what it counts ("good or better"). ``unit`` is the plural
    of what is counted ("lessons"); ``note`` says whose.
    """
    if not bars:
        return nothing(title, unit)
    line = scale.index(line_from) if line_from else None
    name = line_name or (f"{words.lower(line_from)} or better" if line_from else "")
    colours = ordered(line or 0, len(scale) - (line or 0))
    key = [Entry(word, hue, outline=OUTLINE) for word, hue in zip(scale, colours, strict=True)]
    bracketed = line is not None and len(bars) <= _BRACKETS
    right = _RIGHT if bracketed or line is None else _RIGHT - 0.95
    top = EDGE + key_height(key, WIDTH - 2 * EDGE) + (0.2 if bracketed or not name else 0.4)
    label = _LABELS[any(len(wrap(bar.label, _LABELS[0])) > 2 for bar in bars)]
    left = label + 0.25
    placed = rows([bar.label for bar in bars], label, top, 0.68 if bracketed else 0.44)
    cells = [one for bar in bars for one in (bar.why, *bar.counts)]
    notes = foot([f"n = number of {unit}.", note], cells, WIDTH)
    with sheet(placed.bottom + 0.26 + foot_height(notes) + EDGE) as page:
        panel = page.panel(left, right, 0, 1)
        draw_key(page, key, EDGE, EDGE, WIDTH - 2 * EDGE)
        head(page, WIDTH - EDGE, top, "n", at="right")
        if name and not bracketed:
            lines = wrap(capital(name), 1.1, SMALL, most=2)
            head(page, _RIGHT + 0.05, top, lines, at="right")
        share_axis().draw(page, panel, placed.top, placed.bottom)
        shift = 0.1 if bracketed else 0.0
        placed.write(page, shift=shift)
        for place, bar in enumerate(bars):
            y = placed.centres[place] + shift
            if not bar.base:
                _no_bar(page, bar, left, y)
                continue
            _bar(page, panel, bar, y, colours, place, right - left)
            if bracketed and line is not None:
                _bracket(page, panel, bar, line, name, y - _BAR / 2, place)
            elif line is not None:
                above = percent(sum(bar.known[line:]), bar.base)
                page.write(_RIGHT + 0.05, y, above, at="right")
        page.notes(notes)
        alt = _alt(scale, bars, unit, line, name)
        return page.figure(title, alt, _table(title, scale, bars, line, name, notes))


def _no_bar(page: Sheet, bar: Split, left: float, y: float) -> None:
    if bar.why:
        absent(page, left, y, bar.why)
    else:
        page.write(left + 0.06, y, "none", size=SMALL, colour=SOFT)


def _bar(
    page: Sheet,
    panel: Axes,
    bar: Split,
    y: float,
    colours: Sequence[str],
    place: int,
    inches: float,
) -> None:
    start = 0.0
    for level, (count, colour) in enumerate(zip(bar.known, colours, strict=True)):
        if not count:
            continue
        end = start + count / bar.base
        name = f"segment-{place}-{level}"
        top, bottom = y - _BAR / 2, y + _BAR / 2
        page.box(panel, start, end, top, bottom, colour, name=name, edge=OUTLINE, line=0.6)
        if (end - start) * inches > width_of(str(count)) + 0.04:
            middle = (start + end) / 2
            page.write(middle, y, str(count), at="center", colour=ink_on(colour), on=panel)
        start = end
    page.write(WIDTH - EDGE, y, str(bar.base), at="right")


def _bracket(
    page: Sheet, panel: Axes, bar: Split, line: int, name: str, top: float, place: int
) -> None:
    """The share from the line on, above the part of the bar that it counts."""
    count = sum(bar.known[line:])
    if count:
        start, y = 1 - count / bar.base, top - 0.07
        page.rule(panel, (start, 1), (y, y), INK, 1.0, name=f"bracket-{place}")
        for x in (start, 1):
            page.rule(panel, (x, x), (y, top - 0.02), INK, 1.0)
    told = f"{words.of(count, bar.base)} {name}"
    page.write(1, top - 0.18, told, size=SMALL, at="right", on=panel)


def _table(
    title: str,
    scale: Sequence[str],
    bars: Sequence[Split],
    line: int | None,
    name: str,
    notes: Sequence[str],
) -> ResultTable:
    columns = ("", *scale, *((capital(name),) if name else ()), "n")
    body: list[tuple[Cell, ...]] = []
    for bar in bars:
        counts: tuple[Cell, ...] = bar.counts or (bar.why,) * len(scale)
        if bar.absent:
            counts = (bar.absent,) * len(scale)
        above: Cell = bar.why
        if bar.base and line is not None:
            above = Share(sum(bar.known[line:]), bar.base)
        n: Cell = bar.why or bar.base
        body.append((bar.label, *counts, *((above,) if name else ()), n))
    return ResultTable(title, columns, tuple(body), note=" ".join(notes))


def _alt(
    scale: Sequence[str], bars: Sequence[Split], unit: str, line: int | None, name: str
) -> str:
    shown = [bar for bar in bars if bar.base]
    hidden = [bar.label for bar in bars if bar.why is Absent.SUPPRESSED]
    parts = [_finding(scale, shown, unit, line, name)] if shown else [f"No {unit} can be shown."]
    if hidden:
        parts.append(f"{capital(words.named(hidden))}: hidden, because numbers are small.")
    parts.append(f"Stacked bars from {words.lower(scale[0])} to {words.lower(scale[-1])}.")
    return " ".join(parts)


def _finding(
    scale: Sequence[str], bars: Sequence[Split], unit: str, line: int | None, name: str
) -> str:
    if line is None:
        told = [f"{bar.label}: {_counts(scale, bar, unit)}" for bar in bars[:4]]
        more = f"; and {len(bars) - 4} more bars" if len(bars) > 4 else ""
        return f"{'; '.join(told)}{more}."
    levels = [
        (bar.label, sum(bar.known[line:]) / bar.base, words.of(sum(bar.known[line:]), bar.base))
        for bar in bars
    ]
    if len(bars) > 4:
        return f"The share {name} of {len(bars)} bars is {words.extremes(levels)}."
    first = bars[0]
    start = words.of(sum(first.known[line:]), first.base, unit)
    return (
        f"{capital(name)}: "
        + "; ".join(
            f"{label}, {start if place == 0 else told}"
            for place, (label, _, told) in enumerate(levels)
        )
        + "."
    )


def _counts(scale: Sequence[str], bar: Split, unit: str) -> str:
    pairs = zip(scale, bar.known, strict=True)
    told = [f"{count} {_category(name)}" for name, count in pairs]
    return f"of {bar.base} {unit}, {joined(told)}"


def _category(name: str) -> str:
    """A category inside a sentence: in quotation marks where it holds a number itself."""
    digits = any(letter.isdigit() for letter in name)
    return f"“{name}”" if digits else words.lower(name)
