"""One timetabling question: sessions with their openings, and what others have taken already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from helpers.planning.timetable.openings import (
    Moment,
    Opening,
    Openings,
    SchoolCalendar,
    TimetableRules,
    hundredths,
    monday,
    soon_after,
)
from helpers.planning.timetable.sessions import Session

Place = tuple[Opening, Moment | None]
"""A lesson, and the talk about it unless its time is left to the group."""
Places = Mapping[int, Place]
"""The lesson and the talk of every session that has a place, by the session's number."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What sessions outside the question already use: people's time, cover, room in weeks."""

    busy: frozenset[tuple[str, Moment]] = frozenset()
    cover: Mapping[int, int] = field(default_factory=dict)
    """By school day, in hundredths of a lesson."""
    watched: Mapping[tuple[str, int], int] = field(default_factory=dict)
    """By person observed and week."""
    held: Mapping[int, int] = field(default_factory=dict)
    """Sessions by week."""
    last: int = -1
    """The school day of the last lesson."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where diaries have a session: school day (-1: none), period and talk where they are known."""

    day: int
    period: int | None = None
    talk: Moment | None = None

    def holds(self, opening: Opening) -> bool:
        """Whether a lesson is where diaries have it."""
        return opening.moment[0] == self.day and self.period in (None, opening.moment[1])


@dataclass(frozen=True)
class Schedule:
    """One timetabling question.

    ``diary`` holds where diaries have sessions already, by number, if changing that counts.
    """

    sessions: tuple[Session, ...]
    openings: tuple[Openings, ...]
    calendar: SchoolCalendar
    rules: TimetableRules
    taken: Taken = Taken()
    diary: Mapping[int, Written] = field(default_factory=dict)

    @property
    def numbers(self) -> range:
        """Sessions by their place."""
        return range(len(self.sessions))

    @property
    def weeks(self) -> range:
        """Weeks by their place."""
        return range(len(self.calendar.mondays))

    @cached_property
    def week_of(self) -> tuple[int, ...]:
        """The week of every school day."""
        places = {day: place for place, day in enumerate(self.calendar.mondays)}
        return tuple(places[monday(day)] for day in self.calendar.school_days)

    def week(self, opening: Opening) -> int:
        """The week of a lesson."""
        return self.week_of[opening.moment[0]]

    def budget(self, day: int) -> int:
        """The cover that is left on a day, in hundredths of a lesson."""
        return max(0, hundredths(self.rules.cover_a_day) - self.taken.cover.get(day, 0))

    def may_be_watched(self, who: str, week: int) -> int:
        """How many more of a person's lessons may be observed in a week."""
        return max(0, self.rules.observed_a_week - self.taken.watched.get((who, week), 0))


def taking(schedule: Schedule, places: Places) -> Taken:
    """What is taken once these places are, too."""
    busy, cover = set(schedule.taken.busy), Counter(schedule.taken.cover)
    watched, held = Counter(schedule.taken.watched), Counter(schedule.taken.held)
    last = schedule.taken.last
    for number, (opening, talk) in places.items():
        session, week = schedule.sessions[number], schedule.week(opening)
        busy |= {(who, opening.moment) for who in attending(session, schedule.rules)}
        busy |= {(who, talk) for who in session.together if talk is not None}
        cover[opening.moment[0]] += opening.cover
        watched[session.observed, week] += 1
        held[week] += 1
        last = max(last, opening.moment[0])
    return Taken(frozenset(busy), cover, watched, held, last)


def attending(session: Session, rules: TimetableRules) -> tuple[str, ...]:
    """All who are needed at the lesson itself."""
    both = (session.observer, session.observed)
    guide = session.facilitator if rules.facilitator_at_lessons else None
    return (*both, guide) if guide else both


def part(schedule: Schedule, numbers: Sequence[int], places: Places) -> Schedule:
    """The question of some sessions alone, the others staying in their places.

    When the others finish is no part of it.
    """
    others = {n: place for n, place in places.items() if n not in set(numbers)}
    smaller = replace(
        schedule,
        sessions=tuple(schedule.sessions[n] for n in numbers),
        openings=tuple(schedule.openings[n] for n in numbers),
        diary={at: schedule.diary[n] for at, n in enumerate(numbers) if n in schedule.diary},
        taken=replace(taking(schedule, others), last=schedule.taken.last),
    )
    return without_taken(smaller)


def without_taken(schedule: Schedule) -> Schedule:
    """The question without the openings that others have taken."""
    found = (_left(schedule, number) for number in schedule.numbers)
    return replace(schedule, openings=tuple(found))


def narrowed(found: Openings, lessons: Iterable[Opening], within: int | None) -> Openings:
    """Openings with these lessons alone, and the talks that are soon enough after one of them."""
    kept = tuple(lessons)
    if within is None:
        return replace(found, lessons=kept)
    useful = {talk for one in kept for talk in soon_after(one.moment, found.talks, within)}
    return replace(found, lessons=kept, talks=tuple(t for t in found.talks if t in useful))


def _left(schedule: Schedule, number: int) -> Openings:
    session, found, within = (
        schedule.sessions[number],
        schedule.openings[number],
        schedule.rules.feedback_within_days,
    )
    busy, needed = schedule.taken.busy, attending(session, schedule.rules)
    talks = tuple(t for t in found.talks if not any((who, t) in busy for who in session.together))
    lessons = (
        one
        for one in found.lessons
        if not any((who, one.moment) in busy for who in needed)
        and one.cover <= schedule.budget(one.moment[0])
        and schedule.may_be_watched(session.observed, schedule.week(one))
        and (within is None or soon_after(one.moment, talks, within))
    )
    return narrowed(replace(found, talks=talks), lessons, within)
