"""What each person is worth to a grouping, and so the most that any grouping can be worth.

Column generation: a linear program over a few thousand groups gives each person a price, every
permitted group is held against the prices at once, and the groups that are worth more than their
members' prices join the program, until there are none. The prices then prove a bound that holds
for all groups, also for the millions that the program never saw. Prices are smoothed towards the
best so far, as in Pessoa, Sadykov, Uchoa and Vanderbeck (2018), *INFORMS Journal on Computing*
30(2), 339-360.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from helpers.planning.groups.candidates import TIES, Candidates
from helpers.planning.groups.question import Places, Question, Reals

_SMOOTHING = 0.7
_GRAIN = 2.0**20
"""Prices are rounded to this part of a point, so that every sum of them below is exact."""
_ROUNDS = 200
_A_PERSON = 6
"""How many new groups one person brings into the program in a round."""
_SHORT = 1000.0
"""Points that a rule not yet kept costs while the program still lacks groups."""
_FAR = 6.0
"""Groups so many points below their price leave a program that has grown large."""
_SLIGHT = 1e-7


@dataclass(frozen=True, slots=True)
class Prices:
    """The bound, and by how much each column stays below its price; both in the worth's units.

    ``likely`` are the columns that the linear program uses, those it uses most first.
    """

    bound: float
    below: Reals = field(repr=False)
    likely: Places = field(default_factory=lambda: np.empty(0, np.intp), repr=False)

    def nearest(self, count: int) -> Places:
        """The columns nearest to their price, by their place; at most so many."""
        if count >= len(self.below):
            return np.arange(len(self.below))
        edge = np.partition(self.below, count - 1)[count - 1]
        inside = np.flatnonzero(self.below <= edge)
        order = np.argsort(self.below[inside], kind="stable")[:count]
        return np.sort(inside[order])

    def could_beat(self, worth: float) -> Places:
        """Every column that can be part of a grouping worth more than so much."""
        return np.flatnonzero(self.below < self.bound - worth)

    def bound_with_any(self, columns: Places) -> int:
        """The most that a grouping with any of these columns can be worth."""
        return math.floor(self.bound - float(self.below[columns].min()))


@dataclass(frozen=True, slots=True)
class _Duals:
    """The price of each rule's upper limit and of its lower one; the difference is paid."""

    upper: Reals
    lower: Reals

    def towards(self, other: _Duals, share: float) -> _Duals:
        """Part of the way to other prices."""
        upper = (1 - share) * self.upper + share * other.upper
        lower = (1 - share) * self.lower + share * other.lower
        return _Duals(np.round(upper * _GRAIN) / _GRAIN, np.round(lower * _GRAIN) / _GRAIN)

    @property
    def paid(self) -> Reals:
        return self.upper - self.lower


def can_be_filled(question: Question) -> bool:
    """Whether the linear program can keep every rule: if not, no grouping can."""
    spare = question.left_out
    nothing = replace(
        question,
        worth=np.zeros(len(question.candidates)),
        left_out=None if spare is None else np.zeros_like(spare),
        unit=1,
    )
    for gaps, best in _rounds(nothing, short=1.0):
        if gaps < _SLIGHT or best.bound < -_SLIGHT:
            return gaps < _SLIGHT
    return True


def prices(question: Question) -> Prices | None:
    """The lowest bound that the linear program proves; ``None`` if it proves that nothing fits."""
    *_, (gaps, best) = _rounds(question, short=_SHORT)
    return best if gaps < _SLIGHT or can_be_filled(question) else None


def _rounds(question: Question, *, short: float) -> Iterator[tuple[float, Prices]]:
    """How far the rules are from being kept, and the best prices, after each round."""
    worth = question.worth / question.unit
    # Ties, so that a start among groups of equal worth is not all about the same few people.
    ahead = worth.min(initial=0) - worth - 1 - question.candidates.ties / TIES
    columns = _furthest_above(ahead, question.candidates, 2 * _A_PERSON)
    best, centre = Prices(math.inf, np.empty(0)), None
    for _ in range(_ROUNDS):
        filled, gaps, used, duals = _program(question, worth, columns, short)
        new = np.empty(0, np.intp)
        for trial in (duals.towards(centre or duals, _SMOOTHING), duals.towards(duals, 0)):
            below = _below(question, worth, trial)
            bound = _bound(question, trial, below) * question.unit
            if bound < best.bound:
                best, centre = Prices(bound, below * question.unit), trial
            new = _furthest_above(below, question.candidates, _A_PERSON)
            new = np.setdiff1d(new, columns)
            if len(new) > _A_PERSON:
                break
        used_most_first = columns[np.argsort(-used, kind="stable")][
            : np.count_nonzero(used > _SLIGHT)
        ]
        yield gaps, replace(best, likely=used_most_first)
        if not len(new) or best.bound <= (filled + _SLIGHT) * question.unit:
            return
        if len(columns) > 2 * _A_PERSON * question.candidates.peers:
            columns = columns[below[columns] < _FAR]
        columns = np.union1d(columns, new)


