"""Checking one table by itself: its headings and each of its cells, as strings, by pandera."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from helpers.problems import Problem, Severity, folded
from helpers.schemas.cells import CellReader, ReadColumn, cell_reader
from helpers.schemas.draft import Draft, Slip
from helpers.schemas.headings import matched
from helpers.schemas.table import Column, Kind, Table
from helpers.schemas.words import NO, YES
from helpers.settings import Settings

UNREADABLE = "unreadable"
BLANK = "not_nullable"


def check_cells(
    table: Table,
    frame: pd.DataFrame,
    settings: Settings,
    header_row: int = 1,
    too_long: Collection[int] = (),
    cut_short: Mapping[int, Collection[str]] | None = None,
) -> Draft:
    """The draft of a table from its text frame, every heading and cell checked.

    ``too_long`` are the rows with more cells than headings; they are left out, unread.
    ``cut_short`` gives the headings that a row ends before.
    """
    table = _under(table, settings)
    text, problems = matched(table, frame, header_row)
    columns = [_column(table, str(name), text[name]) for name in text.columns]
    readers = {column.name: cell_reader(column, settings) for column in columns}
    read = {name: reader.column(text[name]) for name, reader in readers.items()}
    draft = Draft(
        table,
        text,
        _typed(text, read),
        rows_read=len(text),
        sound=not any(problem.severity is Severity.STOPS for problem in problems),
        problems=problems,
    )
    if not draft.sound or text.empty:
        return draft
    draft = _without_long_rows(draft, too_long)
    failures = _failures(text.drop(index=list(too_long)) if too_long else text, columns, read)
    return draft.marked(_slips(failures, columns, readers, cut_short or {}))


def absent(table: Table, settings: Settings, problems: tuple[Problem, ...] = ()) -> Draft:
    """The draft of a table that is not there or cannot be read: typed, and empty."""
    text = pd.DataFrame(
        {name: pd.Series(dtype="str") for name in table.column_names},
        index=pd.Index([], dtype="int64", name="row"),
    )
    readers = {column.name: cell_reader(column, settings) for column in table.columns}
    typed = _typed(text, {name: reader.column(text[name]) for name, reader in readers.items()})
    return Draft(table, text, typed, present=False, sound=not problems, problems=problems)


def _under(table: Table, settings: Settings) -> Table:
    """The table as the settings make it: a judgement must be filled if every term is graded."""
    graded = all(settings.judgement_scale(term.id).graded for term in settings.terms)
    columns = tuple(
        replace(column, required=graded)
        if column.name == "judgement" and not column.required
        else column
        for column in table.columns
    )
    return replace(table, columns=columns)


def _column(table: Table, name: str, texts: pd.Series[str]) -> Column:
    """The column's description; a further one that the table allows is text.

    Where its cells say yes and no in any of the words for that, they are read as ``yes`` and
    ``no``.
    """
    if name in table.column_names:
        return table.column(name)
    words = {text.casefold() for text in texts.dropna().unique()}
    if words <= YES | NO and words & YES and words & NO:
        also = [(word, answer) for answer, some in (("yes", YES), ("no", NO)) for word in some]
        return Column(name, "", Kind.CHOICE, "", choices=("yes", "no"), also=tuple(also))
    return Column(name, "", Kind.TEXT, "")


def _typed(text: pd.DataFrame, read: Mapping[str, ReadColumn]) -> pd.DataFrame:
    return pd.DataFrame({name: column.values for name, column in read.items()}, text.index)


def _without_long_rows(draft: Draft, too_long: Collection[int]) -> Draft:
    """Rows with a cell too many say nothing for certain: the cells may have shifted."""
    if not too_long:
        return draft
    typed = draft.typed.copy()
    typed.loc[list(too_long)] = None
    emptied = replace(
        draft,
        typed=typed,
        left_out=draft.left_out | set(too_long),
        faulty=draft.faulty | {(row, str(name)) for row in too_long for name in typed.columns},
    )
    return emptied.noted(
        Problem(
            "row-too-long",
            Severity.LEAVES_ROW_OUT,
            draft.table.file,
            "The row has more cells than there are headings.",
            "Look for a comma that belongs inside a cell, or a stray note at the end.",
            row=row,
        )
        for row in too_long
    )


def _failures(
    text: pd.DataFrame, columns: list[Column], read: Mapping[str, ReadColumn]
) -> pd.DataFrame:
    """Every cell that breaks a rule: pandera's failure cases by row."""
    doubtful = [
        column
        for column in columns
        if (column.required and text[column.name].isna().any())
        or not read[column.name].readable.loc[text.index].all()
    ]
    if not doubtful:
        return pd.DataFrame({"index": [], "column": [], "check": [], "failure_case": []})
    # Imported only where there is something to list: every notebook reads the school again, and
    # pandera would double the time that a school in order takes.
    import pandera.pandas as pa

    schema = pa.DataFrameSchema(
        {
            column.name: pa.Column(
                str,
                pa.Check(partial(_readable, read[column.name]), error=UNREADABLE),
                nullable=not column.required,
            )
            for column in doubtful
        }
    )
    try:
        schema.validate(text, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases: pd.DataFrame = errors.failure_cases
        return cases
    raise AssertionError("pandera found nothing in columns that cannot be read")


def _readable(column: ReadColumn, texts: pd.Series[str]) -> pd.Series[bool]:
    return column.readable.loc[texts.index]


def _slips(
    failures: pd.DataFrame,
    columns: list[Column],
    readers: Mapping[str, CellReader],
    cut_short: Mapping[int, Collection[str]],
) -> Iterator[Slip]:
    told: set[int] = set()
    by_name = {column.name: column for column in columns}
    for case in failures.itertuples(index=False):
        case_of: Any = case
        row, column = int(case_of.index), by_name[case_of.column]
        if case_of.check == BLANK:
            ends_before = folded(column.name) in map(folded, cut_short.get(row, ()))
            if not ends_before:
                yield blank(row, column)
            elif row not in told:
                told.add(row)
                yield _ends_before(row, column)
        else:
            why = readers[column.name].why_not(str(case_of.failure_case))
            assert why is not None, f"{case_of.failure_case} was refused and can be read"
            yield Slip(row, column.name, why.rule, why.what, why.mend)


def blank(row: int, column: Column, severity: Severity | None = None) -> Slip:
    """The slip for a cell that must be filled in and is not."""
    return Slip(
        row,
        column.name,
        "cell-missing",
        f"The cell is empty, and must be filled in ({column.meaning}).",
        f"Fill it in: {column.kind}, such as {column.example}.",
        severity,
    )


def _ends_before(row: int, column: Column) -> Slip:
    return Slip(
        row,
        column.name,
        "row-too-short",
        "The row ends before this column, which must be filled in.",
        "Fill in the rest of the row.",
    )
