"""How each kind of column is read: text cells in, typed values out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from helpers.problems import folded, near_miss
from helpers.schemas.dates import read_date
from helpers.schemas.misread import MisreadError, refuse_excel_errors
from helpers.schemas.table import Column, Kind
from helpers.schemas.words import (
    read_choice,
    read_id,
    read_number,
    read_whole,
    read_year_group,
    read_year_groups,
    read_yes_no,
)
from helpers.settings import Scale, Settings

TEXT_TYPE = "str"
_TYPES = {
    Kind.DATE: "datetime64[us]",
    Kind.NUMBER: "float64",
    Kind.RESULT: "float64",
    Kind.WHOLE: "Int64",
    Kind.RATING: "Int64",
    Kind.YES_NO: "boolean",
}


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column's typed values, and which of its cells could be read; blank ones can."""

    values: pd.Series[Any]
    readable: pd.Series[bool]


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads one cell at a time, each different text once, so that long columns stay quick.

    ``read`` returns a cell's value or raises :class:`MisreadError`; ``dtype`` is the column's type.
    """

    read: Callable[[str], object]
    dtype: str = TEXT_TYPE

    def why_not(self, text: str) -> MisreadError | None:
        """What is wrong with a cell; nothing if it can be read."""
        try:
            refuse_excel_errors(text)
            self.read(text)
        except MisreadError as why:
            return why
        return None

    def column(self, texts: pd.Series[str]) -> ReadColumn:
        """A column's values, missing where a cell is blank or cannot be read."""
        codes, different = pd.factorize(texts.to_numpy(dtype=object))
        readable = [self.why_not(text) is None for text in different]
        values = [
            self.read(text) if fits else None
            for text, fits in zip(different, readable, strict=True)
        ]
        # Blank cells have the code -1: they take the last of the values, which is missing.
        known = pd.Series([*values, None], dtype=self.dtype).array
        return ReadColumn(
            pd.Series(known.take(codes), index=texts.index, name=texts.name),
            pd.Series(np.array([*readable, True])[codes], index=texts.index),
        )


def dtype_of(kind: Kind) -> str:
    """The pandas type of a kind's values."""
    return _TYPES.get(kind, TEXT_TYPE)


def cell_reader(column: Column, settings: Settings) -> CellReader:
    """The reader of a column's cells under a school's settings.

    What depends on other cells of the row (a judgement's scale hangs on its term, a response's
    on its item) is read as text here and held against its scale afterwards.
    """
    return CellReader(_read(column, settings), dtype_of(column.kind))


def scale_reader(scale: Scale) -> CellReader:
    """The reader of words on a scale."""
    return CellReader(partial(_read_level, scale=scale))


def _read(column: Column, settings: Settings) -> Callable[[str], object]:
    low, high = _range(column, settings)
    readers: dict[Kind, Callable[[str], object]] = {
        Kind.ID: read_id,
        Kind.DATE: read_date,
        Kind.YES_NO: read_yes_no,
        Kind.YEAR_GROUP: read_year_group,
        Kind.YEAR_GROUPS: read_year_groups,
        Kind.NUMBER: partial(read_number, lowest=low, highest=high),
        Kind.RESULT: partial(read_number, lowest=low, highest=high),
        Kind.WHOLE: partial(read_whole, lowest=low, highest=high),
        Kind.RATING: partial(_read_rating, settings=settings),
        Kind.CHOICE: partial(read_choice, choices=column.choices, also=dict(column.also)),
        Kind.TERM: partial(_read_named, names=[term.id for term in settings.terms], of="term"),
        Kind.SCRUTINY: partial(_read_level, scale=settings.scrutiny_scale()),
    }
    if column.listed_in:
        names = settings.names_of(column.listed_in)
        return partial(_read_named, names=names, of=column.listed_in)
    return readers.get(column.kind, str)


def _range(column: Column, settings: Settings) -> tuple[float | None, float | None]:
    if column.kind is Kind.RESULT:
        measure = settings.measure()
        if column.name == "starting_point" and measure.compare == "result":
            return None, None
        return measure.lowest, measure.highest
    return column.lowest, column.highest


def _read_rating(text: str, settings: Settings) -> int:
    skills = settings.scales.skills
    labels = [folded(label) for label in skills.labels]
    if folded(text) in labels:
        return skills.lowest + labels.index(folded(text))
    return read_whole(text, skills.lowest, skills.highest)


def _read_level(text: str, scale: Scale) -> str:
    level = scale.level(text)
    if level is None:
        raise MisreadError(
            "not-on-scale",
            f'is not on the scale "{scale.name}".',
            near_miss(text, scale.levels),
        )
    return level


def _read_named(text: str, names: Iterable[str], of: str) -> str:
    known = {folded(name): name for name in names}
    name = known.get(folded(text))
    if name is None:
        raise MisreadError(
            f"unknown-{of.replace(' ', '-')}",
            f"is not one of the {of}s in programme.toml.",
            near_miss(text, names),
        )
    return name
