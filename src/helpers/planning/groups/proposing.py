"""Propose Action Learning Sets: pairs, and the threes that are needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from helpers.planning.expertise import Expertise, Person, SkillRating
from helpers.planning.groups.benefit import Benefit
from helpers.planning.groups.candidates import permitted_groups
from helpers.planning.groups.conflicts import obstacles
from helpers.planning.groups.contradictions import contradictions
from helpers.planning.groups.partition import Partition, fairest
from helpers.planning.groups.question import Grouping
from helpers.planning.groups.rules import Bar, Conflict, GroupRules, Permissions, Rule
from helpers.planning.groups.search import AT_ONCE
from helpers.planning.program import NoAnswerInTimeError


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
    them; no plan can give them more than ``floor_bound``. ``total`` is the worth of all groups in
    points; with this floor no plan can be worth more than ``bound``. ``proved`` says that every
    step was solved to its end, so that nothing fairer, or as fair and richer, exists.
    ``obstacles`` are smallest sets of rules that keep people unplaced.
    """

    groups: tuple[Group, ...]
    scores: tuple[GroupScore, ...] = ()
    unplaced: tuple[UnplacedPerson, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    floor: int = 0
    floor_bound: int = 0
    total: int = 0
    bound: int = 0
    proved: bool = False
    obstacles: tuple[Conflict, ...] = ()

    @property
    def gap(self) -> float:
        """How far the total may lie below the best possible, as a share of the bound."""
        return (self.bound - self.total) / max(1, abs(self.bound))


_MOST_PEOPLE = 400
"""Ten million threes; the arrays of more would not fit an ordinary laptop."""


def propose_groups(
    people: Iterable[Person],
    ratings: Iterable[SkillRating],
    rules: GroupRules,
    *,
    seconds: float = 60.0,
    at_once: int = AT_ONCE,
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
        partition = settled(permissions, benefit, rules, seconds, at_once)
        if isinstance(partition, Conflict):
            found: tuple[Conflict, ...] = (partition,)
            if partition.rule is Rule.THREES:
                found = obstacles(staff, rules, (), seconds=seconds) or found
            return GroupPlan((), conflicts=found)
        plan = plan_of(partition, partition.best, benefit)
        missing = [one.staff_id for one in plan.unplaced]
        if not missing:
            return plan
        return replace(plan, obstacles=obstacles(staff, rules, missing, seconds=seconds))
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
    permissions: Permissions,
    benefit: Benefit,
    rules: GroupRules,
    seconds: float,
    at_once: int = AT_ONCE,
) -> Partition | Conflict:
    """The partition with its left-out, threes, floor and richest grouping settled."""
    asked = rules.threes_of(len(permissions.peers))
    if len(permissions.peers) > _MOST_PEOPLE:
        said = f"More than {_MOST_PEOPLE} people are too many for one plan; plan school by school."
        return Conflict(Rule.TIME, (), said)

    def within(*, threes: bool, leaving_out: bool = True) -> Partition | None:
        candidates = permitted_groups(permissions, benefit, threes=threes)
        start = Partition(
            permissions, candidates, rules.groups_a_facilitator, seconds, candidates, asked,
            at_once=at_once,
        )  # fmt: skip
        return fairest(start, most_threes=rules.prefer == "threes", leaving_out=leaving_out)

    found = None
    if asked is None and rules.prefer == "pairs" and len(permissions.peers) % 2 == 0:
        # Threes outnumber pairs many times over: they are listed only where pairs cannot do.
        found = within(threes=False, leaving_out=False)
    found = found or within(threes=asked != 0)
    if found is not None and found.threes == 0 and asked is None:
        # What a three could give nobody is no measure where there are none.
        found = within(threes=False) or found
    if found is not None:
        return found
    said = f"{asked} threes were asked for, but the other rules do not permit so many."
    return Conflict(Rule.THREES, (), said)


def plan_of(partition: Partition, answer: Grouping, benefit: Benefit) -> GroupPlan:
    """Name the groups of an answer in the order of their members and add up their points."""
    columns = partition.candidates
    chosen = sorted(columns.members(column) for column in answer.columns)
    groups = tuple(Group(f"G{n}", *one) for n, one in enumerate(chosen, start=1))
    scores = tuple(
        GroupScore(
            one.group_id,
            benefit.group_value(one.members, one.facilitator),
            tuple(benefit.gain(who, set(one.everyone) - {who}) for who in one.members),
        )
        for one in groups
    )
    total = sum(score.value for score in scores)
    bound = max(total, answer.bound // partition.unit)
    return GroupPlan(
        groups,
        scores,
        tuple(_unplaced(columns.people[place], partition) for place in answer.missing),
        floor=partition.floor,
        floor_bound=partition.floor_bound,
        total=total,
        bound=bound,
        proved=bound == total and partition.proved,
    )


def _unplaced(staff_id: str, partition: Partition) -> UnplacedPerson:
    place = partition.permitted.people.index(staff_id)
    possible = bool(partition.permitted.having(place).any())
    bars = partition.permissions.bars(staff_id)
    return UnplacedPerson(staff_id, _why(bool(bars), possible), bars)


def _why(barred: bool, possible: bool) -> LeftOut:
    if not possible:
        return LeftOut.NOBODY_PERMITTED if barred else LeftOut.ODD_ONE
    return LeftOut.PARTNERS_NEEDED
