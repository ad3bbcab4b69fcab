"""What stands in people's diaries already, who is away, and what that leaves to be planned."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from helpers.planning.groups.proposing import Group
from helpers.planning.timetable.narrowing import only
from helpers.planning.timetable.openings import (
    DAYS,
    Barred,
    Moment,
    Opening,
    SchoolCalendar,
    Slot,
    TimetableRules,
    Week,
    hundredths,
    monday,
    openings_of,
    weeks_of,
)
from helpers.planning.timetable.scheduling import Schedule, Taken, Written, attending, without_taken
from helpers.planning.timetable.sessions import Session, sessions_of


class Standing(StrEnum):
    """How firmly a session stands in diaries, the firmest first."""

    HELD = "held"
    FIXED = "fixed by hand"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Entry:
    """A session as diaries have it; a period or a talk that nobody wrote down is ``None``."""

    observer: str
    observed: str
    date: datetime.date
    standing: Standing = Standing.PLANNED
    period: int | None = None
    feedback_date: datetime.date | None = None
    feedback_period: int | None = None
    together: tuple[str, ...] = ()
    """Who talks about it afterwards, if they are not the two and the group that they are in."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which somebody cannot take part, the first and the last included."""

    staff_id: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Given:
    """An entry that stays, and the session of the programme that it is, if it is one."""

    entry: Entry
    session: Session | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The sessions still to be timetabled, beside those that stay as they are."""

    schedule: Schedule
    given: tuple[Given, ...]
    entries: Mapping[int, Entry]
    """The planned entry of each session to be timetabled that has one, by its number."""
    dropped: tuple[Entry, ...]
    """Planned entries that the programme has no use for any more."""
    weeks: Mapping[str, Week]
    barred: Barred

    @property
    def fixed_days(self) -> tuple[tuple[Session, int], ...]:
        """The school days of sessions of the programme that were fixed by hand."""
        number = {day: place for place, day in enumerate(self.schedule.calendar.school_days)}
        return tuple(
            (one.session, number[one.entry.date])
            for one in self.given
            if one.session is not None
            and one.entry.standing is Standing.FIXED
            and one.entry.date in number
        )


def agenda_of(
    groups: Iterable[Group],
    slots: Iterable[Slot],
    calendar: SchoolCalendar,
    rules: TimetableRules,
    entries: Iterable[Entry] = (),
    away: Iterable[Absence] = (),
    first: datetime.date | None = None,
) -> Agenda:
    """What is to be timetabled from ``first`` on, or else from the day after the last one held.

    An entry is the first session of its two people that has none yet. Raises ``ValueError`` as
    :func:`weeks_of` and :func:`sessions_of` do.
    """
    weeks, sessions = weeks_of(slots), sessions_of(groups, rules.rounds)
    found = sorted(entries, key=_firmest)
    matched = _matched(sessions, found)
    stays = {n: one for n, one in matched.items() if one.standing is not Standing.PLANNED}
    firm = [one for one in found if one.standing is not Standing.PLANNED]
    held = [one.date for one in firm if one.standing is Standing.HELD]
    barred = _barred(calendar, tuple(away), first, max(held, default=None))
    open_ = [number for number in range(len(sessions)) if number not in stays]
    by_entry = {id(one): sessions[n] for n, one in stays.items()}
    given = tuple(Given(one, by_entry.get(id(one))) for one in firm)
    openings = (openings_of(sessions[n], weeks, calendar, rules, barred) for n in open_)
    written = {at: matched[n] for at, n in enumerate(open_) if n in matched}
    schedule = Schedule(
        tuple(sessions[n] for n in open_),
        tuple(openings),
        calendar,
        rules,
        _taken(given, weeks, calendar, rules),
        {at: _written(one, calendar) for at, one in written.items()},
    )
    used = {id(one) for one in matched.values()}
    dropped = tuple(one for one in found if id(one) not in used and one not in firm)
    left = without_taken(schedule)
    return _in_order(Agenda(left, given, written, dropped, weeks, barred))


def _firmest(entry: Entry) -> tuple[int, datetime.date, int, str, str]:
    place = list(Standing).index(entry.standing)
    return place, entry.date, entry.period or 0, entry.observer, entry.observed


def _matched(sessions: Sequence[Session], entries: Iterable[Entry]) -> dict[int, Entry]:
    waiting: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number in sorted(range(len(sessions)), key=lambda n: (sessions[n].round, n)):
        waiting[sessions[number].observer, sessions[number].observed].append(number)
    matched: dict[int, Entry] = {}
    for entry in entries:
        numbers = waiting[entry.observer, entry.observed]
        if numbers:
            matched[numbers.pop(0)] = entry
    return matched


def _barred(
    calendar: SchoolCalendar,
    away: Sequence[Absence],
    first: datetime.date | None,
    held: datetime.date | None,
) -> Barred:
    days = list(enumerate(calendar.school_days))
    absent = {
        (one.staff_id, number)
        for one in away
        for number, day in days
        if one.first <= day <= one.last
    }
    if first is None:
        start = sum(held is not None and day <= held for _, day in days)
    else:
        start = sum(day < first for _, day in days)
    return Barred(start, frozenset(absent))


def _written(entry: Entry, calendar: SchoolCalendar) -> Written:
    numbers = {day: number for number, day in enumerate(calendar.school_days)}
    talk: Moment | None = None
    if entry.feedback_date is not None and entry.feedback_period is not None:
        talk = numbers.get(entry.feedback_date, -1), entry.feedback_period
    return Written(numbers.get(entry.date, -1), entry.period, talk)


def _taken(
    given: Iterable[Given],
    weeks: Mapping[str, Week],
    calendar: SchoolCalendar,
    rules: TimetableRules,
) -> Taken:
    """What sessions that stay use up: time, cover and room in weeks."""
    place = {first: number for number, first in enumerate(calendar.mondays)}
    busy, last = set[tuple[str, Moment]](), -1
    cover, watched, held = Counter[int](), Counter[tuple[str, int]](), Counter[int]()
    for one in given:
        entry, written = one.entry, _written(one.entry, calendar)
        week = place.get(monday(entry.date))
        if week is not None:
            watched[entry.observed, week] += 1
            held[week] += 1
        if written.day >= 0:
            last = max(last, written.day)
        both = attending(one.session, rules) if one.session else (entry.observer, entry.observed)
        if entry.period is not None and written.day >= 0:
            busy |= {(who, (written.day, entry.period)) for who in both}
            slot = weeks.get(entry.observer, {}).get((DAYS[entry.date.weekday()], entry.period))
            if slot is not None and not slot.available:
                cover[written.day] += hundredths(slot.cover_cost)
        if written.talk is not None:
            busy |= {(who, written.talk) for who in talking(one)}
    return Taken(frozenset(busy), cover, watched, held, last)


def talking(one: Given) -> tuple[str, ...]:
    """Who talks about a session that stays."""
    alone = (one.entry.observer, one.entry.observed)
    return one.entry.together or (one.session.together if one.session else alone)


def _in_order(agenda: Agenda) -> Agenda:
    """Only openings after what is fixed of the rounds before, and before that of those after."""
    schedule, fixed = agenda.schedule, agenda.fixed_days
    if not fixed:
        return agenda

    def fits(place: int, opening: Opening) -> bool:
        session, day = schedule.sessions[place], opening.moment[0]
        return all(
            other.group_id != session.group_id
            or other.round == session.round
            or (day > at if other.round < session.round else day < at)
            for other, at in fixed
        )

    return replace(agenda, schedule=only(schedule, fits))
