"""Prices and the part of the columns that they point to give what all columns together give."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import networkx
import numpy as np
import pytest

from helpers.planning.groups.candidates import permitted_groups
from helpers.planning.groups.checker import check_groups
from helpers.planning.groups.partition import Partition
from helpers.planning.groups.pricing import can_be_filled, prices
from helpers.planning.groups.proposing import benefit_of, propose_groups
from helpers.planning.groups.rules import GroupRules, Permissions
from tests.planning.schools import Case, best, gain, permitted, school, staff_room, value


@pytest.mark.parametrize("seeds", [range(n, n + 20) for n in range(1000, 1080, 20)], ids=str)
def test_prices_lead_to_the_best_of_all_groupings(seeds: range) -> None:
    """As the planner does for hundreds of people, held against every grouping there is."""
    for seed in seeds:
        case = school(seed)
        plan, known = propose_groups(*case, at_once=0), best(case)
        if plan.conflicts:
            continue
        led = sum(one.staff_id in case[2].facilitators for one in plan.unplaced)
        missing = (len(plan.unplaced) - led) * (len(case[2].facilitators) + 1) + led
        threes = sum(len(group.members) == 3 for group in plan.groups)
        assert (missing, threes, plan.floor, plan.total) == known, seed
        assert plan.proved, seed
        assert check_groups(plan, *case) == (), seed


@pytest.mark.parametrize("size", (12, 17, 22, 30))
@pytest.mark.parametrize("prefer", ["pairs", "threes"])
def test_prices_and_all_columns_at_once_give_the_same_plan(size: int, prefer: str) -> None:
    people, ratings, rules = staff_room(size, size)
    asked = replace(rules, prefer=prefer)  # type: ignore[arg-type]
    at_once = propose_groups(people, ratings, asked, at_once=10**6)
    priced = propose_groups(people, ratings, asked, at_once=0)
    assert at_once.proved
    assert priced == at_once
    assert check_groups(priced, people, ratings, asked) == ()


def _open_partition(case: Case) -> Partition:
    people, ratings, rules = case
    permissions = Permissions.of(people, rules)
    columns = permitted_groups(permissions, benefit_of(people, ratings, rules), threes=True)
    return Partition(permissions, columns, rules.groups_a_facilitator, 60, columns)


@pytest.mark.parametrize("seed", range(20))
def test_arrays_hold_every_permitted_group_with_its_worth(seed: int) -> None:
    case = school(seed)
    columns = _open_partition(case).candidates
    found = {columns.members(n): int(columns.values[n]) for n in range(len(columns))}
    peers = [one.staff_id for one in case[0] if one.staff_id not in case[2].facilitators]
    shapes = [
        (pair, led) for pair in combinations(peers, 2) for led in (None, *case[2].facilitators)
    ]
    shapes += [(three, None) for three in combinations(peers, 3)]
    assert found == {one: value(one, case) for one in shapes if permitted(one, case)}


@pytest.mark.parametrize("seed", range(20))
def test_a_group_serves_a_floor_exactly_if_its_members_do(seed: int) -> None:
    case = school(seed)
    columns = _open_partition(case).candidates
    shapes = [columns.members(number) for number in range(len(columns))]
    gains = [{one: gain(one, shape, case[1], case[2]) for one in shape[0]} for shape in shapes]
    most: dict[str, int] = {}
    for found in gains:
        for one, points in found.items():
            most[one] = max(points, most.get(one, 0))
    for floor in {0, *most.values()}:
        served = [all(g >= min(floor, most[one]) for one, g in found.items()) for found in gains]
        assert (columns.levels >= floor).tolist() == served


@pytest.mark.parametrize("seed", range(5))
def test_no_grouping_beats_the_bound_of_the_prices(seed: int) -> None:
    """Whatever is drawn: the bound holds for groupings that the program never saw."""
    case = staff_room(seed, 24)
    partition = replace(_open_partition(case), threes=8, left_out=0)
    question = partition.question(partition.richness(), partition.unit)
    found = prices(question)
    assert found is not None
    chance = random.Random(seed)
    columns = partition.candidates
    for _ in range(12):
        worth = np.array([chance.random() for _ in range(len(columns))])
        drawn = partition.solve(np.round(1000 * worth))
        assert drawn is not None
        assert partition.richness()[list(drawn.columns)].sum() <= found.bound
        # A grouping falls short of the bound by at least what each of its groups does.
        short = found.below[list(drawn.columns)].sum()
        assert partition.richness()[list(drawn.columns)].sum() + short <= found.bound + 1


def test_what_cannot_be_filled_is_known() -> None:
    people, _, _ = staff_room(1, 9)
    apart = tuple((people[0].staff_id, one.staff_id) for one in people[1:])
    partition = _open_partition((people, [], GroupRules(forbidden_pairs=apart)))
    nothing = np.zeros(len(partition.candidates))
    assert can_be_filled(partition.question(nothing))
    assert not can_be_filled(replace(partition, left_out=0).question(nothing))
    assert not can_be_filled(replace(partition, threes=3).question(nothing))


@pytest.mark.parametrize("size", [10, 50, 200])
def test_pairs_are_worth_a_maximum_weight_matching(size: int) -> None:
    people, ratings, rules = staff_room(size, size)
    plan = propose_groups(people, ratings, rules)
    benefit, permissions = benefit_of(people, ratings, rules), Permissions.of(people, rules)
    pairs = [p for p in combinations(sorted(permissions.peers), 2) if permissions.allow(p)]
    gains = {p: [benefit.learning(p[1], p[0]), benefit.learning(p[0], p[1])] for p in pairs}
    most = {
        one: max(points[pair.index(one)] for pair, points in gains.items() if one in pair)
        for one in permissions.peers
    }

    def richest(floor: int) -> int | None:
        graph = networkx.Graph()
        for pair in pairs:
            if all(g >= min(floor, most[one]) for one, g in zip(pair, gains[pair], strict=True)):
                graph.add_edge(*pair, weight=benefit.pair_value(*pair))
        matching = networkx.max_weight_matching(graph, maxcardinality=True)
        full = 2 * len(matching) == size
        return sum(graph.edges[pair]["weight"] for pair in matching) if full else None

    assert plan.proved
    assert plan.total == richest(plan.floor)
    higher = sorted({points for g in gains.values() for points in g if points > plan.floor})
    assert not higher or richest(higher[0]) is None


def test_the_order_of_the_rows_changes_nothing_for_many_people() -> None:
    people, ratings, rules = staff_room(5, 45)
    chance, asked = random.Random(5), replace(rules, prefer="threes")
    plan = propose_groups(people, ratings, asked)
    mixed = (chance.sample(people, len(people)), chance.sample(ratings, len(ratings)))
    assert propose_groups(*mixed, asked) == plan
    assert plan.proved
    assert [len(group.members) for group in plan.groups] == [3] * 15
