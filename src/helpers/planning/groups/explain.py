"""Why a plan is as it is: what goes from whom to whom, and what each member gave up.

Fields only; the sentences, and whose names may stand in them, are decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from helpers.planning.expertise import Person, SkillRating
from helpers.planning.groups.benefit import Benefit, Transfer
from helpers.planning.groups.proposing import Group, GroupPlan, benefit_of
from helpers.planning.groups.rules import GroupRules, Pair, Permissions


@dataclass(frozen=True, slots=True)
class MemberExplanation:
    """What one colleague gets, and the permitted partner outside the group who would give most.

    ``learns`` are the transfers that count, most valuable first; ``gain`` is their sum in points.
    ``best_other`` is ``None`` where no permitted partner stands outside the group;
    ``best_other_gain`` is what the person would learn from that partner alone.
    """

    staff_id: str
    learns: tuple[Transfer, ...]
    gain: int
    best_other: str | None
    best_other_gain: int

    @property
    def given_up(self) -> int:
        """Points that the best other partner would have given on top."""
        return max(0, self.best_other_gain - self.gain)


@dataclass(frozen=True, slots=True)
class GroupExplanation:
    """One group: its worth, its members, who learns both ways, years apart, who met before."""

    group_id: str
    value: int
    members: tuple[MemberExplanation, ...]
    facilitator: str | None
    mutual: tuple[Pair, ...]
    years_apart: int | None
    met_before: tuple[Pair, ...]

    @property
    def transfers(self) -> tuple[Transfer, ...]:
        """Every skill that goes from one to another in the group, by learner."""
        return tuple(one for member in self.members for one in member.learns)


def explain_groups(
    plan: GroupPlan,
    people: Iterable[Person],
    ratings: Iterable[SkillRating],
    rules: GroupRules,
) -> tuple[GroupExplanation, ...]:
    """Explain each group of a plan, in the plan's order; also of groups that a school made."""
    staff = tuple(people)
    benefit, permissions = benefit_of(staff, ratings, rules), Permissions.of(staff, rules)
    return tuple(_explained(group, benefit, permissions) for group in plan.groups)


def _explained(group: Group, benefit: Benefit, permissions: Permissions) -> GroupExplanation:
    pairs = tuple(combinations(group.members, 2))
    return GroupExplanation(
        group.group_id,
        benefit.group_value(group.members, group.facilitator),
        tuple(_member(one, group, benefit, permissions) for one in group.members),
        group.facilitator,
        tuple(pair for pair in pairs if benefit.mutual(*pair)),
        benefit.years_apart(group.members),
        tuple(pair for pair in pairs if frozenset(pair) in benefit.met),
    )


def _member(
    staff_id: str, group: Group, benefit: Benefit, permissions: Permissions
) -> MemberExplanation:
    learns = benefit.learned(staff_id, (one for one in group.everyone if one != staff_id))
    others = [
        (-benefit.learning(one, staff_id), one)
        for one in permissions.peers
        if one not in group.everyone and permissions.allow((staff_id, one))
    ]
    most, best = min(others) if others else (0, None)
    gain = sum(one.points for one in learns)
    return MemberExplanation(staff_id, learns, gain, best, -most)
