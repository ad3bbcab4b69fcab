"""Choose groups so that everyone is in one: set partition, fair before rich, proved.

Four questions are settled one after the other, each without giving up the last: who must be left
out, how few threes, how much the worst-served can be given, how much there is in all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from helpers.planning.groups.candidates import TIES, Candidates
from helpers.planning.groups.pricing import can_be_filled, prices
from helpers.planning.groups.question import NOTHING, Grouping, Question, Reals, Side
from helpers.planning.groups.rules import Permissions
from helpers.planning.groups.search import AT_ONCE, best_grouping
from helpers.planning.program import NoAnswerInTimeError


@dataclass(frozen=True, slots=True)
class Partition:
    """What is settled so far: the cost of being left out, number of threes, floor in points.

    ``candidates`` are the groups still open to choice; ``permitted`` those that the rules allow.
    ``proved`` says that every step so far was solved to its end; no floor above ``floor_bound``
    is possible. ``best`` is the richest grouping, once it is known.
    """

    permissions: Permissions
    permitted: Candidates = field(repr=False)
    groups_a_facilitator: int
    seconds: float
    candidates: Candidates = field(repr=False)
    threes: int | None = None
    left_out: int | None = None
    floor: int = 0
    floor_bound: int = 0
    proved: bool = True
    best: Grouping = NOTHING
    at_once: int = AT_ONCE

    @property
    def left_out_costs(self) -> tuple[int, ...]:
        """Leaving out one colleague is worse than leaving every facilitator without a group."""
        dear = len(self.permissions.facilitators) + 1
        return (dear,) * len(self.permissions.peers) + (1,) * len(self.permissions.facilitators)

    def question(self, worth: Reals, unit: int = 1, more: tuple[Side, ...] = ()) -> Question:
        """The question which grouping is worth most, with all that is settled."""
        sides = more
        if self.threes is not None:
            threes = self.candidates.are_threes.astype(float)
            sides = (Side(threes, self.threes, self.threes), *more)
        nobody = self.left_out == 0
        return Question(
            self.candidates,
            worth,
            self.groups_a_facilitator,
            unit,
            left_out=None if nobody else np.zeros(len(self.candidates.people)),
            left_out_costs=self.left_out_costs,
            left_out_cost=None if nobody else self.left_out,
            sides=sides,
        )

    def solve(self, worth: Reals, unit: int = 1, more: tuple[Side, ...] = ()) -> Grouping | None:
        """The grouping worth most, or ``None`` if there is none."""
        question = self.question(worth, unit, more)
        return best_grouping(question, seconds=self.seconds, at_once=self.at_once)

    @property
    def unit(self) -> int:
        """Points are multiplied by this (a power of two, so that sums of prices are exact).

        No sum of tie-breaks outweighs one point.
        """
        return 1 << (TIES * (len(self.candidates.people) // 2 + 1) - 1).bit_length()

    def richness(self) -> Reals:
        """The worth of each group in points, ties broken."""
        return np.asarray(self.candidates.values * float(self.unit) + self.candidates.ties, float)


def fairest(
    partition: Partition, *, most_threes: bool, leaving_out: bool = True
) -> Partition | None:
    """Settle everything, in order; ``None`` where the number of threes asked for cannot be had.

    Or where nobody may be left out (``leaving_out`` is false) and somebody must be.

    Raises :class:`NoAnswerInTimeError` if no grouping was found, but one may exist.
    """
    proved = True
    for hoped in _hopes(partition, most_threes, leaving_out):
        try:
            found = raise_floor(hoped)
        except NoAnswerInTimeError:
            found, proved = None, False
        if found is not None:
            return replace(found, proved=found.proved and proved)
    if not proved:
        raise NoAnswerInTimeError
    return None


def _hopes(partition: Partition, most_threes: bool, leaving_out: bool) -> Iterator[Partition]:
    """Ever more people left out, and ever more threes (or pairs), from what may be possible.

    What comes before the first of them is proved impossible by counting or by prices.
    """
    asked, first = partition.threes, None
    for threes in _numbers(partition, 0, 0, most_threes)[:1] if asked is None else [asked]:
        first = (0, threes)
        yield replace(partition, left_out=0, threes=threes)
    priced = prices(_fewest(partition, most_threes)) if leaving_out else None
    if priced is None:
        return
    cost, least = divmod(-math.floor(priced.bound), _dear(partition))
    for left_out in range(cost, sum(partition.left_out_costs) + 1):
        numbers = _numbers(partition, left_out, least if left_out == cost else 0, most_threes)
        for threes in numbers if asked is None else [asked]:
            hope = replace(partition, left_out=left_out, threes=threes)
            if (left_out, threes) != first:
                yield hope


def _numbers(partition: Partition, cost: int, least: int, most_threes: bool) -> list[int]:
    """The numbers of threes that leave out nobody else, wanted ones first."""
    peers, leads = len(partition.permissions.peers), len(partition.permissions.facilitators)
    placed = peers - cost // (leads + 1)
    any_threes = bool(partition.candidates.are_threes.any())
    counts = range((placed // 3 if any_threes else 0) + 1)
    whole = [threes for threes in counts if (placed - 3 * threes) % 2 == 0]
    if most_threes:
        return [n for n in reversed(whole) if (placed - 3 * n) // 2 >= least]
    return [n for n in whole if n >= least]


def _dear(partition: Partition) -> int:
    """More than any number of groups, so that nobody is left out to have fewer of a kind."""
    return len(partition.permissions.peers) + 1


def _fewest(partition: Partition, most_threes: bool) -> Question:
    threes = partition.candidates.are_threes
    unwanted = (~threes if most_threes else threes).astype(float)
    if partition.threes is not None:
        unwanted[:] = 0
    question = partition.question(-unwanted)
    return replace(question, left_out=-float(_dear(partition)) * np.array(partition.left_out_costs))


def raise_floor(partition: Partition) -> Partition | None:
    """Settle the highest floor that everyone can be given, and the richest grouping at it.

    Where a plan is not found at the highest floor that may be possible, lower ones are tried.
    ``None`` if there is no grouping at all.
    """
    levels = sorted({0, *np.unique(partition.candidates.levels).tolist()})
    low, high = (0, len(levels) - 1) if _possible(partition, 0) else (-1, -1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _possible(partition, levels[middle]) else (low, middle - 1)
    bound, step, unknown = low, 1, False
    while low >= 0:
        fairer = _at_least(partition, levels[low])
        try:
            found = fairer.solve(fairer.richness(), fairer.unit)
        except NoAnswerInTimeError:
            found, unknown = None, True
        if found is not None:
            proved = fairer.proved and not unknown
            top = levels[bound] if unknown else levels[low]
            return replace(fairer, floor_bound=top, best=found, proved=proved)
        low, step = max(0, low - step) if low else -1, 2 * step if unknown else 1
    if unknown:
        raise NoAnswerInTimeError
    return None


def _possible(partition: Partition, floor: int) -> bool:
    """Whether everyone may be given so much: certain where few groups are open, else hoped for."""
    fairer = _at_least(partition, floor)
    nothing = np.zeros(len(fairer.candidates))
    if len(fairer.candidates) <= partition.at_once:
        return fairer.solve(nothing) is not None
    return can_be_filled(fairer.question(nothing))


def _at_least(partition: Partition, floor: int) -> Partition:
    kept = partition.candidates.take(partition.candidates.levels >= floor)
    return replace(partition, candidates=kept, floor=floor)
