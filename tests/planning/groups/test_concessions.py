"""What each kind of rule costs, held against plans without it found by trying every grouping."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.planning.expertise import Person, SkillRating
from helpers.planning.groups.concessions import concessions, kinds_in_force
from helpers.planning.groups.proposing import propose_groups
from helpers.planning.groups.rules import GroupRules, Rule
from tests.planning.schools import Case, best, school, staff_room

FREED = {
    Rule.FORBIDDEN_PAIR: {"forbidden_pairs": ()},
    Rule.MET_BEFORE: {"met": ()},
    Rule.REQUIRED_PAIR: {"required_pairs": ()},
    Rule.THREES: {"threes": None},
}


def _without(case: Case, rule: Rule) -> Case:
    people, ratings, rules = case
    if rule is Rule.LINE_MANAGER:
        return [replace(one, line_manager_id=None) for one in people], ratings, rules
    return people, ratings, replace(rules, **FREED[rule])  # type: ignore[arg-type]


@pytest.mark.parametrize("seeds", [range(n, n + 10) for n in range(0, 60, 10)], ids=str)
def test_the_price_of_each_rule_is_what_every_grouping_without_it_says(seeds: range) -> None:
    for seed in (seed for seed in seeds if seed % 4):  # without facilitators, who count apart
        case = school(seed, most=7)
        plan = propose_groups(*case)
        found = concessions(plan, *case)
        assert found is not None
        if plan.conflicts:
            assert found == (), seed
            continue
        for one in found:
            known = best(_without(case, one.rule))
            assert known is not None
            assert (one.left_out_without, one.floor_without, one.total_without) == (
                known[0], known[2], known[3],
            ), (seed, one.rule)  # fmt: skip
            assert (one.left_out, one.floor, one.total) == (
                len(plan.unplaced), plan.floor, plan.total,
            )  # fmt: skip
            # Without a rule nothing gets worse, in the order in which plans are judged.
            assert one.left_out_without <= one.left_out


def test_keeping_last_terms_partners_apart_costs_what_they_would_learn() -> None:
    people = [Person(one) for one in ("A", "B", "C", "D")]
    ratings = [
        SkillRating("A", "feedback", 5, can_support=True),
        SkillRating("B", "feedback", 1, wants_support=True),
        SkillRating("C", "feedback", 4, can_support=True),
    ]
    rules = GroupRules(met=(("A", "B"),))
    (found,) = concessions(propose_groups(people, ratings, rules), people, ratings, rules) or ()
    # B may learn from C alone (3 steps at 3 points) where A would give 4 steps.
    assert (found.rule, found.floor, found.floor_without) == (Rule.MET_BEFORE, 9, 12)
    assert found.points is None
    both, again = people[:2], replace(rules, meeting_again="penalised")
    (found,) = concessions(propose_groups(both, ratings[:2], again), both, ratings[:2], again) or ()
    assert (found.total, found.total_without, found.points) == (2, 12, 10)


def test_a_rule_may_cost_a_place() -> None:
    people = [Person(f"T{n}") for n in range(4)]
    rules = GroupRules(forbidden_pairs=tuple(("T0", f"T{n}") for n in (1, 2, 3)))
    plan = propose_groups(people, [], rules)
    (found,) = concessions(plan, people, [], rules) or ()
    assert (found.left_out, found.left_out_without, found.points) == (1, 0, None)


def test_only_rules_in_force_have_a_price_and_large_schools_none() -> None:
    people = [Person("A"), Person("B"), Person("C", line_manager_id="Z")]
    assert kinds_in_force(people, GroupRules()) == ()
    assert kinds_in_force(people, GroupRules(forbidden_pairs=(("A", "X"),))) == ()
    assert kinds_in_force(people, GroupRules(threes=1, met=(("A", "B"),))) == (
        Rule.MET_BEFORE, Rule.THREES,
    )  # fmt: skip
    penalised = GroupRules(met=(("A", "B"),), meeting_again="penalised")
    assert kinds_in_force(people, penalised) == (Rule.MET_BEFORE,)
    large = staff_room(1, 61)
    assert concessions(propose_groups(*large), *large) is None
