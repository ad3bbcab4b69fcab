"""What planning again does to the tables: only rows that are different now are touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from helpers.decisions.rows import (
    TIMES,
    Found,
    begins_after,
    last_day,
    members_of,
    new_sessions,
    times_of,
)
from helpers.evidence import Evidence
from helpers.phases.diaries import diary_rows
from helpers.phases.plans import Sets
from helpers.phases.replans import SetsNow
from helpers.planning.groups.proposing import Group
from helpers.planning.timetable.diaries import Entry, Standing
from helpers.planning.timetable.proposing import Booking
from helpers.planning.timetable.replanning import Replan
from helpers.problems import folded
from helpers.schemas import TABLES
from helpers.schemas.dates import read_date
from helpers.schemas.misread import MisreadError
from helpers.school.writing import Change, Value

_Waiting = Mapping[Entry, list[int]]
"""The rows of each entry that are not accounted for yet."""


def session_changes(
    evidence: Evidence, replan: Replan, chosen: Sets, found: Found, gone: frozenset[int]
) -> Change:
    """Sessions that move, those that go (``gone`` among them), and those that come."""
    waiting: defaultdict[Entry, list[int]] = defaultdict(list)
    for number, entry in diary_rows(evidence, evidence.term).items():
        waiting[entry].append(number)
    dropped = [*replan.unwanted, *(one.before for one in replan.dropped)]
    out = gone | {waiting[entry].pop(0) for entry in dropped}
    cells: dict[int, Mapping[str, Value]] = {}
    for one in replan.moved:
        if one.after is not None:
            number = waiting[one.before].pop(0)
            cells[number] = _moved(one.before, one.after, found, number)
    for booking in replan.kept:
        entry = _entry_of(booking, waiting)
        number = waiting[entry].pop(0)
        cells[number] = _filled(entry, booking, found, number)
    new = new_sessions(evidence, replan.added, chosen, found, out)
    touched = {number: values for number, values in sorted(cells.items()) if values}
    return Change(TABLES["sessions"], out, touched, new)


def _entry_of(kept: Booking, waiting: _Waiting) -> Entry:
    """The entry of a booking that stays where it is."""
    pair = kept.session.observer, kept.session.observed
    return next(
        entry
        for entry, rows in waiting.items()
        if rows
        and entry.standing is Standing.PLANNED
        and (entry.observer, entry.observed, entry.date) == (*pair, kept.date)
        and entry.period in (None, kept.period)
    )


def _moved(entry: Entry, now: Booking, found: Found, number: int) -> Mapping[str, Value]:
    names = [one for one in ("date", *TIMES) if getattr(entry, one) != getattr(now, one)]
    return _cells(names, now, found, number)


def _filled(entry: Entry, now: Booking, found: Found, number: int) -> Mapping[str, Value]:
    """Nothing that somebody wrote is written over: only what was left blank is filled in."""
    names = ["period"] if entry.period is None else []
    if entry.feedback_date is None and entry.feedback_period is None and now.feedback_date:
        names += TIMES[1:]
    return _cells(names, now, found, number)


def _cells(names: Iterable[str], now: Booking, found: Found, number: int) -> Mapping[str, Value]:
    """The cells of a row that become different, of those that the file has."""
    times, there = times_of(now), found.columns["sessions"]
    cells = {name: times[name] for name in names if name in there}
    group = now.session.group_id
    if folded(found.rows["sessions"][number]["group_id"]) != folded(group) and "group_id" in there:
        cells["group_id"] = group
    return cells


def set_changes(evidence: Evidence, sets: SetsNow, found: Found, today: date) -> Change:
    """People who left or moved end their time in a set, and those who join one begin theirs.

    Rows of people whose time would have begun on ``today`` or later go.
    """
    ends = _ending(evidence, sets, found, today)
    rows = found.of_term("groups")
    out = frozenset(n for n in ends if (day := _day(rows[n]["from_date"])) and day >= today)
    yesterday = today - timedelta(days=1)
    cells = {n: {"to_date": last_day(evidence, n, yesterday)} for n in ends if n not in out}
    begins = begins_after(evidence, yesterday)
    joined = _memberships(sets.now.groups) - _memberships(sets.before)
    new = tuple(
        row
        for one in sets.now.groups
        for row in members_of(evidence.term.id, one, begins)
        if (row["group_id"], row["staff_id"]) in joined
    )
    return Change(TABLES["groups"], out, cells, new)


def _ending(evidence: Evidence, sets: SetsNow, found: Found, today: date) -> frozenset[int]:
    """Rows of people who are in a set no more, unless they have an end before this day."""
    staff = set(evidence.table("staff")["staff_id"])
    left = {
        (group, who)
        for group, who in _memberships(sets.before) - _memberships(sets.now.groups)
        if who not in sets.now.alone
    }
    return frozenset(
        number
        for number, row in found.of_term("groups").items()
        if ((row["group_id"], row["staff_id"]) in left or row["staff_id"] not in staff)
        and not ((day := _day(row["to_date"])) and day < today)
    )


def _memberships(groups: Iterable[Group]) -> set[tuple[str, str]]:
    return {(one.group_id, who) for one in groups for who in one.everyone}


def _day(typed: str) -> date | None:
    try:
        return read_date(typed.strip()).date()
    except MisreadError:
        return None
