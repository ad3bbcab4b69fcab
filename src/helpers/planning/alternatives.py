"""Other groupings that are nearly as good and as different as can be, for people to choose from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from helpers.planning.contradictions import contradictions
from helpers.planning.expertise import Person, SkillRating
from helpers.planning.groups import GroupPlan, benefit_of, plan_of, settled
from helpers.planning.partition import Partition, richest
from helpers.planning.program import NoAnswerInTimeError, Row
from helpers.planning.rules import Conflict, GroupRules, Permissions


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
    try:
        partition = settled(permissions, benefit_of(staff, ratings, rules), rules, seconds)
        if isinstance(partition, Conflict):
            return ()
        return tuple(_search(partition, count, _exact(within)))
    except NoAnswerInTimeError:
        return ()


def _exact(share: Fraction | float) -> Fraction:
    """0.3 as three tenths, so that a plan worth exactly that little less still counts."""
    return Fraction(share).limit_denominator(10_000)


def _search(partition: Partition, count: int, within: Fraction) -> Iterator[Alternative]:
    answer = richest(partition)
    best = plan_of(partition, answer)
    near = [_at_least(partition, best.total - math.floor(abs(best.total) * within))]
    seen = [best]
    for _ in range(count):
        rows = [*near, *(_another(partition, plan) for plan in seen)]
        repeats = [_repeats(one.pairs, seen) for one in partition.candidates]
        newest = partition.solve(repeats, more=rows)
        if newest is None:
            return
        rows.append(Row(range(len(repeats)), 0, newest.cost, repeats))
        plan = plan_of(partition, richest(partition, rows))
        # What no plan can beat is what the best plan could not.
        plan = replace(plan, bound=best.bound, proved=best.proved and plan.total == best.bound)
        seen.append(plan)
        shared = sum(_repeats(group.pairs, [best]) for group in plan.groups)
        yield Alternative(plan, best.total - plan.total, shared)


def _at_least(partition: Partition, total: int) -> Row:
    values = [one.value for one in partition.candidates]
    return Row(range(len(values)), total, math.inf, values)


def _another(partition: Partition, plan: GroupPlan) -> Row:
    """At least one group of a plan is given up."""
    taken = {(group.members, group.facilitator) for group in plan.groups}
    places = [
        place
        for place, one in enumerate(partition.candidates)
        if (one.members, one.facilitator) in taken
    ]
    return Row(places, 0, len(places) - 1)


def _repeats(pairs: Iterable[tuple[str, str]], plans: Iterable[GroupPlan]) -> int:
    return sum(pair in group.pairs for pair in pairs for plan in plans for group in plan.groups)
