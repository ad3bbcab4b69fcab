"""A table on its way through the checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from helpers.problems import Problem, Severity
from helpers.schemas.table import Table

_LOSES_ITS_CELL = (Severity.LEAVES_ROW_OUT, Severity.LEAVES_CELL_EMPTY)


@dataclass(frozen=True, slots=True)
class Slip:
    """A cell that breaks a rule.

    ``severity`` follows from the column if it is not given: a required cell takes its row with
    it, an optional one is read as empty.
    """

    row: int
    column: str
    rule: str
    what: str
    mend: str
    severity: Severity | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A table's cells as typed and as read, and what is wrong with them so far.

    ``text`` and ``typed`` have every row and every listed column; cells that break a rule are
    missing in ``typed`` and named in ``faulty``. ``sound`` is false if the table as a whole
    cannot be used.
    """

    table: Table
    text: pd.DataFrame
    typed: pd.DataFrame
    rows_read: int = 0
    present: bool = True
    sound: bool = True
    left_out: frozenset[int] = frozenset()
    faulty: frozenset[tuple[int, str]] = frozenset()
    problems: tuple[Problem, ...] = ()

    @property
    def filled(self) -> bool:
        """Whether there are rows that other tables can be held against."""
        return self.sound and bool(len(self.text))

    @property
    def usable(self) -> pd.DataFrame:
        """The typed rows that count."""
        if not self.sound:
            return self.typed.iloc[:0]
        return self.typed.drop(index=list(self.left_out)) if self.left_out else self.typed

    def marked(self, slips: Iterable[Slip]) -> Draft:
        """The draft with these slips reported, their cells emptied and their rows left out."""
        found = [slip for slip in slips if (slip.row, slip.column) not in self.faulty]
        if not found:
            return self
        lost = [one for one in found if self.severity(one) in _LOSES_ITS_CELL]
        typed = self.typed.copy() if lost else self.typed
        for column, slipped in _by_column(lost).items():
            typed.loc[[slip.row for slip in slipped], column] = None
        rows = {one.row for one in lost if self.severity(one) is Severity.LEAVES_ROW_OUT}
        return replace(
            self,
            typed=typed,
            left_out=self.left_out | rows,
            faulty=self.faulty | {(one.row, one.column) for one in lost},
            problems=(*self.problems, *(self._problem(one) for one in found)),
        )

    def noted(self, problems: Iterable[Problem]) -> Draft:
        """The draft with problems that touch no cell."""
        return replace(self, problems=(*self.problems, *problems))

    def severity(self, slip: Slip) -> Severity:
        """What a slip does to a run."""
        if slip.severity is not None:
            return slip.severity
        if slip.column not in self.table.column_names:
            return Severity.LEAVES_CELL_EMPTY
        column = self.table.column(slip.column)
        # A name that the settings lack would change what the rest of its row means.
        needed = column.required or column.listed_in
        return Severity.LEAVES_ROW_OUT if needed else Severity.LEAVES_CELL_EMPTY

    def _problem(self, slip: Slip) -> Problem:
        value = slip.value
        if value is None and slip.column in self.text:
            cell = self.text.at[slip.row, slip.column]
            value = cell if isinstance(cell, str) else None
        return Problem(
            slip.rule,
            self.severity(slip),
            self.table.file,
            slip.what,
            slip.mend,
            row=slip.row,
            column=slip.column,
            value=value,
        )


def _by_column(slips: list[Slip]) -> dict[str, list[Slip]]:
    grouped: dict[str, list[Slip]] = {}
    for slip in slips:
        grouped.setdefault(slip.column, []).append(slip)
    return grouped
