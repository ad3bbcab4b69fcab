"""Groups after somebody left: who is left alone joins others, and nobody else changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from helpers.planning.expertise import Person, SkillRating
from helpers.planning.groups.proposing import Group, GroupPlan, propose_groups
from helpers.planning.groups.rules import Conflict, GroupRules


@dataclass(frozen=True, slots=True)
class Regrouping:
    """The groups as they are now, and what is different.

    ``changed`` are the ids of groups with somebody new; ``alone`` are people whom no group can
    take, and ``conflicts`` say which rules the groups that were to stay contradict.
    """

    groups: tuple[Group, ...]
    changed: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def regroup(
    groups: Iterable[Group],
    leavers: Collection[str],
    people: Iterable[Person],
    ratings: Iterable[SkillRating],
    rules: GroupRules,
) -> Regrouping:
    """The groups without their leavers, changed as little as can be.

    Whoever is left alone joins the group in which they and it gain most; a group is broken up
    only if nobody could take them otherwise, and then one group alone. Groups keep their ids.
    """
    found = sorted(groups, key=lambda group: group.group_id)
    left = [_without(group, leavers) for group in found]
    stay = [group for group in left if len(group.members) > 1]
    alone = sorted(who for group in left for who in group.members if len(group.members) == 1)
    if not alone:
        return Regrouping(tuple(stay))
    here = {who for group in left for who in group.everyone}
    staff, audit = [one for one in people if one.staff_id in here], tuple(ratings)
    together = _proposed(stay, staff, audit, rules)
    plans = [together]
    if together.unplaced or together.conflicts:
        others = ([each for each in stay if each is not one] for one in stay)
        plans += [_proposed(kept, staff, audit, rules) for kept in others]
    best = min(plans, key=lambda plan: _missing(plan, here))
    if best.conflicts or _missing(best, here) >= len(alone):
        return Regrouping(tuple(stay), alone=tuple(alone), conflicts=best.conflicts)
    return _named(best, left)


def _without(group: Group, leavers: Collection[str]) -> Group:
    members = tuple(who for who in group.members if who not in leavers)
    gone = group.facilitator is None or group.facilitator in leavers
    return Group(group.group_id, members, None if gone else group.facilitator)


def _proposed(
    stay: Sequence[Group],
    people: Sequence[Person],
    ratings: Sequence[SkillRating],
    rules: GroupRules,
) -> GroupPlan:
    """The best groups in which those that stay do."""
    pairs = {pair for group in stay for pair in group.pairs}
    kept = replace(
        rules,
        required_pairs=(*rules.required_pairs, *sorted(pairs)),
        met=tuple(pair for pair in rules.met if tuple(sorted(pair)) not in pairs),
        threes=None,
    )
    return propose_groups(people, ratings, kept)


def _missing(plan: GroupPlan, here: Collection[str]) -> int:
    """How many people are in no group."""
    return len(here) if plan.conflicts else len(plan.unplaced)


def _named(plan: GroupPlan, left: Sequence[Group]) -> Regrouping:
    """Each group under the id of the old group that most of it comes from."""
    before = {group.group_id: frozenset(group.members) for group in left}
    shared = [
        (-len(before[name].intersection(new.members)), name, place)
        for (place, new), name in product(enumerate(plan.groups), before)
    ]
    names = dict[int, str]()
    for _, name, place in sorted(shared):
        if place not in names and name not in names.values():
            names[place] = name
    groups = [replace(new, group_id=names[place]) for place, new in enumerate(plan.groups)]
    groups.sort(key=lambda group: group.group_id)
    changed = (one.group_id for one in groups if not before[one.group_id].issuperset(one.members))
    alone = (one.staff_id for one in plan.unplaced)
    return Regrouping(tuple(groups), tuple(changed), tuple(alone))
