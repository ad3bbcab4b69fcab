"""A school's tables as the planner takes them: people, ratings, weeks, school days, rules."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from helpers.evidence import Evidence
from helpers.planning.benefit import Weights
from helpers.planning.expertise import Expertise, Person, SkillRating
from helpers.planning.groups import GroupRules
from helpers.planning.timetable import Rules, Slot, Week
from helpers.settings import Term

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


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


def expertise(evidence: Evidence, audit: pd.DataFrame) -> Expertise:
    """The database of expertise of one audit, with the lines that the settings draw."""
    scale = evidence.settings.scales.skills
    ratings = tuple(
        SkillRating(who, skill, int(rating), _ticked(can), _ticked(wants))
        for who, skill, rating, can, wants in zip(
            *(audit[name] for name in _AUDIT_COLUMNS), strict=True
        )
    )
    return Expertise(ratings, scale.can_help_from, scale.wants_support_to)


_AUDIT_COLUMNS = ("staff_id", "skill", "rating", "can_support", "wants_support")


def _ticked(value: object) -> bool | None:
    return None if pd.isna(value) else bool(value)  # type: ignore[call-overload]


def people(evidence: Evidence, audit: pd.DataFrame) -> tuple[Person, ...]:
    """Those who filled in the audit and can be placed in groups."""
    staff = evidence.table("staff")
    staff = staff[staff["staff_id"].isin(set(audit["staff_id"]))]
    return tuple(
        Person(
            who,
            tuple(str(years).split(";")) if pd.notna(years) else (),
            str(manager) if pd.notna(manager) else None,
        )
        for who, years, manager in zip(
            staff["staff_id"], staff["year_groups"], staff["line_manager_id"], strict=True
        )
    )


def rules(evidence: Evidence, term: Term) -> GroupRules:
    """The settings' rules, and the pairs that met in the terms just before."""
    planning = evidence.settings.planning
    return GroupRules(
        weights=Weights(same_phase=planning.prefer == "same phase"),
        required=planning.required_pairs,
        forbidden=planning.forbidden_pairs,
        met_before=_met(evidence, term, planning.terms_before_meeting_again),
    )


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


def weeks(evidence: Evidence) -> dict[str, Week]:
    """Each person's week from ``availability.csv``."""
    table = evidence.table("availability")
    found: dict[str, Week] = {}
    for who, rows in table.groupby("staff_id"):
        slots: dict[Slot, tuple[bool, float]] = {
            (DAYS.index(day), int(period)): (bool(free), 1.0 if pd.isna(cost) else float(cost))
            for day, period, free, cost in zip(
                rows["day"], rows["period"], rows["available"], rows["cover_cost"], strict=True
            )
        }
        free_slots = frozenset(slot for slot, (free, _) in slots.items() if free)
        costs = {slot: cost for slot, (_, cost) in slots.items()}
        found[str(who)] = Week(free_slots, frozenset(slots), costs)
    return found


def school_days(evidence: Evidence, term: Term) -> list[date]:
    """Monday to Friday within the term, without the settings' closed days."""
    closed = set(evidence.settings.planning.closed)
    every = (term.start + timedelta(days=n) for n in range((term.end - term.start).days + 1))
    return [day for day in every if day.weekday() < 5 and day not in closed]


def timetable_rules(evidence: Evidence) -> Rules:
    """The settings' rules for the timetable."""
    planning = evidence.settings.planning
    return Rules(
        planning.rounds,
        planning.observed_a_week,
        planning.cover_a_day,
        planning.feedback_within_days,
    )
