"""A timetabling question as an integer program, so that nobody is needed twice.

Only who is left out, when lessons are and when talks are is chosen. What is counted (sessions a
week, who is past which day) has columns of its own that follow from these, which keeps rows short.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from helpers.planning.program import Row
from helpers.planning.timetable.openings import Moment, Opening, soon_after
from helpers.planning.timetable.scheduling import Schedule, attending

Key = TypeVar("Key")
Rounds = dict[int, list[int]]
"""The numbers of a group's sessions by round."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each choice, and of what follows from the choices."""

    left_out: tuple[int, ...]
    talk: dict[tuple[int, Moment], int]
    lesson: dict[tuple[int, Opening], int]
    held: dict[tuple[int, int], int] = field(repr=False)
    """By session and week: the lesson is in that week."""
    load: dict[tuple[int, int], int] = field(repr=False)
    """By week and number: the week has more of these sessions than that number."""
    past: dict[tuple[int, int], int] = field(repr=False)
    """By session and day: the lesson is on that day or before."""
    over: dict[tuple[str, int, int], int] = field(repr=False)
    """By group, round and day: that round is over by the end of the day."""
    whole: int
    width: int


@dataclass(frozen=True)
class Constraints:
    """The columns and the rows of a question."""

    schedule: Schedule

    @cached_property
    def in_order(self) -> dict[str, Rounds]:
        """Groups whose rounds could get out of order."""
        groups: defaultdict[str, Rounds] = defaultdict(dict)
        for number, session in enumerate(self.schedule.sessions):
            groups[session.group_id].setdefault(session.round, []).append(number)
        return {name: found for name, found in groups.items() if self._overlap(found)}

    @cached_property
    def columns(self) -> Columns:
        """Where each choice stands in the program; those that are chosen come first."""
        schedule = self.schedule
        numbers, found = schedule.numbers, list(enumerate(schedule.openings))
        talks = ((n, one) for n, openings in found for one in openings.talks)
        lessons = ((n, one) for n, openings in found for one in openings.lessons)
        talk, after = _from(talks, len(found))
        lesson, whole = _from(lessons, after)
        held, after = _from(sorted({(n, schedule.week(one)) for n, one in lesson}), whole)
        most: defaultdict[int, int] = defaultdict(int)
        for _, week in held:
            most[week] += 1
        load, after = _from(((week, more) for week in most for more in range(most[week])), after)
        ordered = {n for rounds in self.in_order.values() for held in rounds.values() for n in held}
        days = sorted({(n, one.moment[0]) for n, one in lesson if n in ordered})
        past, after = _from(days, after)
        over, width = _from(self._boundaries(), after)
        return Columns(tuple(numbers), talk, lesson, held, load, past, over, whole, width)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every rule of the timetable."""
        return (
            *self._held_or_left_out(),
            *self._talked_over(),
            *self._nobody_twice(),
            *self._observed_a_week(),
            *self._cover_a_day(),
            *self._loads(),
            *self._days_past(),
            *self._rounds_in_order(),
        )

    def _overlap(self, rounds: Rounds) -> bool:
        days = [
            [one.moment[0] for n in rounds[number] for one in self.schedule.openings[n].lessons]
            for number in sorted(rounds)
        ]
        spans = [(min(found), max(found)) for found in days if found]
        return any(one[1] >= other[0] for one, other in pairwise(spans))

    def _boundaries(self) -> Iterator[tuple[str, int, int]]:
        for name, rounds in self.in_order.items():
            later = [n for number in sorted(rounds)[1:] for n in rounds[number]]
            days = {one.moment[0] for n in later for one in self.schedule.openings[n].lessons}
            for number in sorted(rounds)[:-1]:
                yield from ((name, number, day - 1) for day in sorted(days))

    def _held_or_left_out(self) -> Iterator[Row]:
        in_week: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        ever: list[list[int]] = [[column] for column in self.columns.left_out]
        for (number, opening), column in self.columns.lesson.items():
            in_week[number, self.schedule.week(opening)].append(column)
        for key, column in self.columns.held.items():
            ever[key[0]].append(column)
            yield _equal(in_week[key], [column])
        yield from (Row(columns, 1, 1) for columns in ever)

    def _talked_over(self) -> Iterator[Row]:
        """A lesson needs its one talk soon enough afterwards."""
        within = self.schedule.rules.feedback_within_days
        if within is None:
            return
        columns = self.columns
        for number, found in enumerate(self.schedule.openings):
            own = [columns.talk[number, moment] for moment in found.talks]
            yield Row([*own, columns.left_out[number]], 1, 1)
            # Lessons that wait for the same talks share a row: fewer rows, a tighter program.
            waiting: defaultdict[tuple[Moment, ...], list[int]] = defaultdict(list)
            for one in found.lessons:
                soon = tuple(soon_after(one.moment, found.talks, within))
                waiting[soon].append(columns.lesson[number, one])
            for talks, lessons in waiting.items():
                yield _at_most(lessons, [columns.talk[number, talk] for talk in talks])

    def _nobody_twice(self) -> Iterator[Row]:
        needed: defaultdict[tuple[str, Moment], list[int]] = defaultdict(list)
        sessions, rules = self.schedule.sessions, self.schedule.rules
        for (number, opening), column in self.columns.lesson.items():
            for one in attending(sessions[number], rules):
                needed[one, opening.moment].append(column)
        for (number, moment), column in self.columns.talk.items():
            for one in sessions[number].together:
                needed[one, moment].append(column)
        yield from (Row(columns, 0, 1) for columns in needed.values() if len(columns) > 1)

    def _observed_a_week(self) -> Iterator[Row]:
        weeks: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for (number, week), column in self.columns.held.items():
            weeks[self.schedule.sessions[number].observed, week].append(column)
        for (who, week), columns in weeks.items():
            most = self.schedule.may_be_watched(who, week)
            if len(columns) > most:
                yield Row(columns, 0, most)

    def _cover_a_day(self) -> Iterator[Row]:
        covered: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for (_, opening), column in self.columns.lesson.items():
            if opening.cover:
                covered[opening.moment[0]].append((column, opening.cover))
        for day, found in covered.items():
            most = self.schedule.budget(day)
            yield Row([column for column, _ in found], 0, most, [cover for _, cover in found])

    def _loads(self) -> Iterator[Row]:
        held: defaultdict[int, list[int]] = defaultdict(list)
        load: defaultdict[int, list[int]] = defaultdict(list)
        for (_, week), column in self.columns.held.items():
            held[week].append(column)
        for (week, _), column in self.columns.load.items():
            load[week].append(column)
        yield from (_equal(held[week], load[week]) for week in held)

    def _days_past(self) -> Iterator[Row]:
        """Who is past a day was past the day before, or is observed on it."""
        past, on_day = self.columns.past, defaultdict[tuple[int, int], list[int]](list)
        for (number, opening), column in self.columns.lesson.items():
            if (number, opening.moment[0]) in past:
                on_day[number, opening.moment[0]].append(column)
        for number, days in self._days.items():
            for place, day in enumerate(days):
                before = [past[number, days[place - 1]]] if place else []
                yield _equal([*on_day[number, day], *before], [past[number, day]])

    def _rounds_in_order(self) -> Iterator[Row]:
        """A session waits for the day after each round before; who is left out holds up nobody."""
        past, over, left_out = self.columns.past, self.columns.over, self.columns.left_out
        for name, rounds in self.in_order.items():
            for earlier, later in pairwise(sorted(rounds)):
                for number in rounds[later]:
                    for day in self._days[number]:
                        yield _at_most([past[number, day]], [over[name, earlier, day - 1]])
        for (name, number, day), column in over.items():
            for one in self.in_order[name][number]:
                days = self._days[one]
                by_then = bisect_right(days, day)
                past_it = [past[one, days[by_then - 1]]] if by_then else []
                yield _at_most([column], [*past_it, left_out[one]])
            sooner = [one for one in self.in_order[name] if one < number]
            if sooner:
                yield _at_most([column], [over[name, max(sooner), day]])

    @cached_property
    def _days(self) -> defaultdict[int, list[int]]:
        """The days on which a session could be, of those whose order counts."""
        days = defaultdict[int, list[int]](list)
        for number, day in self.columns.past:
            days[number].append(day)
        return days


def _from(keys: Iterable[Key], first: int) -> tuple[dict[Key, int], int]:
    places = {key: place for place, key in enumerate(keys, first)}
    return places, first + len(places)


def _equal(these: list[int], those: list[int]) -> Row:
    return _difference(these, those, 0)


def _at_most(these: list[int], those: list[int]) -> Row:
    return _difference(these, those, -len(those))


def _difference(these: list[int], those: list[int], low: float) -> Row:
    return Row([*these, *those], low, 0, [1.0] * len(these) + [-1.0] * len(those))
