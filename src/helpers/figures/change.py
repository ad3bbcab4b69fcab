"""Before and after for several rows, and the change with its doubt beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from helpers.estimates.estimate import Estimate
from helpers.figures import words
from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.lettering import height_of, wrap
from helpers.figures.rows import (
    Entry,
    absent,
    beside,
    change_axis,
    draw_key,
    foot,
    foot_height,
    head,
    level_axis,
    rows,
    whisker,
)
from helpers.figures.sheet import Sheet, sheet
from helpers.figures.style import BLUE, EDGE, GREY, INK, OUTLINE, SMALL, WIDTH
from helpers.findings import Absent, Better, Cell, Finding, Kind, Quantity, ResultTable, Share

_LABEL = 1.55
_LEVELS, _CHANGES = (1.8, 3.95), (4.75, 6.0)
_LEVELS_ALONE = (1.8, 5.9)
_APART = 0.11


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: a share or a mean before and after, and the change if it can be told.

    The two quantities carry their own intervals (``estimate``); the drawing puts each dot at the
    share or value and the line from ``estimate.low`` to ``estimate.high``.
    """

    label: str
    before: Quantity
    after: Quantity
    change: Estimate | None = None

    @property
    def hidden(self) -> bool:
        """Whether either side is kept back; then neither it nor the change is drawn."""
        return Absent.SUPPRESSED in (self.before.absent, self.after.absent)


def pairs(findings: Iterable[Finding]) -> tuple[Pair, ...]:
    """The rows of findings that have a first and a last quantity."""
    return tuple(
        Pair(
            one.group or words.capital(f"{one.subject} {one.predicate}".strip()),
            one.quantities[0],
            one.quantities[-1],
            one.change,
        )
        for one in findings
        if len(one.quantities) > 1
    )


def before_and_after(
    title: str,
    pairs: Sequence[Pair],
    *,
    kind: Kind = Kind.SHARE,
    measured_in: str = "",
    unit: str,
    better: Better = Better.HIGHER,
    note: str = "",
) -> Figure:
    """Each row before and after with intervals, and on the right its change beside no change.

    ``kind`` says whether the rows are shares or means (``measured_in`` names their unit);
    ``unit`` is the unit of analysis in the plural ("teachers"). The terms' names are the
    quantities' labels. Where no row has a change, the right-hand side is left out.
    """
    if not pairs:
        return nothing(title, f"{unit} before and after")
    both = any(_change(pair) for pair in pairs)
    times = (pairs[0].before.label or "Before", pairs[0].after.label or "After")
    spare = "" if better is not Better.LOWER else "Lower is better."
    cells = [side.absent for pair in pairs for side in (pair.before, pair.after)]
    notes = foot([f"Lines are 95 % intervals. n = number of {unit}.", spare, note], cells, WIDTH)
    measure = _measure(kind, measured_in)
    headings = wrap(f"Change, {measure[1]}".rstrip(", "), 1.7, SMALL, most=2) if both else ("",)
    top = EDGE + 0.3 + height_of(len(headings), SMALL) + 0.06
    placed = rows([pair.label for pair in pairs], _LABEL, top, 0.54)
    with sheet(placed.bottom + 0.26 + foot_height(notes) + EDGE) as page:
        spread = _LEVELS if both else _LEVELS_ALONE
        axis = level_axis(kind, _levels(pairs), 3 if both else 4)
        levels = page.panel(*spread, axis.low, axis.high)
        draw_key(page, _key(times), EDGE, EDGE, WIDTH - 2 * EDGE)
        head(page, spread[0], top - 0.04, measure[0])
        head(page, WIDTH - EDGE, top - 0.04, "n", at="right")
        if both:
            head(page, _CHANGES[0], top - 0.04, headings)
        axis.draw(page, levels, placed.top, placed.bottom)
        placed.write(page)
        placed.separate(page, EDGE, WIDTH - EDGE)
        for place, pair in enumerate(pairs):
            _row(page, levels, pair, placed.centres[place], kind, place, spread[0])
            page.write(WIDTH - EDGE, placed.centres[place], _n(pair), at="right")
        if both:
            _changes(page, pairs, placed.centres, (placed.top, placed.bottom), kind)
        page.notes(notes)
        alt = _alt(pairs, kind, measured_in, both)
        return page.figure(title, alt, _table(title, pairs, times, kind, both, notes))


