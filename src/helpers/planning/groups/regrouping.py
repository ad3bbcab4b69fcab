"""Hold most groups and free the rest: small questions that are solved to the end, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from helpers.planning.groups.candidates import Candidates
from helpers.planning.groups.pricing import Prices
from helpers.planning.groups.question import Places

_A_BLOCK = 12
_TIMES = 2
"""How often every group is freed."""


def most_likely(candidates: Candidates, priced: Prices, people: int) -> Places:
    """Groups that share no colleague, as the prices have them, until so many people are left."""
    nearest = priced.nearest(10 * len(candidates.people))
    nearest = nearest[np.argsort(priced.below[nearest], kind="stable")]
    held, taken = [], set[int]()
    for column in (*priced.likely.tolist(), *nearest.tolist()):
        if candidates.peers - len(taken) <= people:
            break
        trio = (candidates.first[column], candidates.second[column], candidates.third[column])
        who = {int(one) for one in trio if one < candidates.peers}
        # A facilitator's groups are limited, so none of them is held.
        led = candidates.peers <= trio[2] < len(candidates.people)
        if not who & taken and not led:
            held.append(column)
            taken |= who
    return np.array(held, np.intp)


def open_beside(candidates: Candidates, held: Places) -> Places:
    """The columns to choose from where some groups are held: those, and all of other people."""
    taken = np.zeros(len(candidates.people) + 1, np.bool_)
    for part in (candidates.first, candidates.second, candidates.third):
        taken[part[held]] = True
    taken[candidates.peers :] = False
    free = ~(taken[candidates.first] | taken[candidates.second] | taken[candidates.third])
    return np.union1d(np.flatnonzero(free), held)


def blocks(columns: Sequence[int]) -> Iterator[Places]:
    """A dozen groups at a time, shuffled anew each time round from a fixed seed."""
    for number in range(_TIMES):
        order = np.random.default_rng(number).permutation(np.array(columns, np.intp))
        yield from np.array_split(order, max(1, len(order) // _A_BLOCK))
