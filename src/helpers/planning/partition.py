"""Choose groups so that everyone is in one: set partition, fair before rich, proved.

Four questions are settled one after the other, each without giving up the last: who must be left
out, how few threes, how much the worst-served can be given, how much there is in all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from helpers.planning.candidates import TIES, Candidate
from helpers.planning.program import Answer, Row, minimise
from helpers.planning.rules import Permissions


@dataclass(frozen=True, slots=True)
class Partition:
    """What is settled so far: costs of being left out, number of threes, floor in points.

    ``candidates`` are the groups still open to choice; ``permitted`` those that the rules allow.
    ``proved`` says that every step so far was solved to its end.
    """

    permissions: Permissions
    candidates: tuple[Candidate, ...]
    groups_a_facilitator: int
    seconds: float
    threes: int | None = None
    left_out: int | None = None
    floor: int = 0
    permitted: tuple[Candidate, ...] = ()
    proved: bool = False

    @property
    def left_out_costs(self) -> tuple[int, ...]:
        """Leaving out one colleague is worse than leaving every facilitator without a group."""
        dear = len(self.permissions.facilitators) + 1
        return (dear,) * len(self.permissions.peers) + (1,) * len(self.permissions.facilitators)

    @property
    def rows(self) -> list[Row]:
        """The rules of the partition; columns are the candidates, then one "left out" a person."""
        first, peers = len(self.candidates), self.permissions.peers
        places = self._places()
        slack = {one: first + place for place, one in enumerate(self._everyone)}
        rows = [Row([*places[one], slack[one]], 1, 1) for one in peers]
        for one in self.permissions.facilitators:
            rows.append(Row([*places[one], slack[one]], 1, len(self.candidates) + 1))
            rows.append(Row(places[one], 0, self.groups_a_facilitator))
        if self.left_out is not None:
            columns = range(first, first + len(self._everyone))
            rows.append(Row(columns, self.left_out, self.left_out, self.left_out_costs))
        if self.threes is not None:
            threes = [place for place, one in enumerate(self.candidates) if one.is_three]
            rows.append(Row(threes, self.threes, self.threes))
        return rows

    @property
    def _everyone(self) -> tuple[str, ...]:
        return (*self.permissions.peers, *self.permissions.facilitators)

    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {one: [] for one in self._everyone}
        for place, candidate in enumerate(self.candidates):
            for one in candidate.everyone:
                places[one].append(place)
        return places

    def solve(
        self, costs: Sequence[int], left_out_costs: Sequence[int] = (), more: Sequence[Row] = ()
    ) -> Answer | None:
        """The cheapest partition: costs of candidates, then of people left out."""
        padding = left_out_costs or (0,) * len(self._everyone)
        return minimise((*costs, *padding), [*self.rows, *more], seconds=self.seconds)

    def chosen(self, answer: Answer) -> tuple[Candidate, ...]:
        """The groups of an answer."""
        found = zip(self.candidates, answer.values, strict=False)
        return tuple(candidate for candidate, value in found if value)

    def missing(self, answer: Answer) -> tuple[str, ...]:
        """The people whom an answer leaves out."""
        slack = answer.values[len(self.candidates) :]
        return tuple(one for one, value in zip(self._everyone, slack, strict=True) if value)


def leave_out_fewest(partition: Partition) -> Partition | None:
    """Settle how few must be left out, then how few threes are made.

    ``None`` where the number of threes asked for cannot be had.
    """
    dear = len(partition.candidates) + 1
    threes = [int(one.is_three) for one in partition.candidates]
    answer = partition.solve(threes, [dear * cost for cost in partition.left_out_costs])
    if answer is None:
        return None
    chosen = partition.chosen(answer)
    count = sum(one.is_three for one in chosen)
    left_out = (answer.cost - count) // dear
    kept = tuple(c for c in partition.candidates if count or not c.is_three)
    return replace(
        partition,
        candidates=kept,
        threes=count,
        left_out=left_out,
        permitted=partition.candidates,
        proved=answer.proved,
    )


def ceilings(candidates: Collection[Candidate]) -> dict[str, int]:
    """The most that any permitted group could give each colleague, in points."""
    best: dict[str, int] = {}
    for candidate in candidates:
        for one, gain in zip(candidate.members, candidate.gains, strict=True):
            best[one] = max(gain, best.get(one, 0))
    return best


def serves(candidate: Candidate, floor: int, most: Mapping[str, int]) -> bool:
    """Whether each member gets the floor, or all that any permitted group could give them."""
    gains = zip(candidate.members, candidate.gains, strict=True)
    return all(gain >= min(floor, most[one]) for one, gain in gains)


def raise_floor(partition: Partition) -> Partition:
    """Settle the highest floor that everyone can be given, by bisection over possible gains.

    Somebody whom no permitted group can give that much gets the most that one could, so that one
    expert with nothing to learn does not make every plan look equally fair.
    """
    most = ceilings(partition.candidates)
    levels = sorted({0, *(gain for one in partition.candidates for gain in one.gains)})
    low, high = 0, len(levels) - 1
    while low < high:
        middle = (low + high + 1) // 2
        fairer = _at_least(partition, levels[middle], most)
        if fairer.solve([0] * len(fairer.candidates)):
            low = middle
        else:
            high = middle - 1
    return _at_least(partition, levels[low], most)


def _at_least(partition: Partition, floor: int, most: Mapping[str, int]) -> Partition:
    kept = tuple(one for one in partition.candidates if serves(one, floor, most))
    return replace(partition, candidates=kept, floor=floor)


def scale(candidates: Sequence[Candidate]) -> int:
    """Points are multiplied by this, so that no sum of tie-breaks outweighs one point."""
    people = {one for candidate in candidates for one in candidate.everyone}
    return TIES * (len(people) // 2 + 1)


def richest(partition: Partition, more: Sequence[Row] = ()) -> Answer:
    """The partition with the most points in all, ties broken for good; never ``None``."""
    factor = scale(partition.candidates)
    costs = [-(one.value * factor + one.tie) for one in partition.candidates]
    answer = partition.solve(costs, more=more)
    if answer is None:
        raise RuntimeError("a partition that was just found is gone")
    return answer
