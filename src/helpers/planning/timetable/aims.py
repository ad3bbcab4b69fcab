"""What a timetable is judged by, in order, and what no timetable can be below by counting alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from helpers.planning.timetable.constraints import Columns
from helpers.planning.timetable.scheduling import Places, Schedule


class Aim(StrEnum):
    """What is settled, in this order; the first only where diaries are to be kept."""

    CHANGED = "changes to what is in diaries"
    LEFT_OUT = "sessions left out"
    COVER = "hundredths of a lesson of cover"
    SPREAD = "sum of the squares of the weeks' sessions"
    FINISH = "school days to the last lesson"


@dataclass(frozen=True, slots=True)
class Step:
    """One aim: the number reached, and the number that nothing can be below.

    The bound holds for every timetable that is as good in the aims before this one.
    """

    aim: Aim
    value: int
    bound: int

    @property
    def gap(self) -> float:
        """How far the number reached may lie above the least possible, as a share of the bound."""
        return (self.value - self.bound) / max(1, self.bound)


def aims_of(schedule: Schedule) -> tuple[Aim, ...]:
    """The aims of a question, the first first."""
    return tuple(Aim) if schedule.diary else tuple(Aim)[1:]


def worth(schedule: Schedule, places: Places) -> tuple[int, ...]:
    """Every aim's number, the first aim first; less is better."""
    return tuple(measure(schedule, places, aim) for aim in aims_of(schedule))


def measure(schedule: Schedule, places: Places, aim: Aim) -> int:
    """What a timetable comes to in one aim; sessions outside the question count in the last two."""
    if aim is Aim.CHANGED:
        return sum(_changed(schedule, number, places) for number in schedule.diary)
    if aim is Aim.LEFT_OUT:
        return len(schedule.sessions) - len(places)
    if aim is Aim.COVER:
        return sum(opening.cover for opening, _ in places.values())
    if aim is Aim.SPREAD:
        held = Counter(schedule.taken.held)
        held.update(schedule.week(opening) for opening, _ in places.values())
        return sum(times**2 for times in held.values())
    days = (opening.moment[0] for opening, _ in places.values())
    return max(schedule.taken.last, *days, -1) + 1


def costs_of(schedule: Schedule, columns: Columns, aim: Aim) -> dict[int, int]:
    """The cost of each column in one of the aims that are sums."""
    if aim is Aim.CHANGED:
        return _change_costs(schedule, columns)
    if aim is Aim.LEFT_OUT:
        return dict.fromkeys(columns.left_out, 1)
    if aim is Aim.COVER:
        return {column: one.cover for (_, one), column in columns.lesson.items() if one.cover}
    return weights_of_loads(schedule, columns.load)


def weights_of_loads(schedule: Schedule, load: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """The costs of columns that say whether a week has more sessions than a number.

    They are the odd numbers: the first n of them add up to n squared.
    """
    held = schedule.taken.held
    return {column: 2 * (held.get(week, 0) + more) + 1 for (week, more), column in load.items()}


def base_of(schedule: Schedule, aim: Aim) -> int:
    """What sessions outside the question add to an aim that is a sum."""
    if aim is Aim.SPREAD:
        return sum(times**2 for times in schedule.taken.held.values())
    return 0


def counted(schedule: Schedule, aim: Aim, steps: Sequence[Step]) -> int:
    """What nothing can be below, by counting alone, given what is settled."""
    if aim is Aim.CHANGED:
        return sum(_lost(schedule, number) for number in schedule.diary)
    if aim is Aim.LEFT_OUT:
        return len(schedule.sessions) - _room(schedule)
    placed = len(schedule.sessions) - reached(steps, Aim.LEFT_OUT)
    if aim is Aim.COVER:
        return sum(sorted(_least_cover(schedule))[:placed])
    if aim is Aim.SPREAD:
        return evenest(schedule, placed)
    return _soonest(schedule, placed, reached(steps, Aim.SPREAD))


def evenest(schedule: Schedule, placed: int) -> int:
    """The least sum of squares with so many sessions in the weeks in which they could be."""
    return sum(times**2 for times in even_loads(schedule, placed).values())


def even_loads(schedule: Schedule, placed: int) -> Mapping[int, int]:
    """The evenest weeks: each session put in the emptiest week with room, the earliest first."""
    room = Counter(
        week
        for found in schedule.openings
        for week in {schedule.week(one) for one in found.lessons}
    )
    loads = Counter(schedule.taken.held)
    for _ in range(placed):
        week = min((w for w in room if room[w]), key=lambda w: (loads[w], w))
        loads[week] += 1
        room[week] -= 1
    return loads


def reached(steps: Sequence[Step], aim: Aim) -> int:
    """The number reached in an aim that is settled."""
    return next(step.value for step in steps if step.aim is aim)


def _changed(schedule: Schedule, number: int, places: Places) -> int:
    """How many of a session's two entries, its lesson and its talk, are not where they were."""
    written, place = schedule.diary[number], places.get(number)
    if place is None:
        return 1 + (written.talk is not None)
    opening, talk = place
    return (not written.holds(opening)) + (written.talk not in (None, talk))


def _lost(schedule: Schedule, number: int) -> int:
    """How much of what is in diaries for a session can certainly not stay."""
    written, found = schedule.diary[number], schedule.openings[number]
    gone = written.talk is not None and written.talk not in found.talks
    return gone + (not any(written.holds(one) for one in found.lessons))


def _change_costs(schedule: Schedule, columns: Columns) -> dict[int, int]:
    diary = schedule.diary
    costs = {
        column: 1
        for (number, one), column in columns.lesson.items()
        if number in diary and not diary[number].holds(one)
    }
    for (number, moment), column in columns.talk.items():
        if number in diary and diary[number].talk not in (None, moment):
            costs[column] = 1
    for number, written in diary.items():
        costs[columns.left_out[number]] = 1 + (written.talk is not None)
    return costs


def _least_cover(schedule: Schedule) -> list[int]:
    return [min(one.cover for one in found.lessons) for found in schedule.openings if found.lessons]


def _room(schedule: Schedule) -> int:
    """How many sessions there is cover for at most, were there nothing else to heed."""
    least = sorted(_least_cover(schedule))
    step = math.gcd(*(one.cover for found in schedule.openings for one in found.lessons)) or 1
    days = {one.moment[0] for found in schedule.openings for one in found.lessons if one.cover}
    left, placed = sum(schedule.budget(day) // step * step for day in days), 0
    for cover in least:
        left -= cover
        if left < 0:
            break
        placed += 1
    return placed


def _soonest(schedule: Schedule, placed: int, spread: int) -> int:
    """So even a spread needs so many weeks, and the last lesson is in the last of them."""
    least = schedule.taken.last + 1
    if not placed:
        return least
    days = sorted({one.moment[0] for found in schedule.openings for one in found.lessons})
    weeks = sorted({schedule.week_of[day] for day in days})
    total, held = placed + sum(schedule.taken.held.values()), schedule.taken.held
    for last in weeks:
        reach = {*held, *(week for week in weeks if week <= last)}
        each, more = divmod(total, len(reach))
        if more * (each + 1) ** 2 + (len(reach) - more) * each**2 <= spread:
            return max(least, next(day for day in days if schedule.week_of[day] == last) + 1)
    return least
