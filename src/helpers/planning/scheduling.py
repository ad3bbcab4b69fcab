"""Place sessions so that nobody is needed twice: the timetable as an integer program.

Only who is left out, when lessons are and when talks are is chosen. Everything that is counted by
the day (held then, held by then, sessions a week, days in use) has columns of its own that follow
from these, which keeps the rows short: the same program without them takes minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from helpers.planning.openings import (
    Moment,
    Opening,
    Openings,
    SchoolCalendar,
    TimetableRules,
    hundredths,
    monday,
    soon_enough,
)
from helpers.planning.program import Row
from helpers.planning.sessions import Session

Key = TypeVar("Key")


@dataclass(frozen=True)
class Schedule:
    """One timetabling question: sessions, each with its openings, and the rules between them."""

    sessions: tuple[Session, ...]
    openings: tuple[Openings, ...]
    calendar: SchoolCalendar
    rules: TimetableRules

    @property
    def numbers(self) -> range:
        """Sessions by their place."""
        return range(len(self.sessions))

    @property
    def days(self) -> range:
        """School days by their place."""
        return range(len(self.calendar.school_days))

    @property
    def weeks(self) -> range:
        """Weeks by their place."""
        return range(len(self.calendar.mondays))

    @cached_property
    def week_of(self) -> tuple[int, ...]:
        """The week of every school day."""
        places = {day: place for place, day in enumerate(self.calendar.mondays)}
        return tuple(places[monday(day)] for day in self.calendar.school_days)

    @cached_property
    def columns(self) -> Columns:
        """Where each choice stands in the program."""
        return Columns.of(self)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every rule of the timetable."""
        return tuple(_rows(self))


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each choice, and of what follows from the choices."""

    left_out: tuple[int, ...]
    talk: dict[tuple[int, Moment], int]
    lesson: dict[tuple[int, Opening], int]
    held: dict[tuple[int, int], int] = field(repr=False)
    """By session and day: the lesson is on that day."""
    past: dict[tuple[int, int], int] = field(repr=False)
    """By session and day: the lesson is on that day or before."""
    load: dict[tuple[int, int], int] = field(repr=False)
    """By week and number: the week has more sessions than that number."""
    used: tuple[int, ...]
    """By day: a lesson is on that day or after."""
    whole: int
    width: int

    @classmethod
    def of(cls, schedule: Schedule) -> Columns:
        """Number the columns, those that are chosen first."""
        numbers, found = schedule.numbers, enumerate(schedule.openings)
        left_out = tuple(numbers)
        lessons = [(number, one) for number, openings in found for one in openings.lessons]
        found = enumerate(schedule.openings)
        talks = [(number, one) for number, openings in found for one in openings.talks]
        held = sorted({(number, one.moment[0]) for number, one in lessons})
        past = [(number, day) for number in numbers for day in schedule.days]
        load = [(week, more) for week in schedule.weeks for more in numbers]
        talk, after = _from(talks, len(left_out))
        lesson, whole = _from(lessons, after)
        held_at, after = _from(held, whole)
        past_at, after = _from(past, after)
        load_at, after = _from(load, after)
        used = tuple(range(after, after + len(schedule.days)))
        width = after + len(used)
        return cls(left_out, talk, lesson, held_at, past_at, load_at, used, whole, width)


def _from(keys: Iterable[Key], first: int) -> tuple[dict[Key, int], int]:
    places = {key: place for place, key in enumerate(keys, first)}
    return places, first + len(places)


def _rows(schedule: Schedule) -> Iterator[Row]:
    yield from _held_or_left_out(schedule)
    yield from _talked_over(schedule)
    yield from _nobody_twice(schedule)
    yield from _observed_a_week(schedule)
    yield from _cover_a_day(schedule)
    yield from _rounds_in_order(schedule)
    yield from _loads(schedule)
    yield from _days_in_use(schedule)


def _held_or_left_out(schedule: Schedule) -> Iterator[Row]:
    columns = schedule.columns
    on_day: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for (number, opening), column in columns.lesson.items():
        on_day[number, opening.moment[0]].append(column)
    for key, lessons in on_day.items():
        yield _equal(lessons, [columns.held[key]])
    for (number, day), past in columns.past.items():
        held = [columns.held[number, day]] if (number, day) in columns.held else []
        before = [columns.past[number, day - 1]] if day else []
        yield _equal([*held, *before], [past])
    for number in schedule.numbers:
        ever = [columns.past[number, day] for day in schedule.days[-1:]]
        yield Row([*ever, columns.left_out[number]], 1, 1)


def _talked_over(schedule: Schedule) -> Iterator[Row]:
    """A lesson needs its one talk soon enough afterwards."""
    within = schedule.rules.feedback_within_days
    if within is None:
        return
    columns = schedule.columns
    talks: list[list[Moment]] = [[] for _ in schedule.numbers]
    for number, moment in columns.talk:
        talks[number].append(moment)
    for number, moments in enumerate(talks):
        own = [columns.talk[number, moment] for moment in moments]
        yield Row([*own, columns.left_out[number]], 1, 1)
    # Lessons that wait for the same talks share a row, which is fewer rows and a tighter program.
    waiting: defaultdict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    for (number, opening), column in columns.lesson.items():
        soon = (one for one in talks[number] if soon_enough(opening.moment, one, within))
        waiting[number, tuple(columns.talk[number, one] for one in soon)].append(column)
    for (_, soon_after), lessons in waiting.items():
        yield _at_most(lessons, soon_after)


def _nobody_twice(schedule: Schedule) -> Iterator[Row]:
    needed: defaultdict[tuple[str, Moment], list[int]] = defaultdict(list)
    for (number, opening), column in schedule.columns.lesson.items():
        session = schedule.sessions[number]
        needed[session.observer, opening.moment].append(column)
        needed[session.observed, opening.moment].append(column)
    for (number, moment), column in schedule.columns.talk.items():
        for one in schedule.sessions[number].together:
            needed[one, moment].append(column)
    yield from (Row(columns, 0, 1) for columns in needed.values() if len(columns) > 1)


def _observed_a_week(schedule: Schedule) -> Iterator[Row]:
    most, weeks = schedule.rules.observed_a_week, defaultdict[tuple[str, int], list[int]](list)
    for (number, day), column in schedule.columns.held.items():
        weeks[schedule.sessions[number].observed, schedule.week_of[day]].append(column)
    yield from (Row(columns, 0, most) for columns in weeks.values() if len(columns) > most)


def _cover_a_day(schedule: Schedule) -> Iterator[Row]:
    covered: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for (_, opening), column in schedule.columns.lesson.items():
        if opening.cover:
            covered[opening.moment[0]].append((column, opening.cover))
    most = hundredths(schedule.rules.cover_a_day)
    for found in covered.values():
        yield Row([column for column, _ in found], 0, most, [cover for _, cover in found])


def _rounds_in_order(schedule: Schedule) -> Iterator[Row]:
    """A session waits for the day after each of its group's round before, or that one is never."""
    columns = schedule.columns
    for later, session in enumerate(schedule.sessions):
        for earlier, other in enumerate(schedule.sessions):
            if (other.group_id, other.round + 1) == (session.group_id, session.round):
                for day in schedule.days:
                    before = [columns.past[earlier, day - 1]] if day else []
                    yield _at_most([columns.past[later, day]], [*before, columns.left_out[earlier]])


def _loads(schedule: Schedule) -> Iterator[Row]:
    columns = schedule.columns
    held: list[list[int]] = [[] for _ in schedule.weeks]
    for (_, day), column in columns.held.items():
        held[schedule.week_of[day]].append(column)
    for week in schedule.weeks:
        yield _equal(held[week], [columns.load[week, more] for more in schedule.numbers])


def _days_in_use(schedule: Schedule) -> Iterator[Row]:
    """Unless a session is left out or past by the day before, this day is in use."""
    columns = schedule.columns
    for number in schedule.numbers:
        for day in schedule.days:
            before = [columns.past[number, day - 1]] if day else []
            yield Row([columns.used[day], columns.left_out[number], *before], 1, 3)


def _equal(these: Iterable[int], those: Iterable[int]) -> Row:
    return _difference(list(these), list(those), 0)


def _at_most(these: Iterable[int], those: Iterable[int]) -> Row:
    left, right = list(these), list(those)
    return _difference(left, right, -len(right))


def _difference(these: list[int], those: list[int], low: float) -> Row:
    return Row([*these, *those], low, 0, [1.0] * len(these) + [-1.0] * len(those))
