"""Alternatives are other plans, as fair, nearly as rich, and as different as can be."""

from __future__ import annotations

from itertools import combinations

import pytest

from helpers.planning.expertise import Person
from helpers.planning.groups.alternatives import alternatives
from helpers.planning.groups.checker import check_groups
from helpers.planning.groups.proposing import GroupPlan, propose_groups
from helpers.planning.groups.rules import GroupRules
from tests.planning.schools import Case, Shape, gain, groupings, school, value


def _meetings(plan: GroupPlan) -> set[tuple[str, str]]:
    return {pair for group in plan.groups for pair in group.pairs}


def _shapes(plan: GroupPlan) -> frozenset[Shape]:
    return frozenset((group.members, group.facilitator) for group in plan.groups)


@pytest.mark.parametrize("seed", [seed for seed in range(40) if seed % 4])
def test_alternatives_are_near_new_and_keep_every_rule(seed: int) -> None:
    case = school(seed)
    best, found = propose_groups(*case), alternatives(*case, within=0.2)
    plans = [_shapes(best), *(_shapes(one.plan) for one in found)]
    assert len(set(plans)) == len(found) + 1
    for one in found:
        assert check_groups(one.plan, *case) == ()
        assert one.plan.floor == best.floor
        assert one.given_up == best.total - one.plan.total
        assert one.given_up <= abs(best.total) * 0.2 + 1e-9
        assert one.shared_pairs == len(_meetings(one.plan) & _meetings(best))


@pytest.mark.parametrize("seed", [seed for seed in range(60) if seed % 4])
def test_the_first_alternative_shares_the_fewest_meetings_of_all(seed: int) -> None:
    case = school(seed, most=7)
    _, ratings, rules = case
    best, found = propose_groups(*case), alternatives(*case, count=1, within=0.3)
    if best.conflicts:
        assert found == ()
        return
    threes = sum(len(group.members) == 3 for group in best.groups)
    gains = [g for score in best.scores for g in score.gains]
    shared = []
    for plan in groupings(case):
        same_size = sum(len(m) for m, _ in plan) == len(gains)
        near = sum(value(g, case) for g in plan) >= best.total - 0.3 * abs(best.total)
        if same_size and near and sum(len(m) == 3 for m, _ in plan) == threes:
            fair = all(
                gain(one, g, ratings, rules) >= min(best.floor, _ceiling(one, case, threes))
                for g in plan
                for one in g[0]
            )
            if fair and frozenset(plan) != _shapes(best):
                pairs = {pair for members, _ in plan for pair in combinations(members, 2)}
                shared.append(len(pairs & _meetings(best)))
    assert [one.shared_pairs for one in found] == ([min(shared)] if shared else [])


def _ceiling(one: str, case: Case, threes: int) -> int:
    _, ratings, rules = case
    most = 3 if threes else 2
    shapes = {g for plan in groupings(case) for g in plan if one in g[0] and len(g[0]) <= most}
    return max((gain(one, g, ratings, rules) for g in shapes), default=0)


def test_eight_alike_can_be_grouped_without_meeting_anyone_again() -> None:
    people = [Person(f"T{n}") for n in range(8)]
    found = alternatives(people, [], GroupRules())
    assert [one.shared_pairs for one in found] == [0, 0, 0]
    meetings = [_meetings(one.plan) for one in found]
    assert all(not one & other for one, other in combinations(meetings, 2))
