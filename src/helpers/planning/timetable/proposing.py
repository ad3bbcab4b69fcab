"""Propose a timetable of peer observations: least cover, evenest weeks, earliest finish."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from helpers.planning.groups.proposing import Group
from helpers.planning.timetable.aims import Step
from helpers.planning.timetable.diaries import Absence, Agenda, Entry, Given, agenda_of
from helpers.planning.timetable.impasses import Impasse, impasses
from helpers.planning.timetable.obstacles import surroundings
from helpers.planning.timetable.openings import (
    HUNDREDTHS,
    Hindrance,
    SchoolCalendar,
    Slot,
    TimetableRules,
    monday,
)
from helpers.planning.timetable.scheduling import Places, Schedule
from helpers.planning.timetable.searching import Limits
from helpers.planning.timetable.sessions import Session
from helpers.planning.timetable.settling import settle


@dataclass(frozen=True, slots=True)
class Booking:
    """A session with its lesson, its cover in lessons, and the time kept for feedback, if any."""

    session: Session
    date: datetime.date
    period: int
    cover: float
    feedback_date: datetime.date | None = None
    feedback_period: int | None = None


@dataclass(frozen=True, slots=True)
class UnplacedSession:
    """A session without a place, why in short, and the smallest sets of rules that prevent it.

    The other sessions staying where they are, it could be held as soon as one obstacle of each
    impasse goes.
    """

    session: Session
    reason: Hindrance
    impasses: tuple[Impasse, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """How many sessions a week has."""

    monday: datetime.date
    sessions: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """A proposal: bookings in order of time, sessions without a place, and what was reached.

    ``cover`` is in lessons; ``weeks`` lists every week of the calendar; ``finish`` is the day of
    the last lesson. ``steps`` give for each aim, in order, the number reached and a number that
    no timetable as good in the aims before it can be below. ``given`` are the sessions that were
    held or fixed before; they count in ``weeks`` and ``finish``, their cover is not counted.
    """

    bookings: tuple[Booking, ...]
    unplaced: tuple[UnplacedSession, ...]
    cover: float
    weeks: tuple[WeekLoad, ...]
    finish: datetime.date | None
    steps: tuple[Step, ...]
    given: tuple[Given, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether no other timetable is better, aim by aim."""
        return all(step.value == step.bound for step in self.steps)


def propose_timetable(
    groups: Iterable[Group],
    slots: Iterable[Slot],
    calendar: SchoolCalendar,
    rules: TimetableRules,
    *,
    seconds: float = 120.0,
    diary: Iterable[Entry] = (),
    away: Iterable[Absence] = (),
    first: datetime.date | None = None,
) -> Timetable:
    """The timetable that leaves out fewest, then costs least cover, then is evenest, then soonest.

    Sessions of ``diary`` that were held or are fixed stay and count towards the rounds and the
    limits; those only planned are planned anew (``replanning`` keeps them). Nothing is planned
    before ``first``, by default the day after the last session held.
    A search stops after so many nodes, on every machine at the same place, and shows a bound
    below its value then; ``seconds`` for each search is only there for the worst.
    Raises ``ValueError`` for a slot given twice, an unknown day, a cover cost that is not a
    number from 0, or two groups with one id.
    """
    entries, absences = tuple(diary), tuple(away)
    agenda = agenda_of(groups, slots, calendar, rules, entries, absences, first)
    agenda = replace(agenda, schedule=replace(agenda.schedule, diary={}))
    places, steps = settle(agenda.schedule, Limits(seconds=seconds))
    return timetable_of(agenda, places, steps)


def timetable_of(agenda: Agenda, places: Places, steps: tuple[Step, ...]) -> Timetable:
    """Name days and people in the places of an agenda's sessions."""
    schedule = agenda.schedule
    bookings = [booking_of(schedule, number, places) for number in places]
    bookings.sort(key=lambda one: (one.date, one.period, one.session))
    days = [one.date for one in bookings] + [one.entry.date for one in agenda.given]
    held = Counter(monday(day) for day in days)
    in_term = (day for day in days if day in schedule.calendar.school_days)
    alone, around = surroundings(agenda, {}), surroundings(agenda, places)
    unplaced = [
        UnplacedSession(
            session,
            schedule.openings[number].hindrance,
            impasses(around, session, impasses(alone, session)),
        )
        for number, session in enumerate(schedule.sessions)
        if number not in places
    ]
    return Timetable(
        tuple(bookings),
        tuple(unplaced),
        sum(opening.cover for opening, _ in places.values()) / HUNDREDTHS,
        tuple(WeekLoad(first, held[first]) for first in schedule.calendar.mondays),
        max(in_term, default=None),
        steps,
        agenda.given,
    )


def booking_of(schedule: Schedule, number: int, places: Places) -> Booking:
    """One session's place in days and periods."""
    opening, talk = places[number]
    days = schedule.calendar.school_days
    return Booking(
        schedule.sessions[number],
        days[opening.moment[0]],
        opening.moment[1],
        opening.cover / HUNDREDTHS,
        days[talk[0]] if talk else None,
        talk[1] if talk else None,
    )
