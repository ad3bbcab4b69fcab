"""A coaching timetable as a week: days across, periods down, who is where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.lettering import height_of, wrap
from helpers.figures.rows import Entry, Rows, draw_key, foot, foot_height, head, key_height, rows
from helpers.figures.sheet import Sheet, sheet
from helpers.figures.style import EDGE, OUTLINE, PALE_BLUE, RULE, SMALL, WIDTH
from helpers.findings import ResultTable
from helpers.wording import capital, joined

_LABEL, _LEFT, _RIGHT = 0.85, 1.05, WIDTH - EDGE
_TINTS = (PALE_BLUE, "#CDEBE8", "#FBD9C8", "#E8DFF3")
"""Light enough for type; always beside words."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What happens in one period of one day; ``kind`` gives it its tint ("coaching")."""

    day: str
    period: str
    words: str
    kind: str = ""


def week_grid(
    title: str,
    days: Sequence[str],
    periods: Sequence[str],
    slots: Sequence[Slot],
    *,
    one: str = "session",
    many: str = "sessions",
    note: str = "",
) -> Figure:
    """A grid of ``days`` and ``periods`` with the slots' words; up to four kinds.

    A slot on a day or in a period that is not named raises ``ValueError``.
    """
    for slot in slots:
        if slot.day not in days or slot.period not in periods:
            raise ValueError(f"{slot.words}: no {slot.day}, {slot.period} on this grid")
    if not slots:
        return nothing(title, many)
    kinds = [kind for kind in dict.fromkeys(slot.kind for slot in slots) if kind]
    if len(kinds) > len(_TINTS):
        raise ValueError(f"{len(kinds)} kinds of slot; four can be told apart at most")
    tints = dict(zip(kinds, _TINTS, strict=False))
    key = [Entry(capital(kind), tint, outline=OUTLINE) for kind, tint in tints.items()]
    wide = (_RIGHT - _LEFT) / len(days)
    top = EDGE + (key_height(key, WIDTH - 2 * EDGE) + 0.08) * bool(key) + 0.26
    base = rows(periods, _LABEL, top, 0.34, size=SMALL)
    needed = [_tallest(slots, period, days, wide) for period in periods]
    heights = [b - t for t, b in zip(base.tops, base.bottoms, strict=True)]
    placed = base.taller([max(0.0, n - h) for n, h in zip(needed, heights, strict=True)])
    notes = foot([f"n = {len(slots)} {one if len(slots) == 1 else many}.", note], (), WIDTH)
    with sheet(placed.bottom + 0.04 + foot_height(notes) + EDGE) as page:
        draw_key(page, key, EDGE, EDGE, WIDTH - 2 * EDGE)
        _frame(page, placed, days, wide)
        for column, day in enumerate(days):
            for row, period in enumerate(periods):
                here = [slot for slot in slots if (slot.day, slot.period) == (day, period)]
                at = (_LEFT + wide * column, placed.tops[row])
                _cell(page, here, at, wide, tints, f"slot-{column}-{row}")
        page.notes(notes)
        return page.figure(title, _alt(slots, days, one, many), _table(title, slots, notes))


def _lines(slot: Slot, wide: float) -> tuple[str, ...]:
    return wrap(slot.words, wide - 0.16, SMALL, most=12)


def _tall(slot: Slot, wide: float) -> float:
    return height_of(len(_lines(slot, wide)), SMALL) + 0.1


def _tallest(slots: Sequence[Slot], period: str, days: Sequence[str], wide: float) -> float:
    """Inches that the fullest cell of a period needs."""
    return max(
        sum(_tall(s, wide) + 0.04 for s in slots if (s.day, s.period) == (day, period)) + 0.04
        for day in days
    )


def _frame(page: Sheet, placed: Rows, days: Sequence[str], wide: float) -> None:
    for place, day in enumerate(days):
        head(page, _LEFT + wide * (place + 0.5), placed.top - 0.05, day, at="center")
    placed.write(page, size=SMALL)
    for y in (placed.top, *placed.bottoms):
        page.rule(page.page, (_LEFT, _RIGHT), (y, y), RULE, 0.8, under=True)
    for place in range(len(days) + 1):
        x = _LEFT + wide * place
        page.rule(page.page, (x, x), (placed.top, placed.bottom), RULE, 0.8, under=True)


def _cell(
    page: Sheet,
    slots: Sequence[Slot],
    at: tuple[float, float],
    wide: float,
    tints: dict[str, str],
    name: str,
) -> None:
    left, y = at[0], at[1] + 0.04
    for number, slot in enumerate(slots):
        bottom = y + _tall(slot, wide)
        tint = tints.get(slot.kind, PALE_BLUE)
        ends = (left + 0.04, left + wide - 0.04, y, bottom)
        page.box(page.page, *ends, tint, line=0, name=f"{name}-{number}")
        page.write(left + 0.09, (y + bottom) / 2, _lines(slot, wide), size=SMALL)
        y = bottom + 0.04


def _table(title: str, slots: Sequence[Slot], notes: Sequence[str]) -> ResultTable:
    body = tuple((slot.day, slot.period, slot.words, slot.kind) for slot in slots)
    return ResultTable(title, ("Day", "Period", "What", "Kind"), body, note=" ".join(notes))


def _alt(slots: Sequence[Slot], days: Sequence[str], one: str, many: str) -> str:
    by_day = [(day, sum(slot.day == day for slot in slots)) for day in days]
    told = [f"{count} on {day}" for day, count in by_day if count]
    free = [day for day, count in by_day if not count]
    count = f"{len(slots)} {one if len(slots) == 1 else many}"
    text = f"{count} in the week: {joined(told)}."
    if free:
        text += f" None on {joined(free)}."
    return f"{text} A week as a grid of days and periods."
