"""A school's tables as the planner takes them: people, ratings, weeks, school days, rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

import pandas as pd

from helpers.evidence import Evidence
from helpers.phases.bank_holidays import bank_holidays
from helpers.planning.expertise import Expertise, Person, SkillRating, Thresholds
from helpers.planning.groups.benefit import Weights
from helpers.planning.groups.rules import GroupRules
from helpers.planning.timetable.openings import SchoolCalendar, Slot, TimetableRules, monday
from helpers.privacy import Part, Unit, hidden_parts
from helpers.settings import Term


def latest_audit(evidence: Evidence) -> pd.DataFrame:
    """The rows of the last audit up to the reported term; empty if there was none."""
    audits = evidence.so_far("audit")
    held = [term.id for term in evidence.terms_so_far if (audits["term"] == term.id).any()]
    return audits[audits["term"] == held[-1]] if held else audits


def audit_before(evidence: Evidence) -> pd.DataFrame:
    """The rows of the audit before the last one; empty if there was only one."""
    audits = evidence.so_far("audit")
    held = [term.id for term in evidence.terms_so_far if (audits["term"] == term.id).any()]
    return audits[audits["term"] == held[-2]] if len(held) > 1 else audits.iloc[:0]


def term_name(evidence: Evidence, audit: pd.DataFrame) -> str:
    """The name of the term in which an audit was held."""
    return evidence.settings.term(str(audit["term"].iloc[0])).name


def hidden_skills(evidence: Evidence, audit: pd.DataFrame) -> frozenset[str]:
    """Skills whose ratings are not told of; all of them together are all ratings of the audit."""
    line = evidence.settings.scales.skills.can_help_from
    parts = []
    for skill, rated in audit.groupby("skill"):
        able = int((rated["rating"] >= line).sum())
        parts.append(Part(str(skill), frozenset(rated["staff_id"]), (able, len(rated) - able)))
    return hidden_parts(evidence.policy, Unit.STAFF, parts)


def ratings(evidence: Evidence, audit: pd.DataFrame) -> tuple[SkillRating, ...]:
    """The audit's rows as the planner takes them.

    Who ticked nothing helps with what they rate highly, and wants help with what they rate low.
    """
    line = evidence.settings.scales.skills.wants_support_to
    return tuple(
        SkillRating(
            who,
            skill,
            int(rating),
            True if pd.isna(can) else bool(can),
            rating <= line if pd.isna(wants) else bool(wants),
        )
        for who, skill, rating, can, wants in zip(
            *(audit[name] for name in _AUDIT_COLUMNS), strict=True
        )
    )


_AUDIT_COLUMNS = ("staff_id", "skill", "rating", "can_support", "wants_support")


def thresholds(evidence: Evidence) -> Thresholds:
    """The lines that the settings draw on the skill scale."""
    scale = evidence.settings.scales.skills
    return Thresholds(scale.can_help_from, scale.wants_support_to)


def expertise(evidence: Evidence, audit: pd.DataFrame) -> Expertise:
    """The database of expertise of one audit."""
    return Expertise.of(ratings(evidence, audit), thresholds(evidence))


def told_expertise(evidence: Evidence, audit: pd.DataFrame) -> Expertise:
    """The database of expertise without the skills of which this audience is not told."""
    return expertise(evidence, audit[~audit["skill"].isin(hidden_skills(evidence, audit))])


def uncovered(known: Expertise) -> tuple[str, ...]:
    """Skills that somebody asks for and nobody can help with."""
    return tuple(one.skill for one in known.skills if one.asked and not one.can_help)


def people(evidence: Evidence, audit: pd.DataFrame) -> tuple[Person, ...]:
    """Those who filled in the audit, and facilitators; without those who do not take part."""
    staff = evidence.table("staff")
    planning = evidence.settings.planning
    taking_part = {*audit["staff_id"], *planning.facilitators} - set(planning.not_taking_part)
    staff = staff[staff["staff_id"].isin(taking_part)]
    rated = latest_audit(evidence)
    own = {who: sorted(map(int, rows["rating"])) for who, rows in rated.groupby("staff_id")}
    return tuple(
        Person(
            who,
            role,
            tuple(str(years).split(";")) if pd.notna(years) else (),
            str(manager) if pd.notna(manager) else None,
            experienced(str(role), own.get(who, []), thresholds(evidence)),
        )
        for who, role, years, manager in zip(
            *(staff[name] for name in ("staff_id", "role", "year_groups", "line_manager_id")),
            strict=True,
        )
    )


_NEW_TEACHERS = re.compile(r"early career|newly qualified|trainee|student teacher|\b(ect|nqt)\b")


def experienced(role: str, own: Sequence[int], lines: Thresholds) -> bool | None:
    """Whether somebody is experienced (``True``), new (``False``) or neither.

    No table holds years of service, so role and audit stand in for them: somebody whose role says
    that they start out is new; else the middle one of a person's own ratings, in order, decides
    (the lower of the middle two), by the lines from which on people can help or gain from help.
    """
    if _NEW_TEACHERS.search(role.lower()):
        return False
    middle = own[(len(own) - 1) // 2] if own else None
    if middle is None or lines.wants_up_to < middle < lines.can_help_from:
        return None
    return middle >= lines.can_help_from


def rules(evidence: Evidence, term: Term) -> GroupRules:
    """The settings' rules, and the pairs that met in the terms just before."""
    planning = evidence.settings.planning
    return GroupRules(
        required_pairs=planning.required_pairs,
        forbidden_pairs=planning.forbidden_pairs,
        met=_met(evidence, term, planning.terms_before_meeting_again),
        meeting_again=planning.meeting_again,
        prefer=planning.group_size,
        pairs=planning.pairs,
        threes=planning.threes,
        facilitators=planning.facilitators,
        groups_a_facilitator=planning.groups_a_facilitator,
        facilitator_may_manage=planning.facilitator_may_manage,
        weights=_weights(evidence),
        thresholds=thresholds(evidence),
    )


