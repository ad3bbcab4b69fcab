"""An independent look at a timetable: every rule and every figure, by other means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from helpers.planning.groups import Group
from helpers.planning.openings import SchoolCalendar, Slot, TimetableRules
from helpers.planning.sessions import Session
from helpers.planning.timetable import Booking, Timetable

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def check_timetable(
    timetable: Timetable,
    groups: Iterable[Group],
    slots: Iterable[Slot],
    calendar: SchoolCalendar,
    rules: TimetableRules,
) -> tuple[str, ...]:
    """Every rule that a timetable breaks and every number in it that is wrong, as sentences."""
    sets, week = list(groups), {(s.staff_id, s.day, s.period): s for s in slots}
    return (
        *_everyone_once_a_round(timetable, sets, rules),
        *(fault for one in timetable.bookings for fault in _lesson(one, week, calendar)),
        *(fault for one in timetable.bookings for fault in _talk(one, week, calendar, rules)),
        *_clashes(timetable.bookings),
        *_limits(timetable.bookings, rules),
        *_order(timetable.bookings),
        *_figures(timetable, calendar),
    )


def _everyone_once_a_round(
    timetable: Timetable, groups: Sequence[Group], rules: TimetableRules
) -> Iterator[str]:
    sessions = [one.session for one in timetable.bookings]
    sessions += [one.session for one in timetable.unplaced]
    for group in groups:
        for number in range(1, rules.rounds + 1):
            held = [s for s in sessions if (s.group_id, s.round) == (group.group_id, number)]
            watching = sorted(s.observer for s in held)
            watched = sorted(s.observed for s in held)
            if watching != sorted(group.members) or watched != sorted(group.members):
                yield f"{group.group_id}, round {number}: not everyone observes and is observed."
    expected = sum(len(group.members) for group in groups) * rules.rounds
    if len(sessions) != expected:
        yield f"There are {len(sessions)} sessions, not {expected}."
    of = {group.group_id: group for group in groups}
    for one in sessions:
        group = of[one.group_id]
        if one.observer == one.observed or set(one.together) != set(group.everyone):
            yield f"{_name(one)}: the wrong people take part."


def _lesson(
    one: Booking, week: dict[tuple[str, str, int], Slot], calendar: SchoolCalendar
) -> Iterator[str]:
    if one.date not in calendar.school_days:
        yield f"{_name(one.session)} is on {one.date}, which is no school day."
    watched = week.get((one.session.observed, _DAYS[one.date.weekday()], one.period))
    watcher = week.get((one.session.observer, _DAYS[one.date.weekday()], one.period))
    if watched is None or watched.available:
        yield f"{_name(one.session)}: {one.session.observed} does not teach then."
    if watcher is None:
        yield f"{_name(one.session)}: {one.session.observer} is not in school then."
        return
    cost = 0.0 if watcher.available else watcher.cover_cost
    if abs(cost - one.cover) > 0.005:
        yield f"{_name(one.session)} needs {cost} lessons of cover, not {one.cover}."


def _talk(
    one: Booking,
    week: dict[tuple[str, str, int], Slot],
    calendar: SchoolCalendar,
    rules: TimetableRules,
) -> Iterator[str]:
    if rules.feedback_within_days is None:
        return
    if one.feedback_date is None or one.feedback_period is None:
        yield f"{_name(one.session)} has no time for feedback."
        return
    for who in one.session.together:
        slot = week.get((who, _DAYS[one.feedback_date.weekday()], one.feedback_period))
        if slot is None or not slot.available:
            yield f"{_name(one.session)}: {who} is not free for feedback."
    if (one.feedback_date, one.feedback_period) <= (one.date, one.period):
        yield f"{_name(one.session)}: feedback comes before the lesson ends."
    waited = sum(one.date < day <= one.feedback_date for day in calendar.school_days)
    if waited > rules.feedback_within_days or one.feedback_date not in calendar.school_days:
        yield f"{_name(one.session)}: feedback comes {waited} school days later."


def _clashes(bookings: Iterable[Booking]) -> Iterator[str]:
    needed: Counter[tuple[str, date, int]] = Counter()
    for one in bookings:
        needed[one.session.observer, one.date, one.period] += 1
        needed[one.session.observed, one.date, one.period] += 1
        if one.feedback_date is not None and one.feedback_period is not None:
            for who in one.session.together:
                needed[who, one.feedback_date, one.feedback_period] += 1
    for (who, day, period), times in needed.items():
        if times > 1:
            yield f"{who} is needed {times} times on {day}, period {period}."


def _limits(bookings: Iterable[Booking], rules: TimetableRules) -> Iterator[str]:
    watched: Counter[tuple[str, int, int]] = Counter()
    cover: Counter[date] = Counter()
    for one in bookings:
        year, week, _ = one.date.isocalendar()
        watched[one.session.observed, year, week] += 1
        cover[one.date] += round(one.cover * 100)
    for (who, _, week), times in watched.items():
        if times > rules.observed_a_week:
            yield f"{who} is observed {times} times in week {week}."
    for day, spent in cover.items():
        if spent > round(rules.cover_a_day * 100):
            yield f"Cover on {day} comes to {spent / 100} lessons."


def _order(bookings: Sequence[Booking]) -> Iterator[str]:
    for one in bookings:
        for other in bookings:
            same = one.session.group_id == other.session.group_id
            if same and one.session.round < other.session.round and one.date >= other.date:
                yield f"{_name(other.session)} is not after {_name(one.session)}."


def _figures(timetable: Timetable, calendar: SchoolCalendar) -> Iterator[str]:
    held = Counter(one.date.isocalendar()[:2] for one in timetable.bookings)
    cover = sum(one.cover for one in timetable.bookings)
    days = [one.date for one in timetable.bookings]
    last = max(days, default=None)
    counted = (
        len(timetable.unplaced),
        round(cover * 100),
        sum(times**2 for times in held.values()),
        0 if last is None else calendar.school_days.index(last) + 1,
    )
    if counted != tuple(step.value for step in timetable.steps):
        yield f"The aims come to {counted}, not {[step.value for step in timetable.steps]}."
    if any(step.bound > step.value for step in timetable.steps):
        yield "A bound lies above what was reached."
    if abs(cover - timetable.cover) > 0.005 or last != timetable.finish:
        yield "Cover or finish is not what the bookings say."
    weeks = {one.monday.isocalendar()[:2]: one.sessions for one in timetable.weeks}
    if weeks != {
        day.isocalendar()[:2]: held[day.isocalendar()[:2]] for day in calendar.school_days
    }:
        yield "The sessions of a week are not what the bookings say."


def _name(session: Session) -> str:
    return (
        f"{session.group_id}, round {session.round}, {session.observer} observes {session.observed}"
    )
