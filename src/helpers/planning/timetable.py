"""Propose a timetable of peer observations: least cover, evenest weeks, earliest finish."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from helpers.planning.groups import Group
from helpers.planning.openings import (
    HUNDREDTHS,
    Hindrance,
    SchoolCalendar,
    Slot,
    TimetableRules,
    monday,
    openings_of,
    weeks_of,
)
from helpers.planning.aims import Step
from helpers.planning.scheduling import Places, Schedule
from helpers.planning.sessions import Session, sessions_of
from helpers.planning.searching import Limits
from helpers.planning.settling import settle


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
    """A session without a place, and why."""

    session: Session
    reason: Hindrance


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
    no timetable as good in the aims before it can be below.
    """

    bookings: tuple[Booking, ...]
    unplaced: tuple[UnplacedSession, ...]
    cover: float
    weeks: tuple[WeekLoad, ...]
    finish: datetime.date | None
    steps: tuple[Step, ...]

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
    seconds: float = 20.0,
) -> Timetable:
    """The timetable that leaves out fewest, then costs least cover, then is evenest, then soonest.

    ``seconds`` limits the search for each of these aims; a step that was not finished shows a
    bound below its value. Raises ``ValueError`` for a slot given twice, an unknown day, a cover
    cost that is not a number from 0, or two groups with one id.
    """
    weeks, sessions = weeks_of(slots), sessions_of(groups, rules.rounds)
    openings = tuple(openings_of(one, weeks, calendar, rules) for one in sessions)
    schedule = Schedule(sessions, openings, calendar, rules)
    limits = Limits(seconds=seconds)
    places, steps = settle(schedule, limits)
    return _timetable(schedule, places, steps)


def _timetable(schedule: Schedule, places: Places, steps: tuple[Step, ...]) -> Timetable:
    bookings = [_booking(schedule, number, places) for number in places]
    bookings.sort(key=lambda one: (one.date, one.period, one.session))
    held = Counter(monday(one.date) for one in bookings)
    return Timetable(
        tuple(bookings),
        tuple(
            UnplacedSession(session, schedule.openings[number].hindrance)
            for number, session in enumerate(schedule.sessions)
            if number not in places
        ),
        sum(opening.cover for opening, _ in places.values()) / HUNDREDTHS,
        tuple(WeekLoad(first, held[first]) for first in schedule.calendar.mondays),
        max((one.date for one in bookings), default=None),
        steps,
    )


def _booking(schedule: Schedule, number: int, places: Places) -> Booking:
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
