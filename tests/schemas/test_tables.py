"""The descriptions of the tables, and what is made from them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.schemas import TABLES, Column, Kind, Table
from helpers.schemas.blank import TEMPLATES, blank_tables
from helpers.schemas.cells import cell_reader
from helpers.settings import Settings, read_settings

SETTINGS: Settings = read_settings(Path(__file__).parents[1] / "schools" / "small")
COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]

BY_ROW = (Kind.JUDGEMENT, Kind.RESPONSE)


@pytest.mark.parametrize(("name", "text"), blank_tables().items(), ids=list(blank_tables()))
def test_the_blank_tables_are_those_of_the_descriptions(name: str, text: str) -> None:
    kept = (TEMPLATES / name).read_text(encoding="utf-8")
    assert kept == text, "Run: python -m helpers.schemas.blank"


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda one: one.name)
def test_every_column_has_a_meaning_and_an_example_that_can_be_read(
    table: Table, column: Column
) -> None:
    assert column.meaning
    assert column.example or not column.required
    if column.example and column.kind not in BY_ROW:
        why = cell_reader(column, SETTINGS).why_not(column.example)
        assert why is None, f"{table.name}.{column.name}: {why}"


def test_what_columns_refer_to_exists() -> None:
    for table, column in COLUMNS:
        if column.refers_to:
            name, other = column.refers_to.split(".")
            assert other in TABLES[name].column_names
        assert set(column.differs_from) <= set(table.column_names)
    for table in TABLES.values():
        assert set(table.key) <= set(table.column_names)


def test_the_dictionary_says_every_column_and_fetches_nothing() -> None:
    text = blank_tables()["dictionary.html"]
    for table, column in COLUMNS:
        assert f'id="{table.name}"' in text
        assert f'<th scope="row"><code>{column.name}</code></th>' in text
    assert not re.search(r"(src|href)=", text)
    assert '<html lang="en-GB">' in text