def _key(times: tuple[str, str]) -> list[Entry]:
    return [Entry(times[0], OUTLINE, "o", hollow=True), Entry(times[1], BLUE, "o")]


def _measure(kind: Kind, measured_in: str) -> tuple[str, str]:
    """What a level is measured in, and what a change is."""
    if kind is Kind.SHARE:
        return "Share", "percentage points"
    return words.capital(measured_in or "Average"), measured_in


def _row(
    page: Sheet, panel: Axes, pair: Pair, y: float, kind: Kind, place: int, left: float
) -> None:
    """Two dots, one a little above the other, joined, with their numbers to the right."""
    if pair.hidden:
        absent(page, left, y, Absent.SUPPRESSED)
        return
    sides = ((pair.before, y - _APART, OUTLINE), (pair.after, y + _APART, BLUE))
    first, last = (words.level_of(side) for side, _, _ in sides)
    if first is not None and last is not None:
        page.rule(panel, (first, last), (y - _APART, y + _APART), GREY, 1.4, under=True)
    for (side, at, colour), time in zip(sides, ("before", "after"), strict=True):
        level = words.level_of(side)
        if level is None:
            absent(page, left, at, side.absent)
            continue
        low, high = _ends(side.estimate)
        whisker(page, panel, low, high, at, colour)
        name = f"{time}-{place}"
        page.mark(panel, level, at, colour, hollow=time == "before", name=name)
        beside(page, panel, max(level, high or level), at, words.beside(side, kind))


def _changes(
    page: Sheet,
    pairs: Sequence[Pair],
    centres: Sequence[float],
    span: tuple[float, float],
    kind: Kind,
) -> None:
    known = [change for pair in pairs if (change := _change(pair))]
    axis = change_axis(kind, [end for one in known for end in _reach(one)], 3)
    panel = page.panel(*_CHANGES, axis.low, axis.high)
    axis.draw(page, panel, *span)
    page.rule(panel, (0, 0), span, INK, 1.2, name="no-change")
    for place, (pair, y) in enumerate(zip(pairs, centres, strict=True)):
        change = _change(pair)
        if change is None or change.value is None:
            continue
        low, high = _ends(change)
        whisker(page, panel, low, high, y, BLUE)
        page.mark(panel, change.value, y, BLUE, shape="D", size=7, name=f"change-{place}")
        end = max(change.value, high if high is not None else change.value)
        beside(page, panel, end, y, words.difference(change.value, kind))


def _n(pair: Pair) -> str:
    """Who stands behind the row: those behind the change, or behind each side."""
    if pair.hidden:
        return ""
    change = _change(pair)
    sides = [side.estimate.n if side.estimate else side.base for side in (pair.before, pair.after)]
    behind = [change.n] if change else [one for one in sides if one is not None]
    return ", ".join(dict.fromkeys(str(one) for one in behind))


def _change(pair: Pair) -> Estimate | None:
    """The change, if it may be shown and is known."""
    open_ = pair.before.absent is None and pair.after.absent is None
    return pair.change if open_ and pair.change is not None and pair.change.known else None


def _ends(estimate: Estimate | None) -> tuple[float | None, float | None]:
    return (estimate.low, estimate.high) if estimate else (None, None)


def _reach(estimate: Estimate) -> list[float]:
    return [one for one in (estimate.value, estimate.low, estimate.high) if one is not None]


def _levels(pairs: Sequence[Pair]) -> list[float]:
    found = []
    for pair in (one for one in pairs if not one.hidden):
        for side in (pair.before, pair.after):
            level = words.level_of(side)
            if level is not None:
                found += [level, *(_reach(side.estimate)[1:] if side.estimate else ())]
    return found


