"""Two observers of the same lessons: how far they agree."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from helpers.estimates.arrays import complete_pairs
from helpers.estimates.estimate import Estimate, without_interval
from helpers.estimates.intervals import Limits, t_quantile, with_intervals
from helpers.estimates.proportions import proportion

Weighting = Literal["linear", "quadratic"]


def exact_agreement(first: ArrayLike, second: ArrayLike) -> Estimate:
    """Share of lessons on which both observers gave the same category, with Wilson's interval.

    Lessons that only one of them judged are left out. Raises ``ValueError`` for different lengths.
    """
    one, two = complete_pairs(first, second, ("first", "second"))
    return proportion(int((one == two).sum()), int(one.size))


def agreement_within_one(first: ArrayLike, second: ArrayLike) -> Estimate:
    """Share of lessons on which both were at most one category apart, with Wilson's interval.

    Categories are codes one apart. Raises ``ValueError`` for different lengths.
    """
    one, two = complete_pairs(first, second, ("first", "second"))
    return proportion(int((np.abs(one - two) <= 1).sum()), int(one.size))


def weighted_kappa(
    first: ArrayLike, second: ArrayLike, categories: int, weighting: Weighting = "quadratic"
) -> Estimate:
    """Agreement beyond chance on an ordered scale, with near misses counting in part.

    ``first`` and ``second`` are codes 0 to ``categories - 1`` of the same lessons; lessons that
    only one observer judged are left out. Linear weights take off a mistake in proportion to its
    distance, quadratic ones to its square. If both gave one and the same category throughout,
    chance alone would agree as often and there is no value.

    The usual large-sample interval collapses when all agree and held the truth in as few as 40
    of 100 trials of six lessons. So one more lesson is spread evenly over all cells of the table
    before its standard error is taken, and a t quantile is used; the kappa shown is that of the
    lessons alone, the interval is kept within -1 and 1. Raises ``ValueError`` for different
    lengths or codes outside the scale. Source: Cohen (1968) Psychol Bull 70:213-220; Fleiss,
    Cohen & Everitt (1969) Psychol Bull 72:323-327; the further lesson is this project's own, its
    coverage measured in ``benchmarks/coverage.py``.
    """
    from statsmodels.stats.inter_rater import cohens_kappa

    one, two = complete_pairs(first, second, ("first", "second"))
    codes = np.concatenate([one, two])
    if categories < 2 or not np.isin(codes, np.arange(categories)).all():
        raise ValueError(f"judgements must be codes from 0 to {categories - 1}")
    method, n = f"kappa-{weighting}", int(one.size)
    if n == 0:
        return without_interval(None, 0, method, note="no lesson was judged by two people")
    used = np.unique(one).size, np.unique(two).size
    if np.unique(codes).size == 1:
        note = "both observers used one and the same category"
        return without_interval(None, n, method, note=note)
    table = np.zeros((categories, categories))
    np.add.at(table, (one.astype(int), two.astype(int)), 1)
    kappa = float(cohens_kappa(table, wt=weighting, return_results=False))
    if n == 1:
        return without_interval(kappa, 1, method, note="one lesson")
    smoothed = cohens_kappa(table + 1 / categories**2, wt=weighting)

    def limits(level: float) -> Limits:
        half = t_quantile(level, n - 1) * float(smoothed.std_kappa)
        centre = float(smoothed.kappa)
        return max(-1.0, min(centre - half, kappa)), min(1.0, max(centre + half, kappa))

    note = "one observer used a single category, so kappa is 0" if 1 in used else ""
    return with_intervals(kappa, limits, n, method, note=note)
