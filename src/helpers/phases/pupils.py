"""Pupils' results: what is compared, with which national figure, for which group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from helpers.estimates.means import mean, mean_against, mean_change_unpaired
from helpers.evidence import Evidence
from helpers.findings import Better, Finding
from helpers.phases.building import Averaged, mean_finding
from helpers.privacy import Part, Unit, hidden_parts
from helpers.settings import Term

YES_NO_GROUPS = {
    "pupil_premium": "pupil premium",
    "send": "special educational needs",
    "eal": "English as an additional language",
}
"""Columns that split pupils in two, and what the group is called."""


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
    years = _hidden_years(evidence, rows)
    pairs = {(year, subject) for year in years for subject in rows["subject"].unique()}
    pairs |= {pair for year in year_groups(rows) for pair in _hidden_subjects(evidence, rows, year)}
    found = zip(rows["year_group"], rows["subject"], strict=True)
    return rows.assign(
        hidden=rows["year_group"].isin(years), hidden_subject=[pair in pairs for pair in found]
    )


def _hidden_years(evidence: Evidence, rows: pd.DataFrame) -> frozenset[str]:
    """Year groups not told of; all of them together are the mean over all pupils."""
    subjects = rows["subject"].unique()
    parts = [
        Part(
            year,
            _pupils(rows[rows["year_group"] == year]),
            told=any(national(evidence, year, one) for one in (None, *subjects)),
        )
        for year in year_groups(rows)
    ]
    return hidden_parts(evidence.policy, Unit.PUPILS, parts)


def _hidden_subjects(
    evidence: Evidence, rows: pd.DataFrame, year: str
) -> Iterator[tuple[str, str]]:
    """A year group's subjects not told of; all of them together are the year group's mean."""
    mine = rows[rows["year_group"] == year]
    parts = [
        Part(name, _pupils(part), told=national(evidence, year, name) is not None)
        for name, part in ((str(subject), part) for subject, part in mine.groupby("subject"))
    ]
    for subject in hidden_parts(evidence.policy, Unit.PUPILS, parts):
        yield year, subject


def _pupils(rows: pd.DataFrame) -> frozenset[str]:
    return frozenset(rows["pupil_id"])


def by_pupil(rows: pd.DataFrame) -> pd.Series[float]:
    """One number a pupil: the mean over the subjects that were assessed."""
    return rows.groupby("pupil_id")["value"].mean()


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
    hidden = bool(mine["hidden" if subject is None else "hidden_subject"].any())
    distance = mean_against(values.to_numpy(), benchmark.value)
    label = evidence.settings.term(str(mine["term"].iloc[0])).name
    return mean_finding(
        evidence,
        Unit.PUPILS,
        [Averaged(label, mean(values.to_numpy()), len(values), hidden)],
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


def gap(
    evidence: Evidence, rows: pd.DataFrame, column: str, key: str, question: str
) -> Finding | None:
    """Pupils in a group beside all others: the gap between their means."""
    known = rows.dropna(subset=[column])
    inside = by_pupil(known[known[column].astype(bool)])
    outside = by_pupil(known[~known[column].astype(bool)])
    if inside.empty or outside.empty:
        return None
    hidden = _hidden_sides(evidence, rows, column)
    measure = evidence.settings.measure()
    name = YES_NO_GROUPS.get(column, column.removeprefix("group_").replace("_", " "))
    difference = mean_change_unpaired(outside.to_numpy(), inside.to_numpy())
    return mean_finding(
        evidence,
        Unit.PUPILS,
        [
            Averaged("among other pupils", mean(outside.to_numpy()), len(outside), hidden),
            Averaged(f"among pupils with {name}", mean(inside.to_numpy()), len(inside), hidden),
        ],
        difference,
        key=key,
        question=question,
        subject=measure.name,
        predicate="",
        unit="pupils",
        measured_in=measure.unit,
        compared_with="other pupils",
        better=Better.NEITHER,
        paired=False,
        group="",
        sources=(evidence.source("progress", len(known)),),
    )


def _hidden_sides(evidence: Evidence, rows: pd.DataFrame, column: str) -> bool:
    """Whether the pupils in a group, the others, or those not known may not be told of."""
    known = rows.dropna(subset=[column])
    inside = known[column].astype(bool)
    parts = [
        Part("in", _pupils(known[inside])),
        Part("out", _pupils(known[~inside])),
        Part("not known", _pupils(rows[rows[column].isna()]), told=False),
    ]
    parts = [one for one in parts if one.people]
    return bool(hidden_parts(evidence.policy, Unit.PUPILS, parts) & {"in", "out"})
