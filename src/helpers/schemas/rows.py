"""Rules for rows: keys, dates in their terms, two people who must differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from helpers.problems import Severity
from helpers.schemas.draft import Draft, Slip
from helpers.schemas.table import Kind
from helpers.settings import Settings


def check_rows(draft: Draft, settings: Settings) -> Draft:
    """The draft held against every rule that its rows must keep."""
    if not draft.filled:
        return draft
    draft = draft.marked(_outside_term(draft, settings))
    draft = draft.marked(_from_after_to(draft))
    draft = draft.marked(_same_person(draft))
    draft = _without_lone_second(draft)
    return draft.marked(_other_measure(draft, settings))


def check_keys(draft: Draft) -> Draft:
    """The draft with every row reported that has the key of an earlier one."""
    return draft.marked(_repeated(draft)) if draft.filled else draft


def _outside_term(draft: Draft, settings: Settings) -> Iterator[Slip]:
    """Days that lie outside the term that their row names."""
    columns = [one.name for one in draft.table.columns if one.kind is Kind.DATE]
    if "term" not in draft.typed or not columns:
        return
    terms = {term.id: term for term in settings.terms}
    starts = pd.Series({key: pd.Timestamp(term.start) for key, term in terms.items()})
    ends = pd.Series({key: pd.Timestamp(term.end) for key, term in terms.items()})
    named = draft.typed["term"]
    for column in columns:
        days = draft.typed[column]
        outside = (days < named.map(starts)) | (days > named.map(ends))
        for row in draft.typed.index[outside]:
            term = terms[str(named.at[row])]
            yield Slip(
                int(row),
                column,
                "outside-term",
                f"is not in the term {term.id} ({term.start:%d/%m/%Y} to {term.end:%d/%m/%Y}).",
                "Correct the date or the row's term, or the term's dates in programme.toml.",
            )


def _from_after_to(draft: Draft) -> Iterator[Slip]:
    if not {"from_date", "to_date"} <= set(draft.typed):
        return
    wrong = draft.typed["from_date"] > draft.typed["to_date"]
    for row in draft.typed.index[wrong]:
        yield Slip(
            int(row),
            "to_date",
            "ends-before-start",
            "is before the row's from_date.",
            "Correct one of the two dates.",
        )


def _same_person(draft: Draft) -> Iterator[Slip]:
    """People who are named where somebody else must stand: nobody observes themselves."""
    for column in draft.table.columns:
        for other in column.differs_from:
            same = draft.typed[column.name] == draft.typed[other]
            for row in draft.typed.index[same.fillna(False).astype(bool)]:
                yield Slip(
                    int(row),
                    column.name,
                    "same-person",
                    f"is also in the column {other}, and the two must be different people.",
                    "Correct one of them.",
                )


def _without_lone_second(draft: Draft) -> Draft:
    """A second judgement is nobody's once its second observer has turned out to be no other."""
    if "second_judgement" not in draft.typed:
        return draft
    rows = [
        problem.row
        for problem in draft.problems
        if problem.rule == "same-person" and problem.column == "second_observer_id"
    ]
    lone = draft.typed.index.isin(rows)
    judgement = draft.typed["second_judgement"].mask(lone)
    return replace(draft, typed=draft.typed.assign(second_judgement=judgement))


def _other_measure(draft: Draft, settings: Settings) -> Iterator[Slip]:
    """Benchmarks of a measure that the school does not use."""
    if "measure" not in draft.typed:
        return
    ours = settings.progress.measure
    measures = draft.typed["measure"]
    for row in draft.typed.index[measures.notna() & (measures != ours)]:
        yield Slip(
            int(row),
            "measure",
            "other-measure",
            f"is not the school's measure ({ours}), so nothing is compared with it.",
            "Leave it if it was meant, or correct the measure here or in programme.toml.",
            Severity.NOTE,
        )


def _repeated(draft: Draft) -> Iterator[Slip]:
    """Rows that agree with an earlier one in every column of the key."""
    key = list(draft.table.key)
    if not key:
        return
    faulty = {row for row, column in draft.faulty if column in key}
    keyed = draft.typed[key]
    if faulty:
        keyed = keyed.drop(index=list(faulty))
    if draft.table.unnamed_without:
        keyed = keyed[keyed[draft.table.unnamed_without].notna()]
    first: dict[str, int] = {}
    for row, *cells in keyed[keyed.duplicated(keep=False)].itertuples(name=None):
        typed = ", ".join(str(cell) for cell in cells if not pd.isna(cell))
        if first.setdefault(repr(cells), row) == row:
            continue
        yield Slip(
            row,
            ", ".join(key),
            "row-twice",
            f"is in row {first[repr(cells)]} already, and only one row may have it.",
            "Delete one of the two, or correct it.",
            Severity.STOPS,
            value=typed,
        )
