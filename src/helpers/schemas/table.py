"""What a table is: its columns, their meaning, and what may stand in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What may stand in a cell. The words are those of the data dictionary."""

    ID = "id (text, kept as typed)"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    WHOLE = "whole number"
    YES_NO = "yes or no"
    CHOICE = "one of a list"
    TERM = "term id from the settings"
    YEAR_GROUP = "year group (N, R, 1 to 13)"
    YEAR_GROUPS = "year groups, separated by ; "
    JUDGEMENT = "judgement on the settings' scale"
    SCRUTINY = "judgement on the work scrutiny scale"
    RATING = "rating on the settings' skill scale"
    RESPONSE = "response on the item's scale"
    RESULT = "result within the measure's range"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it means, what may stand there, an example.

    ``refers_to`` names the ``table.column`` in which every value must be found, ``listed_in``
    the list of names in the settings. ``also`` pairs other words that exports use with the
    choice they stand for. ``lowest`` and ``highest`` bound a number. ``differs_from`` names the
    columns in which another person must stand. ``free_text`` marks words of people, which only
    leaders see unless their row is marked for sharing.
    """

    name: str
    meaning: str
    kind: Kind
    example: str
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str | None = None
    free_text: bool = False
    listed_in: str | None = None
    also: tuple[tuple[str, str], ...] = ()
    lowest: float | None = None
    highest: float | None = None
    differs_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file: what a row is, its columns, and which columns together name a row."""

    name: str
    row_is: str
    columns: tuple[Column, ...]
    required: bool = False
    key: tuple[str, ...] = ()
    """The columns that together name a row: no two rows may agree in all of them."""
    unnamed_without: str | None = None
    """A row whose cell here is blank is anonymous and needs no key of its own."""
    extra_prefix: str | None = None
    """Columns beyond the listed ones are allowed if they start with this (``group_``)."""

    @property
    def file(self) -> str:
        """The file's name in the school's folder."""
        return f"{self.name}.csv"

    @property
    def column_names(self) -> tuple[str, ...]:
        """The listed columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; raises ``KeyError`` if the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.file} has no column {name}")
