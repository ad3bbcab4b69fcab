"""Pupils' results since the baseline, where two terms can fairly be set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from helpers.estimates.effects import d_pooled
from helpers.estimates.estimate import Estimate
from helpers.estimates.means import mean, mean_change_unpaired
from helpers.estimates.mixed import mixed_change, mixed_mean
from helpers.evidence import Evidence
from helpers.figures.change import before_and_after, pairs
from helpers.findings import Finding, Kind
from helpers.page import Answer
from helpers.phases import pupils
from helpers.phases.building import Averaged, family, mean_finding, missing
from helpers.phases.detectable import could_show_mean
from helpers.privacy import Unit
from helpers.settings import Term
from helpers.wording import capital

CHANGE = "Have pupils' results changed since the baseline?"

GROWS = (
    "{measure} counts from a fixed starting point, so it grows with every term whatever a school "
    "does. {baseline} and {term} are not at the same point of a school year, so setting one beside "
    "the other would show growing older, not teaching. From the second year on, this part compares "
    "a term with the same term a year before."
)
OTHER_PUPILS = (
    "Pupils of two terms are taken as different pupils: some have left or joined, and codes may "
    "have been given anew."
)
SAME_MIX = (
    "Only classes that both terms have are compared, and the earlier average is told for this "
    "term's mix of them, so that a year group that grew or shrank does not show as a change."
)
_SAME_SEASON = 45
"""Two terms whose ends are so many days from whole years apart are at the same point of a year."""


def since_baseline_answer(evidence: Evidence) -> Answer:
    """The change since the baseline, within the same year groups; never across a year's growth."""
    key = "impact.progress_change"
    if not evidence.compares:
        return Answer(key, notice="This is the first term: there is no earlier one to compare.")
    after = pupils.compared(evidence, evidence.term)
    if after.empty:
        return missing(key, evidence, "progress", "pupils' results in two terms")
    earlier = _fair_baseline(evidence)
    before = pupils.compared(evidence, earlier) if earlier else after.iloc[:0]
    if earlier is None or before.empty:
        return Answer(key, notice=_why_not(evidence, earlier))
    years = [year for year in pupils.year_groups(after) if year in set(before["year_group"])]
    if not years:
        return Answer(key, notice=f"No year group has results in {earlier.name} as well.")
    overall = _change(evidence, earlier, before, after, years)
    parts = family(
        _change(evidence, earlier, before, after, [year], pupils.year_name(year)) for year in years
    )
    findings = (overall, *parts) if len(parts) > 1 else (overall,)
    drawn = pairs(findings)
    measure = evidence.settings.measure()
    title = f"{capital(measure.name)}, {earlier.name} and {evidence.term.name}"
    figures = (
        (before_and_after(title, drawn, kind=Kind.MEAN, measured_in=measure.unit, unit="pupils"),)
        if drawn
        else ()
    )
    return Answer(key, findings, figures)


def _fair_baseline(evidence: Evidence) -> Term | None:
    """The baseline; for progress that grows through a year, a term at the same point of one."""
    if evidence.settings.measure().compare == "result":
        return evidence.baseline
    earlier = [one for one in evidence.terms_so_far[:-1] if _same_season(one, evidence.term)]
    if evidence.baseline in earlier:
        return evidence.baseline
    return earlier[-1] if earlier else None


def _same_season(one: Term, other: Term) -> bool:
    days = (other.end - one.end).days
    years = round(days / 365.25)
    return years >= 1 and abs(days - 365.25 * years) <= _SAME_SEASON


def _why_not(evidence: Evidence, earlier: Term | None) -> str:
    if earlier is not None:
        return f"progress.csv has no rows that can be used of {earlier.name}."
    return GROWS.format(
        measure=capital(evidence.settings.measure().name),
        baseline=evidence.baseline.name,
        term=evidence.term.name,
    )


