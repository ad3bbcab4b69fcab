"""When each session could take place, seen alone: lessons to observe, and times to talk."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from operator import itemgetter

from helpers.planning.timetable.sessions import Session

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
HUNDREDTHS = 100
"""Cover is added up in hundredths of a lesson, so that sums are exact."""

_DAY = itemgetter(0)
Moment = tuple[int, int]
"""A school day, counted from 0, and a period."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One period of one person's week.

    ``available`` is true where they do not teach. Otherwise they teach, and ``cover_cost``
    (lessons of cover, to the hundredth) sets them free. A period without a row is one in which
    the person is not in school: they neither teach then nor can come.
    """

    staff_id: str
    day: str
    period: int
    available: bool
    cover_cost: float = 1.0


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """The days on which sessions may be held, in order; closed days are already left out."""

    school_days: tuple[date, ...]

    def __post_init__(self) -> None:
        if any(one >= other for one, other in pairwise(self.school_days)):
            raise ValueError("school days must be in order, each once")

    @property
    def mondays(self) -> tuple[date, ...]:
        """The Monday of every week that has a school day."""
        return tuple(dict.fromkeys(monday(day) for day in self.school_days))


@dataclass(frozen=True, slots=True)
class TimetableRules:
    """What every timetable must respect.

    Each member of a group observes and is observed once a round; a group's next round starts on a
    later school day than its last one ends. A person is observed at most ``observed_a_week``
    times a week; cover costs at most ``cover_a_day`` lessons on any day. After each lesson the
    whole group, with its facilitator, shares a free period, later that day or within
    ``feedback_within_days`` school days; ``None`` leaves the time for feedback to them. With
    ``facilitator_at_lessons`` the facilitator is free for the lesson, too.
    """

    rounds: int = 2
    observed_a_week: int = 1
    cover_a_day: float = 2.0
    feedback_within_days: int | None = 5
    facilitator_at_lessons: bool = False


@dataclass(frozen=True, slots=True)
class Barred:
    """Days that are closed to somebody: all before ``first``, and those of absences.

    ``absent`` holds pairs of a staff id and a school day, counted from 0.
    """

    first: int = 0
    absent: frozenset[tuple[str, int]] = frozenset()

    def bars(self, day: int, people: Iterable[str]) -> bool:
        """Whether these people cannot all come on a day."""
        return day < self.first or any((who, day) in self.absent for who in people)


NOTHING_BARRED = Barred()


@dataclass(frozen=True, slots=True)
class Opening:
    """A lesson that a session could observe, with its cover in hundredths of a lesson."""

    moment: Moment
    cover: int


class Hindrance(StrEnum):
    """Why a session has no place."""

    NO_WEEK = "nothing is known of the week of one of the two"
    NEVER_BOTH = "the observed is never teaching when the observer is in school"
    COVER = "each possible lesson needs more cover than a day may cost"
    NO_SHARED_TIME = "the group shares no free period soon enough afterwards"
    CROWDED_OUT = "the other rules and sessions leave no place"


@dataclass(frozen=True, slots=True)
class Openings:
    """One session's possible lessons, and the periods that its whole group shares."""

    lessons: tuple[Opening, ...]
    talks: tuple[Moment, ...]
    hindrance: Hindrance


Week = Mapping[tuple[str, int], Slot]
"""One person's slots by day and period."""


def weeks_of(slots: Iterable[Slot]) -> dict[str, dict[tuple[str, int], Slot]]:
    """Everyone's week; raises ``ValueError`` for a slot given twice, a wrong day or cost."""
    weeks: dict[str, dict[tuple[str, int], Slot]] = {}
    for slot in slots:
        where = f"{slot.staff_id}, {slot.day}, period {slot.period}"
        if slot.day not in DAYS:
            raise ValueError(f"{where}: the day must be one of {', '.join(DAYS)}")
        if not (math.isfinite(slot.cover_cost) and slot.cover_cost >= 0):
            raise ValueError(f"{where}: cover cost {slot.cover_cost} is not a number from 0")
        week = weeks.setdefault(slot.staff_id, {})
        if (slot.day, slot.period) in week:
            raise ValueError(f"{where}: the slot is given twice")
        week[slot.day, slot.period] = slot
    return weeks


def openings_of(
    session: Session,
    weeks: Mapping[str, Week],
    calendar: SchoolCalendar,
    rules: TimetableRules,
    barred: Barred = NOTHING_BARRED,
) -> Openings:
    """Every time at which one session could be held if it were the only one."""
    observer, observed = weeks.get(session.observer), weeks.get(session.observed)
    if not observer or not observed:
        return Openings((), (), Hindrance.NO_WEEK)
    guide = session.facilitator if rules.facilitator_at_lessons else None
    led = weeks.get(guide, {}) if guide else None
    both = (session.observer, session.observed, *([guide] if guide else []))
    lessons = [
        one
        for one in _lessons(observer, observed, led, calendar.school_days)
        if not barred.bars(one.moment[0], both)
    ]
    if not lessons:
        return Openings((), (), Hindrance.NEVER_BOTH)
    budget = hundredths(rules.cover_a_day)
    lessons = [one for one in lessons if one.cover <= budget]
    if not lessons:
        return Openings((), (), Hindrance.COVER)
    within = rules.feedback_within_days
    if within is None:
        return Openings(tuple(lessons), (), Hindrance.CROWDED_OUT)
    shared = _talks([weeks.get(one, {}) for one in session.together], calendar.school_days)
    talks = tuple(one for one in shared if not barred.bars(one[0], session.together))
    lessons = [one for one in lessons if soon_after(one.moment, talks, within)]
    if not lessons:
        return Openings((), (), Hindrance.NO_SHARED_TIME)
    return Openings(tuple(lessons), talks, Hindrance.CROWDED_OUT)


def soon_after(lesson: Moment, talks: Sequence[Moment], within: int) -> Sequence[Moment]:
    """Of talks in order of time, those after a lesson and at most so many school days later."""
    return talks[bisect_right(talks, lesson) : bisect_right(talks, lesson[0] + within, key=_DAY)]


def hundredths(lessons: float) -> int:
    """Cover in hundredths of a lesson."""
    return round(lessons * HUNDREDTHS)


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _lessons(
    observer: Week, observed: Week, led: Week | None, days: Sequence[date]
) -> Iterator[Opening]:
    for number, period, slot in _periods(observed, days):
        own = observer.get((slot.day, period))
        if own is None or slot.available:
            continue
        if led is None or ((guide := led.get((slot.day, period))) and guide.available):
            yield Opening((number, period), 0 if own.available else hundredths(own.cover_cost))


def _talks(weeks: Sequence[Week], days: Sequence[date]) -> Iterator[Moment]:
    for number, period, slot in _periods(weeks[0], days):
        found = (week.get((slot.day, period)) for week in weeks)
        if all(one is not None and one.available for one in found):
            yield number, period


def _periods(week: Week, days: Sequence[date]) -> Iterator[tuple[int, int, Slot]]:
    """A person's slots on every school day, in order of time."""
    periods = sorted({period for _, period in week})
    for number, day in enumerate(days):
        if day.weekday() < len(DAYS):
            for period in periods:
                slot = week.get((DAYS[day.weekday()], period))
                if slot is not None:
                    yield number, period, slot
