"""Pupils' progress beside the national figures, in all, by year group and by subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from helpers.estimates.mixed import mixed_mean
from helpers.evidence import Evidence
from helpers.figures.benchmark import against, against_national
from helpers.figures.figure import Figure
from helpers.findings import Finding
from helpers.page import Answer
from helpers.phases import pupils
from helpers.phases.building import Averaged, family, mean_finding, missing, tally_finding
from helpers.privacy import Unit
from helpers.wording import capital, counted

NATIONAL = "How does pupils' progress stand against national?"


def against_national_answer(evidence: Evidence) -> Answer:
    """Pupils' progress beside the national figures: in all, by year group, by subject."""
    rows = pupils.compared(evidence, evidence.term)
    if rows.empty:
        return missing("impact.progress", evidence, "progress", "pupils' progress")
    if not evidence.has("benchmarks"):
        return missing("impact.progress", evidence, "benchmarks", "progress beside national")
    found = [
        pupils.against_national(evidence, rows, year, f"impact.progress.year_{year}", NATIONAL)
        for year in pupils.year_groups(rows)
    ]
    by_year = family(one for one in found if one is not None)
    leading = _headlines(evidence, by_year, len(rows))
    others = tuple(one for one in by_year if one.group not in {first.group for first in leading})
    overall = _overall(evidence, rows)
    subjects = pupils.by_subject(evidence, rows, "impact.progress", NATIONAL)
    figures = _beside_national(evidence, by_year, subjects)
    return Answer("impact.progress", (*leading, *overall, *others), figures)


def _headlines(evidence: Evidence, by_year: Sequence[Finding], rows: int) -> tuple[Finding, ...]:
    """The year group that the settings lead with, and in how many the mean is above national."""
    wanted = f"impact.progress.year_{evidence.settings.progress.headline_year_group}"
    leading = tuple(
        replace(one, key="impact.progress.headline", headline=True)
        for one in by_year
        if one.key == wanted
    )
    shown = [one for one in by_year if one.change is not None]
    if len(shown) < 2:
        return leading
    above = tally_finding(
        evidence.term.name,
        sum(one.direction > 0 for one in shown),
        len(shown),
        key="impact.progress.years_above",
        question=NATIONAL,
        subject="year groups",
        predicate="above the national figure",
        unit="year groups",
        headline=True,
        sources=(evidence.source("progress", rows), evidence.source("benchmarks")),
    )
    return (*leading, above)


def _overall(evidence: Evidence, rows: pd.DataFrame) -> tuple[Finding, ...]:
    """All pupils' distance from the national figure of their own year group, class by class."""
    distances = pupils.distances(evidence, rows)
    if distances["year_group"].nunique() < 2:
        return ()
    together = pupils.years_together(evidence, rows, set(distances["year_group"]))
    together = together and pupils.may_average(evidence, rows, apart=True)
    estimate = mixed_mean(distances["value"].to_numpy(), distances["class"].tolist())
    measure = evidence.settings.measure()
    classes = counted(int(distances["class"].nunique()), "class", "classes")
    finding = mean_finding(
        evidence,
        Unit.PUPILS,
        [Averaged(evidence.term.name, estimate, len(distances), not together)],
        estimate,
        key="impact.progress.overall",
        question=NATIONAL,
        subject="pupils' average distance from the national figure of their year group",
        predicate="",
        unit="pupils",
        measured_in=measure.unit,
        compared_with="national",
        group="All year groups",
        caveats=(
            f"Pupils of one class are alike, so the range for all of them rests on {classes}.",
            pupils.CONTEXT,
        ),
        sources=(evidence.source("progress", len(rows)), evidence.source("benchmarks")),
    )
    return (finding,)


def _beside_national(
    evidence: Evidence, by_year: Sequence[Finding], subjects: Sequence[Finding]
) -> tuple[Figure, ...]:
    measure = evidence.settings.measure()
    name = capital(measure.name)
    titled = (
        (f"{name} beside national, {evidence.term.name}", by_year),
        (f"The same by year group and subject, {evidence.term.name}", subjects),
    )
    return tuple(
        against_national(title, against(found), measured_in=measure.unit)
        for title, found in titled
        if found
    )
