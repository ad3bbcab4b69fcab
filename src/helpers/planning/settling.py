"""Settle a timetable one aim after another, none at the cost of an aim before it.

The aims: leave out the fewest sessions, take the least cover, spread them most evenly over the
weeks, finish earliest. A small question is asked first (each session near its share of the term,
in its cheapest lessons). Where its answer already reaches what simple counting says nobody can
beat, that aim is proved and the whole question need not be asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

from helpers.planning.narrowing import cheapest, near_their_share, only
from helpers.planning.openings import Moment, Opening
from helpers.planning.program import Answer, NoAnswerInTimeError, Row, minimise
from helpers.planning.scheduling import Schedule
from helpers.planning.sessions import Session

_TIES = 64
_NEAR = (1, 4)
"""How many weeks from its share of the term a session is looked for, before it is anywhere."""


class Aim(StrEnum):
    """What is settled, in this order."""

    LEFT_OUT = "sessions left out"
    COVER = "hundredths of a lesson of cover"
    SPREAD = "sum of the squares of the weeks' sessions"
    FINISH = "school days to the last lesson"


@dataclass(frozen=True, slots=True)
class Step:
    """One aim: the number reached, and the number that nothing can be below."""

    aim: Aim
    value: int
    bound: int


Places = Mapping[int, tuple[Opening, Moment | None]]
"""The lesson and the talk of every session that has a place."""


def settle(schedule: Schedule, seconds: float) -> tuple[Places, tuple[Step, ...]]:
    """The places of all sessions, and how good they are for each aim; ``seconds`` an aim."""
    places: Places = {}
    for weeks in _NEAR:
        near = near_their_share(schedule, weeks)
        places, _ = _settle(near, schedule, places, seconds)
    places, steps = _settle(schedule, schedule, places, seconds)
    return _as_early_as_can_be(schedule, places, seconds), steps


def _settle(
    question: Schedule, whole: Schedule, start: Places, seconds: float
) -> tuple[Places, tuple[Step, ...]]:
    """Settle each aim on ``question``, skipping those that cannot be bettered in ``whole``."""
    exact = question is whole
    places, steps = start, list[Step]()
    for aim in Aim:
        least = bound = _counted(whole, aim, steps)
        reached = _measure(whole, places, aim)
        if aim is Aim.FINISH and reached > bound:
            bound = max(bound, _last_week(whole, steps, seconds))
        if reached > bound:
            answer = _solve(question, _costs(question, aim), steps, seconds)
            if answer is not None:
                found = _places(question, answer)
                places = found if _measure(whole, found, aim) <= reached else places
                bound = max(bound, answer.bound) if exact else bound
        steps.append(Step(aim, _measure(whole, places, aim), bound))
        if aim is Aim.COVER and steps[-1].value == least:
            whole = cheapest(whole)
            question = whole if exact else cheapest(question)
    return places, tuple(steps)


def _solve(
    schedule: Schedule, costs: Mapping[int, int], steps: Sequence[Step], seconds: float
) -> Answer | None:
    """The cheapest timetable that loses nothing already settled; ``None`` if time ran out."""
    kept = [*_kept(schedule, steps)]
    columns = schedule.columns
    prices = [costs.get(column, 0) for column in range(columns.width)]
    try:
        return minimise(prices, [*schedule.rows, *kept], whole=columns.whole, seconds=seconds)
    except NoAnswerInTimeError:
        return None


def _kept(schedule: Schedule, steps: Sequence[Step]) -> Iterator[Row]:
    """What was settled stays so."""
    for step in steps:
        costs = _costs(schedule, step.aim)
        yield Row([*costs], 0, step.value, [*costs.values()])
        if step.aim is Aim.SPREAD:
            yield from _even_weeks(schedule, len(schedule.sessions) - steps[0].value, step.value)


def _even_weeks(schedule: Schedule, placed: int, spread: int) -> Iterator[Row]:
    """Where weeks are as even as can be, each holds the mean, rounded down or up.

    The sum of squares says so too, but says it too weakly for the program to see.
    """
    if not schedule.weeks or spread != _evenest(placed, len(schedule.weeks)):
        return
    each, more = divmod(placed, len(schedule.weeks))
    for (_, number), column in schedule.columns.load.items():
        if number < each:
            yield Row([column], 1, 1)
        elif number > each or not more:
            yield Row([column], 0, 0)


def _costs(schedule: Schedule, aim: Aim) -> dict[int, int]:
    columns = schedule.columns
    if aim is Aim.LEFT_OUT:
        return dict.fromkeys(columns.left_out, 1)
    if aim is Aim.COVER:
        return {column: one.cover for (_, one), column in columns.lesson.items() if one.cover}
    if aim is Aim.SPREAD:
        # The odd numbers: the first n of them add up to n squared.
        return {column: 2 * more + 1 for (_, more), column in columns.load.items()}
    return dict.fromkeys(columns.used, 1)


def _places(schedule: Schedule, answer: Answer) -> Places:
    columns = schedule.columns
    talks = {n: moment for (n, moment), column in columns.talk.items() if answer.values[column]}
    return {
        number: (opening, talks.get(number))
        for (number, opening), column in columns.lesson.items()
        if answer.values[column]
    }


def _measure(schedule: Schedule, places: Places, aim: Aim) -> int:
    days = [opening.moment[0] for opening, _ in places.values()]
    if aim is Aim.LEFT_OUT:
        return len(schedule.sessions) - len(places)
    if aim is Aim.COVER:
        return sum(opening.cover for opening, _ in places.values())
    if aim is Aim.SPREAD:
        return sum(held**2 for held in Counter(schedule.week_of[day] for day in days).values())
    return max(days, default=-1) + 1


def _counted(schedule: Schedule, aim: Aim, steps: Sequence[Step]) -> int:
    """What nothing can be below, by counting alone, given what is settled."""
    if aim is Aim.LEFT_OUT:
        return sum(not found.lessons for found in schedule.openings)
    placed = len(schedule.sessions) - steps[0].value
    if aim is Aim.COVER:
        least = (min(one.cover for one in f.lessons) for f in schedule.openings if f.lessons)
        return sum(sorted(least)[:placed])
    if aim is Aim.SPREAD:
        return _evenest(placed, len(schedule.weeks))
    return _soonest(schedule, placed, steps[-1].value)


def _evenest(sessions: int, weeks: int) -> int:
    """The least sum of squares with so many sessions in so many weeks."""
    if not weeks:
        return 0
    each, more = divmod(sessions, weeks)
    return more * (each + 1) ** 2 + (weeks - more) * each**2


def _soonest(schedule: Schedule, placed: int, spread: int) -> int:
    """So even a spread needs so many weeks, and the last lesson is in the last of them."""
    if not placed:
        return 0
    needed = next(n for n in range(1, placed + 1) if _evenest(placed, n) <= spread)
    days = (one.moment[0] for found in schedule.openings for one in found.lessons)
    return min(day for day in days if schedule.week_of[day] >= needed - 1) + 1


def _last_week(schedule: Schedule, steps: Sequence[Step], seconds: float) -> int:
    """The soonest finish of the last week's sessions, were there no others.

    Where weeks are as even as can be the last one holds at least the mean, rounded down, and
    those few lessons alone may not fit its first days.
    """
    placed = len(schedule.sessions) - steps[0].value
    each = placed // len(schedule.weeks)
    if not each or steps[-1].value != _evenest(placed, len(schedule.weeks)):
        return 0
    last = only(schedule, lambda _, one: schedule.week_of[one.moment[0]] == schedule.weeks[-1])
    others = Step(Aim.LEFT_OUT, len(schedule.sessions) - each, 0)
    answer = _solve(last, _costs(last, Aim.FINISH), [others], seconds)
    return 0 if answer is None else answer.bound


def _as_early_as_can_be(schedule: Schedule, places: Places, seconds: float) -> Places:
    """Move lessons and talks forward within their week, where that changes no aim.

    Ties are broken by who meets when, so that the same school gets the same timetable.
    """
    weeks = {n: schedule.week_of[one.moment[0]] for n, (one, _) in places.items()}
    last = _measure(schedule, places, Aim.FINISH)

    def alike(number: int, one: Opening) -> bool:
        return (
            number in places
            and one.cover == places[number][0].cover
            and schedule.week_of[one.moment[0]] == weeks[number]
            and one.moment[0] < last
        )

    question = only(schedule, alike)
    left_out = Step(Aim.LEFT_OUT, _measure(schedule, places, Aim.LEFT_OUT), 0)
    answer = _solve(question, _lateness(question), [left_out], seconds)
    return places if answer is None else _places(question, answer)


def _lateness(schedule: Schedule) -> dict[int, int]:
    columns = schedule.columns
    chosen = [(n, one.moment, column) for (n, one), column in columns.lesson.items()]
    chosen += [(n, moment, column) for (n, moment), column in columns.talk.items()]
    order = {moment: place for place, moment in enumerate(sorted({m for _, m, _ in chosen}))}
    factor = _TIES * (2 * len(schedule.sessions) + 1)
    return {
        column: order[moment] * factor + _tie(schedule.sessions[number], moment)
        for number, moment, column in chosen
    }


def _tie(session: Session, moment: Moment) -> int:
    named = (session.observer, session.observed, str(session.round), *map(str, moment))
    return crc32("\x1f".join(named).encode()) % _TIES
