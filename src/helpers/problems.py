"""Everything that can be wrong with what a school gives us, in words that say how to mend it."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from itertools import groupby


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
        row = f"row {self.row}" if self.row is not None else ""
        return ", ".join(filter(None, (self.file, row, self.place)))

    @property
    def place(self) -> str:
        """The column in words, or the setting; blank for a row or a file as a whole."""
        if self.column is None:
            return ""
        if self.file.endswith(".toml"):
            return f"setting {self.column}"
        return f"column{'s' if ', ' in self.column else ''} {self.column}"

    @property
    def said(self) -> str:
        """What is wrong and how to mend it: ``"9" is outside the range from 1 to 5. Check it.``"""
        subject = ""
        if self.what[:1].islower():
            found = " ".join((self.value or "").split())
            subject = f'"{textwrap.shorten(found, 60)}" ' if found else "It "
        return f"{subject}{self.what} {self.mend}"

    def __str__(self) -> str:
        return f"{self.where}: {self.said}"


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


MOST_LISTED = 12
"""How many choices a message lists before it says how many more there are."""


def folded(word: str) -> str:
    """A word as people type it, whatever its case, spaces, hyphens and underscores."""
    return "".join(letter for letter in word.casefold() if letter not in " _-\n\xa0")


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a mistyped one was most likely meant to be, if there is one."""
    by_fold = {folded(choice): choice for choice in sorted(known)}
    close = get_close_matches(folded(word), by_fold, n=1, cutoff=0.7)
    return by_fold[close[0]] if close else None


def near_miss(word: str, known: Iterable[str]) -> str:
    """A suggestion for a mistyped word: ``Did you mean "rating"?``, or what there is."""
    choices = list(dict.fromkeys(known))
    close = closest(word, choices)
    if close:
        return f'Did you mean "{close}"?'
    if not choices:
        return "There are none to choose from yet."
    listed = ", ".join(choices[:MOST_LISTED])
    more = len(choices) - MOST_LISTED
    return f"Use one of: {listed}{f' and {more} more' if more > 0 else ''}."


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file, then row, then column; those of a whole file first."""
    return tuple(sorted(problems, key=lambda one: (one.file, one.row or 0, one.column or "")))


def listing(problems: Iterable[Problem]) -> str:
    """Problems as a head teacher reads them: by file, the same one in many rows told once."""
    lines: list[str] = []
    for file, of_file in groupby(in_order(problems), key=lambda one: one.file):
        lines += ["", file]
        alike: dict[tuple[str | None, str, Severity], list[Problem]] = {}
        for one in of_file:
            alike.setdefault((one.column, one.said, one.severity), []).append(one)
        for same in alike.values():
            lines += _entry(same)
    return "\n".join(lines[1:])


def _entry(same: list[Problem]) -> list[str]:
    """One entry of the listing: a problem, and every row that has it."""
    first = same[0]
    rows = [str(one.row) for one in same if one.row is not None]
    listed = ", ".join(rows[:MOST_LISTED])
    more = f" and {len(rows) - MOST_LISTED} more" if len(rows) > MOST_LISTED else ""
    where = f"row{'s' if len(rows) > 1 else ''} {listed}{more}" if rows else ""
    place = ", ".join(filter(None, (where, first.place)))
    said = f"{place}: {first.said}" if place else first.said
    return [
        *textwrap.wrap(said, 96, initial_indent="  - ", subsequent_indent="    "),
        f"    [{first.severity}]",
    ]


def counted(problems: Iterable[Problem]) -> str:
    """How many problems there are, and what they do, in one line."""
    severities = Counter(one.severity for one in problems)
    if not severities:
        return "Nothing to mend."
    words = {
        Severity.STOPS: ("stops a run", "stop a run"),
        Severity.LEAVES_ROW_OUT: ("leaves a row out", "leave a row out"),
        Severity.LEAVES_CELL_EMPTY: ("leaves a cell empty", "leave a cell empty"),
        Severity.NOTE: ("is only to know", "are only to know"),
    }
    total = severities.total()
    parts = [
        f"{number} {words[one][number > 1]}" for one in Severity if (number := severities[one])
    ]
    return f"{total} problem{'s' if total > 1 else ''}: {', '.join(parts)}."
