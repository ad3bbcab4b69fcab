"""A term's sets and timetable after an absence or a leaver, as near as can be to what they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from helpers.evidence import Evidence
from helpers.phases import planning_input as given
from helpers.phases.diaries import diary
from helpers.phases.plans import sets_with_those_left_alone
from helpers.planning.groups.proposing import Group
from helpers.planning.timetable.checker import check_timetable
from helpers.planning.timetable.diaries import Absence
from helpers.planning.timetable.leavers import Regrouping, regroup
from helpers.planning.timetable.replanning import Replan, as_of, replan


@dataclass(frozen=True, slots=True)
class SetsNow:
    """The term's sets before and after those who left, and who left of those still on the staff."""

    before: tuple[Group, ...]
    now: Regrouping
    leavers: tuple[str, ...]


def sets_now(evidence: Evidence) -> SetsNow:
    """The term's sets without leavers; whoever is left alone joins others, nobody else changes."""
    before = sets_with_those_left_alone(evidence)
    gone = _gone(evidence)
    now = regroup(
        before,
        gone,
        given.people(evidence, evidence.table("staff")),
        given.ratings(evidence, given.latest_audit(evidence)),
        given.rules(evidence, evidence.term),
    )
    there = {who for group in before for who in group.everyone}
    return SetsNow(before, now, tuple(sorted(there & gone)))


def _gone(evidence: Evidence) -> frozenset[str]:
    """Those who do not take part, and those who filled in an audit before but not the latest.

    Rows of people who are not in ``staff.csv`` any more reach no evidence.
    """
    planning = evidence.settings.planning
    once = set(evidence.so_far("audit")["staff_id"])
    now = {*given.latest_audit(evidence)["staff_id"], *planning.facilitators}
    return frozenset({*planning.not_taking_part, *(once - now)})


def timetable_now(
    evidence: Evidence, groups: Sequence[Group], today: date, away: Sequence[Absence]
) -> Replan:
    """The timetable of some sets that changes least in diaries from a day on."""
    slots, rules = given.slots(evidence), given.timetable_rules(evidence)
    days, entries = given.calendar(evidence, evidence.term), diary(evidence, evidence.term)
    found = replan(entries, groups, slots, days, rules, today=today, away=away)
    faults = check_timetable(
        found.timetable,
        groups,
        slots,
        days,
        rules,
        diary=[as_of(today, one, away) for one in entries],
        away=away,
        first=today,
    )
    assert not faults, faults
    return found
