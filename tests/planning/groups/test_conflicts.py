"""What keeps somebody out of every group is named by the smallest set of rules that does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import combinations

import pytest

from helpers.planning.expertise import Person
from helpers.planning.groups.conflicts import named_rules
from helpers.planning.groups.proposing import propose_groups
from helpers.planning.groups.rules import GroupRules, NamedRule, Rule
from tests.planning.schools import Case, groupings, school


def _keeping(case: Case, named: Collection[NamedRule]) -> Case:
    """The same school with these rules alone."""
    people, _, rules = case
    pairs = {
        kind: tuple((one.people[0], one.people[1]) for one in named if one.rule is kind)
        for kind in (Rule.REQUIRED_PAIR, Rule.FORBIDDEN_PAIR, Rule.MET_BEFORE, Rule.LINE_MANAGER)
    }
    kinds = {one.rule for one in named}
    alone = GroupRules(
        required_pairs=pairs[Rule.REQUIRED_PAIR],
        # A manager with their report is one more pair that is kept apart.
        forbidden_pairs=(*pairs[Rule.FORBIDDEN_PAIR], *pairs[Rule.LINE_MANAGER]),
        met=pairs[Rule.MET_BEFORE],
        threes=rules.threes if Rule.THREES in kinds else None,
        facilitators=rules.facilitators,
        groups_a_facilitator=rules.groups_a_facilitator if Rule.FACILITATORS in kinds else 9,
    )
    return [replace(one, line_manager_id=None) for one in people], [], alone


def _has_room(case: Case) -> bool:
    """Whether any grouping takes in every colleague; tried one by one."""
    people, _, rules = case
    peers = {one.staff_id for one in people} - set(rules.facilitators)
    return any(
        {one for members, _ in plan for one in members} == peers
        and rules.threes in (None, sum(len(members) == 3 for members, _ in plan))
        for plan in groupings(case)
    )


BLOCKS = [range(start, start + 50) for start in range(0, 400, 50)]


@pytest.mark.parametrize("seeds", BLOCKS, ids=str)
def test_a_set_of_rules_is_to_blame_and_each_of_them_is_needed(seeds: range) -> None:
    blamed = 0
    for seed in seeds:
        case = school(seed, most=7)
        plan = propose_groups(*case)
        alone = len(case[0]) - len(case[2].facilitators) == 1
        out = {one.staff_id for one in plan.unplaced} - set(case[2].facilitators)
        assert bool(plan.obstacles) == (bool(out) and not alone), seed
        for found in plan.obstacles:
            blamed += 1
            assert not _has_room(_keeping(case, found.rules)), seed
            for one in found.rules:
                assert _has_room(_keeping(case, set(found.rules) - {one})), (seed, one)
    assert blamed


def test_no_smaller_set_of_rules_is_to_blame() -> None:
    looked_at = 0
    for seed in range(300):
        case = school(seed, most=6)
        plan = propose_groups(*case)
        if not plan.obstacles:
            continue
        looked_at += 1
        smallest = min(len(found.rules) for found in plan.obstacles)
        named = named_rules(case[0], case[2])
        for count in range(smallest):
            for few in combinations(named, count):
                assert _has_room(_keeping(case, few)), (seed, few)
    assert looked_at > 20


def _people(count: int) -> list[Person]:
    return [Person(f"T{n}") for n in range(count)]


def test_somebody_kept_from_everyone_is_named_with_each_reason() -> None:
    people = [Person("C"), *(Person(f"T{n}") for n in range(4)), Person("T4", line_manager_id="C")]
    rules = GroupRules(met=(("T0", "C"), ("C", "T1")), forbidden_pairs=(("C", "T2"), ("T3", "C")))
    (found,) = propose_groups(people, [], rules).obstacles
    assert found.sentence == (
        "C has nobody to be in a group with: C met T0 and T1 in the last terms, manages or is "
        "managed by T4 and may not be with T2 and T3."
    )
    assert {one.rule for one in found.rules} == {
        Rule.MET_BEFORE, Rule.LINE_MANAGER, Rule.FORBIDDEN_PAIR,
    }  # fmt: skip
    assert len(found.rules) == 5


def test_three_who_may_only_meet_the_same_one() -> None:
    apart = tuple(combinations(("T0", "T1", "T2"), 2))
    (found,) = propose_groups(_people(4), [], GroupRules(forbidden_pairs=apart)).obstacles
    assert set(found.rules) == {NamedRule(Rule.FORBIDDEN_PAIR, pair) for pair in apart}
    assert found.sentence.startswith("Not everyone can be in a group, because T0 and T1 may not")


def test_of_two_sets_that_share_a_rule_one_is_named() -> None:
    """Once T0 is free to meet T1, the two can be together."""
    lonely = [(one, f"T{n}") for one in ("T0", "T1") for n in range(8) if one != f"T{n}"]
    (found,) = propose_groups(_people(8), [], GroupRules(forbidden_pairs=tuple(lonely))).obstacles
    assert (found.people[0], len(found.rules)) == ("T0", 7)


def test_threes_that_cannot_be_had_name_what_stands_in_the_way() -> None:
    apart = tuple((f"T{a}", f"T{b}") for a, b in combinations(range(6), 2) if (a // 2) != (b // 2))
    rules = GroupRules(threes=2, forbidden_pairs=apart)
    plan = propose_groups(_people(6), [], rules)
    (found,) = plan.conflicts
    assert found.rule is Rule.THREES
    kept = [one for one in found.rules if one.rule is Rule.FORBIDDEN_PAIR]
    assert NamedRule(Rule.THREES) in found.rules
    for one in kept:
        fewer = tuple((o.people[0], o.people[1]) for o in kept if o != one)
        assert not propose_groups(_people(6), [], replace(rules, forbidden_pairs=fewer)).conflicts
    assert "The number of threes asked for cannot be had" in found.sentence


def test_pairs_and_threes_that_do_not_add_up() -> None:
    for rules in (GroupRules(pairs=2, threes=2), GroupRules(pairs=2), GroupRules(pairs=5)):
        (found,) = propose_groups(_people(7 if rules.threes else 8), [], rules).conflicts
        assert (found.rule, found.rules) == (Rule.THREES, (NamedRule(Rule.THREES),))
    plan = propose_groups(_people(7), [], GroupRules(pairs=2))
    assert sorted(len(group.members) for group in plan.groups) == [2, 2, 3]