def _table(
    title: str,
    pairs: Sequence[Pair],
    times: tuple[str, str],
    kind: Kind,
    both: bool,
    notes: Sequence[str],
) -> ResultTable:
    scale = 100 if kind is Kind.SHARE else 1
    what = "Change (percentage points)" if kind is Kind.SHARE else "Change"
    columns: tuple[str, ...] = ("", times[0], times[1])
    if both:
        columns = (*columns, what, "from", "to", "n")
    body: list[tuple[Cell, ...]] = []
    for pair in pairs:
        sides = (_cell(pair.before, pair.hidden), _cell(pair.after, pair.hidden))
        change = _change(pair)
        none = Absent.SUPPRESSED if pair.hidden else Absent.MISSING
        numbers: tuple[Cell, ...] = (none,) * 4
        if change is not None:
            ends = (change.value, change.low, change.high)
            numbers = (*(none if one is None else one * scale for one in ends), change.n)
        body.append((pair.label, *sides, *(numbers if both else ())))
    decimals = 0 if kind is Kind.SHARE else 1
    return ResultTable(title, columns, tuple(body), note=" ".join(notes), decimals=decimals)


def _cell(side: Quantity, hidden: bool) -> Cell:
    if hidden or side.absent:
        return Absent.SUPPRESSED if hidden else side.absent
    if side.count is not None and side.base is not None:
        return Share(side.count, side.base)
    return side.value


def _alt(pairs: Sequence[Pair], kind: Kind, measured_in: str, both: bool) -> str:
    shown = [pair for pair in pairs if not pair.hidden and not _gap(pair)]
    kept = [pair.label for pair in pairs if pair.hidden]
    parts = []
    if not shown:
        parts.append("No change can be shown.")
    elif len(shown) <= 3:
        parts += [f"{words.capital(_told(pair, kind, measured_in))}." for pair in shown]
    else:
        parts.append(_summary(shown, kind, measured_in))
    if kept:
        parts.append(f"Hidden, because numbers are small: {words.named(kept)}.")
    parts.append(
        "Dots with 95 % intervals before and after, and the change beside a line of no change."
        if both
        else "Dots with 95 % intervals, before and after."
    )
    return " ".join(parts)


def _gap(pair: Pair) -> bool:
    return words.level_of(pair.before) is None or words.level_of(pair.after) is None


def _told(pair: Pair, kind: Kind, measured_in: str) -> str:
    """``Questioning: 7 of 14 (50 %) in Spring 2013, then ..., a change of +50 ...``."""
    sides = [
        f"{words.said(side, measured_in)}{f' in {side.label}' if side.label else ''}"
        for side in (pair.before, pair.after)
    ]
    change = _change(pair)
    if change is None or change.value is None:
        return f"{pair.label}: {', then '.join(sides)}"
    unit = "percentage points" if kind is Kind.SHARE else measured_in
    size = f"{words.difference(change.value, kind)} {unit}".strip()
    if change.low is None or change.high is None:
        return f"{pair.label}: {', then '.join(sides)}, a change of {size}"
    span = f"{words.difference(change.low, kind)} to {words.difference(change.high, kind)}"
    return f"{pair.label}: {', then '.join(sides)}, a change of {size} (95 % interval {span})"


def _summary(shown: Sequence[Pair], kind: Kind, measured_in: str) -> str:
    moves = [(pair, _move(pair)) for pair in shown]
    rose, fell = sum(move > 0 for _, move in moves), sum(move < 0 for _, move in moves)
    most, least = max(moves, key=lambda one: one[1]), min(moves, key=lambda one: one[1])
    text = (
        f"Of {len(shown)} rows, {rose or 'none'} {'is' if rose == 1 else 'are'} higher after than "
        f"before, {fell or 'none'} lower and {len(shown) - rose - fell or 'none'} the same."
    )
    largest = f" Highest change: {_told(most[0], kind, measured_in)}."
    lowest = f" Lowest change: {_told(least[0], kind, measured_in)}."
    return text + largest + (lowest if most[1] != least[1] else "")


def _move(pair: Pair) -> float:
    change = _change(pair)
    if change is not None and change.value is not None:
        return change.value
    return (words.level_of(pair.after) or 0) - (words.level_of(pair.before) or 0)
