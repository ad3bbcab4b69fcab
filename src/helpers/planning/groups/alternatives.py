"""Other groupings that are nearly as good and as different as can be, for people to choose from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from helpers.planning.expertise import Person, SkillRating
from helpers.planning.groups.benefit import Benefit
from helpers.planning.groups.contradictions import contradictions
from helpers.planning.groups.partition import Partition
from helpers.planning.groups.points import Whole
from helpers.planning.groups.proposing import GroupPlan, benefit_of, plan_of, settled
from helpers.planning.groups.question import Grouping, Side
from helpers.planning.groups.rules import Conflict, GroupRules, Permissions
from helpers.planning.program import NoAnswerInTimeError


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another plan with the same floor, the points given up for it, and what it shares.

    ``shared_pairs`` counts the meetings of two people that it has in common with the best plan.
    """

    plan: GroupPlan
    given_up: int
    shared_pairs: int


def alternatives(
    people: Iterable[Person],
    ratings: Iterable[SkillRating],
    rules: GroupRules,
    *,
    count: int = 3,
    within: Fraction | float = Fraction(1, 20),
    seconds: float = 60.0,
) -> tuple[Alternative, ...]:
    """Up to ``count`` plans worth at least ``1 - within`` of the best, each as new as can be.

    All leave out as few, have as few threes and serve everyone as well as the best plan. Each is
    the one that repeats the fewest meetings of the best plan and of the alternatives before it,
    then the richest. None where rules contradict each other or no other plan comes near.
    """
    staff = tuple(people)
    permissions = Permissions.of(staff, rules)
    if contradictions(permissions, rules):
        return ()
    benefit = benefit_of(staff, ratings, rules)
    try:
        partition = settled(permissions, benefit, rules, seconds)
        if isinstance(partition, Conflict):
            return ()
        return tuple(_search(partition, benefit, count, _exact(within)))
    except NoAnswerInTimeError:
        return ()


def _exact(share: Fraction | float) -> Fraction:
    """0.3 as three tenths, so that a plan worth exactly that little less still counts."""
    return Fraction(share).limit_denominator(10_000)


def _search(
    partition: Partition, benefit: Benefit, count: int, within: Fraction
) -> Iterator[Alternative]:
    best = plan_of(partition, partition.best, benefit)
    near = _at_least(partition, best.total - math.floor(abs(best.total) * within))
    seen, answers = [best], [partition.best]
    for _ in range(count):
        rules = (near, *(_another(partition, answer) for answer in answers))
        repeats = partition.candidates.meetings(_meetings(partition, seen)).astype(float)
        try:
            newest = partition.solve(-repeats, more=rules)
            if newest is None:
                return
            fewest = Side(repeats, -math.inf, -newest.worth)
            answer = partition.solve(partition.richness(), partition.unit, (*rules, fewest))
        except NoAnswerInTimeError:
            return
        answer = answer or newest
        plan = plan_of(partition, answer, benefit)
        # What no plan can beat is what the best plan could not.
        plan = replace(plan, bound=best.bound, proved=best.proved and plan.total == best.bound)
        seen.append(plan)
        answers.append(answer)
        yield Alternative(plan, best.total - plan.total, _shared(plan, best))


def _at_least(partition: Partition, total: int) -> Side:
    return Side(partition.candidates.values.astype(float), total, math.inf)


def _another(partition: Partition, answer: Grouping) -> Side:
    """At least one group of a plan is given up."""
    taken = np.zeros(len(partition.candidates))
    taken[list(answer.columns)] = 1
    return Side(taken, -math.inf, len(answer.columns) - 1)


def _meetings(partition: Partition, plans: Iterable[GroupPlan]) -> Whole:
    """How often any two people meet in some plans."""
    people = partition.candidates.people
    place = {one: number for number, one in enumerate(people)}
    counts = np.zeros((len(people), len(people)), np.int32)
    for plan in plans:
        for group in plan.groups:
            for one, other in group.pairs:
                counts[place[one], place[other]] += 1
                counts[place[other], place[one]] += 1
    return counts


def _shared(plan: GroupPlan, best: GroupPlan) -> int:
    known = {pair for group in best.groups for pair in group.pairs}
    return sum(pair in known for group in plan.groups for pair in group.pairs)
