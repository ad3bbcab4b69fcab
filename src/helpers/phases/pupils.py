"""Pupils' results: what is compared, with which national figure, for which group."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import pandas as pd

from helpers.estimates.estimate import Estimate
from helpers.estimates.means import mean, mean_against
from helpers.estimates.mixed import mixed_mean
from helpers.evidence import Evidence
from helpers.findings import Finding
from helpers.numbers import as_given
from helpers.phases.building import Averaged, family, mean_finding
from helpers.privacy import Part, Unit, hidden_parts, total_allowed
from helpers.settings import Term

CLASS = "group_class"
"""The further column of ``progress.csv`` that names a pupil's class, where a school has it."""


@dataclass(frozen=True, slots=True)
class National:
    """A national figure and where it was published."""

    value: float
    source: str


def compared(evidence: Evidence, term: Term) -> pd.DataFrame:
    """The term's rows with ``value``: what the measure compares (the gain, or the result).

    ``hidden`` says of a row that its year group is not told of, ``hidden_subject`` that its year
    group's subject is not: decided here, from all rows of the term, so that every page and every
    report that shows this term hides the same.
    """
    rows = evidence.at("progress", term)
    gain = evidence.settings.measure().compare == "gain"
    value = rows["result"] - rows["starting_point"] if gain else rows["result"]
    rows = rows.assign(value=value.astype(float)).dropna(subset=["value"])
    if _none_small(evidence, rows):
        return rows.assign(hidden=False, hidden_subject=False)
    years = hidden_parts(evidence.policy, Unit.PUPILS, _years(rows, year_groups(rows)))
    pairs = [(year, subject) for year in years for subject in rows["subject"].unique()]
    for year in year_groups(rows):
        pairs += _hidden_subjects(evidence, rows, year)
    found = pd.MultiIndex.from_frame(rows[["year_group", "subject"]])
    return rows.assign(hidden=rows["year_group"].isin(years), hidden_subject=found.isin(pairs))


def _none_small(evidence: Evidence, rows: pd.DataFrame) -> bool:
    """Whether every subject of every year group may be told, as it mostly may."""
    sizes = rows.groupby(["year_group", "subject"])["pupil_id"].nunique()
    least = evidence.policy.least_base(Unit.PUPILS)
    return evidence.policy.named or bool((sizes >= least).all())


def years_together(evidence: Evidence, rows: pd.DataFrame, years: Collection[str]) -> bool:
    """Whether the mean over some year groups may be told, beside the mean over all of them.

    Neither these nor the others, taken together, may give a hidden year group back.
    """
    hidden = frozenset(rows.loc[rows["hidden"], "year_group"])
    others = [year for year in year_groups(rows) if year not in years]
    return all(
        total_allowed(evidence.policy, Unit.PUPILS, parts, hidden) and _enough(evidence, parts)
        for parts in (_years(rows, years), _years(rows, others))
    )


def may_average(evidence: Evidence, rows: pd.DataFrame, *, apart: bool) -> bool:
    """Whether one average over several year groups may be told, ``apart``: of distances.

    Known both as it is and less each year group's national figure, an average would tell how many
    pupils the hidden year groups have. Where some are hidden only that is told on which groups of
    pupils are compared (:func:`across_years`): distances of gains, results as they are.
    """
    gains = evidence.settings.measure().compare == "gain"
    return evidence.policy.named or not rows["hidden"].any() or apart == gains


def _enough(evidence: Evidence, parts: list[Part]) -> bool:
    pupils = sum(len(one.people) for one in parts)
    return evidence.policy.base_allowed(Unit.PUPILS, pupils)


def _years(rows: pd.DataFrame, years: Collection[str]) -> list[Part]:
    codes = rows.groupby("year_group")["pupil_id"].agg(frozenset)
    return [Part(year, codes[year]) for year in years]


def _hidden_subjects(
    evidence: Evidence, rows: pd.DataFrame, year: str
) -> Iterator[tuple[str, str]]:
    """A year group's subjects not told of; all of them together are the year group's mean."""
    mine = rows[rows["year_group"] == year]
    parts = [
        Part(
            str(subject),
            frozenset(part["pupil_id"]),
            told=national(evidence, year, str(subject)) is not None,
        )
        for subject, part in mine.groupby("subject")
    ]
    for subject in hidden_parts(evidence.policy, Unit.PUPILS, parts):
        yield year, subject


def by_pupil(rows: pd.DataFrame) -> pd.Series[float]:
    """One number a pupil: the mean over the subjects that were assessed."""
    return rows.groupby("pupil_id")["value"].mean()


