"""Holding tables against each other: every id, code and question that a row names must exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from helpers.problems import folded, near_miss
from helpers.schemas.draft import Draft, Slip
from helpers.schemas.table import Column, Kind

Drafts = dict[str, Draft]


def check_references(drafts: Mapping[str, Draft]) -> Drafts:
    """Drafts with every value reported that another table ought to have and has not.

    A row that was left out of the other table still counts as there, so that one mistake is
    reported once. Where the other table has rows without their id, as many unknown ids are put
    down to them, those used most first.
    """
    checked = dict(drafts)
    for target in sorted({one.refers_to for _, one in _referring(drafts) if one.refers_to}):
        name, column = target.split(".")
        if drafts[name].filled:
            _check_target(checked, target, name, column)
    return checked


def _check_target(drafts: Drafts, target: str, name: str, column: str) -> None:
    referring = [(draft, one) for draft, one in _referring(drafts) if one.refers_to == target]
    known = _known(drafts[name], column)
    if drafts[name].table.column(column).kind is Kind.TEXT:
        for draft, one in referring:
            drafts[draft.table.name] = _spelt_alike(drafts[draft.table.name], one.name, known)
    used: Counter[str] = Counter()
    for draft, one in referring:
        values = drafts[draft.table.name].typed[one.name].dropna()
        used.update(str(value) for value in values[~values.isin(known)])
    drafts[name], forgiven = without_cascade(drafts[name], (column,), used)
    unknown = set(used) - forgiven
    if unknown:
        suggestions = {value: _suggestion(value, known) for value in unknown}
        for draft, one in referring:
            current = drafts[draft.table.name]
            slips = _unknown(current, one, drafts[name].table.file, suggestions)
            drafts[draft.table.name] = current.marked(slips)


def without_cascade(
    target: Draft, key: tuple[str, ...], unknown: Counter[str]
) -> tuple[Draft, set[str]]:
    """The unknown names that rows of ``target`` account for, and the target saying so.

    A row without its key, or with that of another row, hides one name: but only where ``key``
    is the table's whole key.
    """
    if target.table.key != key or not unknown:
        return target, set()
    too_long = {problem.row for problem in target.problems if problem.rule == "row-too-long"}
    nameless = {row for row, column in target.faulty if column in key} - too_long
    twice = {problem.row for problem in target.problems if problem.rule == "row-twice"}
    rows = sorted(row for row in nameless | twice if row is not None)
    forgiven = [value for value, _ in unknown.most_common(len(rows))]
    for row in rows:
        names = ", ".join(f'"{value}"' for value in forgiven)
        target = explained(target, row, f"Other tables name {names}, which no row here has.")
    return target, set(forgiven)


def explained(draft: Draft, row: int, sentence: str) -> Draft:
    """The draft with a sentence added to what is wrong in a row."""
    problems = [
        replace(one, what=f"{one.what} {sentence}") if one.row == row else one
        for one in draft.problems
    ]
    return replace(draft, problems=tuple(problems))


def _referring(drafts: Mapping[str, Draft]) -> Iterator[tuple[Draft, Column]]:
    for draft in drafts.values():
        if draft.filled:
            for column in draft.table.columns:
                if column.refers_to:
                    yield draft, column


def _known(draft: Draft, column: str) -> dict[str, None]:
    """Every value of a column, as typed and as read, in order."""
    values = pd.concat([draft.typed[column], draft.text[column]]).dropna()
    return dict.fromkeys(values.unique())


def _spelt_alike(draft: Draft, column: str, known: Mapping[str, None]) -> Draft:
    """The draft with names written as the table writes them that they refer to."""
    spelling = {folded(name): name for name in reversed(list(known))}
    values = draft.typed[column]
    alike = values.map(lambda name: spelling.get(folded(name), name), na_action="ignore")
    if alike.equals(values):
        return draft
    return replace(draft, typed=draft.typed.assign(**{column: alike.astype("str")}))


def _suggestion(value: str, known: Mapping[str, None]) -> str:
    zeros = [name for name in known if name.lstrip("0") == value.lstrip("0")]
    if zeros:
        return (
            f'Did you mean "{zeros[0]}"? Excel may have dropped the noughts: '
            "format the column as Text."
        )
    return near_miss(value, known)


def _unknown(
    draft: Draft, column: Column, file: str, suggestions: Mapping[str, str]
) -> Iterator[Slip]:
    values = draft.typed[column.name]
    for row, value in values[values.isin(suggestions)].items():
        yield Slip(
            int(str(row)),
            column.name,
            "unknown-reference",
            f"is not in {file}.",
            f"{suggestions[value]} Or add it to {file}.",
        )
