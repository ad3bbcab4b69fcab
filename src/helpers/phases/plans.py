"""What is decided for a term and what the planner proposes, for reports and commands alike.

Every plan is looked at by the independent checkers before anybody sees it: ``AssertionError``
means a fault of the planner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import pandas as pd

from helpers.evidence import Evidence
from helpers.phases import planning_input as given
from helpers.planning.expertise import Person, SkillRating
from helpers.planning.groups.alternatives import Alternative, alternatives
from helpers.planning.groups.checker import check_groups
from helpers.planning.groups.concessions import Concession, concessions
from helpers.planning.groups.explain import GroupExplanation, explain_groups
from helpers.planning.groups.proposing import Group, GroupPlan, propose_groups
from helpers.planning.groups.rules import GroupRules
from helpers.planning.timetable.checker import check_timetable
from helpers.planning.timetable.openings import SchoolCalendar
from helpers.planning.timetable.proposing import Timetable, propose_timetable


@dataclass(frozen=True, slots=True)
class Sets:
    """Groups and the reasons for each, in the same order."""

    plan: GroupPlan
    why: tuple[GroupExplanation, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Sets of the term that have met already, and the last day on which one did.

    Where every session was called off, the last such day.
    """

    groups: tuple[Group, ...] = ()
    last: date | None = None


def decided_sets(evidence: Evidence) -> Sets:
    """This term's sets from ``groups.csv``, explained from the latest audit."""
    rows = _not_followed(evidence.at("groups"))
    return explained(evidence, GroupPlan(_groups(rows)))


def proposal(evidence: Evidence) -> Sets:
    """The planner's groups from the latest audit; those who met lately are kept apart."""
    return explained(evidence, _proposed(*_question(evidence)))


_CHOICE_UP_TO = 100
"""Beyond so many people other plans take minutes, and nobody compares them by eye."""


def others(evidence: Evidence) -> tuple[Alternative, ...]:
    """Up to three groupings nearly as good as the proposal and as unlike it as can be.

    None for more than 100 people.
    """
    people, ratings, rules = _question(evidence)
    if len(people) > _CHOICE_UP_TO:
        return ()
    found = alternatives(people, ratings, rules)
    faults = [fault for one in found for fault in check_groups(one.plan, people, ratings, rules)]
    assert not faults, faults
    return found


def prices(evidence: Evidence, plan: GroupPlan) -> tuple[Concession, ...]:
    """What each kind of rule costs the proposal; none for more people than are worth the wait."""
    return concessions(plan, *_question(evidence)) or ()


def standing(evidence: Evidence) -> Standing:
    """Sets that some session of the term names which took place or was called off."""
    sessions = evidence.at("sessions")
    held = sessions[sessions["status"] != "planned"]
    done = held[held["status"] == "completed"]
    rows = evidence.at("groups")
    rows = rows[rows["group_id"].isin(set(held["group_id"].dropna()))]
    days = (done if len(done) else held)["date"]
    return Standing(_groups(rows), days.max().date() if len(days) else None)


def named_apart(plan: GroupPlan, before: Standing) -> GroupPlan:
    """The plan with ids of its own: a set that has met keeps its id, no other has such a one."""
    kept = {(one.members, one.facilitator): one.group_id for one in before.groups}
    taken = {one.group_id for one in before.groups}
    free = (name for n in range(1, 10_000) if (name := f"G{n}") not in taken)
    names = {
        one.group_id: kept.get((one.members, one.facilitator)) or next(free) for one in plan.groups
    }
    return replace(
        plan,
        groups=tuple(replace(one, group_id=names[one.group_id]) for one in plan.groups),
        scores=tuple(replace(one, group_id=names[one.group_id]) for one in plan.scores),
    )


def timetable_for(
    evidence: Evidence, groups: Sequence[Group], after: date | None = None
) -> Timetable:
    """The timetable with the least cover for some sets, on the term's days after a day."""
    slots, rules = given.slots(evidence), given.timetable_rules(evidence)
    calendar = given.calendar(evidence, evidence.term)
    days = tuple(day for day in calendar.school_days if after is None or day > after)
    plan = propose_timetable(groups, slots, SchoolCalendar(days), rules)
    faults = check_timetable(plan, groups, slots, SchoolCalendar(days), rules)
    assert not faults, faults
    return plan


Question = tuple[tuple[Person, ...], tuple[SkillRating, ...], GroupRules]


def _question(evidence: Evidence) -> Question:
    audit = given.latest_audit(evidence)
    return (
        given.people(evidence, audit),
        given.ratings(evidence, audit),
        given.rules(evidence, evidence.term),
    )


@lru_cache(maxsize=4)
def _proposed(
    people: tuple[Person, ...], ratings: tuple[SkillRating, ...], rules: GroupRules
) -> GroupPlan:
    """Kept, because one page asks more than once and a large school waits a minute for it."""
    plan = propose_groups(people, ratings, rules)
    faults = check_groups(plan, people, ratings, rules)
    assert not faults, faults
    return plan


def _groups(rows: pd.DataFrame) -> tuple[Group, ...]:
    groups = []
    for name, members in rows.groupby("group_id"):
        guides = set(members.loc[members["role"] == "facilitator", "staff_id"])
        peers = tuple(sorted(set(members["staff_id"]) - guides))
        guide = min(guides) if guides and len(peers) < 3 else None
        if len(peers) > 1:
            groups.append(Group(str(name), peers, guide))
    return tuple(groups)


def _not_followed(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of sets that last: not of those that ended before a member began in another."""
    peers = rows[rows["role"] != "facilitator"]
    begins = peers.groupby("staff_id")["from_date"].transform("max")
    over = peers["to_date"] < begins
    return rows[~rows["group_id"].isin(set(peers.loc[over, "group_id"]))]


def explained(evidence: Evidence, plan: GroupPlan) -> Sets:
    """A plan with the reasons for each of its groups, none if it names strangers."""
    audit = given.latest_audit(evidence)
    known = {who for group in plan.groups for who in group.everyone}
    if audit.empty or not plan.groups or not known <= set(evidence.table("staff")["staff_id"]):
        return Sets(plan, ())
    people = given.people(evidence, evidence.table("staff"))
    ratings = given.ratings(evidence, audit)
    return Sets(plan, explain_groups(plan, people, ratings, given.rules(evidence, evidence.term)))
