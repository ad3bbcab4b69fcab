"""Ordered answers and judgements: more or less, but never how much."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, stats

from helpers.estimates.arrays import FloatArray, complete_pairs, present
from helpers.estimates.estimate import Estimate, without_interval
from helpers.estimates.intervals import Limits, normal_quantile, t_quantile, with_intervals

_EXACT_PAIRS = 300
_EXACT_PEOPLE = 100


def dominance_paired(before: ArrayLike, after: ArrayLike) -> Estimate:
    """Share of people who moved up less the share who moved down, with Tango's score interval.

    ``before`` and ``after`` are ranks or codes of the same people in the same order, higher for
    better; a pair that misses a half is left out. From -1 (everybody fell) to 1 (everybody rose).
    ``p`` is the exact Wilcoxon signed-rank test of :func:`wilcoxon_signed_rank`. Raises
    ``ValueError`` for different lengths. Source: Cliff (1993) Psychol Bull 114:494-509 (within
    pairs); Tango (1998) Stat Med 17:891-908.
    """
    first, second = complete_pairs(before, after)
    n = int(first.size)
    rose, fell = int((second > first).sum()), int((second < first).sum())
    if n == 0:
        return without_interval(
            None, 0, "dominance-paired", note="no complete pair", changed=0, rose=0
        )
    return with_intervals(
        (rose - fell) / n,
        lambda level: tango_limits(rose, fell, n, level),
        n,
        "dominance-paired",
        p=wilcoxon_signed_rank(first, second),
        note="" if rose + fell else "nobody moved",
        changed=rose + fell,
        rose=rose,
    )


def wilcoxon_signed_rank(before: ArrayLike, after: ArrayLike) -> float:
    """Two-sided exact p of Wilcoxon's signed-rank test, right with ties and with pairs unchanged.

    Pairs that did not change are left out, as Wilcoxon did; equal changes share their mean rank.
    The distribution of the rank sum is built up pair by pair over doubled ranks, which are whole.
    Beyond 300 changed pairs the normal approximation with ties is used. Raises ``ValueError`` for
    different lengths. Source: Wilcoxon (1945) Biometrics Bull 1:80-83; Pratt & Gibbons (1981).
    """
    first, second = complete_pairs(before, after)
    # Differences of codes such as 0.1 steps carry float dust that would break ties.
    changes = np.round(second - first, 9)
    changes = changes[changes != 0]
    if changes.size == 0:
        return 1.0
    ranks = stats.rankdata(np.abs(changes))
    lead = abs(float(ranks[changes > 0].sum() - ranks[changes < 0].sum()))
    if changes.size > _EXACT_PAIRS:
        return float(2 * stats.norm.sf(lead / math.sqrt(float((ranks**2).sum()))))
    doubled = np.round(2 * ranks).astype(int)
    total = int(doubled.sum())
    chance = np.zeros(total + 1)
    chance[0] = 1.0
    for rank in doubled:
        chance *= 0.5
        chance[rank:] += chance[: total + 1 - rank].copy()
    leads = np.abs(2 * np.arange(total + 1) - total)
    return min(1.0, float(chance[leads >= round(2 * lead)].sum()))


def cliffs_delta(before: ArrayLike, after: ArrayLike) -> Estimate:
    """Cliff's delta of different people: how much more often a later answer is the higher one.

    The share of all (before, after) couples in which after is higher, less the share in which it
    is lower. Interval: Cliff's consistent variance, asymmetric; where every couple points the
    same way, Wilson's limit with the smaller group. A group of one has no interval. ``p`` is the
    exact rank-sum test with ties (normal approximation beyond 100 people). Missing values are
    left out. Source: Cliff (1993) Psychol Bull 114:494-509; Feng & Cliff (2004) J Mod Appl Stat
    Methods 3:322-332.
    """
    first, second = present(before, "before"), present(after, "after")
    sizes = int(first.size), int(second.size)
    if min(sizes) == 0:
        return without_interval(
            None,
            sum(sizes),
            "cliffs-delta",
            note="one of the two groups is empty",
            n_before=sizes[0],
            n_after=sizes[1],
        )
    signs = np.sign(second[:, None] - first[None, :])
    delta = float(signs.mean())
    p = rank_sum_p(first, second)
    if min(sizes) == 1:
        return without_interval(
            delta,
            sum(sizes),
            "cliffs-delta",
            p=p,
            note="a group of one has no spread",
            n_before=sizes[0],
            n_after=sizes[1],
        )
    variance = _delta_variance(signs, delta)
    return with_intervals(
        delta,
        lambda level: _delta_limits(delta, variance, sizes, level),
        sum(sizes),
        "cliffs-delta",
        p=p,
        n_before=sizes[0],
        n_after=sizes[1],
    )


def rank_sum_p(first: FloatArray, second: FloatArray) -> float:
    """Two-sided exact p of the rank-sum (Mann-Whitney) test, right with ties.

    Counts the ways in which the mean ranks could fall to the smaller group. Beyond 100 people the
    normal approximation with ties is used. Source: Wilcoxon (1945); Lehmann (1975) Nonparametrics.
    """
    everybody = np.concatenate([first, second])
    if np.unique(everybody).size == 1:
        return 1.0
    if everybody.size > _EXACT_PEOPLE:
        return float(stats.mannwhitneyu(first, second, method="asymptotic").pvalue)
    doubled = np.round(2 * stats.rankdata(everybody)).astype(int)
    mine = doubled[: first.size] if first.size <= second.size else doubled[first.size :]
    small = mine.size
    total = int(doubled.sum())
    ways = np.zeros((small + 1, total + 1))
    ways[0, 0] = 1.0
    for rank in doubled:
        ways[1:, rank:] += ways[:-1, : total + 1 - rank].copy()
    # Distance from the expected sum, multiplied by the number of people to stay whole.
    distance = np.abs(np.arange(total + 1) * everybody.size - small * total)
    observed = abs(int(mine.sum()) * everybody.size - small * total)
    return min(1.0, float(ways[small, distance >= observed].sum() / ways[small].sum()))


def tango_limits(rose: int, fell: int, n: int, level: float) -> Limits:
    """Tango's score limits for ``(rose - fell) / n``; pairs that did not move never help.

    Source: Tango T (1998) Stat Med 17:891-908.
    """
    share = (rose - fell) / n
    z = normal_quantile(level)

    def score(change: float) -> float:
        b = -rose - fell + (2 * n - rose + fell) * change
        c = -fell * change * (1 - change)
        down = (math.sqrt(max(0.0, b * b - 8 * n * c)) - b) / (4 * n)
        variance = n * (2 * down + change * (1 - change))
        return float((rose - fell - n * change) / math.sqrt(max(variance, 1e-300)))

    edge = 1 - 1e-12
    low, high = -1.0, 1.0
    if share > -1:
        low = float(optimize.brentq(lambda change: score(change) - z, -edge, share))
    if share < 1:
        high = float(optimize.brentq(lambda change: score(change) + z, share, edge))
    return low, high


def _delta_variance(signs: FloatArray, delta: float) -> float:
    """Cliff's unbiased variance of delta, kept above the least that Cliff allows."""
    rows, columns = signs.shape
    by_row = float(((signs.mean(axis=1) - delta) ** 2).sum())
    by_column = float(((signs.mean(axis=0) - delta) ** 2).sum())
    by_cell = float(((signs - delta) ** 2).sum())
    variance = (columns**2 * by_row + rows**2 * by_column - by_cell) / (
        rows * columns * (rows - 1) * (columns - 1)
    )
    return float(max(variance, (1 - delta**2) / (rows * columns - 1)))


def _delta_limits(delta: float, variance: float, sizes: tuple[int, int], level: float) -> Limits:
    if abs(delta) == 1:
        smaller, z = min(sizes), normal_quantile(level)
        inner = (smaller - z**2) / (smaller + z**2)
        return (inner, 1.0) if delta > 0 else (-1.0, -inner)
    t = t_quantile(level, sum(sizes) - 2)
    room = 1 - delta**2
    middle = delta * room
    half = t * math.sqrt(variance * (room**2 + t**2 * variance))
    scale = room + t**2 * variance
    return max(-1.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
