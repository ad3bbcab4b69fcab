"""Matching a file's headings with the columns of its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from helpers.problems import Problem, Severity, closest, folded, near_miss
from helpers.schemas.table import Column, Table


def matched(
    table: Table, frame: pd.DataFrame, header_row: int = 1
) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """The frame under the table's own column names, every listed column there, and the problems.

    Headings match whatever their case, spaces and underscores. Unknown columns are left behind;
    listed ones that are missing are blank.
    """
    headings = [str(heading) for heading in frame.columns]
    known = {folded(name): name for name in table.column_names}
    names = [known.get(folded(heading)) or _extra(table, heading) for heading in headings]
    problems = [
        *_twice(table, headings, names, header_row),
        *_missing_or_unknown(table, headings, names, header_row),
    ]
    by_name: dict[str, pd.Series[str]] = {}
    for place, name in enumerate(names):
        if name:
            by_name.setdefault(name, frame.iloc[:, place])
    blank = pd.Series(index=frame.index, dtype="str")
    columns = [*table.column_names, *(name for name in by_name if name not in table.column_names)]
    return pd.DataFrame({name: by_name.get(name, blank) for name in columns}), tuple(problems)


def _extra(table: Table, heading: str) -> str | None:
    """The name of a column that the table does not list and allows."""
    name = "_".join(heading.casefold().replace("-", " ").split())
    allowed = table.extra_prefix and name.startswith(table.extra_prefix)
    return name if allowed else None


def _twice(
    table: Table, headings: list[str], names: list[str | None], row: int
) -> Iterator[Problem]:
    for name, times in Counter(filter(None, names)).items():
        if times > 1:
            yield Problem(
                "column-twice",
                Severity.STOPS,
                table.file,
                f"{times} columns have this heading, so it cannot be told which one counts.",
                "Delete or rename all but one.",
                row=row,
                column=headings[names.index(name)],
            )


def _missing_or_unknown(
    table: Table, headings: list[str], names: list[str | None], row: int
) -> Iterator[Problem]:
    """One problem for each missing required column and each unknown one; one for both at once."""
    missing = [column for column in table.columns if column.name not in names]
    unknown = [heading for heading, name in zip(headings, names, strict=True) if name is None]
    for heading in unknown:
        meant = _meant(heading, missing)
        if meant and meant.required:
            missing.remove(meant)
            yield Problem(
                "column-misspelt",
                Severity.STOPS,
                table.file,
                f'There is no column {meant.name}, and this one looks like it ("{heading}").',
                f"Change the heading to {meant.name}.",
                row=row,
                column=heading,
            )
        else:
            yield _unknown(table, heading, missing, row)
    for column in missing:
        if column.required:
            yield Problem(
                "column-missing",
                Severity.STOPS,
                table.file,
                f"The column {column.name} is missing ({column.meaning}).",
                f"Add a column with the heading {column.name} and fill it in.",
                row=row,
                column=column.name,
            )


def _meant(heading: str, missing: list[Column]) -> Column | None:
    """The missing column that a heading most likely stands for, required ones first."""
    for among in ([one for one in missing if one.required], missing):
        name = closest(heading, [one.name for one in among])
        if name:
            return next(one for one in among if one.name == name)
    return None


def _unknown(table: Table, heading: str, missing: list[Column], row: int) -> Problem:
    meant = _meant(heading, missing)
    others = [one.name for one in missing]
    suggestion = f'Did you mean "{meant.name}"?' if meant else near_miss(heading, others)
    return Problem(
        "column-unknown",
        Severity.NOTE,
        table.file,
        "This table has no such column, so it is not read.",
        suggestion if others else "Leave it, or delete it.",
        row=row,
        column=heading,
    )
