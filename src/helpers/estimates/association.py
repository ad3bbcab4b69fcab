"""Whether two quantities go together, in rank only: nothing here says why."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from helpers.estimates.arrays import complete_pairs
from helpers.estimates.estimate import Estimate, without_interval
from helpers.estimates.intervals import Limits, normal_quantile, with_intervals

LEAST_PAIRS = 5
"""Under five pairs a rank correlation is -1, 0 or 1 by chance too often to be worth telling."""


def rank_correlation(one: ArrayLike, other: ArrayLike) -> Estimate:
    """Spearman's correlation of two measurements of the same people, -1 to 1.

    The interval is Fisher's with the variance of Bonett and Wright. Incomplete pairs are left
    out; with fewer than :data:`LEAST_PAIRS` or no spread there is no value. Source: Bonett DG,
    Wright TA (2000) Psychometrika 65:23-28.
    """
    from scipy import stats

    first, second = complete_pairs(one, other)
    n = int(first.size)
    if n < LEAST_PAIRS:
        return without_interval(None, n, "rank-correlation", note="fewer than five pairs")
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return without_interval(None, n, "rank-correlation", note="one of the two never varies")
    rho = float(stats.spearmanr(first, second).statistic)
    if abs(rho) > 1 - 1e-12:
        return without_interval(
            math.copysign(1.0, rho),
            n,
            "rank-correlation",
            note="the ranks agree wholly",
        )
    error, centre = math.sqrt((1 + rho**2 / 2) / (n - 3)), math.atanh(rho)

    def limits(level: float) -> Limits:
        half = normal_quantile(level) * error
        return math.tanh(centre - half), math.tanh(centre + half)

    return with_intervals(rho, limits, n, "rank-correlation")
