"""What each source says of each year group, pupils' results among them."""

from __future__ import annotations

import pandas as pd

from helpers.evidence import Evidence
from helpers.figures.evidence_map import Seen
from helpers.findings import Absent, Finding
from helpers.numbers import decimal
from helpers.phases import planning_input as given
from helpers.phases import pupils
from helpers.phases.sight import Area, Sight, of_books, of_interviews, of_lessons, of_ratings

RESULTS = "Results"
_SAID = ("clear", "suggestive")


def years(evidence: Evidence) -> list[Area]:
    """Every year group that has results at baseline, youngest first; results come last."""
    rows = pupils.compared(evidence, evidence.baseline)
    return [_year(evidence, rows, year) for year in pupils.year_groups(rows)]


def _year(evidence: Evidence, rows: pd.DataFrame, year: str) -> Area:
    term = evidence.baseline
    lessons, books = evidence.at("observations", term), evidence.at("work_scrutiny", term)
    audit = given.latest_audit(evidence.between(term.id, term.id))
    secure = evidence.settings.scales.skills.wants_support_to + 1
    teachers, sessions = teachers_of(evidence, year), evidence.table("sessions")
    results = of_results(pupils.against_national(evidence, rows, year, "", ""))
    if not evidence.policy.named:
        # What is seen of a year group's staff is never told outside, however many they are.
        return Area(pupils.year_name(year), (*[Sight(absent=Absent.SUPPRESSED)] * 4, results))
    return Area(
        pupils.year_name(year),
        (
            of_ratings(evidence, audit[audit["staff_id"].isin(teachers)], secure),
            of_lessons(evidence, lessons[lessons["year_group"] == year]),
            of_books(evidence, books[books["staff_id"].isin(teachers)]),
            of_interviews(evidence, sessions[sessions["observed_id"].isin(teachers)]),
            results,
        ),
    )


def teachers_of(evidence: Evidence, year: str) -> set[str]:
    """Staff who teach a year group."""
    staff = evidence.table("staff").dropna(subset=["year_groups"])
    taught = staff["year_groups"].str.split(";").explode().str.strip()
    return set(staff.loc[taught.index[taught == year], "staff_id"])


def of_results(finding: Finding | None) -> Sight:
    """Results beside national: strong or weak only where the evidence says so."""
    if finding is None:
        return Sight(absent=Absent.MISSING)
    change = finding.change
    if change is None or change.value is None:
        return Sight(absent=Absent.SUPPRESSED if finding.suppressed else Absent.MISSING)
    above = {1: Seen.STRONG, -1: Seen.WEAK}.get(finding.direction, Seen.MIDDLING)
    word = above if finding.strength in _SAID else Seen.MIDDLING
    way = {1: "above", -1: "below"}.get(finding.direction)
    apart = f"{decimal(abs(change.value), 1)} {finding.measured_in}"
    told = f"{apart} {way} national" if way else "level with national"
    return Sight(word=word, told=told)
