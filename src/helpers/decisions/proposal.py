"""A term's plan as a leader may take it: whose sets, which timetable, what would be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from helpers.decisions.days import absences, first_day
from helpers.decisions.replanned import Replanned, in_diaries, replanned
from helpers.decisions.rows import Found, found_in, group_rows, session_rows
from helpers.evidence import Evidence, evidence_of
from helpers.phases import planning_input as given
from helpers.phases.diaries import diary
from helpers.phases.plans import (
    Sets,
    Standing,
    decided_sets,
    explained,
    fixed_sets,
    named_apart,
    others,
    proposal,
    standing,
    timetable_for,
)
from helpers.planning.groups.alternatives import Alternative
from helpers.planning.timetable.proposing import Timetable
from helpers.privacy import Audience
from helpers.problems import InputError, UsageError
from helpers.school import School, check_school
from helpers.school.writing import Change
from helpers.wording import joined


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is decided, what the planner proposes, and which sets the timetable is for.

    ``chosen`` are the sets as decided, or the proposal, or the alternative that was asked for;
    there is no ``timetable`` where nothing is known of people's weeks. ``changes`` are what
    writing it would do to the tables.
    """

    school: School
    evidence: Evidence
    decided: Sets
    proposed: Sets
    others: tuple[Alternative, ...]
    chosen: Sets
    timetable: Timetable | None
    changes: tuple[Change, ...]
    found: Found
    before: Standing
    alternative: int | None
    refused: str
    """Why it may not be written as it stands; blank if it may."""
    again: Replanned | None = None
    """What is different, where as much as can be of what is in diaries was kept."""

    anew: bool = False
    """Whether nothing was kept only because no planned session has a period."""

    @property
    def possible(self) -> bool:
        """Whether there are sets, and rules that can be met together."""
        return bool(self.chosen.plan.groups) and not self.proposed.plan.conflicts


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks of a plan, as typed.

    ``replace`` plans again what the term has planned and keeps as much of it as can be, if it
    stands in diaries with day and period; ``afresh`` plans it anew in any case. ``away`` holds a
    staff id, a first and a last day each; ``first`` is the first day that may change.
    """

    alternative: int | None = None
    replace: bool = False
    afresh: bool = False
    away: Sequence[Sequence[str]] = ()
    first: str | None = None

    @property
    def keeping(self) -> bool:
        """Whether what is in diaries may stay."""
        return self.replace and not self.afresh and self.alternative is None


def propose(
    school: str | Path, term: str | None = None, wish: Wish | None = None, *, writing: bool = False
) -> Proposal:
    """The plan of a term, of the settings' review term if none is named.

    Sets that ``groups.csv`` has for the term stay unless they are to be planned afresh, for the
    days after the last session held. Raises :class:`InputError` if the tables need mending, hold
    nothing to plan from, or (``writing``) hold rows that would be planned over, and
    :class:`UsageError` for a term, an alternative or a person that there is not, and for a day
    that cannot be read.
    """
    wish = wish or Wish()
    read = check_school(school)
    evidence = evidence_of(read, term, audience=Audience.LEADERSHIP)
    found = found_in(read, evidence)
    away, first = absences(evidence, wish.away), first_day(evidence, wish.first)
    decided = decided_sets(evidence)
    sets_too = wish.alternative is not None or not decided.plan.groups
    free = wish.replace or wish.afresh
    refused = "" if free else found.in_the_way(evidence.term, sets_too=sets_too)
    if writing and refused:
        raise InputError(refused)
    if given.latest_audit(evidence).empty:
        raise InputError(
            f"audit.csv has no rows up to {evidence.term.name}, and groups are made from an audit."
        )
    if wish.keeping and evidence.has("availability") and in_diaries(evidence):
        return _kept(read, evidence, decided, found, replanned(evidence, found, away, first))
    proposed = proposal(evidence)
    near = others(evidence) if proposed.plan.groups else ()
    before = standing(evidence) if free else Standing()
    chosen = _chosen(evidence, decided, proposed, near, before, wish.alternative, free)
    refused = refused or (_fixed_elsewhere(evidence, chosen) if free else "")
    if writing and refused:
        raise InputError(refused)
    timetable = None
    if evidence.has("availability") and chosen.plan.groups:
        stays = diary(evidence, evidence.term) if free else ()
        begins = first or _after(before)
        timetable = timetable_for(evidence, chosen.plan.groups, stays, away, begins)
    changes = _changes(evidence, chosen, timetable, found, before, free)
    return Proposal(
        school=read,
        evidence=evidence,
        decided=decided,
        proposed=proposed,
        others=near,
        chosen=chosen,
        timetable=timetable,
        changes=changes,
        found=found,
        before=before,
        alternative=wish.alternative,
        refused=refused,
        anew=wish.keeping and bool(found.planned),
    )


def _fixed_elsewhere(evidence: Evidence, chosen: Sets) -> str:
    """Which sets have a session fixed by hand although the plan has no such set; blank if none."""
    there = {one.group_id for one in chosen.plan.groups}
    lost = [one for one in fixed_sets(evidence) if one not in there]
    if not chosen.plan.groups or not lost:
        return ""
    return (
        f"sessions.csv has sessions fixed by hand of {joined(lost)}, and this plan has no such "
        "set: require its pair in the settings, or take the mark out of the column fixed."
    )


def _after(before: Standing) -> date | None:
    return before.last + timedelta(days=1) if before.last else None


def _kept(
    read: School, evidence: Evidence, decided: Sets, found: Found, again: Replanned
) -> Proposal:
    """A proposal that keeps the sets and as much of the timetable as can be."""
    return Proposal(
        school=read,
        evidence=evidence,
        decided=decided,
        proposed=again.chosen,
        others=(),
        chosen=again.chosen,
        timetable=again.replan.timetable,
        changes=again.changes,
        found=found,
        before=Standing(),
        alternative=None,
        refused="",
        again=again,
    )


def _changes(
    evidence: Evidence,
    chosen: Sets,
    timetable: Timetable | None,
    found: Found,
    before: Standing,
    afresh: bool,
) -> tuple[Change, ...]:
    """What writing the plan would do; nothing if there is no plan."""
    if not chosen.plan.groups:
        return ()
    return (
        group_rows(evidence, chosen.plan.groups, found, before, afresh),
        session_rows(evidence, timetable, chosen, found, afresh),
    )


def _chosen(
    evidence: Evidence,
    decided: Sets,
    proposed: Sets,
    near: tuple[Alternative, ...],
    before: Standing,
    alternative: int | None,
    afresh: bool,
) -> Sets:
    if alternative is None and not afresh and decided.plan.groups:
        return decided
    plan = proposed.plan
    if alternative is not None:
        if not 1 <= alternative <= len(near):
            there = f"There are {len(near)}" if near else "There is none"
            raise UsageError(f"There is no alternative {alternative}. {there}: see the list.")
        plan = near[alternative - 1].plan
    return explained(evidence, named_apart(plan, before))
