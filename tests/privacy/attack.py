"""What an attacker knows: every number that is told, in one puzzle of what is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pandas as pd

from helpers.school import School
from tests.privacy.edition import HIDDEN, Edition
from tests.privacy.puzzle import Puzzle

SHARE = re.compile(r"([\d,]+) of ([\d,]+)")
FOCUS_MAP = "The counts behind the map, by focus area"


class Attack:
    """All editions of a school in one puzzle; ``targets`` are what must not be found, and why."""

    def __init__(self, school: School, editions: Sequence[Edition]) -> None:
        self.school, self.editions = school, editions
        self.puzzle = Puzzle()
        self.targets: dict[str, str] = {}
        self.terms = {term.id: term.name for term in school.settings.terms}

    def found(self) -> list[str]:
        """The targets that only one value is left for."""
        return sorted(one for one in self.targets if self.puzzle.pinned(one))

    def first(self, prefix: str) -> str | None:
        """The first target with this beginning that only one value is left for."""
        mine = (one for one in self.targets if one.startswith(prefix))
        return next((one for one in mine if self.puzzle.pinned(one)), None)

    def rows(self, table: str, term: str) -> pd.DataFrame:
        """The school's own rows of a term: only their labels are used, and to name targets."""
        frame = self.school.tables[table].frame
        return frame[frame["term"] == term]

    def of(self, term: str, *, baseline: bool) -> Iterable[Edition]:
        """The editions that show this term as their baseline, or as their review."""
        return [one for one in self.editions if (one.baseline if baseline else one.term) == term]

    def tell_share(self, names: Sequence[str], quantity: dict[str, object] | None) -> None:
        """``count`` and ``base`` of a finding that is shown."""
        if quantity:
            for name, field in zip(names, ("count", "base"), strict=True):
                self.puzzle.tell({name: 1}, float(str(quantity[field])))

    def tell_cell(self, names: Sequence[str], cell: str | None) -> None:
        """A cell ``3 of 7 (43 %)``, or a plain number for the first name."""
        if cell is None or cell in {HIDDEN, "x", "z", ""}:
            return
        match = SHARE.match(cell)
        numbers = match.groups() if match else (cell,)
        for name, number in zip(names, numbers, strict=False):
            self.puzzle.tell({name: 1}, float(number.replace(",", "")))

    def labels(self, caption: str) -> set[str]:
        """The rows of a table, in any edition."""
        return {row for one in self.editions for row in one.tables.get(caption, {})}