def _weights(evidence: Evidence) -> Weights:
    """The settings' points; years count against a group where the school prefers one phase."""
    planning = evidence.settings.planning
    told = planning.weights.model_dump(exclude={"years"})
    spread = planning.weights.years * (-1 if planning.prefer == "same phase" else 1)
    return Weights(year_spread=spread, **told)


def _met(evidence: Evidence, term: Term, terms: int) -> tuple[tuple[str, str], ...]:
    """Pairs who were in a set together in the given number of terms before."""
    order = [one.id for one in evidence.settings.terms]
    place = order.index(term.id)
    recent = set(order[max(0, place - terms) : place])
    groups = evidence.table("groups")
    groups = groups[groups["term"].isin(recent) & (groups["role"] != "facilitator")]
    members = groups.groupby(["term", "group_id"])["staff_id"].agg(set)
    found = {(one, other) for group in members for one in group for other in group if one < other}
    return tuple(sorted(found))


def slots(evidence: Evidence) -> tuple[Slot, ...]:
    """Everybody's week from ``availability.csv``."""
    table = evidence.table("availability")
    return tuple(
        Slot(who, day[:3], int(period), bool(free), 1.0 if pd.isna(cost) else float(cost))
        for who, day, period, free, cost in zip(
            *(table[name] for name in ("staff_id", "day", "period", "available", "cover_cost")),
            strict=True,
        )
    )


def calendar(evidence: Evidence, term: Term) -> SchoolCalendar:
    """Monday to Friday within the term, without closed days, blocked weeks and bank holidays."""
    planning = evidence.settings.planning
    closed, blocked = set(planning.closed), {monday(day) for day in planning.blocked_weeks}
    if planning.bank_holidays:
        years = range(term.start.year, term.end.year + 1)
        closed |= {day for year in years for day in bank_holidays(year)}
    every = (term.start + timedelta(days=n) for n in range((term.end - term.start).days + 1))
    return SchoolCalendar(
        tuple(
            day
            for day in every
            if day.weekday() < 5 and day not in closed and monday(day) not in blocked
        )
    )


def timetable_rules(evidence: Evidence) -> TimetableRules:
    """The settings' rules for the timetable."""
    planning = evidence.settings.planning
    return TimetableRules(
        planning.rounds,
        planning.observed_a_week,
        planning.cover_a_day,
        planning.feedback_within_days,
        planning.facilitator_at_lessons,
    )
