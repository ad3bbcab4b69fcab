"""What is decided for a term and what the planner proposes, for reports and commands alike.

Every plan is looked at by the independent checkers before anybody sees it: ``AssertionError``
means a fault of the planner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypedDict

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
from helpers.planning.timetable.diaries import Absence, Entry
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
    return explained(evidence, GroupPlan(_groups(_lasting(evidence.at("groups")))))


def sets_with_those_left_alone(evidence: Evidence) -> tuple[Group, ...]:
    """This term's sets from ``groups.csv``, those too of which one person is left."""
    return _groups(_lasting(evidence.at("groups")), least=1)


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
    """Sets that a session of the term names which took place, was called off or is fixed."""
    sessions = evidence.at("sessions")
    held = sessions[sessions["status"] != "planned"]
    named = {*held["group_id"].dropna(), *fixed_sets(evidence)}
    done = held[held["status"] == "completed"]
    rows = evidence.at("groups")
    rows = rows[rows["group_id"].isin(named)]
    days = (done if len(done) else held)["date"]
    return Standing(_groups(rows), days.max().date() if len(days) else None)


def fixed_sets(evidence: Evidence) -> tuple[str, ...]:
    """The ids of sets with a session still to come that was fixed by hand."""
    sessions = evidence.at("sessions")
    fixed = sessions["fixed"].fillna(False).astype(bool) & (sessions["status"] == "planned")
    return tuple(sorted(set(sessions.loc[fixed, "group_id"].dropna())))


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
    evidence: Evidence,
    groups: Sequence[Group],
    diary: Sequence[Entry] = (),
    away: Sequence[Absence] = (),
    first: date | None = None,
) -> Timetable:
    """The timetable with the least cover for some sets over the term's days.

    What ``diary`` has as held or fixed by hand stays and counts. Nothing is planned before
    ``first``, or else before the day after the last session held.
    """
    slots, rules = given.slots(evidence), given.timetable_rules(evidence)
    days = given.calendar(evidence, evidence.term)
    known: Known = {"diary": diary, "away": away, "first": first}
    plan = propose_timetable(groups, slots, days, rules, **known)
    faults = check_timetable(plan, groups, slots, days, rules, **known)
    assert not faults, faults
    return plan


class Known(TypedDict):
    """What a timetable is drawn up beside."""

    diary: Sequence[Entry]
    away: Sequence[Absence]
    first: date | None


_FOR_EVER = pd.Timestamp("2200-01-01")
"""Stands for the end of a set that has none yet."""
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


def _groups(rows: pd.DataFrame, least: int = 2) -> tuple[Group, ...]:
    groups = []
    for name, members in rows.groupby("group_id"):
        guides = set(members.loc[members["role"] == "facilitator", "staff_id"])
        peers = tuple(sorted(set(members["staff_id"]) - guides))
        guide = min(guides) if guides and len(peers) < 3 else None
        if len(peers) >= least:
            groups.append(Group(str(name), peers, guide))
    return tuple(groups)


def _lasting(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of sets that last, without people who left one that went on.

    A set that ended before a member began in another does not last.
    """
    peers = rows[rows["role"] != "facilitator"]
    begins = peers.groupby("staff_id")["from_date"].transform("max")
    over = set(peers.loc[peers["to_date"] < begins, "group_id"])
    until = rows["to_date"].fillna(_FOR_EVER)
    last = until.groupby(rows["group_id"]).transform("max")
    ended = rows["group_id"].isin(over) & (last < _FOR_EVER)
    return rows[~ended & (until == last)]


def explained(evidence: Evidence, plan: GroupPlan) -> Sets:
    """A plan with the reasons for each of its groups, none if it names strangers or leavers."""
    audit = given.latest_audit(evidence)
    known = {who for group in plan.groups for who in group.everyone}
    people = given.people(evidence, evidence.table("staff"))
    if audit.empty or not plan.groups or not known <= {one.staff_id for one in people}:
        return Sets(plan, ())
    ratings = given.ratings(evidence, audit)
    return Sets(plan, explain_groups(plan, people, ratings, given.rules(evidence, evidence.term)))
