"""What was given up for which rule: the plan beside the plan without each kind of rule in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from helpers.planning.expertise import Person, SkillRating
from helpers.planning.groups.conflicts import named_rules
from helpers.planning.groups.proposing import GroupPlan, propose_groups
from helpers.planning.groups.rules import GroupRules, Rule

UP_TO = 60
"""Beyond so many people each plan takes seconds, and there is one for each kind of rule."""


@dataclass(frozen=True, slots=True)
class Concession:
    """What one kind of rule costs: as the plan is, and as it could be without that rule.

    ``left_out`` counts people. Without the rule fewer may be left out, or the floor be higher;
    only where both are the same do the totals compare like with like.
    """

    rule: Rule
    left_out: int
    left_out_without: int
    floor: int
    floor_without: int
    total: int
    total_without: int

    @property
    def points(self) -> int | None:
        """Points given up for the rule; ``None`` where it costs places or fairness instead.

        Below nought where people could get more without the rule, and so must be given more.
        """
        if (self.left_out, self.floor) != (self.left_out_without, self.floor_without):
            return None
        return self.total_without - self.total


def concessions(
    plan: GroupPlan,
    people: Iterable[Person],
    ratings: Iterable[SkillRating],
    rules: GroupRules,
    *,
    seconds: float = 60.0,
) -> tuple[Concession, ...] | None:
    """The price of each kind of rule in force; ``None`` for more than ``UP_TO`` people.

    None of them for a plan with conflicts, which proposes nothing.
    """
    staff, audit = list(people), list(ratings)
    if len(staff) > UP_TO:
        return None
    found = []
    for rule in kinds_in_force(staff, rules) if not plan.conflicts else ():
        freed, free = _WITHOUT[rule](staff, rules)
        without = propose_groups(freed, audit, free, seconds=seconds)
        if not without.conflicts:
            sizes = (len(plan.unplaced), len(without.unplaced))
            totals = (plan.total, without.total)
            found.append(Concession(rule, *sizes, plan.floor, without.floor, *totals))
    return tuple(found)


def kinds_in_force(people: Sequence[Person], rules: GroupRules) -> tuple[Rule, ...]:
    """The kinds of rules that say something about the people taking part."""
    named = {one.rule for one in named_rules(people, rules)}
    if rules.met and rules.meeting_again == "penalised":
        named.add(Rule.MET_BEFORE)
    return tuple(rule for rule in Rule if rule in named and rule in _WITHOUT)


_Freed = tuple[Sequence[Person], GroupRules]


def _without_managers(people: Sequence[Person], rules: GroupRules) -> _Freed:
    return [replace(one, line_manager_id=None) for one in people], rules


_WITHOUT: dict[Rule, Callable[[Sequence[Person], GroupRules], _Freed]] = {
    Rule.LINE_MANAGER: _without_managers,
    Rule.FORBIDDEN_PAIR: lambda people, rules: (people, replace(rules, forbidden_pairs=())),
    Rule.MET_BEFORE: lambda people, rules: (people, replace(rules, met=())),
    Rule.REQUIRED_PAIR: lambda people, rules: (people, replace(rules, required_pairs=())),
    Rule.THREES: lambda people, rules: (people, replace(rules, threes=None, pairs=None)),
}
