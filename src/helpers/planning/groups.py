"""Propose Action Learning Sets: pairs, and the threes that are needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from helpers.planning.benefit import Benefit
from helpers.planning.candidates import permitted_groups
from helpers.planning.contradictions import contradictions
from helpers.planning.expertise import Expertise, Person, SkillRating
from helpers.planning.partition import (
    Partition,
    leave_out_fewest,
    raise_floor,
    richest,
    scale,
)
from helpers.planning.program import Answer, NoAnswerInTimeError
from helpers.planning.rules import Bar, Conflict, GroupRules, Permissions, Rule


@dataclass(frozen=True, slots=True)
class Group:
    """An Action Learning Set: two or three colleagues in the order of ids, and a facilitator."""

    group_id: str
    members: tuple[str, ...]
    facilitator: str | None = None

    @property
    def everyone(self) -> tuple[str, ...]:
        """Members, then the facilitator if there is one."""
        return (*self.members, self.facilitator) if self.facilitator else self.members

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every two people who meet in the group, each pair in the order of ids."""
        return frozenset(combinations(sorted(self.everyone), 2))


@dataclass(frozen=True, slots=True)
class GroupScore:
    """What a group is worth in points; ``gains`` in the order of its members."""

    group_id: str
    value: int
    gains: tuple[int, ...]


class LeftOut(StrEnum):
    """Why somebody is in no group."""

    NOBODY_PERMITTED = "no group that the rules permit has room for this person"
    PARTNERS_NEEDED = "every permitted group needs somebody who is needed in another"
    ODD_ONE = "nobody is left to work with"


@dataclass(frozen=True, slots=True)
class UnplacedPerson:
    """Somebody without a group: why, and the colleagues whom rules keep from them."""

    staff_id: str
    reason: LeftOut
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A proposal, or the conflicts that stand in its way (then there are no groups).

    Everyone placed gains at least ``floor`` points, or all that any permitted group could give
    them. ``total`` is the worth of all groups in points; with this floor no plan can be worth
    more than ``bound``. ``proved`` says that every step was solved to its end.
    """

    groups: tuple[Group, ...]
    scores: tuple[GroupScore, ...] = ()
    unplaced: tuple[UnplacedPerson, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    floor: int = 0
    total: int = 0
    bound: int = 0
    proved: bool = False

    @property
    def gap(self) -> float:
        """How far the total may lie below the best possible, as a share of the bound."""
        return (self.bound - self.total) / max(1, abs(self.bound))


def propose_groups(
    people: Iterable[Person],
    ratings: Iterable[SkillRating],
    rules: GroupRules,
    *,
    seconds: float = 60.0,
) -> GroupPlan:
    """The fairest and then the richest groups that keep every rule, proved.

    First as few as possible are left out, then as few threes as possible are made, then the
    worst-served gets as much as can be (bisection over a floor), then the sum of points is raised
    (set partition over all permitted groups); equal plans are told apart by staff ids alone.
    Ratings of people who do not take part are not used. ``seconds`` limits each step.
    Raises ``ValueError`` for a person given twice or a skill rated twice.
    """
    staff = tuple(people)
    permissions = Permissions.of(staff, rules)
    conflicts = contradictions(permissions, rules)
    if conflicts:
        return GroupPlan((), conflicts=conflicts)
    benefit = benefit_of(staff, ratings, rules)
    try:
        partition = settled(permissions, benefit, rules, seconds)
        if isinstance(partition, Conflict):
            return GroupPlan((), conflicts=(partition,))
        return plan_of(partition, richest(partition))
    except NoAnswerInTimeError:
        said = f"No plan was found within {seconds:g} seconds; allow more, or plan by phase."
        return GroupPlan((), conflicts=(Conflict(Rule.TIME, (), said),))


def benefit_of(
    people: Sequence[Person], ratings: Iterable[SkillRating], rules: GroupRules
) -> Benefit:
    """The scores of a school under its rules."""
    expertise = Expertise.of(ratings, rules.thresholds)
    return Benefit.of(people, expertise, rules.weights, rules.met)


def settled(
    permissions: Permissions, benefit: Benefit, rules: GroupRules, seconds: float
) -> Partition | Conflict:
    """The partition with its left-out, threes and floor settled; only the total is still open."""
    # Threes outnumber pairs many times over: they are listed only where pairs cannot do.
    sizes = (False, True) if rules.threes is None else (rules.threes > 0,)
    for threes in sizes:
        candidates = permitted_groups(permissions, benefit, threes=threes)
        start = Partition(
            permissions, candidates, rules.groups_a_facilitator, seconds, rules.threes
        )
        found = leave_out_fewest(start)
        if found is not None and (found.left_out == 0 or threes is sizes[-1]):
            return raise_floor(found)
    said = f"{rules.threes} threes were asked for, but the other rules do not permit so many."
    return Conflict(Rule.THREES, (), said)


def plan_of(partition: Partition, answer: Answer) -> GroupPlan:
    """Name the groups of an answer in the order of their members and add up their points."""
    factor = scale(partition.candidates)
    chosen = sorted(partition.chosen(answer), key=lambda one: one.members)
    names = [f"G{number}" for number in range(1, len(chosen) + 1)]
    total = sum(one.value for one in chosen)
    bound = max(total, -answer.bound // factor)
    return GroupPlan(
        tuple(Group(n, c.members, c.facilitator) for n, c in zip(names, chosen, strict=True)),
        tuple(GroupScore(n, c.value, c.gains) for n, c in zip(names, chosen, strict=True)),
        tuple(_unplaced(one, partition) for one in partition.missing(answer)),
        floor=partition.floor,
        total=total,
        bound=bound,
        proved=answer.proved and partition.proved,
    )


def _unplaced(staff_id: str, partition: Partition) -> UnplacedPerson:
    possible = any(staff_id in one.everyone for one in partition.permitted)
    bars = partition.permissions.bars(staff_id)
    return UnplacedPerson(staff_id, _why(bool(bars), possible), bars)


def _why(barred: bool, possible: bool) -> LeftOut:
    if not possible:
        return LeftOut.NOBODY_PERMITTED if barred else LeftOut.ODD_ONE
    return LeftOut.PARTNERS_NEEDED
