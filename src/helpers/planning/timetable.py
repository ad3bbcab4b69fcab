"""When: each peer observation a day and a period, with the fewest cover lessons.

Observer free or covered, the observed teaching, nobody in two places, no more than so many
lessons of a person watched in a week, a budget of cover a day. Fewest unplaced first, then least
cover, then the evenest weeks, then the earliest finish.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import Any

import numpy as np

Slot = tuple[int, int]
"""Day of the week (0 Monday) and period."""


@dataclass(frozen=True, slots=True)
class Week:
    """One person's week: the slots in which they do not teach, all slots, and cover costs."""

    free: frozenset[Slot]
    slots: frozenset[Slot]
    cover_cost: Mapping[Slot, float]


@dataclass(frozen=True, slots=True)
class Rules:
    """What every timetable must respect."""

    rounds: int = 2
    observed_a_week: int = 1
    cover_a_day: float = 2
    feedback_within_days: int = 5


@dataclass(frozen=True, slots=True)
class Visit:
    """One peer observation to place."""

    group: int
    observer: str
    observed: str
    round: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A visit with its day and period, the cover it takes, and when all can talk (or ``None``)."""

    visit: Visit
    day: date
    period: int
    cover: float
    feedback: tuple[date, int] | None


@dataclass(frozen=True, slots=True)
class Timetable:
    """The proposal; ``unplaced`` gives each visit that found no place, with the reason."""

    placed: tuple[Placed, ...]
    unplaced: tuple[tuple[Visit, str], ...]
    cover: float
    proved: bool


@dataclass(frozen=True, slots=True)
class _Option:
    visit: int
    day: date
    period: int
    cover: float


def visits(groups: Sequence[Sequence[str]], rounds: int) -> tuple[Visit, ...]:
    """Everybody observes and is observed by everybody else of the group, once a round.

    In a three each round takes one direction round the circle, the next round the other.
    """
    found = []
    for place, members in enumerate(groups):
        for number in range(rounds):
            found += [Visit(place, one, other, number) for one, other in _ring(members, number)]
    return tuple(found)


def _ring(members: Sequence[str], number: int) -> Iterator[tuple[str, str]]:
    if len(members) == 2:
        yield from permutations(members)
        return
    step = 1 if number % 2 == 0 else -1
    for place, who in enumerate(members):
        yield who, members[(place + step) % len(members)]


def propose_timetable(
    groups: Sequence[Sequence[str]],
    weeks: Mapping[str, Week],
    school_days: Sequence[date],
    rules: Rules = Rules(),
) -> Timetable:
    """The best timetable for groups of ids over ``school_days`` (closed days left out)."""
    wanted = visits(groups, rules.rounds)
    days = sorted(school_days)
    options = [
        option
        for place, visit in enumerate(wanted)
        for option in _options(place, visit, weeks, _window(days, visit.round, rules.rounds))
        if option.cover <= rules.cover_a_day
    ]
    chosen, proved = _choose(wanted, options, days, rules)
    placed = tuple(
        Placed(
            wanted[one.visit], one.day, one.period, one.cover,
            _feedback(groups[wanted[one.visit].group], one, weeks, days, rules),
        )
        for one in sorted(chosen, key=lambda one: (one.day, one.period, one.visit))
    )  # fmt: skip
    done = {one.visit for one in chosen}
    possible = {one.visit for one in options}
    unplaced = tuple(
        (visit, _why(visit, weeks, place in possible))
        for place, visit in enumerate(wanted)
        if place not in done
    )
    return Timetable(placed, unplaced, sum(one.cover for one in placed), proved)


def _window(days: Sequence[date], number: int, rounds: int) -> Sequence[date]:
    """The school days of one round: an equal share of the term each."""
    return days[len(days) * number // rounds : len(days) * (number + 1) // rounds]


def _options(
    place: int, visit: Visit, weeks: Mapping[str, Week], days: Sequence[date]
) -> Iterator[_Option]:
    observer, observed = weeks.get(visit.observer), weeks.get(visit.observed)
    if observer is None or observed is None:
        return
    teaching = observed.slots - observed.free
    for day in days:
        for weekday, period in sorted(teaching & observer.slots):
            if day.weekday() == weekday:
                slot = (weekday, period)
                cost = 0.0 if slot in observer.free else observer.cover_cost.get(slot, 1.0)
                yield _Option(place, day, period, cost)


def _choose(
    wanted: Sequence[Visit], options: Sequence[_Option], days: Sequence[date], rules: Rules
) -> tuple[list[_Option], bool]:
    """Pick one option a visit where the rules leave one."""
    from scipy import sparse
    from scipy.optimize import Bounds, LinearConstraint, milp

    if not options:
        return [], True
    lines = _lines(wanted, options, rules)
    count, weeks = len(options), sorted({one.day.isocalendar()[:2] for one in options})
    busiest = count  # the column of the busiest week's number of visits
    rows: list[tuple[dict[int, float], float]] = [*lines]
    for week in weeks:
        held = {n: 1.0 for n, one in enumerate(options) if one.day.isocalendar()[:2] == week}
        rows.append((held | {busiest: -1.0}, 0.0))
    matrix = sparse.lil_array((len(rows), count + 1))
    for number, (line, _) in enumerate(rows):
        for column, factor in line.items():
            matrix[number, column] = factor
    first = days[0]
    span = (days[-1] - first).days + 1
    late = np.array([(one.day - first).days + one.period / 100 for one in options])
    # Each aim outweighs all later ones together.
    even = span * len(wanted) + 1.0
    cover = even * (len(wanted) + 1)
    place = cover * (sum(sorted(one.cover for one in options)[-len(wanted) :]) + 1) * 2
    costs = late + cover * np.array([one.cover for one in options]) - place
    found = milp(
        np.append(costs, even),
        integrality=np.ones(count + 1),
        bounds=Bounds(np.zeros(count + 1), np.append(np.ones(count), len(wanted))),
        constraints=LinearConstraint(matrix.tocsr(), -np.inf, [limit for _, limit in rows]),
        options={"mip_rel_gap": 0.0, "node_limit": 20_000},
    )
    if found.x is None:
        return [], False
    taken: Any = np.flatnonzero(found.x[:count] > 0.5)
    return [options[number] for number in taken], found.status == 0


def _lines(
    wanted: Sequence[Visit], options: Sequence[_Option], rules: Rules
) -> list[tuple[dict[int, float], float]]:
    """The hard rules: for each, factors of the options and the most that they may add up to."""
    once: dict[Any, dict[int, float]] = defaultdict(dict)
    watched: dict[Any, dict[int, float]] = defaultdict(dict)
    cover: dict[Any, dict[int, float]] = defaultdict(dict)
    for number, one in enumerate(options):
        visit = wanted[one.visit]
        once["visit", one.visit][number] = 1.0
        for who in (visit.observer, visit.observed):
            once[who, one.day, one.period][number] = 1.0
        watched[visit.observed, one.day.isocalendar()[:2]][number] = 1.0
        cover[one.day][number] = one.cover
    return [
        *((line, 1.0) for line in once.values()),
        *((line, float(rules.observed_a_week)) for line in watched.values()),
        *((line, float(rules.cover_a_day)) for line in cover.values()),
    ]


def _feedback(
    members: Sequence[str],
    option: _Option,
    weeks: Mapping[str, Week],
    days: Sequence[date],
    rules: Rules,
) -> tuple[date, int] | None:
    """The first slot afterwards at which every member is free, soon enough."""
    start = days.index(option.day)
    for day in days[start : start + rules.feedback_within_days + 1]:
        shared = [
            period
            for weekday, period in sorted(
                frozenset.intersection(*(weeks[one].free for one in members))
            )
            if weekday == day.weekday() and (day > option.day or period > option.period)
        ]
        if shared:
            return day, shared[0]
    return None


def _why(visit: Visit, weeks: Mapping[str, Week], possible: bool) -> str:
    for who in (visit.observer, visit.observed):
        if who not in weeks:
            return f"availability.csv says nothing of {who}"
    if not possible:
        return "the observed is never teaching when the observer is free or can be covered"
    return "the rules for cover and for lessons watched in a week leave no place"


def loads(timetable: Timetable) -> Counter[str]:
    """How many visits each person takes part in."""
    return Counter(
        who for one in timetable.placed for who in (one.visit.observer, one.visit.observed)
    )
