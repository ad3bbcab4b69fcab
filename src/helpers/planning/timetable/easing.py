"""Easier questions than the timetable's own: what even these cannot beat, nothing can."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from helpers.planning.program import NoAnswerInTimeError, Row, minimise
from helpers.planning.timetable.aims import (
    Aim,
    Step,
    base_of,
    even_loads,
    reached,
    weights_of_loads,
)
from helpers.planning.timetable.narrowing import only
from helpers.planning.timetable.openings import soon_after
from helpers.planning.timetable.scheduling import Schedule
from helpers.planning.timetable.searching import Limits, sooner


def eased(schedule: Schedule, aim: Aim, steps: Sequence[Step], limits: Limits) -> int:
    """What an aim cannot be below, by asking for weeks alone or for the last week alone."""
    if aim is Aim.CHANGED or not any(found.lessons for found in schedule.openings):
        return 0
    if aim is Aim.FINISH:
        return _last_week(schedule, steps, limits)
    weekly = _Weekly(schedule)
    prices = weekly.costs(aim)
    costs = [prices.get(column, 0) for column in range(weekly.width)]
    rows = [*weekly.rows(), *weekly.kept(steps)]
    try:
        answer = minimise(
            costs, rows, whole=weekly.whole, seconds=limits.seconds, nodes=limits.nodes
        )
    except NoAnswerInTimeError:
        return 0
    return 0 if answer is None else answer.bound + base_of(schedule, aim)


def _last_week(schedule: Schedule, steps: Sequence[Step], limits: Limits) -> int:
    """The soonest finish of the last week's sessions, were there no others.

    Where weeks are as even as can be the last one holds its share, and those few lessons alone
    may not fit its first days.
    """
    placed = len(schedule.sessions) - reached(steps, Aim.LEFT_OUT)
    loads = even_loads(schedule, placed)
    if reached(steps, Aim.SPREAD) != sum(times**2 for times in loads.values()):
        return 0
    last = max(schedule.week(one) for found in schedule.openings for one in found.lessons)
    held, room = schedule.taken.held, _Weekly(schedule).room
    roomy = [loads[week] for week in room if room[week] > loads[week] - held.get(week, 0)]
    share = min([loads[last], *roomy]) - held.get(last, 0)
    if share <= 0:
        return 0
    there = only(schedule, lambda _, one: schedule.week(one) == last)
    others = Step(Aim.LEFT_OUT, len(schedule.sessions) - share, 0)
    days = [one.moment[0] for found in there.openings for one in found.lessons]
    return sooner(there, [others], min(days) + 1, max(days) + 1, limits).bound


@dataclass(frozen=True)
class _Weekly:
    """The question of which week each session is in: no days, no periods, nobody's clashes."""

    schedule: Schedule

    @cached_property
    def least(self) -> dict[tuple[int, int], int]:
        """By session and week: the least cover, where there is a lesson at all."""
        least: dict[tuple[int, int], int] = {}
        for number, found in enumerate(self.schedule.openings):
            for one in found.lessons:
                key = number, self.schedule.week(one)
                least[key] = min(one.cover, least.get(key, one.cover))
        return least

    @cached_property
    def room(self) -> dict[int, int]:
        """How many sessions have a lesson in a week."""
        room: defaultdict[int, int] = defaultdict(int)
        for _, week in self.least:
            room[week] += 1
        return dict(room)

    @cached_property
    def held(self) -> dict[tuple[int, int], int]:
        """The column of each session and week; before them stand those of who is left out."""
        return {key: at for at, key in enumerate(self.least, len(self.schedule.sessions))}

    @property
    def whole(self) -> int:
        """How many columns are chosen."""
        return len(self.schedule.sessions) + len(self.held)

    @cached_property
    def load(self) -> dict[tuple[int, int], int]:
        """The column of each week and number: the week has more sessions than that number."""
        keys = ((week, more) for week, room in self.room.items() for more in range(room))
        return {key: at for at, key in enumerate(keys, self.whole)}

    @property
    def width(self) -> int:
        """How many columns there are."""
        return self.whole + len(self.load)

    def costs(self, aim: Aim) -> dict[int, int]:
        """The cost of each column in an aim."""
        if aim is Aim.LEFT_OUT:
            return dict.fromkeys(self.schedule.numbers, 1)
        if aim is Aim.COVER:
            return {self.held[key]: cover for key, cover in self.least.items() if cover}
        return weights_of_loads(self.schedule, self.load)

    def kept(self, steps: Sequence[Step]) -> Iterator[Row]:
        """What was settled stays so."""
        for step in steps:
            if step.aim is not Aim.CHANGED:
                costs = self.costs(step.aim)
                most = step.value - base_of(self.schedule, step.aim)
                yield Row([*costs], 0, most, [*costs.values()])

    def rows(self) -> Iterator[Row]:
        """Each session once; a week's lessons of one person, its cover and its talks."""
        ever: list[list[int]] = [[number] for number in self.schedule.numbers]
        weeks: defaultdict[int, list[int]] = defaultdict(list)
        watched: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for (number, week), column in self.held.items():
            ever[number].append(column)
            weeks[week].append(column)
            watched[self.schedule.sessions[number].observed, week].append(column)
        yield from (Row(columns, 1, 1) for columns in ever)
        for (who, week), columns in watched.items():
            yield Row(columns, 0, self.schedule.may_be_watched(who, week))
        for week, columns in weeks.items():
            loads = [column for (own, _), column in self.load.items() if own == week]
            weights = [1.0] * len(columns) + [-1.0] * len(loads)
            yield Row([*columns, *loads], 0, 0, weights)
        yield from self._cover(weeks)
        yield from self._talks()

    def _cover(self, weeks: dict[int, list[int]]) -> Iterator[Row]:
        lessons = [one for found in self.schedule.openings for one in found.lessons]
        step = math.gcd(*(one.cover for one in lessons)) or 1
        budgets: defaultdict[int, int] = defaultdict(int)
        for day in {one.moment[0] for one in lessons}:
            budgets[self.schedule.week_of[day]] += self.schedule.budget(day) // step * step
        cover = {self.held[key]: spent for key, spent in self.least.items()}
        for week, columns in weeks.items():
            yield Row(columns, 0, budgets[week], [cover[column] for column in columns])

    def _talks(self) -> Iterator[Row]:
        """A group's sessions of a week need as many talks after them."""
        within = self.schedule.rules.feedback_within_days
        if within is None:
            return
        columns: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        talks: defaultdict[tuple[str, int], set[tuple[int, int]]] = defaultdict(set)
        for number, found in enumerate(self.schedule.openings):
            group = self.schedule.sessions[number].group_id
            for one in found.lessons:
                talks[group, self.schedule.week(one)].update(
                    soon_after(one.moment, found.talks, within)
                )
        for (number, week), column in self.held.items():
            columns[self.schedule.sessions[number].group_id, week].append(column)
        for key, own in columns.items():
            if len(own) > len(talks[key]):
                yield Row(own, 0, len(talks[key]))
