"""What a group gives each of its members, in whole points, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from helpers.planning.expertise import Expertise, Person


@dataclass(frozen=True, slots=True)
class Weights:
    """What a group is worth; each is in points, so that they can be read side by side.

    ``learning`` a step between the helper's rating and the learner's, for each of the learner's
    ``skills_each`` most wanted skills; ``both_ways`` for a pair of people who can each help the
    other; ``years`` for people of different year groups (or, if the school prefers it, the same).
    """

    learning: int = 10
    skills_each: int = 2
    both_ways: int = 10
    years: int = 5
    same_phase: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """One skill that goes from one person to another; ``points`` is what it is worth."""

    skill: str
    coach: str
    coachee: str
    points: int


def exchanges(
    expertise: Expertise, weights: Weights, members: Sequence[str]
) -> tuple[Exchange, ...]:
    """What each member can learn from the best placed other, their most wanted skills first."""
    found: list[Exchange] = []
    for learner in sorted(members):
        open_ = [
            Exchange(skill, helper, learner, (rating - wanted[learner]) * weights.learning)
            for skill, wanted in expertise.wanting.items()
            if learner in wanted
            for helper, rating in [_best(expertise.helpers[skill], members, learner)]
            if rating > wanted[learner]
        ]
        open_.sort(key=lambda one: (-one.points, one.skill))
        found += open_[: weights.skills_each]
    return tuple(found)


def _best(helpers: dict[str, int], members: Sequence[str], learner: str) -> tuple[str, int]:
    """The member who is strongest in a skill, by id where several are; rating 0 for nobody."""
    there = [(-helpers[one], one) for one in members if one in helpers and one != learner]
    if not there:
        return "", 0
    strength, who = min(there)
    return who, -strength


def served(found: Sequence[Exchange], members: Sequence[str]) -> dict[str, int]:
    """Points of learning for each member."""
    return {one: sum(each.points for each in found if each.coachee == one) for one in members}


def value(found: Sequence[Exchange], weights: Weights, people: Sequence[Person]) -> int:
    """What a group is worth: learning, both directions, and the mix of year groups."""
    learning = sum(one.points for one in found)
    directions = {(one.coach, one.coachee) for one in found}
    both = sum(
        (one.staff_id, other.staff_id) in directions
        and (other.staff_id, one.staff_id) in directions
        for one, other in permutations(people, 2)
    )
    mixed = sum(
        bool(set(one.year_groups) & set(other.year_groups)) is weights.same_phase
        for one, other in pairwise(people)
    )
    return learning + weights.both_ways * both // 2 + weights.years * mixed
