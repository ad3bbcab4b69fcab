"""Who learns with whom: Action Learning Sets of two and three, the best there are.

A set partition: every possible group is a column, every person a row, and an integer programme
(HiGHS) picks the columns. Fair before rich: first the fewest left over, then the most for whoever
gets least, then the most for all together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np

from helpers.planning.benefit import Exchange, Weights, exchanges, served, value
from helpers.planning.expertise import Expertise, Person

MOST_CANDIDATES = 120_000
"""Past this many possible groups only the best of each person are kept, and the plan is not
called the best possible."""


@dataclass(frozen=True, slots=True)
class GroupRules:
    """What every plan must respect. Pairs are given as two ids, in any order.

    ``threes`` is the number of groups of three; ``None`` means as few as the number of people
    allows.
    """

    weights: Weights = field(default_factory=Weights)
    threes: int | None = None
    required: tuple[tuple[str, str], ...] = ()
    forbidden: tuple[tuple[str, str], ...] = ()
    met_before: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """One Action Learning Set: who, what goes from whom to whom, and what it is worth."""

    members: tuple[str, ...]
    exchanges: tuple[Exchange, ...]
    value: int
    least: int
    """Points of learning of the member who gets least."""


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """The groups; ``bound`` is the most that any plan of this fairness could be worth."""

    groups: tuple[Group, ...]
    unplaced: tuple[str, ...]
    value: int
    bound: float
    proved: bool
    conflicts: tuple[str, ...] = ()


def propose_groups(
    people: Sequence[Person], expertise: Expertise, rules: GroupRules = GroupRules()
) -> GroupPlan:
    """The best groups under the rules; people whom no rule-abiding group can take are listed."""
    everyone = tuple(sorted(people, key=lambda one: one.staff_id))
    conflicts = tuple(_conflicts(everyone, rules))
    threes = len(everyone) % 2 if rules.threes is None else rules.threes
    candidates, complete = _candidates(everyone, expertise, rules, threes)
    if not candidates:
        unplaced = tuple(one.staff_id for one in everyone)
        return GroupPlan((), unplaced, 0, 0.0, complete, conflicts)
    ids = [one.staff_id for one in everyone]
    fewest = _solve(candidates, ids, threes, [0] * len(candidates)).left_over
    floor = _fairest(candidates, ids, threes, fewest)
    fair = [one for one in candidates if one.least >= floor]
    best = _solve(fair, ids, threes, [one.value for one in fair])
    chosen = tuple(sorted((fair[place] for place in best.chosen), key=lambda one: one.members))
    placed = {who for one in chosen for who in one.members}
    return GroupPlan(
        chosen,
        tuple(who for who in ids if who not in placed),
        sum(one.value for one in chosen),
        best.bound,
        best.proved and complete,
        conflicts,
    )


def _conflicts(people: Sequence[Person], rules: GroupRules) -> Iterator[str]:
    """Rules that contradict each other, in words; each names the smallest set that does."""
    known = {one.staff_id for one in people}
    bans = {frozenset(pair) for pair in (*rules.forbidden, *rules.met_before)}
    for one, other in rules.required:
        if frozenset((one, other)) in bans:
            yield f"{one} and {other} are required together and must not be together."
        for who in {one, other} - known:
            yield f"{who} is required in a pair but is not among the people to place."
    for person in people:
        boss = person.line_manager_id
        if boss and {boss, person.staff_id} in [set(pair) for pair in rules.required]:
            yield f"{boss} and {person.staff_id} are required together, yet one manages the other."


def _allowed(members: Sequence[Person], rules: GroupRules) -> bool:
    ids = {one.staff_id for one in members}
    if any(one.line_manager_id in ids for one in members):
        return False
    if any(set(pair) <= ids for pair in (*rules.forbidden, *rules.met_before)):
        return False
    return all(len(ids & set(pair)) != 1 for pair in rules.required)


def _candidates(
    people: Sequence[Person], expertise: Expertise, rules: GroupRules, threes: int
) -> tuple[list[Group], bool]:
    """Every group that the rules allow, and whether none was dropped for want of time."""
    sizes = (2, 3) if threes else (2,)
    found = [
        _group(members, expertise, rules.weights)
        for size in sizes
        for members in combinations(people, size)
        if _allowed(members, rules)
    ]
    if len(found) <= MOST_CANDIDATES:
        return found, True
    found.sort(key=lambda one: (-one.value, one.members))
    each = 3 * MOST_CANDIDATES // len(people)
    taken: dict[str, int] = {}
    kept = []
    for one in found:
        if min(taken.get(who, 0) for who in one.members) < each:
            kept.append(one)
            for who in one.members:
                taken[who] = taken.get(who, 0) + 1
    return kept, False


def _group(members: Sequence[Person], expertise: Expertise, weights: Weights) -> Group:
    ids = tuple(one.staff_id for one in members)
    found = exchanges(expertise, weights, ids)
    least = min(served(found, ids).values())
    return Group(ids, found, value(found, weights, members), least)


def _fairest(candidates: Sequence[Group], ids: Sequence[str], threes: int, fewest: int) -> int:
    """The highest floor under everyone's learning that leaves no more people over."""
    floors = sorted({one.least for one in candidates})
    low, high = 0, len(floors) - 1
    while low < high:
        middle = (low + high + 1) // 2
        fair = [one for one in candidates if one.least >= floors[middle]]
        if _solve(fair, ids, threes, [0] * len(fair)).left_over <= fewest:
            low = middle
        else:
            high = middle - 1
    return floors[low]


@dataclass(frozen=True, slots=True)
class _Partition:
    chosen: tuple[int, ...]
    left_over: int
    bound: float
    proved: bool


def _solve(
    candidates: Sequence[Group], ids: Sequence[str], threes: int, worth: Sequence[int]
) -> _Partition:
    """The best partition: the fewest left over, then the most worth; ties by a fixed order."""
    from scipy import sparse
    from scipy.optimize import Bounds, LinearConstraint, milp

    count, place = len(candidates), {who: row for row, who in enumerate(ids)}
    rows = [place[who] for one in candidates for who in one.members]
    columns = [column for column, one in enumerate(candidates) for _ in one.members]
    rows += list(range(len(ids)))
    columns += list(range(count, count + len(ids)))
    cover = sparse.csr_array((np.ones(len(rows)), (rows, columns)), (len(ids), count + len(ids)))
    triples = np.array([len(one.members) == 3 for one in candidates] + [False] * len(ids))
    left_over_costs = 10 * (sum(sorted(worth)[-len(ids) :]) + 1)
    # Earlier groups win ties: a fraction so small that all of them together stay under a point.
    order = np.arange(count) / (2.0 * count * max(count, 1) + 1)
    objective = np.concatenate([order - np.array(worth), np.full(len(ids), left_over_costs)])
    constraints: list[Any] = [LinearConstraint(cover, 1, 1)]
    if triples.any():
        constraints.append(LinearConstraint(sparse.csr_array(triples[None, :] * 1.0), 0, threes))
    found = milp(
        objective,
        integrality=np.ones(objective.size),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options={"mip_rel_gap": 0.0, "node_limit": 200_000},
    )
    taken = np.flatnonzero(found.x > 0.5)
    left_over = int((taken >= count).sum())
    bound = -(float(found.mip_dual_bound) - left_over_costs * left_over)
    return _Partition(tuple(taken[taken < count]), left_over, bound, found.status == 0)