def _below(question: Question, worth: Reals, duals: _Duals) -> Reals:
    """By how much each column's worth stays below the price of its members."""
    columns, paid = question.candidates, duals.paid
    people = np.append(paid[: len(columns.people)], 0.0)
    below = people[columns.first] - worth
    below += people[columns.second]
    below += people[columns.third]
    for side, price in zip(question.sides, paid[len(columns.people) :], strict=False):
        if price:
            below += price * side.weights
    return below


def _bound(question: Question, duals: _Duals, below: Reals) -> float:
    """The most that any grouping can be worth, whatever the prices; exact in whole parts."""
    low, high = question.limits()
    # A limit of infinity has no price.
    most = np.where(np.isfinite(high), high, 0) @ duals.upper
    least = np.where(np.isfinite(low), low, 0) @ duals.lower
    total = float(most - least)
    people = len(question.candidates.people)
    if question.left_out is not None:
        spare = question.left_out / question.unit - duals.paid[:people]
        if question.left_out_cost is not None:
            spare -= duals.paid[-1] * np.array(question.left_out_costs)
        total += float(np.maximum(spare, 0).sum())
    return total + _above(question.candidates, below)


def _above(columns: Candidates, below: Reals) -> float:
    """The most by which the groups of any grouping can be above their prices together.

    A group's part is shared out to its members; nobody can have more than their largest share.
    """
    above = np.flatnonzero(below < 0)
    part = columns.take(above)
    share = -below[above] / np.where(part.are_threes, 3, 2)
    share = np.ceil(share * _GRAIN) / _GRAIN
    most = np.zeros(columns.peers)
    for places in (part.first, part.second, part.third):
        peers = places < columns.peers
        np.maximum.at(most, places[peers], share[peers])
    return float(most.sum())


def _program(
    question: Question, worth: Reals, columns: Places, short: float
) -> tuple[float, float, Reals, _Duals]:
    """The linear program over some columns: its worth, its gaps, what it uses, its prices."""
    from scipy.optimize import linprog

    part = question.take(columns)
    matrix, (low, high) = part.matrix(), part.limits()
    equal = low == high
    upper, lower = ~equal & np.isfinite(high), ~equal & np.isfinite(low)
    costs = -worth[columns]
    if question.left_out is not None:
        costs = np.append(costs, -question.left_out / question.unit)
    counts = (int(equal.sum()), int(upper.sum() + lower.sum()))
    found = linprog(
        np.append(costs, np.full(2 * counts[0] + counts[1], short)),
        A_eq=_with_gaps(matrix[equal], *counts, about=True),
        b_eq=high[equal],
        A_ub=_with_gaps(_stacked(matrix[upper], -matrix[lower]), *counts, about=False),
        b_ub=np.append(high[upper], -low[lower]),
        method="highs-ds",
    )
    if found.status != 0:
        raise RuntimeError(f"The solver stopped: {found.message}")
    duals = _Duals(np.zeros(len(low)), np.zeros(len(low)))
    duals.upper[equal] = -found.eqlin.marginals
    paid = np.maximum(0, -found.ineqlin.marginals)
    duals.upper[upper], duals.lower[lower] = np.split(paid, [np.count_nonzero(upper)])
    used, gaps = found.x[: len(columns)], float(found.x[len(costs) :].sum())
    return -float(found.fun), gaps, used, duals


def _stacked(one: Any, other: Any) -> Any:
    from scipy.sparse import vstack

    return vstack([one, other], format="csr")


def _with_gaps(rows: Any, equal: int, most: int, *, about: bool) -> Any:
    """Rules with a gap of their own each, so that the program has an answer from the start."""
    from scipy.sparse import csr_array, eye_array, hstack

    if about:
        gaps = [eye_array(equal), -eye_array(equal), csr_array((equal, most))]
    else:
        gaps = [csr_array((most, 2 * equal)), -eye_array(most)]
    return hstack([rows, *gaps], format="csc")


def _furthest_above(below: Reals, candidates: Candidates, each: int) -> Places:
    """The columns furthest above their price, so many at most for each person."""
    people = len(candidates.people)
    limit = each * people
    found = np.flatnonzero(below < -_SLIGHT)
    if len(found) > 20 * limit:
        edge = np.partition(below[found], 20 * limit)[20 * limit]
        found = found[below[found] <= edge]
    found = found[np.argsort(below[found], kind="stable")]
    trios = zip(
        *(part[found].tolist() for part in (candidates.first, candidates.second, candidates.third)),
        strict=True,
    )
    brought = [0] * people + [each]
    chosen = []
    for column, trio in zip(found.tolist(), trios, strict=True):
        if min(brought[one] for one in trio) < each:
            chosen.append(column)
            for one in trio:
                brought[one] += 1
    return np.array(chosen[:limit], np.intp)
