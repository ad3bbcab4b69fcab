"""Every group that the rules permit, with what it is worth, as arrays: the columns to choose from.

At 300 people that is 4.5 million threes, 14 bytes each and a few seconds to list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from helpers.planning.groups.benefit import Benefit
from helpers.planning.groups.points import Places, Points, Whole
from helpers.planning.groups.rules import Permissions

TIES = 1024
"""Tie-breaks run from 0 to one less than this."""

Number = NDArray[np.int16]
Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Permitted groups as columns, in a fixed order: pairs, pairs with a facilitator, threes.

    ``people`` are colleagues, then facilitators, each in the order of ids; ``peers`` counts the
    colleagues. ``first``, ``second`` and ``third`` are places in ``people`` (``third`` is one past
    the end for a pair, and may be a facilitator). ``values`` are points; ``levels`` the highest
    floor that a group serves (the highest gain of all where it holds no floor down). ``ties`` are
    numbers fixed by the staff ids alone, which decide between plans that are otherwise equal, so
    that neither the order of rows nor the solver's version does.
    """

    people: tuple[str, ...]
    peers: int
    first: Number = field(repr=False)
    second: Number = field(repr=False)
    third: Number = field(repr=False)
    values: Whole = field(repr=False)
    levels: Whole = field(repr=False)
    ties: Number = field(repr=False)

    def __len__(self) -> int:
        return len(self.values)

    @property
    def are_threes(self) -> Truth:
        """Which are threes of colleagues (a pair with a facilitator is none)."""
        return self.third < self.peers

    def take(self, which: Truth | Places) -> Candidates:
        """Some of the columns, in the same order."""
        return replace(
            self,
            first=self.first[which],
            second=self.second[which],
            third=self.third[which],
            values=self.values[which],
            levels=self.levels[which],
            ties=self.ties[which],
        )

    def having(self, place: int) -> Truth:
        """Which columns hold a person."""
        found = (self.first == place) | (self.second == place) | (self.third == place)
        return np.asarray(found)

    def members(self, column: int) -> tuple[tuple[str, ...], str | None]:
        """The colleagues of a group by their ids, and its facilitator."""
        pair = (self.people[self.first[column]], self.people[self.second[column]])
        third = int(self.third[column])
        if third < self.peers:
            return (*pair, self.people[third]), None
        return pair, self.people[third] if third < len(self.people) else None

    def meetings(self, counts: Whole) -> Whole:
        """Add up a number for every two people (a square array) over the pairs of each group."""
        padded = np.pad(counts, (0, 1))
        one, other, third = self.first, self.second, self.third
        total = padded[one, other] + padded[one, third] + padded[other, third]
        return np.asarray(total, np.int32)


def permitted_groups(permissions: Permissions, benefit: Benefit, *, threes: bool) -> Candidates:
    """Pairs, facilitated pairs and, if asked for, threes."""
    people = (*permissions.peers, *permissions.facilitators)
    points = Points.of(benefit, permissions.peers, permissions.facilitators)
    blocks = list(_blocks(permissions, points, threes=threes))
    one, other, third, values, *gains = (
        np.concatenate([block[part] for block in blocks]) for part in range(7)
    )
    ties = np.pad(_ties(people), (0, 1))
    tie = (ties[one, other] + ties[one, third] + ties[other, third]) % TIES
    return Candidates(
        people,
        len(permissions.peers),
        one.astype(np.int16),
        other.astype(np.int16),
        third.astype(np.int16),
        values,
        _levels((one, other, third), gains, len(permissions.peers)),
        tie.astype(np.int16),
    )


def _blocks(
    permissions: Permissions, points: Points, *, threes: bool
) -> Iterator[tuple[NDArray[np.integer], ...]]:
    """First, second, third, value and the three gains of some columns at a time."""
    peers, everyone = len(permissions.peers), len(permissions.peers) + len(permissions.facilitators)
    gains, allowed = points.gains, _Allowed.of(permissions)
    one, other = np.triu_indices(peers, 1)
    for third in (everyone, *range(peers, everyone)):
        a, b = allowed.of_all(one, other, third)
        worth = points.of_pairs(a, b)
        # A pair's second supporter is the first again, who adds nothing.
        own = gains[a, b, b if third == everyone else third]
        others = gains[b, a, a if third == everyone else third]
        thirds = np.full_like(a, third)
        yield a, b, thirds, worth + own + others, own, others, np.zeros_like(worth)
    for first in range(peers if threes else 0):
        rest = one > first
        b, c = allowed.of_all(one[rest], other[rest], first)
        by = (gains[first, b, c], gains[b, first, c], gains[c, first, b])
        worth = points.of_threes(first, b, c)
        yield np.full_like(b, first), b, c, worth + by[0] + by[1] + by[2], *by


@dataclass(frozen=True, slots=True)
class _Allowed:
    """Who may share a group, by place: a square of who may meet, and who needs whom."""

    meet: Truth
    needs: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, permissions: Permissions) -> _Allowed:
        people = (*permissions.peers, *permissions.facilitators)
        place = {one: number for number, one in enumerate(people)}
        meet = np.ones((len(people) + 1, len(people) + 1), np.bool_)
        for pair in permissions.barred:
            found = [place[one] for one in pair if one in place]
            if len(found) == 2:
                meet[found, found[::-1]] = False
        needs = (
            (place[one], place[other])
            for one in permissions.peers
            for other in sorted(permissions.required.get(one, ()))
        )
        return cls(meet, tuple(needs))

    def of_all(self, one: Places, other: Places, third: int) -> tuple[Places, Places]:
        """Which pairs are permitted with one more person (or nobody more)."""
        fine = self.meet[one, other] & self.meet[one, third] & self.meet[other, third]
        for who, needed in self.needs:
            there = (one == who) | (other == who) | (third == who)
            fine &= ~there | (one == needed) | (other == needed) | (third == needed)
        return one[fine], other[fine]


def _ties(people: tuple[str, ...]) -> Whole:
    """A number for every two people, from their ids."""
    found = np.zeros((len(people), len(people)), np.int32)
    for (a, one), (b, other) in combinations(enumerate(people), 2):
        found[a, b] = found[b, a] = crc32(f"{one}\x1f{other}".encode()) % TIES
    return found


def _levels(
    trio: tuple[NDArray[np.integer], ...], gains: list[NDArray[np.integer]], peers: int
) -> Whole:
    """The highest floor that each group serves.

    A member who gets the most that any permitted group could give them holds no floor down, so
    that one expert with nothing to learn does not make every plan look equally fair.
    """
    most = np.zeros(peers, np.int32)
    for place, gain in zip(trio, gains, strict=True):
        there = place < peers
        np.maximum.at(most, place[there], gain[there])
    levels = np.full(len(trio[0]), most.max(initial=0), np.int32)
    for place, gain in zip(trio, gains, strict=True):
        short = place < peers
        short[short] = gain[short] < most[place[short]]
        levels[short] = np.minimum(levels[short], gain[short])
    return levels
