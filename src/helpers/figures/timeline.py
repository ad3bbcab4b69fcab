"""What happened when: sessions and workshops over the weeks of a term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from matplotlib.axes import Axes

from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.rows import Entry, draw_key, foot, foot_height, head, key_height, rows
from helpers.figures.sheet import Sheet, sheet
from helpers.figures.style import BLUE, EDGE, OUTLINE, PLUM, SMALL, SOFT, WIDTH
from helpers.findings import Cell, ResultTable
from helpers.wording import capital, joined

_LABEL = 1.6
_LEFT, _RIGHT = 1.9, 6.75
_STEP = 0.17
_STACK = 6
"""Dots one above the other before a number stands in for them."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Status(StrEnum):
    """How a session stands."""

    COMPLETED = "completed"
    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Happening:
    """One session or workshop; ``row`` is the line it stands on ("Sessions", a group's name)."""

    on: date
    status: Status = Status.COMPLETED
    row: str = "Sessions"


_LOOKS = {
    Status.COMPLETED: Entry("Completed", BLUE, "o"),
    Status.PLANNED: Entry("Planned", OUTLINE, "o", hollow=True),
    Status.CANCELLED: Entry("Cancelled", PLUM, "x"),
}


def sessions(
    title: str,
    happenings: Sequence[Happening],
    *,
    start: date,
    end: date,
    one: str = "session",
    many: str = "sessions",
    rows_in_order: Sequence[str] = (),
    note: str = "",
) -> Figure:
    """A dot for each session in its week, by status, one line for each ``row``.

    ``start`` and ``end`` are the term's first and last day; happenings outside it widen the
    drawing. Rows stand in ``rows_in_order``, then as they come; a row with nothing in it is
    drawn empty.
    """
    if not happenings and not rows_in_order:
        return nothing(title, many)
    names = list(dict.fromkeys((*rows_in_order, *(happening.row for happening in happenings))))
    days = [start, end, *(happening.on for happening in happenings)]
    first, weeks = _monday(min(days)), (_monday(max(days)) - _monday(min(days))).days // 7 + 1
    tally = Counter((h.row, (_monday(h.on) - first).days // 7, h.status) for h in happenings)
    deep = [_depth(tally, name, weeks) for name in names]
    seen = [status for status in Status if any(h.status is status for h in happenings)]
    key = [_LOOKS[status] for status in seen]
    top = EDGE + key_height(key, WIDTH - 2 * EDGE) * bool(key) + 0.3
    placed = rows(names, _LABEL, top, 0.4)
    extra = [max(0.0, depth * _STEP + 0.14 - 0.4) for depth in deep]
    placed = placed.taller(extra)
    notes = foot([f"n = number of {many}. Each mark stands in its week.", note], (), WIDTH)
    with sheet(placed.bottom + 0.46 + foot_height(notes) + EDGE) as page:
        panel = page.panel(_LEFT, _RIGHT, -0.5, weeks - 0.5)
        draw_key(page, key, EDGE, EDGE, WIDTH - 2 * EDGE)
        head(page, WIDTH - EDGE, top - 0.02, "n", at="right")
        _weeks(page, panel, first, weeks, placed.bottom)
        placed.write(page)
        placed.separate(page, EDGE, WIDTH - EDGE)
        page.rule(page.page, (_LEFT, _RIGHT), (placed.bottom, placed.bottom), OUTLINE, 0.8)
        for row, name in enumerate(names):
            for week in range(weeks):
                stack = [s for s in Status for _ in range(tally[name, week, s])]
                _stack(page, panel, week, placed.centres[row], stack, f"{row}-{week}")
            count = sum(happening.row == name for happening in happenings)
            page.write(WIDTH - EDGE, placed.centres[row], str(count), at="right")
        page.notes(notes)
        alt = _alt(happenings, names, one, many)
        return page.figure(title, alt, _table(title, happenings, names, notes))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _depth(tally: Counter[tuple[str, int, Status]], name: str, weeks: int) -> int:
    """How many marks stand above one another in the fullest week of a row."""
    full = [sum(tally[name, week, status] for status in Status) for week in range(weeks)]
    if max(full, default=0) <= _STACK:
        return max(full, default=0)
    return max(sum(tally[name, week, status] > 0 for status in Status) for week in range(weeks))


def _weeks(page: Sheet, panel: Axes, first: date, weeks: int, bottom: float) -> None:
    """Every second or third week by its Monday."""
    step = 1 if weeks <= 8 else 2 if weeks <= 14 else 4 if weeks <= 30 else 8
    for week in range(0, weeks, step):
        day = first + timedelta(weeks=week)
        page.rule(panel, (week, week), (bottom, bottom + 0.05), OUTLINE, 0.8)
        number = str(day.day)
        page.write(week, bottom + 0.16, number, size=SMALL, at="center", colour=SOFT, on=panel)
        earlier = first + timedelta(weeks=week - step)
        if week == 0 or day.month != earlier.month:
            told = _MONTHS[day.month - 1] + (f" {day.year}" if week == 0 else "")
            page.write(week, bottom + 0.34, told, size=SMALL, at="center", colour=SOFT, on=panel)


def _stack(
    page: Sheet, panel: Axes, week: int, y: float, stack: Sequence[Status], name: str
) -> None:
    """Marks one above the other, or a number beside one mark where there are many."""
    if len(stack) > _STACK:
        kinds = Counter(stack)
        first = y - _STEP * (len(kinds) - 1) / 2
        for place, (status, count) in enumerate(kinds.items()):
            at = first + _STEP * place
            _mark(page, panel, week, at, status, f"{name}-{status}")
            page.write(week + 0.25, at, str(count), size=SMALL, on=panel)
        return
    first = y + _STEP * (len(stack) - 1) / 2
    for place, status in enumerate(stack):
        _mark(page, panel, week, first - _STEP * place, status, f"{name}-{place}")


def _mark(page: Sheet, panel: Axes, week: int, y: float, status: Status, name: str) -> None:
    look = _LOOKS[status]
    page.mark(
        panel, week, y, look.colour, shape=look.shape, hollow=look.hollow, name=f"session-{name}"
    )


def _table(
    title: str, happenings: Sequence[Happening], names: Sequence[str], notes: Sequence[str]
) -> ResultTable:
    tally = Counter((happening.row, happening.status) for happening in happenings)
    body: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(tally[name, status] for status in Status), sum(tally[name, s] for s in Status))
        for name in names
    )
    columns = ("", *(capital(status) for status in Status), "n")
    return ResultTable(title, columns, body, note=" ".join(notes))


def _alt(happenings: Sequence[Happening], names: Sequence[str], one: str, many: str) -> str:
    if not happenings:
        return f"No {many} yet. A timeline by week."
    days = [happening.on for happening in happenings]
    first, last = _told(min(days)), _told(max(days))
    when = f"On {first}" if first == last else f"Between {first} and {last}"
    if 1 < len(names) <= 4:
        rows_ = [(name, [h.status for h in happenings if h.row == name]) for name in names]
        told = "; ".join(f"{name}, {_tally(found) or 'none'}" for name, found in rows_)
    else:
        what = one if len(happenings) == 1 else many
        told = f"{_tally([happening.status for happening in happenings])} {what}"
        told += f" in {len(names)} rows" if len(names) > 1 else ""
    return f"{when}: {told}. A timeline of marks by week."


def _tally(found: Sequence[Status]) -> str:
    """``8 completed and 1 cancelled``."""
    counted = Counter(found)
    return joined([f"{counted[status]} {status}" for status in Status if counted[status]])


def _told(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