def by_class(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a pupil (index): ``value``, the mean over subjects, ``year_group`` and ``class``.

    Where the table names no class, a year group is taken for one.
    """
    rows = rows.assign(**{"class": rows[CLASS] if CLASS in rows else rows["year_group"]})
    rows = rows.assign(**{"class": rows["class"].fillna(rows["year_group"])})
    kept = {"value": ("value", "mean"), "year_group": ("year_group", "first")}
    return rows.groupby("pupil_id").agg(**kept, **{"class": ("class", "first")})


def distances(evidence: Evidence, rows: pd.DataFrame) -> pd.DataFrame:
    """:func:`by_class` with ``value`` less the national figure of the pupil's own year group.

    Pupils of a year group without a national figure are left out.
    """
    pupils = by_class(rows)
    figures = {
        year: found.value
        for year in pupils["year_group"].unique()
        if (found := national(evidence, str(year)))
    }
    pupils = pupils.assign(value=pupils["value"] - pupils["year_group"].map(figures))
    return pupils.dropna(subset=["value"])


def across_years(evidence: Evidence, rows: pd.DataFrame) -> tuple[pd.Series[float], str]:
    """One number a pupil that may be averaged over year groups, and what it is called.

    A result is that already. A gain is not, since older pupils have had longer: it is told as the
    distance from the national figure of the year group, or, if some have none, from the average
    of the pupil's own year group.
    """
    measure = evidence.settings.measure()
    if measure.compare == "result":
        return by_pupil(rows), measure.name
    pupils, apart = by_class(rows), distances(evidence, rows)
    if len(apart) == len(pupils):
        return apart["value"], f"{measure.name} less the national figure of the year group"
    own = pupils.groupby("year_group")["value"].transform("mean")
    return pupils["value"] - own, f"{measure.name} less the average of the year group"


def by_subject(
    evidence: Evidence, rows: pd.DataFrame, key: str, question: str
) -> tuple[Finding, ...]:
    """Every subject of every year group beside national, looked at together (Holm).

    A hidden year group's subjects are not even listed: which it has would help to work it out.
    """
    return family(
        one
        for year in year_groups(rows[~rows["hidden"]])
        for subject in sorted(rows["subject"].unique())
        if (
            one := against_national(
                evidence, rows, year, f"{key}.{year}.{subject}", question, subject
            )
        )
    )


def national(
    evidence: Evidence, year_group: str, subject: str | None = None, group: str | None = None
) -> National | None:
    """The benchmark for a year group, subject (``None``: all) and pupil group, if there is one."""
    table = evidence.table("benchmarks")
    found = table[
        (table["measure"] == evidence.settings.progress.measure)
        & (table["year_group"] == year_group)
        & _same(table["subject"], subject)
        & _same(table["pupil_group"], group)
    ]
    if found.empty:
        return None
    first = found.iloc[0]
    return National(float(first["value"]), str(first["source"]))


def _same(column: pd.Series[str], wanted: str | None) -> pd.Series[bool]:
    return column.isna() if wanted is None else column.str.casefold() == wanted.casefold()


def year_groups(rows: pd.DataFrame) -> list[str]:
    """Year groups that occur, youngest first."""
    order = {"N": -1, "R": 0}
    return sorted(
        rows["year_group"].dropna().unique(),
        key=lambda year: (order.get(year, int(year) if year.isdigit() else 99), year),
    )


def year_name(year_group: str) -> str:
    """``Year 4``, ``Reception``, ``Nursery``."""
    return {"R": "Reception", "N": "Nursery"}.get(year_group, f"Year {year_group}")


def against_national(
    evidence: Evidence,
    rows: pd.DataFrame,
    year_group: str,
    key: str,
    question: str,
    subject: str | None = None,
) -> Finding | None:
    """A year group's mean beside the national figure, or ``None`` without a benchmark."""
    benchmark = national(evidence, year_group, subject)
    mine = rows[rows["year_group"] == year_group]
    if subject is not None:
        mine = mine[mine["subject"] == subject]
    if benchmark is None or mine.empty:
        return None
    measure = evidence.settings.measure()
    found = by_class(mine)
    hidden = bool(mine["hidden" if subject is None else "hidden_subject"].any())
    own, distance = _own_and_distance(found, benchmark.value)
    label = evidence.settings.term(str(mine["term"].iloc[0])).name
    return mean_finding(
        evidence,
        Unit.PUPILS,
        [Averaged(label, own, len(found), hidden)],
        distance,
        key=key,
        question=question,
        subject=measure.name,
        predicate="",
        unit="pupils",
        measured_in=measure.unit,
        compared_with=f"the national figure of {as_given(benchmark.value)}",
        group=year_name(year_group) + (f", {subject}" if subject else ""),
        caveats=(CONTEXT,),
        sources=(evidence.source("progress", len(mine)), evidence.source("benchmarks")),
    )


def _own_and_distance(found: pd.DataFrame, reference: float) -> tuple[Estimate, Estimate]:
    """The mean and its distance from a national figure; with classes, allowing for them."""
    values, classes = found["value"].to_numpy(), found["class"].tolist()
    if len(set(classes)) > 1:
        return mixed_mean(values, classes), mixed_mean(values, classes, reference)
    return mean(values), mean_against(values, reference)


CONTEXT = (
    "A difference from the national figure is context, not an effect of the programme: pupils, "
    "tests and years differ."
)