def _change(
    evidence: Evidence,
    earlier: Term,
    before: pd.DataFrame,
    after: pd.DataFrame,
    years: Sequence[str],
    group: str = "",
) -> Finding:
    """The change in the mean of these year groups; pupils within classes where there are some.

    Both means are told for the reported term's mix of classes, so that a year group that grew or
    shrank does not show as a change: the earlier one is the later one less the change.
    """
    measure = evidence.settings.measure()
    sides = _comparable(before, after, years)
    first, second = (one["value"].to_numpy() for one in sides)
    classes = [one["class"].tolist() for one in sides]
    several = min(len(set(one)) for one in classes) > 1
    estimate = (
        mixed_change(first, classes[0], second, classes[1])
        if several
        else mean_change_unpaired(first, second)
    )
    then, now = (
        mixed_mean(one, named) if several else mean(one)
        for one, named in zip((first, second), classes, strict=True)
    )
    shift = 0.0
    if None not in (now.value, then.value, estimate.value):
        shift = float(now.value - estimate.value - then.value)  # type: ignore[operator]
    spread = float(pd.Series(second).std()) if len(second) > 1 else 0.0
    hidden = [
        _kept_back(evidence, rows, years) or _few_left_out(evidence, rows, years, len(side))
        for rows, side in zip((before, after), sides, strict=True)
    ]
    return mean_finding(
        evidence,
        Unit.PUPILS,
        [
            Averaged(earlier.name, _shifted(then, shift), len(first), hidden[0]),
            Averaged(evidence.term.name, now, len(second), hidden[1]),
        ],
        estimate,
        key=f"impact.progress_change.{years[0] if group else 'all'}",
        question=CHANGE,
        subject=measure.name,
        predicate="",
        unit="pupils",
        measured_in=measure.unit,
        paired=False,
        group=group or "The same year groups in both terms",
        notes=(d_pooled(first + shift, second),),
        caveats=(OTHER_PUPILS, SAME_MIX, *could_show_mean(estimate, spread, measure.unit))
        if not group
        else (),
        sources=(evidence.source("progress", sum(map(len, sides))),),
    )


def _comparable(
    before: pd.DataFrame, after: pd.DataFrame, years: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One row a pupil of these year groups in both terms, of classes that both terms have.

    A class is a year group's own: 4A and 5A are two. Where fewer than two are in both terms, year
    groups stand for classes.
    """
    sides = [pupils.by_class(one[one["year_group"].isin(years)]) for one in (before, after)]
    named = [one.assign(**{"class": one["year_group"] + " " + one["class"]}) for one in sides]
    both = set(named[0]["class"]) & set(named[1]["class"])
    if len(both) > 1:
        first, second = (one[one["class"].isin(both)] for one in named)
        return first, second
    first, second = (one.assign(**{"class": one["year_group"]}) for one in sides)
    return first, second


def _few_left_out(evidence: Evidence, rows: pd.DataFrame, years: Sequence[str], kept: int) -> bool:
    """Whether so few pupils of these year groups are not compared that the rest would tell."""
    all_there = rows.loc[rows["year_group"].isin(years), "pupil_id"].nunique()
    left_out = int(all_there) - kept
    return left_out > 0 and not evidence.policy.base_allowed(Unit.PUPILS, left_out)


def _shifted(estimate: Estimate, by: float) -> Estimate:
    """The same estimate, so much higher."""

    def moved(end: float | None) -> float | None:
        return None if end is None else end + by

    return replace(
        estimate,
        value=moved(estimate.value),
        low=moved(estimate.low),
        high=moved(estimate.high),
        inner_low=moved(estimate.inner_low),
        inner_high=moved(estimate.inner_high),
    )


def _kept_back(evidence: Evidence, rows: pd.DataFrame, years: Sequence[str]) -> bool:
    """Whether the mean of these year groups, one or several, must not be told."""
    if len(years) == 1:
        return bool(rows.loc[rows["year_group"] == years[0], "hidden"].any())
    may = pupils.may_average(evidence, rows, apart=False)
    return not (may and pupils.years_together(evidence, rows, years))
