"""Reading a school's folder once, whole, and collecting everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from helpers.problems import InputError, Problem, Severity, in_order
from helpers.reading import read_sheet
from helpers.schemas import TABLES, Table
from helpers.schemas.checking import absent, check_cells
from helpers.schemas.draft import Draft
from helpers.schemas.rows import check_keys, check_rows
from helpers.schemas.scales import check_judgements, check_responses
from helpers.schemas.together import check_references
from helpers.school.beside import photograph_problems, read_packs, read_words
from helpers.school.folder import find_school, table_files
from helpers.school.inputs import Inputs
from helpers.school.strangers import strangers_in_planning
from helpers.settings import SETTINGS_FILE, Settings, read_settings, unfilled


@dataclass(frozen=True, slots=True)
class TableReading:
    """One table as read: its typed rows that count, and how many others there were.

    ``frame`` has every column of the schema, typed, and the spreadsheet's row numbers as index;
    an absent table's frame is empty. A row may name a row of another table that was left out.
    """

    table: Table
    present: bool
    frame: pd.DataFrame
    rows_read: int
    rows_used: int
    problems: tuple[Problem, ...]
    encoding: str

    @property
    def left_out(self) -> int:
        """How many rows were read and do not count."""
        return self.rows_read - self.rows_used


@dataclass(frozen=True, slots=True)
class School:
    """Everything that a school's folder holds, and everything wrong with it.

    ``narrative`` gives the school's words by name (``aim``, ``cpd/aim``). ``everyone`` pairs
    each id and name typed in ``staff.csv``, those of rows left out too, so that nobody's name
    escapes redaction. ``inputs`` are the files read, with their SHA-256.
    """

    folder: Path
    settings: Settings
    tables: Mapping[str, TableReading]
    narrative: Mapping[str, str]
    partner_findings: tuple[Mapping[str, Any], ...]
    everyone: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    inputs: tuple[tuple[str, str], ...]

    @property
    def stopping(self) -> tuple[Problem, ...]:
        """The problems that stop a run."""
        return tuple(one for one in self.problems if one.severity is Severity.STOPS)


def read_school(folder: str | Path) -> School:
    """The school in ``folder``, read and checked.

    Problems with tables are collected, not raised. Raises :class:`UsageError` if there is no
    such folder, :class:`InputError` if its settings cannot be used.
    """
    found = find_school(folder)
    settings = read_settings(found)
    inputs = Inputs(found)
    inputs.read(found / SETTINGS_FILE)
    files = table_files(found)
    drafts: dict[str, Draft] = {}
    encodings: dict[str, str] = {}
    for name, table in TABLES.items():
        path = files.tables.get(name)
        if path is None:
            drafts[name] = absent(table, settings, files.problems.get(name, ()))
        else:
            drafts[name], encodings[name] = _draft(table, path, settings, inputs)
    tables = {
        name: _reading(draft, encodings.get(name, ""))
        for name, draft in _checked(drafts, settings).items()
    }
    strangers = [one for name, some in files.problems.items() if name not in TABLES for one in some]
    narrative, word_problems = read_words(inputs)
    packs, pack_problems = read_packs(inputs)
    return School(
        folder=found,
        settings=settings,
        tables=MappingProxyType(tables),
        narrative=MappingProxyType(narrative),
        partner_findings=packs,
        everyone=_everyone(drafts["staff"]),
        problems=in_order(
            [
                *unfilled(settings),
                *strangers_in_planning(settings, drafts["staff"].text["staff_id"].dropna()),
                *(one for reading in tables.values() for one in reading.problems),
                *strangers,
                *word_problems,
                *pack_problems,
                *photograph_problems(tables["photographs"].frame, inputs),
            ]
        ),
        inputs=inputs.hashes,
    )


def check_school(folder: str | Path) -> School:
    """The school in ``folder``; raises :class:`InputError` with every problem that stops a run."""
    school = read_school(folder)
    if school.stopping:
        raise InputError("The tables need mending before a report can be made.", school.stopping)
    return school


def _draft(table: Table, path: Path, settings: Settings, inputs: Inputs) -> tuple[Draft, str]:
    """A table's cells, checked by themselves, and its encoding."""
    try:
        sheet = read_sheet(inputs.read(path), table.file, table.column_names)
    except InputError as error:
        return absent(table, settings, error.problems), ""
    draft = check_cells(
        table, sheet.frame, settings, sheet.header_row, sheet.too_long, sheet.cut_short
    )
    return draft.noted(sheet.problems), sheet.encoding


def _checked(drafts: dict[str, Draft], settings: Settings) -> dict[str, Draft]:
    """The tables held against each other and against the settings."""
    drafts = check_references({name: check_keys(draft) for name, draft in drafts.items()})
    answers, items = drafts["questionnaires"], drafts["questionnaire_items"]
    answers, items = check_responses(answers, items, settings)
    drafts |= {"questionnaires": answers, "questionnaire_items": items}
    return {
        name: check_rows(check_judgements(draft, settings), settings)
        for name, draft in drafts.items()
    }


def _reading(draft: Draft, encoding: str) -> TableReading:
    frame = draft.usable
    table = TABLES[draft.table.name]
    return TableReading(
        table=table,
        present=draft.present,
        frame=frame,
        rows_read=draft.rows_read,
        rows_used=len(frame),
        problems=in_order([*draft.problems, *_nothing_to_use(table, draft, frame)]),
        encoding=encoding,
    )


def _nothing_to_use(table: Table, draft: Draft, frame: pd.DataFrame) -> Iterable[Problem]:
    """A required table must have a row that counts."""
    if not table.required or not draft.sound or len(frame):
        return
    if draft.rows_read:
        what, mend = "Every row is left out.", "Mend the rows named here."
    else:
        what = f"There are no rows yet: each row is {table.row_is}."
        mend = "Fill it in; dictionary.html says what goes into each column."
    yield Problem("no-rows", Severity.STOPS, table.file, what, mend)


def _everyone(staff: Draft) -> tuple[tuple[str, str], ...]:
    known = staff.text[["staff_id", "name"]].fillna("")
    return tuple(known.itertuples(index=False, name=None))
