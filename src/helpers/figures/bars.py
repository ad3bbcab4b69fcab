"""Plain counts, so many of so many: themes of pupil voice, strategies adopted, attendance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.figures import words
from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.rows import absent, foot, foot_height, rows
from helpers.figures.sheet import sheet
from helpers.figures.style import BLUE, EDGE, GREY, OUTLINE, PALE_GREY, WIDTH
from helpers.findings import Absent, Cell, ResultTable, Share
from helpers.wording import capital

_LABEL = 2.3
_LEFT, _RIGHT = 2.55, 5.55


@dataclass(frozen=True, slots=True)
class Count:
    """So many of one thing; ``base`` where it is a part of a known whole."""

    label: str
    count: int | Absent
    base: int | None = None
    focus: bool = False


def counts(title: str, bars: Sequence[Count], *, unit: str, note: str = "") -> Figure:
    """A bar for each count, in the order given, its number at the end.

    With a base, a pale bar shows the whole ("5 of 7 (71 %)"). ``unit`` is the plural of what is
    counted ("mentions", "teachers"). If any bar has ``focus``, the others are grey.
    """
    if not bars:
        return nothing(title, unit)
    whole = {bar.base for bar in bars}
    base = next(iter(whole)) if len(whole) == 1 else None
    about = f"n = {base} {unit}." if base else f"Numbers are counts of {unit}."
    notes = foot([about, note], [bar.count for bar in bars], WIDTH)
    placed = rows([bar.label for bar in bars], _LABEL, EDGE, 0.4)
    longest = max([1, *(bar.base or bar.count for bar in bars if isinstance(bar.count, int))])
    chosen = any(bar.focus for bar in bars)
    with sheet(placed.bottom + 0.04 + foot_height(notes) + EDGE) as page:
        panel = page.panel(_LEFT, _RIGHT, 0, longest)
        placed.write(page)
        for row, (bar, y) in enumerate(zip(bars, placed.centres, strict=True)):
            if isinstance(bar.count, Absent):
                absent(page, _LEFT, y, bar.count)
                continue
            top, bottom = y - 0.13, y + 0.13
            if bar.base:
                page.box(panel, 0, bar.base, top, bottom, PALE_GREY, line=0, name=f"whole-{row}")
            if bar.count:
                colour = GREY if chosen and not bar.focus else BLUE
                page.box(panel, 0, bar.count, top, bottom, colour, line=0, name=f"bar-{row}")
            told = words.of(bar.count, bar.base) if bar.base else str(bar.count)
            end = (bar.base or bar.count) / longest * (_RIGHT - _LEFT)
            page.write(_LEFT + end + 0.1, y, told)
        ends = (placed.top, placed.bottom)
        page.rule(page.page, (_LEFT, _LEFT), ends, OUTLINE, 1.0, name="nought")
        page.notes(notes)
        return page.figure(title, _alt(bars, unit), _table(title, bars, unit, notes))


def _table(title: str, bars: Sequence[Count], unit: str, notes: Sequence[str]) -> ResultTable:
    body: list[tuple[Cell, ...]] = []
    for bar in bars:
        cell: Cell = bar.count
        if isinstance(bar.count, int) and bar.base:
            cell = Share(bar.count, bar.base)
        body.append((bar.label, cell))
    return ResultTable(title, ("", capital(unit)), tuple(body), note=" ".join(notes))


def _alt(bars: Sequence[Count], unit: str) -> str:
    known = [(bar, bar.count) for bar in bars if isinstance(bar.count, int)]
    levels = [
        (
            bar.label,
            count / bar.base if bar.base else float(count),
            words.of(count, bar.base, unit) if bar.base else f"{count} {unit}",
        )
        for bar, count in known
    ]
    parts = []
    if len(levels) == 1:
        parts.append(f"{levels[0][0]}: {levels[0][2]}.")
    elif levels:
        parts.append(f"{capital(words.extremes(levels))}.")
    hidden = sum(bar.count is Absent.SUPPRESSED for bar in bars)
    if hidden:
        parts.append(f"{hidden} hidden, because numbers are small.")
    if hidden < len(bars) - len(known):
        parts.append(f"{len(bars) - len(known) - hidden} not recorded.")
    return " ".join(
        [*parts, f"Horizontal bars, {len(bars)} in all." if bars[1:] else "One horizontal bar."]
    )
