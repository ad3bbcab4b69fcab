"""Groups are the best there are, keep every rule, and say which rule cannot be kept."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest

from helpers.planning.expertise import Person, SkillRating
from helpers.planning.groups.checker import check_groups
from helpers.planning.groups.proposing import GroupPlan, LeftOut, propose_groups
from helpers.planning.groups.rules import Bar, GroupRules, Rule
from tests.planning.schools import best, gain, school, value

BLOCKS = [range(start, start + 25) for start in range(0, 400, 25)]


def _reached(plan: GroupPlan, rules: GroupRules) -> tuple[int, int, int, int]:
    led = sum(one.staff_id in rules.facilitators for one in plan.unplaced)
    missing = (len(plan.unplaced) - led) * (len(rules.facilitators) + 1) + led
    threes = sum(len(group.members) == 3 for group in plan.groups)
    return missing, threes, plan.floor, plan.total


@pytest.mark.parametrize("seeds", BLOCKS, ids=lambda seeds: f"from {seeds.start}")
def test_no_grouping_at_all_is_better(seeds: range) -> None:
    compared = 0
    for seed in seeds:
        case = school(seed)
        plan, known = propose_groups(*case), best(case)
        if plan.conflicts:
            assert plan.groups == (), seed
            continue
        compared += 1
        assert _reached(plan, case[2]) == known, seed
        assert plan.proved, seed
        assert plan.bound == plan.total, seed
        assert check_groups(plan, *case) == (), seed
    assert compared > len(seeds) // 2


@pytest.mark.parametrize("seed", range(60))
def test_a_conflict_about_threes_means_that_no_plan_has_them(seed: int) -> None:
    people, ratings, rules = school(seed)
    asked = replace(rules, threes=2, required_pairs=(), facilitators=())
    plan = propose_groups(people, ratings, asked)
    peers = len(people)
    possible = best((people, ratings, asked)) is not None and peers >= 6 and peers % 2 == 0
    assert bool(plan.conflicts) is not possible
    assert all(one.rule is Rule.THREES for one in plan.conflicts)


def _best_matching(pairs: dict[tuple[str, str], int], ids: tuple[str, ...]) -> int | None:
    """The most that pairs can be worth together: whoever comes first is with each in turn."""

    @cache
    def most(left: tuple[str, ...]) -> int | None:
        if not left:
            return 0
        rests = (
            (pairs[left[0], other], most(tuple(one for one in left[1:] if one != other)))
            for other in left[1:]
            if (left[0], other) in pairs
        )
        return max((worth + rest for worth, rest in rests if rest is not None), default=None)

    return most(ids)


@pytest.mark.parametrize("seed", range(12))
def test_pairs_of_twelve_are_the_fairest_and_then_the_richest_matching(seed: int) -> None:
    chance = random.Random(seed)
    people = _people(12)
    ratings = [
        SkillRating(one.staff_id, skill, chance.randint(1, 5), True, chance.random() < 0.5)
        for one in people
        for skill in ("assessment", "behaviour", "feedback")
    ]
    rules, ids = GroupRules(), tuple(sorted(one.staff_id for one in people))
    pairs = list(combinations(ids, 2))
    gains = {pair: {one: gain(one, (pair, None), ratings, rules) for one in pair} for pair in pairs}
    ceiling = {one: max(g[one] for g in gains.values() if one in g) for one in ids}
    worth = {pair: value((pair, None), (people, ratings, rules)) for pair in pairs}
    by_floor = {
        floor: _best_matching(
            {p: worth[p] for p in pairs if all(gains[p][o] >= min(floor, ceiling[o]) for o in p)},
            ids,
        )
        for floor in {
            0,
            *ceiling.values(),
            *(points for g in gains.values() for points in g.values()),
        }
    }
    fairest = max(floor for floor, total in by_floor.items() if total is not None)
    plan = propose_groups(people, ratings, rules)
    assert (plan.floor, plan.total) == (fairest, by_floor[fairest])


@pytest.mark.parametrize("seed", range(40))
def test_the_order_of_the_rows_changes_nothing(seed: int) -> None:
    people, ratings, rules = school(seed)
    chance = random.Random(seed)
    mixed = replace(
        rules,
        met=tuple((b, a) for a, b in chance.sample(rules.met, len(rules.met))),
        forbidden_pairs=tuple((b, a) for a, b in reversed(rules.forbidden_pairs)),
    )
    again = propose_groups(
        chance.sample(people, len(people)), chance.sample(ratings, len(ratings)), mixed
    )
    assert again == propose_groups(people, ratings, rules)


def test_equal_plans_are_told_apart_by_ids_alone() -> None:
    people = [Person(f"T{n}") for n in range(8)]
    plans = {
        propose_groups(random.Random(n).sample(people, 8), [], GroupRules()) for n in range(10)
    }
    assert len(plans) == 1


def _people(count: int) -> list[Person]:
    return [Person(f"T{n}") for n in range(count)]


@pytest.mark.parametrize(
    ("rules", "rule", "words"),
    [
        (GroupRules(required_pairs=(("T1", "T0"),), forbidden_pairs=(("T0", "T1"),)),
         Rule.REQUIRED_PAIR, ("T0 and T1", "forbidden pair")),
        (GroupRules(required_pairs=(("T0", "T1"),), met=(("T1", "T0"),)),
         Rule.REQUIRED_PAIR, ("T0 and T1", "met in the last terms")),
        (GroupRules(required_pairs=(("T0", "T1"), ("T1", "T2"), ("T2", "T3"))),
         Rule.REQUIRED_PAIR, ("T0, T1, T2 and T3", "three")),
        (GroupRules(required_pairs=(("T0", "T1"), ("T1", "T2")), forbidden_pairs=(("T0", "T2"),)),
         Rule.REQUIRED_PAIR, ("T0 and T2", "forbidden pair")),
        (GroupRules(threes=3), Rule.THREES, ("3 threes", "at most 2")),
        (GroupRules(threes=1), Rule.THREES, ("1 threes", "leaves 3")),
        (GroupRules(forbidden_pairs=(("T0", "X9"),)), Rule.STAFF_ID, ("X9", "forbidden pairs")),
        (GroupRules(facilitators=("X9",)), Rule.STAFF_ID, ("X9", "facilitators")),
        (GroupRules(facilitators=("T0", "T1", "T2")),
         Rule.FACILITATORS, ("3 facilitators", "0 pairs")),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_kept_is_named(
    rules: GroupRules, rule: Rule, words: tuple[str, ...]
) -> None:
    plan = propose_groups(_people(6), [], rules)
    assert plan.groups == ()
    assert [one.rule for one in plan.conflicts] == [rule]
    assert all(word in plan.conflicts[0].sentence for word in words)


def test_a_report_of_the_manager_is_never_their_required_partner() -> None:
    people = [Person("H"), Person("T", line_manager_id="H"), *_people(2)]
    plan = propose_groups(people, [], GroupRules(required_pairs=(("T", "H"),)))
    assert "line manager" in plan.conflicts[0].sentence
    assert plan.conflicts[0].people == ("H", "T")


def test_every_conflict_is_named_at_once() -> None:
    rules = GroupRules(threes=3, required_pairs=(("T0", "T0"),), facilitators=("X9",))
    found = [one.rule for one in propose_groups(_people(6), [], rules).conflicts]
    assert found == [Rule.STAFF_ID, Rule.STAFF_ID, Rule.THREES]


def test_somebody_whom_rules_keep_from_all_is_unplaced_with_the_rules() -> None:
    people = [Person("H"), *(Person(f"T{n}", line_manager_id="H") for n in range(4))]
    (left,) = propose_groups(people, [], GroupRules()).unplaced
    assert (left.staff_id, left.reason) == ("H", LeftOut.NOBODY_PERMITTED)
    assert left.bars == tuple(Bar(f"T{n}", Rule.LINE_MANAGER) for n in range(4))


def test_two_who_need_the_same_partner_leave_one_over() -> None:
    apart = (("T0", "T1"), ("T0", "T3"), ("T1", "T3"))
    plan = propose_groups(_people(4), [], GroupRules(forbidden_pairs=apart))
    assert len(plan.groups) == 1
    assert {one.reason for one in plan.unplaced} == {LeftOut.PARTNERS_NEEDED}


def test_one_person_alone_and_nobody_at_all() -> None:
    (left,) = propose_groups(_people(1), [], GroupRules()).unplaced
    assert left.reason is LeftOut.ODD_ONE
    nobody = propose_groups([], [], GroupRules())
    assert (nobody.groups, nobody.unplaced, nobody.proved) == ((), (), True)


def test_fair_before_rich() -> None:
    """X can teach A or B much; the richest plan would leave B with nothing, the fairest does not.

    A gains 12 from X and 9 from Y; B gains 3 from X and nothing from Y. A with X is worth 12,
    B with X and A with Y 3 + 9 - 1 (the years apart of A and X are lost).
    """
    ratings = [
        SkillRating("A", "questioning", 1, wants_support=True),
        SkillRating("X", "questioning", 5, can_support=True),
        SkillRating("Y", "questioning", 4, can_support=True),
        SkillRating("B", "feedback", 3, wants_support=True),
        SkillRating("X", "feedback", 4, can_support=True),
    ]
    people = [
        Person("A", year_groups=("1",)), Person("B"), Person("X", year_groups=("4",)), Person("Y"),
    ]  # fmt: skip
    plan = propose_groups(people, ratings, GroupRules())
    assert [group.members for group in plan.groups] == [("A", "Y"), ("B", "X")]
    assert (plan.floor, plan.total) == (9, 12)
    unfair = replace(GroupRules(), required_pairs=(("A", "X"),))
    assert propose_groups(people, ratings, unfair).total == 15


def test_a_facilitator_joins_as_many_pairs_as_allowed_and_learns_nothing() -> None:
    ratings = [SkillRating(f"T{n}", "feedback", 1, wants_support=True) for n in range(5)]
    ratings[4] = SkillRating("T4", "feedback", 5, can_support=True)
    rules = GroupRules(facilitators=("T4",), groups_a_facilitator=2)
    plan = propose_groups(_people(5), ratings, rules)
    assert [group.facilitator for group in plan.groups] == ["T4", "T4"]
    assert [score.gains for score in plan.scores] == [(12, 12), (12, 12)]


def test_people_and_skills_given_twice_are_refused() -> None:
    with pytest.raises(ValueError, match="'T0' is given to more than one"):
        propose_groups([Person("T0"), Person("T0")], [], GroupRules())
    twice = [SkillRating("T0", "feedback", 1), SkillRating("T0", "feedback", 2)]
    with pytest.raises(ValueError, match="T0 rates 'feedback' more than once"):
        propose_groups(_people(2), twice, GroupRules())
