"""One question about groups: which columns make the best grouping under some rules in all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.planning.groups.candidates import Candidates

Reals = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Side:
    """A rule on a whole grouping: the weights of its groups add up to ``low`` to ``high``.

    Weights are whole numbers, one a column.
    """

    weights: Reals
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Question:
    """Everybody is in one group, or is left out; groups and people left out are worth most.

    ``worth`` has a number for each column; ``left_out`` one for each person, ``None`` where nobody
    may be left out. ``left_out_costs`` add up to ``left_out_cost`` where that is settled. All are
    whole numbers. A facilitator takes one to ``groups_a_facilitator`` groups. ``unit`` is what
    one point counts for in ``worth``; smaller differences are tie-breaks.
    """

    candidates: Candidates
    worth: Reals = field(repr=False)
    groups_a_facilitator: int
    unit: int = 1
    left_out: Reals | None = field(default=None, repr=False)
    left_out_costs: tuple[int, ...] = ()
    left_out_cost: int | None = None
    sides: tuple[Side, ...] = ()

    def take(self, columns: Places) -> Question:
        """The same question about some of the columns."""
        return replace(
            self,
            candidates=self.candidates.take(columns),
            worth=self.worth[columns],
            sides=tuple(replace(one, weights=one.weights[columns]) for one in self.sides),
        )

    def limits(self) -> tuple[Reals, Reals]:
        """The least and the most of each rule: one a person, one a side, one for the left out."""
        columns = self.candidates
        low, high = np.ones(len(columns.people)), np.ones(len(columns.people))
        high[columns.peers :] = self.groups_a_facilitator
        settled = [] if self.left_out_cost is None else [float(self.left_out_cost)]
        lows = [side.low for side in self.sides] + settled
        highs = [side.high for side in self.sides] + settled
        return np.append(low, lows), np.append(high, highs)

    def matrix(self) -> Any:
        """The rules by the columns, then by one "left out" a person: a sparse array of SciPy's."""
        from scipy.sparse import coo_array, csr_array, eye_array, hstack, vstack

        columns, people = self.candidates, len(self.candidates.people)
        places = np.concatenate((columns.first, columns.second, columns.third)).astype(np.intp)
        numbers = np.tile(np.arange(len(columns)), 3)
        inside = places < people
        ones = np.ones(np.count_nonzero(inside))
        shape = (people, len(columns))
        rows = [coo_array((ones, (places[inside], numbers[inside])), shape=shape)]
        rows += [csr_array(side.weights[np.newaxis]) for side in self.sides]
        everyone = vstack(rows, format="csr")
        if self.left_out is None:
            return everyone
        spare = vstack([eye_array(people), csr_array((len(self.sides), people))])
        everyone = hstack([everyone, spare], format="csr")
        if self.left_out_cost is None:
            return everyone
        costs = np.concatenate((np.zeros(len(columns)), self.left_out_costs))
        return vstack([everyone, csr_array(costs[np.newaxis])], format="csr")


@dataclass(frozen=True, slots=True)
class Grouping:
    """An answer: its columns in order, the places of people left out, its worth.

    No grouping at all is worth more than ``bound``.
    """

    columns: tuple[int, ...]
    missing: tuple[int, ...]
    worth: int
    bound: int

    @property
    def proved(self) -> bool:
        """Whether no other grouping is worth more."""
        return self.worth >= self.bound


NOTHING = Grouping((), (), 0, 0)
"""No groups and nobody left out."""
