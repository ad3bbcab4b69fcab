"""An independent look at a timetable: every rule and every figure, by other means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from helpers.planning.groups.proposing import Group
from helpers.planning.timetable.diaries import Absence, Entry, Given, Standing
from helpers.planning.timetable.openings import SchoolCalendar, Slot, TimetableRules
from helpers.planning.timetable.proposing import Booking, Timetable
from helpers.planning.timetable.sessions import Session

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def check_timetable(
    timetable: Timetable,
    groups: Iterable[Group],
    slots: Iterable[Slot],
    calendar: SchoolCalendar,
    rules: TimetableRules,
    *,
    diary: Iterable[Entry] = (),
    away: Iterable[Absence] = (),
    first: date | None = None,
) -> tuple[str, ...]:
    """Every rule that a timetable breaks and every number in it that is wrong, as sentences.

    Sessions that were held or fixed by hand are taken as they are: rules hold for what is
    planned, beside them.
    """
    asked = _Asked(
        {group.group_id: group for group in groups},
        {(one.staff_id, one.day, one.period): one for one in slots},
        {day: number for number, day in enumerate(calendar.school_days)},
        rules,
        tuple(diary),
        tuple(away),
        first,
    )
    return (
        *_everyone_once_a_round(timetable, asked),
        *(fault for one in timetable.bookings for fault in _lesson(one, asked)),
        *(fault for one in timetable.bookings for fault in _talk(one, asked)),
        *_clashes(timetable, asked),
        *_limits(timetable, asked),
        *_order(timetable),
        *_stays(timetable, asked),
        *_figures(timetable, asked),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    groups: dict[str, Group]
    week: dict[tuple[str, str, int], Slot] = field(repr=False)
    days: dict[date, int] = field(repr=False)
    rules: TimetableRules
    diary: Sequence[Entry]
    away: Sequence[Absence]
    first: date | None

    def slot(self, who: str, day: date, period: int) -> Slot | None:
        return self.week.get((who, _DAYS[day.weekday()], period))

    def is_away(self, who: str, day: date) -> bool:
        return any(one.staff_id == who and one.first <= day <= one.last for one in self.away)


def _everyone_once_a_round(timetable: Timetable, asked: _Asked) -> Iterator[str]:
    sessions = [one.session for one in timetable.bookings]
    sessions += [one.session for one in timetable.unplaced]
    sessions += [one.session for one in timetable.given if one.session is not None]
    held: defaultdict[tuple[str, int], list[Session]] = defaultdict(list)
    for one in sessions:
        held[one.group_id, one.round].append(one)
    for group in asked.groups.values():
        seen: Counter[tuple[str, str]] = Counter()
        for number in range(1, asked.rules.rounds + 1):
            watching = sorted(one.observer for one in held[group.group_id, number])
            watched = sorted(one.observed for one in held[group.group_id, number])
            if watching != sorted(group.members) or watched != sorted(group.members):
                yield f"{group.group_id}, round {number}: not everyone observes and is observed."
            seen.update((one.observer, one.observed) for one in held[group.group_id, number])
        for observer, observed in seen:
            if abs(seen[observer, observed] - seen[observed, observer]) > 1:
                yield f"{observer} observes {observed} far more often than the other way round."
    expected = sum(len(group.members) for group in asked.groups.values()) * asked.rules.rounds
    if len(sessions) != expected:
        yield f"There are {len(sessions)} sessions, not {expected}."
    for one in sessions:
        group = asked.groups[one.group_id]
        if one.observer == one.observed or set(one.together) != set(group.everyone):
            yield f"{_name(one)}: the wrong people take part."


def _lesson(one: Booking, asked: _Asked) -> Iterator[str]:
    session, name = one.session, _name(one.session)
    if one.date not in asked.days:
        yield f"{name} is on {one.date}, which is no school day."
    if asked.first is not None and one.date < asked.first:
        yield f"{name} is on {one.date}, before the first day that is still to be planned."
    guide = asked.groups[session.group_id].facilitator
    guides = [guide] if guide and asked.rules.facilitator_at_lessons else []
    for who in guides:
        free = asked.slot(who, one.date, one.period)
        if free is None or not free.available:
            yield f"{name}: {who} is not free to come to the lesson."
    for who in (session.observer, session.observed, *guides):
        if asked.is_away(who, one.date):
            yield f"{name}: {who} is away on {one.date}."
    watched = asked.slot(session.observed, one.date, one.period)
    watcher = asked.slot(session.observer, one.date, one.period)
    if watched is None or watched.available:
        yield f"{name}: {session.observed} does not teach then."
    if watcher is None:
        yield f"{name}: {session.observer} is not in school then."
        return
    cost = 0.0 if watcher.available else watcher.cover_cost
    if abs(cost - one.cover) > 0.005:
        yield f"{name} needs {cost} lessons of cover, not {one.cover}."


def _talk(one: Booking, asked: _Asked) -> Iterator[str]:
    name, within = _name(one.session), asked.rules.feedback_within_days
    if within is None:
        return
    if one.feedback_date is None or one.feedback_period is None:
        yield f"{name} has no time for feedback."
        return
    for who in asked.groups[one.session.group_id].everyone:
        slot = asked.slot(who, one.feedback_date, one.feedback_period)
        if slot is None or not slot.available or asked.is_away(who, one.feedback_date):
            yield f"{name}: {who} is not free for feedback."
    if (one.feedback_date, one.feedback_period) <= (one.date, one.period):
        yield f"{name}: feedback comes before the lesson ends."
    waited = sum(one.date < day <= one.feedback_date for day in asked.days)
    if waited > within or one.feedback_date not in asked.days:
        yield f"{name}: feedback comes {waited} school days later."


def _clashes(timetable: Timetable, asked: _Asked) -> Iterator[str]:
    needed: Counter[tuple[str, date, int]] = Counter()
    planned: set[tuple[str, date, int]] = set()
    for one in timetable.bookings:
        group = asked.groups[one.session.group_id]
        at = [one.session.observer, one.session.observed]
        if group.facilitator and asked.rules.facilitator_at_lessons:
            at.append(group.facilitator)
        moments = [(who, one.date, one.period) for who in at]
        if one.feedback_date is not None and one.feedback_period is not None:
            talk = one.feedback_date, one.feedback_period
            moments += [(who, *talk) for who in group.everyone]
        needed.update(moments)
        planned.update(moments)
    for given in timetable.given:
        needed.update(set(_given_moments(given)))
    for who, day, period in sorted(planned):
        if needed[who, day, period] > 1:
            times = needed[who, day, period]
            yield f"{who} is needed {times} times on {day}, period {period}."


def _given_moments(given: Given) -> Iterator[tuple[str, date, int]]:
    entry = given.entry
    both = (entry.observer, entry.observed)
    if entry.period is not None:
        yield from ((who, entry.date, entry.period) for who in both)
    if entry.feedback_date is not None and entry.feedback_period is not None:
        group = given.session.together if given.session else both
        for who in entry.together or group:
            yield who, entry.feedback_date, entry.feedback_period


def _limits(timetable: Timetable, asked: _Asked) -> Iterator[str]:
    watched: Counter[tuple[str, int, int]] = Counter()
    cover: Counter[date] = Counter()
    for one in timetable.bookings:
        watched[one.session.observed, *one.date.isocalendar()[:2]] += 1
        cover[one.date] += round(one.cover * 100)
    planned_weeks, planned_cover = set(watched), {day for day in cover if cover[day]}
    for given in timetable.given:
        entry = given.entry
        watched[entry.observed, *entry.date.isocalendar()[:2]] += 1
        slot = asked.slot(entry.observer, entry.date, entry.period or 0)
        if entry.period is not None and slot is not None and not slot.available:
            cover[entry.date] += round(slot.cover_cost * 100)
    for who, year, week in sorted(planned_weeks):
        times = watched[who, year, week]
        if times > asked.rules.observed_a_week:
            yield f"{who} is observed {times} times in week {week}."
    for day in sorted(planned_cover):
        if cover[day] > round(asked.rules.cover_a_day * 100):
            yield f"Cover on {day} comes to {cover[day] / 100} lessons."


def _order(timetable: Timetable) -> Iterator[str]:
    """Rounds one after another; what was held in another order is past mending."""
    days: defaultdict[str, list[tuple[int, date, str, bool]]] = defaultdict(list)
    for one in timetable.bookings:
        where = one.session.round, one.date, _name(one.session), True
        days[one.session.group_id].append(where)
    for given in timetable.given:
        if given.session is not None and given.entry.standing is Standing.FIXED:
            where = given.session.round, given.entry.date, _name(given.session), False
            days[given.session.group_id].append(where)
    for found in days.values():
        for number, day, name, planned in found:
            for other, then, before, also in found:
                if other < number and then >= day and (planned or also):
                    yield f"{name} is not after {before}."


def _stays(timetable: Timetable, asked: _Asked) -> Iterator[str]:
    """What was held or fixed is all there, unchanged."""
    told = Counter(one.entry for one in timetable.given)
    given = Counter(one for one in asked.diary if one.standing is not Standing.PLANNED)
    if told != given:
        yield "Sessions that were held or fixed are not as they were."
    for one in timetable.given:
        pair = (one.entry.observer, one.entry.observed)
        if one.session is not None and (one.session.observer, one.session.observed) != pair:
            yield f"{_name(one.session)} is taken for a session of other people."


def _figures(timetable: Timetable, asked: _Asked) -> Iterator[str]:
    days = [one.date for one in timetable.bookings] + [one.entry.date for one in timetable.given]
    weeks = {day.isocalendar()[:2]: 0 for day in asked.days}
    for day in days:
        if day.isocalendar()[:2] in weeks:
            weeks[day.isocalendar()[:2]] += 1
    cover = sum(one.cover for one in timetable.bookings)
    last = max((day for day in days if day in asked.days), default=None)
    counted = (
        len(timetable.unplaced),
        round(cover * 100),
        sum(times**2 for times in weeks.values()),
        0 if last is None else asked.days[last] + 1,
    )
    if counted != tuple(step.value for step in timetable.steps)[-4:]:
        yield f"The aims come to {counted}, not {[step.value for step in timetable.steps]}."
    if any(step.bound > step.value for step in timetable.steps):
        yield "A bound lies above what was reached."
    if abs(cover - timetable.cover) > 0.005 or last != timetable.finish:
        yield "Cover or finish is not what the bookings say."
    if weeks != {one.monday.isocalendar()[:2]: one.sessions for one in timetable.weeks}:
        yield "The sessions of a week are not what the bookings say."


def _name(session: Session) -> str:
    return (
        f"{session.group_id}, round {session.round}, {session.observer} observes {session.observed}"
    )
