"""Plan again after an absence, a leaver or a changed week, and leave diaries as they are.

First as little as possible of what stands in diaries changes: a lesson that is moved or dropped
counts once, and so does its talk. Then the aims of every timetable follow in their order.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from helpers.planning.groups.proposing import Group
from helpers.planning.timetable.aims import Aim, Step, counted
from helpers.planning.timetable.diaries import Absence, Agenda, Entry, Standing, agenda_of
from helpers.planning.timetable.narrowing import only
from helpers.planning.timetable.obstacles import (
    Clause,
    Obstacle,
    at_lesson,
    at_talk,
    said,
    surroundings,
)
from helpers.planning.timetable.openings import SchoolCalendar, Slot, TimetableRules, soon_after
from helpers.planning.timetable.proposing import Booking, Timetable, timetable_of
from helpers.planning.timetable.scheduling import Places, Schedule
from helpers.planning.timetable.searching import Limits
from helpers.planning.timetable.settling import settle


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that could not stay as it was: what it was, what it is now, what was in its way.

    ``after`` is ``None`` where the session has no place any more. Without ``obstacles`` the entry
    itself could have stayed, but not beside all the others.
    """

    before: Entry
    after: Booking | None
    obstacles: tuple[Obstacle, ...] = ()

    def sentence(self, rules: TimetableRules, name: Callable[[str], str] = str) -> str:
        """Why it changed, in plain English; ``name`` gives what to call a staff id."""
        told = "; ".join(said(one, rules, name) for one in self.obstacles)
        return f"It could not stay because of {told or 'other sessions that could not either'}."


@dataclass(frozen=True, slots=True)
class Replan:
    """The new timetable, and all that is different in diaries.

    ``kept`` are bookings that stand as they were; ``moved`` have another lesson or talk;
    ``dropped`` have no place, or the programme has no use for them any more; ``added`` were in no
    diary. Sessions held before and those fixed by hand are ``timetable.given``. ``changes``
    counts lessons and talks moved or dropped of sessions that are still wanted, and no timetable
    changes fewer than ``least``.
    """

    timetable: Timetable
    kept: tuple[Booking, ...]
    moved: tuple[Change, ...]
    dropped: tuple[Change, ...]
    unwanted: tuple[Entry, ...]
    added: tuple[Booking, ...]
    changes: int
    least: int


def replan(
    diary: Iterable[Entry],
    groups: Iterable[Group],
    slots: Iterable[Slot],
    calendar: SchoolCalendar,
    rules: TimetableRules,
    *,
    today: datetime.date,
    away: Iterable[Absence] = (),
    seconds: float = 120.0,
) -> Replan:
    """The timetable of ``groups`` from ``today`` on that changes least of what is in diaries.

    ``groups``, ``slots``, ``calendar`` and ``rules`` are as they are now, after a leaver or a
    change. Entries of days before ``today`` stay untouched, unless somebody in them was away
    then. Raises ``ValueError`` as :func:`~helpers.planning.timetable.proposing.propose_timetable`
    does.
    """
    absences = tuple(away)
    entries = [as_of(today, one, absences) for one in diary]
    agenda = agenda_of(groups, slots, calendar, rules, entries, absences, today)
    places, steps = _least_changed(agenda.schedule, Limits(seconds=seconds))
    return _compared(agenda, places, steps)


def as_of(today: datetime.date, entry: Entry, away: Iterable[Absence]) -> Entry:
    """What was planned for a day that has passed was held, if both were there."""
    both = (entry.observer, entry.observed)
    missed = any(one.staff_id in both and one.first <= entry.date <= one.last for one in away)
    passed = entry.standing is Standing.PLANNED and entry.date < today and not missed
    return replace(entry, standing=Standing.HELD) if passed else entry


def entries_of(timetable: Timetable) -> tuple[Entry, ...]:
    """A timetable as it is written into diaries."""
    booked = (
        Entry(
            one.session.observer,
            one.session.observed,
            one.date,
            Standing.PLANNED,
            one.period,
            one.feedback_date,
            one.feedback_period,
            one.session.together,
        )
        for one in timetable.bookings
    )
    return (*(one.entry for one in timetable.given), *booked)


def _least_changed(schedule: Schedule, limits: Limits) -> tuple[Places, tuple[Step, ...]]:
    """Keep all that could stay if there were nothing else; if that is too much, weigh up."""
    if not schedule.diary:
        return settle(schedule, limits)
    least = counted(schedule, Aim.CHANGED, ())
    places, steps = settle(_keeping_all(schedule), limits)
    # Every timetable that changes so little is one of those that keep all, so the rest is settled.
    return (places, steps) if steps[0].value == least else settle(schedule, limits, places)


def _keeping_all(schedule: Schedule) -> Schedule:
    """The question in which each lesson and each talk that could stay does."""
    within = schedule.rules.feedback_within_days or 0
    found = list(schedule.openings)
    for number, written in schedule.diary.items():
        own = found[number]
        lessons = tuple(one for one in own.lessons if written.holds(one)) or own.lessons
        if written.talk in own.talks:
            talks = (written.talk,)
            heard = tuple(one for one in lessons if soon_after(one.moment, talks, within))
            own = replace(own, talks=talks if heard else own.talks)
            lessons = heard or lessons
        found[number] = replace(own, lessons=lessons)
    kept = replace(schedule, openings=tuple(found))
    return only(kept, lambda _number, _one: True)


def _compared(agenda: Agenda, places: Places, steps: tuple[Step, ...]) -> Replan:
    timetable = timetable_of(agenda, places, steps)
    booked = {one.session: one for one in timetable.bookings}
    kept, moved, dropped = list[Booking](), list[Change](), list[Change]()
    for number, entry in sorted(agenda.entries.items()):
        booking = booked.get(agenda.schedule.sessions[number])
        if booking is not None and _same(agenda.schedule, number, places):
            kept.append(booking)
        else:
            change = Change(entry, booking, _in_the_way(agenda, number))
            (dropped if booking is None else moved).append(change)
    planned = {agenda.schedule.sessions[number] for number in agenda.entries}
    changed = next((step for step in steps if step.aim is Aim.CHANGED), Step(Aim.CHANGED, 0, 0))
    return Replan(
        timetable,
        tuple(kept),
        tuple(moved),
        tuple(dropped),
        agenda.dropped,
        tuple(one for one in timetable.bookings if one.session not in planned),
        changed.value,
        changed.bound,
    )


def _same(schedule: Schedule, number: int, places: Places) -> bool:
    opening, talk = places[number]
    written = schedule.diary[number]
    return written.holds(opening) and written.talk in (None, talk)


def _in_the_way(agenda: Agenda, number: int) -> tuple[Obstacle, ...]:
    """What rules out the lesson or the talk that diaries have."""
    around = surroundings(agenda, {})
    session, written = agenda.schedule.sessions[number], agenda.schedule.diary[number]
    found = set[Clause]()
    if written.day >= 0 and written.period is not None:
        found |= at_lesson(around, session, (written.day, written.period))
    if written.talk is not None and written.talk[0] >= 0:
        found |= at_talk(around, session, written.talk)
    return tuple(sorted({one for clause in found for one in clause}))
