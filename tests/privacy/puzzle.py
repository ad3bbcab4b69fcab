"""Whole numbers and sums that are not known, what is known of them, and how far that fixes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

FAR = 1e5


@dataclass
class Puzzle:
    """Equations between unknowns; :meth:`reach` asks a solver for the least and the greatest."""

    low: dict[str, float] = field(default_factory=dict)
    high: dict[str, float] = field(default_factory=dict)
    whole: dict[str, bool] = field(default_factory=dict)
    known: list[tuple[dict[str, float], float, float]] = field(default_factory=list)

    def unknown(self, name: str, low: float = 0, high: float = FAR, *, whole: bool = True) -> str:
        """A number between two bounds, whole unless said otherwise; asked for twice, the same."""
        self.low.setdefault(name, low)
        self.high.setdefault(name, high)
        self.whole.setdefault(name, whole)
        return name

    def tell(self, terms: Mapping[str, float], value: float, off: float = 0.0) -> None:
        """A sum of unknowns, each times its factor, has this value (give or take ``off``)."""
        self.known.append((dict(terms), value - off, value + off))

    def total(self, parts: list[str], whole: str) -> None:
        """The parts add up to the whole."""
        self.tell({**dict.fromkeys(parts, 1.0), whole: -1.0}, 0.0)

    def at_most(self, part: str, whole: str) -> None:
        """One unknown is no greater than another."""
        self.known.append(({part: 1.0, whole: -1.0}, -2 * FAR, 0.0))

    def reach(self, name: str) -> tuple[float, float]:
        """The least and the greatest that an unknown can be, given everything that is known.

        Only what is connected with it is asked for. Raises ``AssertionError`` if what is known
        contradicts itself: then the attacker has misread a page.
        """
        names, known = self._connected(name)
        place = {one: number for number, one in enumerate(names)}
        matrix = np.zeros((max(1, len(known)), len(names)))
        lows, highs = np.zeros(len(matrix)), np.zeros(len(matrix))
        for row, (terms, low, high) in enumerate(known):
            for term, factor in terms.items():
                matrix[row, place[term]] += factor
            lows[row], highs[row] = low, high
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(names))
            aim[place[name]] = sign
            found = milp(
                aim,
                constraints=LinearConstraint(matrix, lows, highs),
                integrality=[int(self.whole[one]) for one in names],
                bounds=Bounds([self.low[one] for one in names], [self.high[one] for one in names]),
            )
            assert found.success, f"{name}: {found.message}"
            ends.append(float(found.x[place[name]]))
        return ends[0], ends[1]

    def pinned(self, name: str) -> bool:
        """Whether only one value is left."""
        low, high = self.reach(name)
        return high - low < (0.5 if self.whole[name] else 1e-4)

    def _connected(
        self, name: str
    ) -> tuple[list[str], list[tuple[dict[str, float], float, float]]]:
        found, rows = {name}, []
        rest = list(self.known)
        while True:
            linked = [one for one in rest if found & one[0].keys()]
            if not linked:
                return sorted(found), rows
            rows += linked
            rest = [one for one in rest if not found & one[0].keys()]
            found |= {term for one in linked for term in one[0]}
