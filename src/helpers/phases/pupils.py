"""Pupils' results: what is compared, with which national figure, for which group."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.estimates.means import mean, mean_against
from helpers.evidence import Evidence
from helpers.findings import Finding
from helpers.phases.building import Averaged, family, mean_finding
from helpers.privacy import Unit
from helpers.settings import Term

CLASS = "group_class"
"""The further column of ``progress.csv`` that names a pupil's class, where a school has it."""


@dataclass(frozen=True, slots=True)
class National:
    """A national figure and where it was published."""

    value: float
    source: str


def compared(evidence: Evidence, term: Term) -> pd.DataFrame:
    """The term's rows with ``value``: what the measure compares (the gain, or the result)."""
    rows = evidence.at("progress", term)
    gain = evidence.settings.measure().compare == "gain"
    value = rows["result"] - rows["starting_point"] if gain else rows["result"]
    return rows.assign(value=value.astype(float)).dropna(subset=["value"])


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
    """Every subject of every year group beside national, looked at together (Holm)."""
    return family(
        one
        for year in year_groups(rows)
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
    values = by_pupil(mine)
    distance = mean_against(values.to_numpy(), benchmark.value)
    label = evidence.settings.term(str(mine["term"].iloc[0])).name
    return mean_finding(
        evidence,
        Unit.PUPILS,
        [Averaged(label, mean(values.to_numpy()), len(values))],
        distance,
        key=key,
        question=question,
        subject=measure.name,
        predicate="",
        unit="pupils",
        measured_in=measure.unit,
        compared_with=f"the national figure of {benchmark.value:g}",
        group=year_name(year_group) + (f", {subject}" if subject else ""),
        caveats=(CONTEXT,),
        sources=(evidence.source("progress", len(mine)), evidence.source("benchmarks")),
    )


CONTEXT = (
    "A difference from the national figure is context, not an effect of the programme: pupils, "
    "tests and years differ."
)
