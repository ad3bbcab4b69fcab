"""The points of a whole school at once, as arrays: the same sums as ``benefit``, for every group.

Listing all threes of three hundred people one by one takes minutes; whole arrays take seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from helpers.planning.groups.benefit import Benefit

Whole = NDArray[np.int32]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Points:
    """What each colleague learns in any company, and the bonuses of any two; whole points.

    People stand by their place: colleagues first, then facilitators. ``gains[l, s, t]`` is what
    ``l`` learns from ``s`` and ``t`` together (``gains[l, s, s]`` from ``s`` alone). ``bonus``
    holds reciprocity and having met, ``years`` the capped years apart, for two colleagues.
    ``experienced`` is 1 for experienced, -1 for new, 0 for neither.
    """

    benefit: Benefit
    gains: Whole
    bonus: Whole
    years: Whole
    experienced: Whole

    @classmethod
    def of(cls, benefit: Benefit, peers: Sequence[str], facilitators: Sequence[str]) -> Points:
        """Work the arrays out from the transfers between any two people."""
        gains = _gains(benefit, peers, (*peers, *facilitators))
        alone = np.einsum("lss->ls", gains)[:, : len(peers)]
        weights = benefit.weights
        bonus = weights.reciprocity * ((alone > 0) & (alone.T > 0)).astype(np.int32)
        years = np.zeros_like(bonus)
        place = {one: number for number, one in enumerate(peers)}
        for pair in benefit.met:
            found = [place[one] for one in pair if one in place]
            if len(found) == 2:
                bonus[found, found[::-1]] -= weights.met_before
        for one in peers:
            for other in peers[: place[one]] if benefit.years[one] else ():
                apart = min(benefit.years_apart((one, other)) or 0, weights.most_years)
                years[place[one], place[other]] = years[place[other], place[one]] = apart
        known = [benefit.experienced[one] for one in peers]
        level = [0 if one is None else 1 if one else -1 for one in known]
        return cls(benefit, gains, bonus, years, np.array(level, np.int32))

    def of_pairs(self, one: Places, other: Places) -> Whole:
        """Worth of pairs of colleagues, but for what they learn."""
        weights = self.benefit.weights
        mixed = self.experienced[one] * self.experienced[other] < 0
        return np.asarray(
            self.bonus[one, other]
            + weights.year_spread * self.years[one, other]
            + weights.experience * mixed,
            np.int32,
        )

    def of_threes(self, one: int, other: Places, third: Places) -> Whole:
        """Worth of threes of colleagues that share their first member, but for what they learn."""
        weights, years, level = self.benefit.weights, self.years, self.experienced
        furthest = np.maximum(np.maximum(years[one, other], years[one, third]), years[other, third])
        levels = (level[one], level[other], level[third])
        most = np.maximum(np.maximum(levels[0], levels[1]), levels[2])
        least = np.minimum(np.minimum(levels[0], levels[1]), levels[2])
        return np.asarray(
            self.bonus[one, other]
            + self.bonus[one, third]
            + self.bonus[other, third]
            + weights.year_spread * furthest
            + weights.experience * (most > 0) * (least < 0)
            - weights.workload * self._relied_on(one, other, third),
            np.int32,
        )

    def _relied_on(self, one: int, other: Places, third: Places) -> Whole:
        """How many members of each three are leant on by both others."""
        gains, alone = self.gains, np.einsum("lss->ls", self.gains)

        def by_both(a: Places | int, b: Places | int, c: Places | int) -> NDArray[np.bool_]:
            return np.asarray(
                (gains[b, a, c] > alone[b, c]) & (gains[c, a, b] > alone[c, b]), np.bool_
            )

        found = by_both(one, other, third).astype(np.int32)
        found += by_both(other, one, third)
        found += by_both(third, one, other)
        return found


def _gains(benefit: Benefit, peers: Sequence[str], everyone: Sequence[str]) -> Whole:
    """What each colleague learns from any two others: the best of each skill, the best skills."""
    place = {one: number for number, one in enumerate(everyone)}
    taught: list[dict[str, list[tuple[int, int]]]] = [{} for _ in peers]
    for (supporter, learner), transfers in benefit.between.items():
        if supporter in place and place.get(learner, len(peers)) < len(peers):
            for one in transfers:
                by_skill = taught[place[learner]].setdefault(one.skill, [])
                by_skill.append((place[supporter], one.points))
    first, second = np.triu_indices(len(everyone))
    gains = np.zeros((len(peers), len(everyone), len(everyone)), np.int32)
    for number, skills in enumerate(taught):
        points = np.zeros((len(skills), len(everyone)), np.int32)
        for row, found in enumerate(skills.values()):
            for teacher, worth in found:
                points[row, teacher] = worth
        best = np.maximum(points[:, first], points[:, second])
        gains[number, first, second] = _largest(best, benefit.weights.skills_a_term)
        gains[number, second, first] = gains[number, first, second]
    return gains


def _largest(rows: Whole, count: int) -> Whole:
    """The sum of the largest few numbers of each column."""
    if len(rows) > count:
        rows = np.partition(rows, len(rows) - count, axis=0)[len(rows) - count :]
    return np.asarray(rows.sum(axis=0, dtype=np.int32))
