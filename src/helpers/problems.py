"""Everything that can be wrong with what a school gives us, in words that say how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """What a problem does to a run, worst first."""

    STOPS = "stops the run"
    LEAVES_ROW_OUT = "the row is left out"
    LEAVES_CELL_EMPTY = "the cell is read as empty"
    NOTE = "to know"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where it stands, what was found there, what is wrong, how to mend it.

    ``row`` is the number that the spreadsheet shows at its left edge (the header is row 1).
    ``rule`` is a stable key for tests and for counting, never shown.
    """

    rule: str
    severity: Severity
    file: str
    what: str
    mend: str
    row: int | None = None
    column: str | None = None
    value: str | None = None

    @property
    def where(self) -> str:
        """The place in words: ``staff.csv, row 7, column role``."""
        parts = [self.file]
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column {self.column}")
        return ", ".join(parts)

    def __str__(self) -> str:
        found = f' ("{self.value}")' if self.value is not None else ""
        return f"{self.where}{found}: {self.what} {self.mend}"


class InputError(Exception):
    """Input that stops the work: the message is one for a head teacher, not for a programmer.

    JupyterLab and papermill show the message without a traceback.
    """

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback."""
        return [str(self), *(f"  {problem}" for problem in self.problems)]


class UsageError(InputError):
    """A command or a parameter that makes no sense (a term that does not exist, say)."""


def near_miss(word: str, known: Iterable[str]) -> str:
    """A suggestion for a mistyped word: ``Did you mean "rating"?``, or what there is."""
    choices = sorted(known)
    folded = {choice.casefold(): choice for choice in choices}
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    if close:
        return f'Did you mean "{folded[close[0]]}"?'
    if not choices:
        return "There are none to choose from yet."
    return f"Use one of: {', '.join(choices)}."
