"""Settle a timetable one aim after another, none at the cost of an aim before it.

A small question is asked first (each session near its share of the term, in its cheapest
lessons). Where its answer already reaches what simple counting says nobody can beat, that aim is
proved and the whole question need not be asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from helpers.planning.aims import (
    Aim,
    Step,
    aims_of,
    base_of,
    costs_of,
    counted,
    even_loads,
    evenest,
    measure,
    worth,
)
from helpers.planning.constraints import Constraints
from helpers.planning.narrowing import cheapest, near_their_share, only
from helpers.planning.openings import Moment
from helpers.planning.program import Answer, NoAnswerInTimeError, Row, minimise
from helpers.planning.scheduling import Places, Schedule
from helpers.planning.sessions import Session

_TIES = 64
_NEAR = (1, 4)
"""How many weeks from its share of the term a session is looked for, before it is anywhere."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one program may be worked on: nodes, so that every machine stops alike.

    ``seconds`` are only there lest a school waits for ever.
    """

    nodes: int = 2000
    seconds: float = 60.0


def settle(
    schedule: Schedule, limits: Limits, start: Places | None = None
) -> tuple[Places, tuple[Step, ...]]:
    """The places of all sessions, and how good they are for each aim."""
    places: Places = start or {}
    for weeks in _NEAR:
        places, _ = settle_within(near_their_share(schedule, weeks), schedule, places, limits)
    return settle_within(schedule, schedule, places, limits)


def settle_within(
    question: Schedule, whole: Schedule, start: Places, limits: Limits
) -> tuple[Places, tuple[Step, ...]]:
    """Settle each aim on ``question``, skipping those that cannot be bettered in ``whole``."""
    exact = question is whole
    places, steps = start, list[Step]()
    for aim in aims_of(whole):
        bound = least = counted(whole, aim, steps)
        if measure(whole, places, aim) > bound:
            search = _sooner if aim is Aim.FINISH else _cheaper
            found, proved = search(question, aim, steps, (bound, measure(whole, places, aim)), limits)
            if found is not None and worth(whole, found) <= worth(whole, places):
                places = found
            bound = max(bound, proved) if exact else bound
        steps.append(Step(aim, measure(whole, places, aim), bound))
        if aim is Aim.COVER and steps[-1].value == least:
            whole = cheapest(whole)
            question = whole if exact else cheapest(question)
    return places, tuple(steps)


def as_early_as_can_be(schedule: Schedule, places: Places, limits: Limits) -> Places:
    """Move lessons and talks forward within their week, where that changes no aim.

    Ties are broken by who meets when, so that the same school gets the same timetable.
    """
    kept = Step(Aim.LEFT_OUT, len(schedule.sessions) - len(places), 0)
    last = measure(schedule, places, Aim.FINISH)
    alike = only(
        schedule,
        lambda n, one: (
            n in places
            and one.cover == places[n][0].cover
            and schedule.week(one) == schedule.week(places[n][0])
            and one.moment[0] < last
        ),
    )
    program = Constraints(alike)
    answer = _solve(program, _lateness(program), [kept], limits)
    return places if answer is None else _places(program, answer)


Search = tuple[Places | None, int]
"""A timetable, if one was found, and what the aim was shown not to be below."""


def _cheaper(
    question: Schedule, aim: Aim, steps: Sequence[Step], span: tuple[int, int], limits: Limits
) -> Search:
    program = Constraints(question)
    answer = _solve(program, costs_of(question, program.columns, aim), steps, limits)
    if answer is None:
        return None, span[0]
    return _places(program, answer), answer.bound + base_of(question, aim)


def _sooner(
    question: Schedule, aim: Aim, steps: Sequence[Step], span: tuple[int, int], limits: Limits
) -> Search:
    """Try the earliest day first, then halve what is left."""
    (low, high), places = span, None
    day = low
    while low < high:
        found = only(question, lambda _, one, day=day: one.moment[0] < day)  # type: ignore[misc]
        program = Constraints(found)
        try:
            answer = _asked(program, {}, steps, limits)
        except NoAnswerInTimeError:
            break
        if answer is None:
            low = day + 1
        else:
            places = _places(program, answer)
            high = measure(question, places, aim)
        day = (low + high) // 2
    return places, low


def _solve(
    program: Constraints, costs: Mapping[int, int], steps: Sequence[Step], limits: Limits
) -> Answer | None:
    """The cheapest timetable that loses nothing already settled; ``None`` if time ran out."""
    try:
        return _asked(program, costs, steps, limits)
    except NoAnswerInTimeError:
        return None


def _asked(
    program: Constraints, costs: Mapping[int, int], steps: Sequence[Step], limits: Limits
) -> Answer | None:
    columns = program.columns
    prices = [costs.get(column, 0) for column in range(columns.width)]
    rows = [*program.rows, *_kept(program, steps)]
    return minimise(
        prices, rows, whole=columns.whole, seconds=limits.seconds, nodes=limits.nodes
    )


def _kept(program: Constraints, steps: Sequence[Step]) -> Iterator[Row]:
    """What was settled stays so."""
    schedule = program.schedule
    for step in steps:
        costs = costs_of(schedule, program.columns, step.aim)
        most = step.value - base_of(schedule, step.aim)
        yield Row([*costs], 0, most, [*costs.values()])
        if step.aim is Aim.SPREAD:
            left_out = next(one.value for one in steps if one.aim is Aim.LEFT_OUT)
            yield from _even_weeks(program, len(schedule.sessions) - left_out, step.value)


def _even_weeks(program: Constraints, placed: int, spread: int) -> Iterator[Row]:
    """Where weeks are as even as can be, each holds the mean, rounded down or up.

    The sum of squares says so too, but says it too weakly for the program to see.
    """
    schedule = program.schedule
    held = schedule.taken.held
    weeks = {*schedule.weeks, *held}
    each, more = divmod(placed + sum(held.values()), max(1, len(weeks)))
    if more * (each + 1) ** 2 + (len(weeks) - more) * each**2 != spread:
        return
    for (week, number), column in program.columns.load.items():
        number += held.get(week, 0)
        if number < each:
            yield Row([column], 1, 1)
        elif number > each or not more:
            yield Row([column], 0, 0)


def _places(program: Constraints, answer: Answer) -> Places:
    columns = program.columns
    talks = {n: moment for (n, moment), column in columns.talk.items() if answer.values[column]}
    return {
        number: (opening, talks.get(number))
        for (number, opening), column in columns.lesson.items()
        if answer.values[column]
    }


def _lateness(program: Constraints) -> dict[int, int]:
    columns, sessions = program.columns, program.schedule.sessions
    chosen = [(n, one.moment, column) for (n, one), column in columns.lesson.items()]
    chosen += [(n, moment, column) for (n, moment), column in columns.talk.items()]
    order = {moment: place for place, moment in enumerate(sorted({m for _, m, _ in chosen}))}
    factor = _TIES * (2 * len(sessions) + 1)
    return {
        column: order[moment] * factor + _tie(sessions[number], moment)
        for number, moment, column in chosen
    }


def _tie(session: Session, moment: Moment) -> int:
    named = (session.observer, session.observed, str(session.round), *map(str, moment))
    return crc32("\x1f".join(named).encode()) % _TIES
