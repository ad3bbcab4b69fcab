"""After somebody left, whoever is alone finds a group, and as few others as can be change."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from helpers.planning.expertise import Person, SkillRating
from helpers.planning.groups.proposing import Group, propose_groups
from helpers.planning.groups.rules import GroupRules
from helpers.planning.timetable.leavers import regroup
from tests.planning.schools import school

PEOPLE = [Person(f"T{n}") for n in range(7)]
RATINGS = [
    SkillRating(f"T{n}", skill, 5 if n == expert else 1, True, n != expert)
    for expert, skill in enumerate(("questioning", "feedback", "behaviour", "maths"))
    for n in range(7)
]
GROUPS = [Group("G1", ("T0", "T1")), Group("G2", ("T2", "T3")), Group("G3", ("T4", "T5", "T6"))]


def test_a_three_that_loses_one_goes_on_as_a_pair() -> None:
    found = regroup(GROUPS, {"T6"}, PEOPLE, RATINGS, GroupRules())
    assert found.groups == (*GROUPS[:2], Group("G3", ("T4", "T5")))
    assert (found.changed, found.alone) == ((), ())


def test_who_is_left_alone_joins_a_pair_and_the_others_stay() -> None:
    found = regroup(GROUPS, {"T1"}, PEOPLE, RATINGS, GroupRules())
    assert found.groups == (Group("G2", ("T0", "T2", "T3")), GROUPS[2])
    assert (found.changed, found.alone) == (("G2",), ())


def test_a_rule_against_the_pair_breaks_up_one_group() -> None:
    apart = GroupRules(forbidden_pairs=(("T0", "T2"),))
    found = regroup(GROUPS, {"T1"}, PEOPLE, RATINGS, apart)
    assert found.alone == ()
    placed = sorted(who for group in found.groups for who in group.members)
    assert placed == ["T0", "T2", "T3", "T4", "T5", "T6"]
    assert sum(group in found.groups for group in GROUPS) >= 1
    assert all(not {"T0", "T2"} <= set(group.members) for group in found.groups)


def test_who_can_join_nobody_is_named() -> None:
    apart = GroupRules(forbidden_pairs=tuple(("T0", f"T{n}") for n in range(2, 7)))
    found = regroup(GROUPS, {"T1"}, PEOPLE, RATINGS, apart)
    assert found.alone == ("T0",)
    assert found.groups == tuple(GROUPS[1:])


@pytest.mark.parametrize("seed", range(30))
def test_nobody_is_lost_and_no_pair_that_could_stay_is_parted(seed: int) -> None:
    people, ratings, rules = school(seed)
    plan = propose_groups(people, ratings, rules)
    if not plan.groups:
        return
    gone = random.Random(seed).choice(plan.groups).members[0]
    found = regroup(plan.groups, {gone}, people, ratings, rules)
    before = {who for group in plan.groups for who in group.members} - {gone}
    placed = [who for group in found.groups for who in group.members]
    assert sorted([*placed, *found.alone]) == sorted(before)
    kept = {pair for group in found.groups for pair in combinations(sorted(group.members), 2)}
    parted = [
        group.group_id
        for group in plan.groups
        if not {p for p in combinations(sorted(group.members), 2) if gone not in p} <= kept
    ]
    assert len(parted) <= 1
