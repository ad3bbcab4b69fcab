"""The groups are the best there are: held to every grouping that is possible."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from helpers.planning.benefit import Weights, exchanges, served, value
from helpers.planning.checker import group_faults
from helpers.planning.expertise import Expertise, Person, SkillRating
from helpers.planning.groups import GroupRules, propose_groups

SKILLS = ("assessment", "behaviour", "feedback", "questioning")


def _school(seed: int, size: int) -> tuple[list[Person], Expertise]:
    chance = random.Random(seed)
    people = [Person(f"T{n}", (str(chance.randint(1, 6)),)) for n in range(size)]
    ratings = [
        SkillRating(one.staff_id, skill, chance.randint(1, 5)) for one in people for skill in SKILLS
    ]
    return people, Expertise(tuple(ratings))


def _groupings(ids: tuple[str, ...], threes: int) -> Iterator[list[tuple[str, ...]]]:
    """Every way of putting everybody into pairs and at most so many threes."""
    if not ids:
        yield []
        return
    first, rest = ids[0], ids[1:]
    for place, other in enumerate(rest):
        left = rest[:place] + rest[place + 1 :]
        for more in _groupings(left, threes):
            yield [(first, other), *more]
        if threes:
            for spot, third in enumerate(left[place:], start=place):
                for more in _groupings(left[:spot] + left[spot + 1 :], threes - 1):
                    yield [(first, other, third), *more]


def _worth(
    grouping: list[tuple[str, ...]], people: list[Person], expertise: Expertise
) -> tuple[int, int]:
    """The least that anyone gets, and the whole."""
    by_id = {one.staff_id: one for one in people}
    weights = Weights()
    least, total = [], 0
    for members in grouping:
        found = exchanges(expertise, weights, members)
        least.append(min(served(found, members).values()))
        total += value(found, weights, [by_id[one] for one in members])
    return min(least), total


@pytest.mark.parametrize("seed", range(60))
def test_no_other_grouping_is_fairer_or_richer(seed: int) -> None:
    size = 4 + seed % 5
    people, expertise = _school(seed, size)
    plan = propose_groups(people, expertise)
    ids = tuple(sorted(one.staff_id for one in people))
    best = max(_worth(grouping, people, expertise) for grouping in _groupings(ids, size % 2))
    assert plan.unplaced == ()
    assert plan.proved
    assert (min(one.least for one in plan.groups), plan.value) == best
    assert plan.bound == pytest.approx(plan.value, abs=1)
    assert group_faults(plan, people, GroupRules()) == ()


def test_the_order_of_the_rows_does_not_matter() -> None:
    people, expertise = _school(5, 8)
    shuffled = random.Random(1).sample(people, len(people))
    assert propose_groups(people, expertise) == propose_groups(shuffled, expertise)


def test_a_manager_never_coaches_their_own_report() -> None:
    people, expertise = _school(3, 6)
    managed = [Person(one.staff_id, one.year_groups, "T0") for one in people[1:3]]
    everyone = [people[0], *managed, *people[3:]]
    plan = propose_groups(everyone, expertise)
    assert group_faults(plan, everyone, GroupRules()) == ()
    for group in plan.groups:
        assert not {"T0", "T1"} <= set(group.members)
        assert not {"T0", "T2"} <= set(group.members)


def test_a_pair_both_required_and_forbidden_is_named() -> None:
    people, expertise = _school(4, 4)
    rules = GroupRules(required=(("T0", "T1"),), forbidden=(("T1", "T0"),))
    plan = propose_groups(people, expertise, rules)
    assert plan.conflicts == ("T0 and T1 are required together and must not be together.",)


def test_whoever_no_group_can_take_is_listed() -> None:
    people, expertise = _school(4, 4)
    rules = GroupRules(forbidden=(("T0", "T1"), ("T0", "T2"), ("T0", "T3")))
    plan = propose_groups(people, expertise, rules)
    assert "T0" in plan.unplaced
    assert group_faults(plan, people, rules) == ()
