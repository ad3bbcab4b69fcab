"""Groups of pupils, each beside all others whose group is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from helpers.estimates.effects import d_pooled
from helpers.estimates.means import mean, mean_change_unpaired
from helpers.evidence import Evidence
from helpers.findings import Better, Finding
from helpers.phases.building import Averaged, family, mean_finding
from helpers.phases.pupils import CLASS, across_years
from helpers.privacy import Part, Unit, hidden_parts
from helpers.wording import capital

YES_NO_GROUPS = {
    "pupil_premium": "pupil premium",
    "send": "special educational needs",
    "eal": "English as an additional language",
}
"""Columns that split pupils in two, and what the group is called."""

_MOST_VALUES = 6
"""A further column with more values than this is no grouping but a label of its own."""
_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Marked:
    """One way to split pupils in two: who is inside, who outside, and what both are called.

    ``inside`` has a row of ``progress.csv`` each, and is missing where the group is not known.
    """

    key: str
    name: str
    others: str
    inside: pd.Series[bool]


def gaps(evidence: Evidence, rows: pd.DataFrame, key: str, question: str) -> tuple[Finding, ...]:
    """Every group beside all others: the gaps between their means, looked at together (Holm)."""
    told = across_years(evidence, rows)
    found = (
        _gap(evidence, rows, one, told, f"{key}.{one.key}", question, one.key in kept)
        for splits in _by_column(rows)
        for kept in [_hidden(evidence, rows, splits)]
        for one in splits
    )
    return family(one for one in found if one is not None)


def marked(rows: pd.DataFrame) -> Iterator[Marked]:
    """Every split that the table's columns give: known ones first, then further ``group_*``."""
    yield Marked("sex", "girls", "boys", (rows["sex"] == "girl").where(rows["sex"].notna()))
    for column, name in YES_NO_GROUPS.items():
        yield Marked(column, f"pupils with {name}", "other pupils", rows[column])
    for column in map(str, rows):
        if column.startswith("group_") and column != CLASS:
            yield from _further(rows[column], column)


def _further(column: pd.Series[str], key: str) -> Iterator[Marked]:
    name = key.removeprefix("group_").replace("_", " ")
    values = sorted(column.dropna().unique())
    if {value.casefold() for value in values} <= {_YES, _NO}:
        inside = column.str.casefold().eq(_YES).where(column.notna())
        yield Marked(key, f"pupils marked “{name}”", "other pupils", inside)
    elif len(values) <= _MOST_VALUES:
        for value in values:
            inside = column.eq(value).where(column.notna())
            label = f"pupils with {name} “{value}”"
            yield Marked(f"{key}.{value.casefold().replace(' ', '_')}", label, "others", inside)


def _by_column(rows: pd.DataFrame) -> Iterator[list[Marked]]:
    """The splits that one column gives: together with those not known they are all pupils."""
    for _, found in groupby(marked(rows), key=lambda one: one.key.partition(".")[0]):
        yield list(found)


def _hidden(evidence: Evidence, rows: pd.DataFrame, splits: Sequence[Marked]) -> frozenset[str]:
    """The splits of one column that may not be told."""
    if evidence.policy.named:
        return frozenset()
    codes, first = rows["pupil_id"], splits[0].inside
    parts = [Part(one.key, frozenset(codes[_is(one.inside, True)])) for one in splits]
    if len(splits) == 1:
        parts.append(Part(_OTHERS, frozenset(codes[_is(first, False)])))
    parts.append(Part(_UNKNOWN, frozenset(codes[first.isna()]), told=False))
    hidden = hidden_parts(evidence.policy, Unit.PUPILS, [one for one in parts if one.people])
    return hidden | {splits[0].key} if _OTHERS in hidden else hidden


_OTHERS, _UNKNOWN = "", "not known"


def _is(inside: pd.Series[bool], value: bool) -> pd.Series[bool]:
    """Where it is known and has this value."""
    return inside.eq(value).fillna(False).astype(bool)


def _gap(
    evidence: Evidence,
    rows: pd.DataFrame,
    split: Marked,
    told: tuple[pd.Series[float], str],
    key: str,
    question: str,
    hidden: bool,
) -> Finding | None:
    known = split.inside.notna()
    chosen = split.inside[known].astype(bool)
    values, subject = told
    codes = rows.loc[known, "pupil_id"]
    inside, outside = values[codes[chosen].unique()], values[codes[~chosen].unique()]
    if inside.empty or outside.empty:
        return None
    measure = evidence.settings.measure()
    first, second = outside.to_numpy(), inside.to_numpy()
    return mean_finding(
        evidence,
        Unit.PUPILS,
        [
            Averaged(f"among {split.others}", mean(first), len(outside), hidden),
            Averaged("among them", mean(second), len(inside), hidden),
        ],
        mean_change_unpaired(first, second),
        key=key,
        question=question,
        subject=subject,
        predicate="",
        unit="pupils",
        measured_in=measure.unit,
        compared_with=split.others,
        better=Better.NEITHER,
        paired=False,
        group=capital(split.name),
        notes=(d_pooled(first, second),),
        sources=(evidence.source("progress", int(known.sum())),),
    )
