"""Search one question for a timetable that is better in one aim and loses nothing settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from helpers.planning.program import Answer, NoAnswerInTimeError, Row, minimise
from helpers.planning.timetable.aims import Aim, Step, aims_of, base_of, costs_of, measure
from helpers.planning.timetable.constraints import Constraints
from helpers.planning.timetable.narrowing import only
from helpers.planning.timetable.openings import Moment
from helpers.planning.timetable.scheduling import Places, Schedule
from helpers.planning.timetable.sessions import Session

_TIES = 64


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one program may be worked on: nodes, so that every machine stops alike.

    ``seconds`` are only there lest a school waits for ever.
    """

    nodes: int = 500
    seconds: float = 120.0


@dataclass(frozen=True, slots=True)
class Found:
    """A timetable, if there was one, and what the aim was shown not to be below."""

    places: Places | None
    bound: int


def cheaper(
    question: Schedule, aim: Aim, steps: Sequence[Step], bound: int, limits: Limits
) -> Found:
    """Search for less of an aim that is a sum."""
    program = Constraints(question)
    try:
        answer = _answer(program, costs_of(question, program.columns, aim), steps, limits)
    except NoAnswerInTimeError:
        return Found(None, bound)
    if answer is None:
        return Found(None, bound)
    return Found(_places(program, answer), max(bound, answer.bound + base_of(question, aim)))


def sooner(
    question: Schedule, steps: Sequence[Step], bound: int, reached: int, limits: Limits
) -> Found:
    """Search for an earlier finish: the earliest day first, then halving what is left."""
    low, high, day, places = bound, reached, bound, None
    while low < high:
        program = Constraints(_before(question, day))
        try:
            answer = _answer(program, {}, steps, limits)
        except NoAnswerInTimeError:
            break
        if answer is None:
            low = day + 1
        else:
            places = _places(program, answer)
            high = measure(question, places, Aim.FINISH)
        day = (low + high) // 2
    return Found(places, low)


def fullest(question: Schedule, spread: Sequence[Step], limits: Limits) -> Found:
    """Place all that can be placed, and of those timetables an even one."""
    program = Constraints(question)
    costs = costs_of(question, program.columns, Aim.SPREAD)
    dearest = sum(costs.values()) + 1
    costs |= dict.fromkeys(program.columns.left_out, dearest)
    try:
        answer = _answer(program, costs, spread, limits)
    except NoAnswerInTimeError:
        return Found(None, 0)
    if answer is None:
        return Found(None, 0)
    return Found(_places(program, answer), answer.bound // dearest)


def as_early_as_can_be(schedule: Schedule, places: Places, limits: Limits) -> Places:
    """Move lessons and talks forward within their week, where that changes no aim.

    Ties are broken by who meets when, so that the same school gets the same timetable.
    """
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
    kept = [Step(aim, measure(schedule, places, aim), 0) for aim in aims_of(schedule)][:-3]
    try:
        answer = _answer(program, _lateness(program), kept, limits)
    except NoAnswerInTimeError:
        return places
    return places if answer is None else _places(program, answer)


def _before(question: Schedule, day: int) -> Schedule:
    return only(question, lambda _, one: one.moment[0] < day)


def _answer(
    program: Constraints, costs: Mapping[int, int], steps: Sequence[Step], limits: Limits
) -> Answer | None:
    """The cheapest timetable that loses nothing already settled; ``None`` if there is none."""
    columns = program.columns
    prices = [costs.get(column, 0) for column in range(columns.width)]
    rows = [*program.rows, *_kept(program, steps)]
    return minimise(prices, rows, whole=columns.whole, seconds=limits.seconds, nodes=limits.nodes)


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
    held = program.schedule.taken.held
    weeks = {*program.schedule.weeks, *held}
    each, more = divmod(placed + sum(held.values()), max(1, len(weeks)))
    if more * (each + 1) ** 2 + (len(weeks) - more) * each**2 != spread:
        return
    for (week, own), column in program.columns.load.items():
        number = own + held.get(week, 0)
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
