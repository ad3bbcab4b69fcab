"""Every group that the rules permit, with what it is worth: the columns of the partition.

A later search that makes columns as it needs them replaces :func:`permitted_groups` alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from zlib import crc32

from helpers.planning.benefit import Benefit
from helpers.planning.rules import Permissions

TIES = 1024
"""Tie-breaks run from 0 to one less than this."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A permitted group: value in points, each member's gain in the order of ``members``.

    ``tie`` is a number fixed by the staff ids alone. It decides between plans that are otherwise
    equal, so that neither the order of the rows nor the solver's version does.
    """

    members: tuple[str, ...]
    facilitator: str | None
    value: int
    gains: tuple[int, ...]
    tie: int

    @property
    def is_three(self) -> bool:
        """Whether it is a three of colleagues (a pair with a facilitator is not)."""
        return len(self.members) == 3

    @property
    def everyone(self) -> tuple[str, ...]:
        """Members and facilitator."""
        return (*self.members, self.facilitator) if self.facilitator else self.members

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every two people who would meet, in the order of their ids."""
        return frozenset(combinations(sorted(self.everyone), 2))


def permitted_groups(
    permissions: Permissions, benefit: Benefit, *, threes: bool
) -> tuple[Candidate, ...]:
    """Pairs, facilitated pairs and, if asked for, threes; in a fixed order."""
    shapes = _shapes(permissions, threes=threes)
    return tuple(
        _candidate(members, facilitator, benefit)
        for members, facilitator in shapes
        if permissions.allow(members, facilitator)
    )


def _shapes(
    permissions: Permissions, *, threes: bool
) -> Iterator[tuple[tuple[str, ...], str | None]]:
    for pair in combinations(permissions.peers, 2):
        yield pair, None
        for facilitator in permissions.facilitators:
            yield pair, facilitator
    if threes:
        for three in combinations(permissions.peers, 3):
            yield three, None


def _candidate(members: tuple[str, ...], facilitator: str | None, benefit: Benefit) -> Candidate:
    everyone = (*members, facilitator) if facilitator else members
    gains = tuple(benefit.gain(one, [o for o in everyone if o != one]) for one in members)
    tie = crc32("\x1f".join(everyone).encode()) % TIES
    return Candidate(members, facilitator, benefit.group_value(members, facilitator), gains, tie)
