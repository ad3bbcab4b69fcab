"""What stands in the way of a session at each time: rules, people's weeks, other sessions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from helpers.planning.timetable.diaries import Agenda
from helpers.planning.timetable.openings import (
    DAYS,
    NOTHING_BARRED,
    Barred,
    Moment,
    Slot,
    TimetableRules,
    Week,
    hundredths,
)
from helpers.planning.timetable.scheduling import Places, Schedule, attending, taking
from helpers.planning.timetable.sessions import Session


class Barrier(StrEnum):
    """A kind of obstacle, by its short name."""

    CALENDAR = "school days"
    UNKNOWN_WEEK = "unknown week"
    TEACHING = "lessons taught"
    IN_SCHOOL = "hours in school"
    FREE = "free periods"
    AWAY = "absence"
    COVER = "cover a day"
    TALK = "feedback talk"
    SOON = "feedback within days"
    AT_LESSONS = "facilitator at lessons"
    OBSERVED_A_WEEK = "observed a week"
    ROUNDS = "rounds in order"
    OTHERS = "other sessions"


@dataclass(frozen=True, slots=True, order=True)
class Obstacle:
    """A rule of the timetable, or what is so in one person's week."""

    barrier: Barrier
    staff_id: str | None = None


Clause = frozenset[Obstacle]
"""Obstacles that together rule a time out; without any one of them they would not."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that a session is to be placed in: everyone's week, who is away, the other sessions.

    ``rounds`` holds the first and the last day of every other session's group and round.
    """

    weeks: Mapping[str, Week]
    schedule: Schedule
    barred: Barred = NOTHING_BARRED
    rounds: Mapping[tuple[str, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def rules(self) -> TimetableRules:
        """The rules of the timetable."""
        return self.schedule.rules

    @property
    def moments(self) -> Sequence[Moment]:
        """Every period of every school day that is still to come."""
        periods = sorted({period for week in self.weeks.values() for _, period in week}) or [1]
        days = range(self.barred.first, len(self.schedule.calendar.school_days))
        return [(day, period) for day in days for period in periods]

    def slot(self, who: str, moment: Moment) -> Slot | None:
        """What somebody does in a period."""
        day = self.schedule.calendar.school_days[moment[0]]
        name = DAYS[day.weekday()] if day.weekday() < len(DAYS) else ""
        return self.weeks.get(who, {}).get((name, moment[1]))


def surroundings(agenda: Agenda, places: Places) -> Surroundings:
    """What a session of an agenda is to be placed in, beside others in their places."""
    schedule = agenda.schedule
    spans: dict[tuple[str, int], tuple[int, int]] = {}
    for session, day in (*agenda.fixed_days, *_days(schedule, places)):
        key = session.group_id, session.round
        first, last = spans.get(key, (day, day))
        spans[key] = min(first, day), max(last, day)
    beside = replace(schedule, taken=taking(schedule, places))
    return Surroundings(agenda.weeks, beside, agenda.barred, spans)


def _days(schedule: Schedule, places: Places) -> Iterator[tuple[Session, int]]:
    for number, (opening, _) in places.items():
        yield schedule.sessions[number], opening.moment[0]


def at_lesson(around: Surroundings, session: Session, moment: Moment) -> frozenset[Clause]:
    """What rules a lesson out, if anything does."""
    return frozenset(_at_lesson(around, session, moment))


def at_talk(around: Surroundings, session: Session, moment: Moment) -> frozenset[Clause]:
    """What rules a talk out, if anything does."""
    return frozenset(
        clause for who in session.together for clause in _must_be_free(around, who, moment)
    )


def _at_lesson(around: Surroundings, session: Session, moment: Moment) -> Iterator[Clause]:
    observer, observed, rules = session.observer, session.observed, around.rules
    for who in attending(session, rules):
        yield from _can_come(around, who, moment)
    watched, own = around.slot(observed, moment), around.slot(observer, moment)
    if watched is not None and watched.available:
        yield _one(Barrier.TEACHING, observed)
    cover = 0 if own is None or own.available else hundredths(own.cover_cost)
    if cover > around.schedule.budget(moment[0]):
        yield frozenset((Obstacle(Barrier.FREE, observer), Obstacle(Barrier.COVER)))
    for who in attending(session, rules)[2:]:
        guide = around.slot(who, moment)
        if guide is not None and not guide.available:
            yield frozenset((Obstacle(Barrier.FREE, who), Obstacle(Barrier.AT_LESSONS)))
    week = around.schedule.week_of[moment[0]]
    if not around.schedule.may_be_watched(observed, week):
        yield _one(Barrier.OBSERVED_A_WEEK, observed)
    for (group, number), (first, last) in around.rounds.items():
        early, late = number > session.round, number < session.round
        if group == session.group_id and (
            (early and moment[0] >= first) or (late and moment[0] <= last)
        ):
            yield _one(Barrier.ROUNDS)


def _must_be_free(around: Surroundings, who: str, moment: Moment) -> Iterator[Clause]:
    yield from _can_come(around, who, moment)
    slot = around.slot(who, moment)
    if slot is not None and not slot.available:
        yield _one(Barrier.FREE, who)


def _can_come(around: Surroundings, who: str, moment: Moment) -> Iterator[Clause]:
    if not around.weeks.get(who):
        yield _one(Barrier.UNKNOWN_WEEK, who)
    elif around.slot(who, moment) is None:
        yield _one(Barrier.IN_SCHOOL, who)
    if (who, moment[0]) in around.barred.absent:
        yield _one(Barrier.AWAY, who)
    if (who, moment) in around.schedule.taken.busy:
        yield _one(Barrier.OTHERS, who)


def _one(barrier: Barrier, who: str | None = None) -> Clause:
    return frozenset((Obstacle(barrier, who),))


def said(obstacle: Obstacle, rules: TimetableRules, name: Callable[[str], str]) -> str:
    """An obstacle as part of a sentence, with the name that a reader may see."""
    who = name(obstacle.staff_id) if obstacle.staff_id else ""
    cover = f"cover of at most {rules.cover_a_day:g} lessons a day"
    days, times = rules.feedback_within_days, rules.observed_a_week
    often = "once" if times == 1 else f"{times} times"
    return {
        Barrier.CALENDAR: "the school days that are left",
        Barrier.UNKNOWN_WEEK: f"the week of {who}, of which nothing is known",
        Barrier.TEACHING: f"the lessons that {who} teaches",
        Barrier.IN_SCHOOL: f"the periods in which {who} is in school",
        Barrier.FREE: f"the free periods of {who}",
        Barrier.AWAY: f"the days on which {who} is away",
        Barrier.COVER: cover if rules.cover_a_day else "no cover on any day",
        Barrier.TALK: "a talk afterwards at a time that all of them share",
        Barrier.SOON: f"that talk within {days} school {'day' if days == 1 else 'days'}",
        Barrier.AT_LESSONS: "the facilitator at every lesson",
        Barrier.OBSERVED_A_WEEK: f"the rule that {who} is observed at most {often} a week",
        Barrier.ROUNDS: "each round after the one before",
        Barrier.OTHERS: f"the other sessions of {who}",
    }[obstacle.barrier]
