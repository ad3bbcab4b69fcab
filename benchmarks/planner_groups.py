"""How good the planner's groups are, and how soon: 7, 30, 100 and 300 staff in threes.

Run ``python benchmarks/planner_groups.py`` (a few minutes on two cores). For each size it prints
the plans over time, the bound and the gap. The planner is fair before it is rich; to hold it
against ways that know no fairness, the richest grouping without a floor follows, and then two plain
ways on the same school, with the share of that value that they lose: greedy (the best group of
those left, again and again) and random restarts with swaps (the best of many random groupings,
improved by swapping two people until no swap helps), which get as long as the planner took.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations, product
from typing import Any
from unittest.mock import patch

import numpy as np

from helpers.planning.expertise import Person, SkillRating
from helpers.planning.groups import search
from helpers.planning.groups.candidates import Candidates, permitted_groups
from helpers.planning.groups.checker import check_groups
from helpers.planning.groups.partition import Partition
from helpers.planning.groups.proposing import GroupPlan, benefit_of, propose_groups
from helpers.planning.groups.question import Grouping, Question
from helpers.planning.groups.rules import GroupRules, Permissions

SIZES = (7, 30, 100, 300)
SEED = 2013
SKILLS = 12
Case = tuple[list[Person], list[SkillRating], GroupRules]


def school(size: int, seed: int = SEED) -> Case:
    """Staff with managers, an audit of twelve skills, last term's threes, some pairs forbidden."""
    chance = random.Random(seed * 1000 + size)
    ids = [f"T{number:03d}" for number in range(size)]
    managers = ids[: max(2, size // 9)]
    people = [
        Person(
            one,
            year_groups=(str(chance.randint(1, 6)),),
            line_manager_id=chance.choice(managers) if one not in managers else None,
            experienced=chance.choice([True, True, False, None]),
        )
        for one in ids
    ]
    ratings = []
    for one in ids:
        level = chance.gauss(3, 0.6)
        for number in range(SKILLS):
            rating = min(5, max(1, round(chance.gauss(level, 1))))
            wants = rating <= 3 and chance.random() < (0.6 if rating < 3 else 0.2)
            offers = rating >= 4 and chance.random() < 0.7
            ratings.append(SkillRating(one, f"skill {number:02d}", rating, offers, wants))
    mixed = chance.sample(ids, size)
    # In a school of seven who all met last term, nobody would be left to meet.
    threes = [mixed[place : place + 3] for place in range(0, size - 2, 3)] if size > 10 else []
    met = tuple(pair for three in threes for pair in combinations(three, 2))
    apart = tuple(zip(mixed[::10], mixed[4::10], strict=False)) if size > 10 else ()
    return people, ratings, GroupRules(met=met, forbidden_pairs=apart, prefer="threes")


def run(size: int) -> None:
    case = school(size)
    print(f"\n{size} staff", flush=True)
    begun = time.perf_counter()
    with _told(begun):
        plan = propose_groups(*case)
    took = time.perf_counter() - begun
    faults = check_groups(plan, *case)
    checked = time.perf_counter() - begun - took
    proved = "proved best" if plan.proved else "not proved best"
    floor = plan.floor if plan.floor == plan.floor_bound else f"{plan.floor} of {plan.floor_bound}"
    print(
        f"  plan: {plan.total} points, bound {plan.bound}, gap {plan.gap:.2%}, floor {floor}, "
        f"{len(plan.unplaced)} left out, {proved}; {took:.1f} s; "
        f"checked in {checked:.1f} s: {'; '.join(faults) or 'no fault'}"
    )
    _plain_ways(case, plan, took)


@contextmanager
def _told(begun: float) -> Iterator[None]:
    """Print each answer at the highest floor as the search finds it."""
    inner = search._among

    def among(question: Question, *rest: Any, **more: Any) -> Grouping | None:
        found = inner(question, *rest, **more)
        if found is not None and question.unit > 1:
            points = int(question.candidates.values[list(found.columns)].sum())
            print(f"  {time.perf_counter() - begun:6.1f} s: a plan of {points} points", flush=True)
        return found

    with patch.object(search, "_among", among):
        yield


def _plain_ways(case: Case, plan: GroupPlan, seconds: float) -> None:
    people, ratings, rules = case
    permissions = Permissions.of(people, rules)
    columns = permitted_groups(permissions, benefit_of(people, ratings, rules), threes=True)
    threes = sum(len(group.members) == 3 for group in plan.groups)
    free = Partition(permissions, columns, 1, 60, columns, threes, left_out=0)
    begun = time.perf_counter()
    found = free.solve(free.richness(), free.unit)
    if found is None:
        return
    richest, bound = found.worth // free.unit, found.bound // free.unit
    took = time.perf_counter() - begun
    print(f"  without a floor: {richest} points, bound {bound}; {took:.1f} s more")
    for name, (worth, left) in (
        ("greedy", _greedy(columns)),
        ("restarts with swaps", _swapped(columns, max(1.0, seconds))),
    ):
        print(f"  {name}: {worth} points, {1 - worth / richest:.1%} less, {left} left out")


def _greedy(columns: Candidates) -> tuple[int, int]:
    free = np.ones(len(columns.people) + 1, np.bool_)
    worth = 0
    for column in np.argsort(-columns.values, kind="stable"):
        trio = [columns.first[column], columns.second[column], columns.third[column]]
        if columns.third[column] < columns.peers and free[trio].all():
            free[trio] = False
            worth += int(columns.values[column])
    left = np.flatnonzero(free[:-1]).tolist()
    pairs = _squares(columns)[1]
    for one, other in combinations(left, 2):
        if free[one] and free[other] and pairs[one, other] > _BARRED:
            free[[one, other]] = False
            worth += int(pairs[one, other])
    return worth, int(free[:-1].sum())


_BARRED = -100_000


def _squares(columns: Candidates) -> tuple[np.ndarray, np.ndarray]:
    """The worth of every three and every pair by place; far below nought where barred."""
    size = len(columns.people)
    threes = np.full((size, size, size), _BARRED, np.int32)
    pairs = np.full((size, size), _BARRED, np.int32)
    inside = columns.are_threes
    trio = (columns.first[inside], columns.second[inside], columns.third[inside])
    for order in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
        threes[trio[order[0]], trio[order[1]], trio[order[2]]] = columns.values[inside]
    two = ~inside
    pairs[columns.first[two], columns.second[two]] = columns.values[two]
    pairs[columns.second[two], columns.first[two]] = columns.values[two]
    return threes, pairs


def _swapped(columns: Candidates, seconds: float) -> tuple[int, int]:
    """The best of random groupings in threes (and a pair or two), each improved by swaps."""
    threes, pairs = _squares(columns)
    chance, size = random.Random(SEED), columns.peers
    spare = {0: 0, 1: 4, 2: 2}[size % 3]
    best, left, until = _BARRED * size, size, time.perf_counter() + seconds

    def worth(group: list[int]) -> int:
        return int(threes[tuple(group)] if len(group) == 3 else pairs[tuple(group)])

    while time.perf_counter() < until:
        order = chance.sample(range(size), size)
        groups = [order[n : n + 3] for n in range(0, size - spare, 3)]
        groups += [order[n : n + 2] for n in range(size - spare, size, 2)]
        better = True
        while better and time.perf_counter() < until:
            better = False
            for one, other in combinations(groups, 2):
                for a, b in product(range(len(one)), range(len(other))):
                    before = worth(one) + worth(other)
                    one[a], other[b] = other[b], one[a]
                    if worth(one) + worth(other) > before:
                        better = True
                    else:
                        one[a], other[b] = other[b], one[a]
        kept = [group for group in groups if worth(group) > _BARRED]
        found = sum(map(worth, kept))
        missing = size - sum(map(len, kept))
        if (missing, -found) < (left, -best):
            best, left = found, missing
    return best, left


def sizes() -> Iterator[int]:
    yield from (int(one) for one in sys.argv[1:]) if len(sys.argv) > 1 else SIZES


if __name__ == "__main__":
    for number in sizes():
        run(number)
