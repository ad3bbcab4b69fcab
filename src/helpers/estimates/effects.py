"""Standardised effect sizes, each named by what it is divided by."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from helpers.estimates.arrays import FloatArray, complete_pairs, present, spread_is_nought
from helpers.estimates.estimate import Estimate, without_interval
from helpers.estimates.intervals import Limits, with_intervals

_LARGE_T = 300.0
"""Above it scipy's inverse loses digits and time, and only the spread of the divisor matters."""


def d_z(before: ArrayLike, after: ArrayLike) -> Estimate:
    """Mean change over the standard deviation of the changes, corrected for small samples.

    Pairs of the same people; ``n`` counts complete pairs. The interval inverts the noncentral t
    distribution, which is exact as it stands: only the point estimate needs the correction. Under
    three pairs, or without any spread, there is none. Raises ``ValueError`` for different lengths.
    Source: Cohen (1988); Hedges (1981) J Educ Stat 6:107-128; Goulet-Pelletier & Cousineau (2018)
    Quant Methods Psychol 14:242-265.
    """
    first, second = complete_pairs(before, after)
    changes = second - first
    if changes.size < 3 or spread_is_nought(changes):
        return _unknown("d-z", changes)
    df = changes.size - 1
    d = float(changes.mean() / changes.std(ddof=1))
    return _standardised(d, 1 / math.sqrt(changes.size), df, "d-z", changes)


def d_av(before: ArrayLike, after: ArrayLike) -> Estimate:
    """Mean change over the root mean square of both terms' standard deviations, corrected.

    Pairs of the same people; ``n`` counts complete pairs. The interval is Algina and Keselman's
    approximation through the noncentral t. Under three pairs, or without any spread, there is
    none. Raises ``ValueError`` for different lengths. Source: Cumming (2012) Understanding the
    New Statistics; Algina & Keselman (2003) Educ Psychol Meas 63:537-553; Hedges (1981).
    """
    first, second = complete_pairs(before, after)
    changes = second - first
    if changes.size < 3 or spread_is_nought(changes):
        return _unknown("d-av", changes)
    df = changes.size - 1
    average = math.sqrt((first.var(ddof=1) + second.var(ddof=1)) / 2)
    d = float(changes.mean()) / average
    per_t = float(changes.std(ddof=1)) / average / math.sqrt(changes.size)
    return _standardised(d, per_t, df, "d-av", changes)


def d_pooled(before: ArrayLike, after: ArrayLike) -> Estimate:
    """Difference in means of different people over their pooled standard deviation, corrected.

    Hedges' g. ``n`` is everybody, ``n_before`` and ``n_after`` the groups. The interval inverts
    the noncentral t. A group of one, or no spread, gives none. Source: Hedges (1981) J Educ Stat
    6:107-128; Hedges & Olkin (1985).
    """
    first, second = present(before, "before"), present(after, "after")
    sizes = int(first.size), int(second.size)
    everybody = np.concatenate([first, second])
    df = sum(sizes) - 2
    if min(sizes) < 2 or (spread_is_nought(first) and spread_is_nought(second)):
        note = "a group of fewer than two" if min(sizes) < 2 else "no spread to divide by"
        return without_interval(
            None, sum(sizes), "d-pooled", note=note, n_before=sizes[0], n_after=sizes[1]
        )
    squares = float(((first - first.mean()) ** 2).sum() + ((second - second.mean()) ** 2).sum())
    d = float(second.mean() - first.mean()) / math.sqrt(squares / df)
    per_t = math.sqrt(1 / sizes[0] + 1 / sizes[1])
    return _standardised(d, per_t, df, "d-pooled", everybody, sizes)


def small_sample_correction(df: int) -> float:
    """Hedges' exact factor J(df) that takes the upward bias out of a standardised difference.

    Nought at one degree of freedom, where no correction exists. Source: Hedges (1981).
    """
    if df < 2:
        return 0.0
    return float(
        math.exp(special.gammaln(df / 2) - special.gammaln((df - 1) / 2) - 0.5 * math.log(df / 2))
    )


def _standardised(
    d: float,
    per_t: float,
    df: int,
    method: str,
    values: FloatArray,
    groups: tuple[int, int] | None = None,
) -> Estimate:
    """The corrected effect; ``per_t`` turns a t statistic into the uncorrected effect."""
    correction = small_sample_correction(df)
    t = d / per_t

    def limits(level: float) -> Limits:
        low, high = _noncentrality(t, df, level)
        return per_t * low, per_t * high

    return with_intervals(
        correction * d,
        limits,
        int(values.size),
        method,
        p=float(2 * stats.t.sf(abs(t), df)),
        changed=None if groups else int(np.count_nonzero(values)),
        n_before=groups[0] if groups else None,
        n_after=groups[1] if groups else None,
    )


def _noncentrality(t: float, df: int, level: float) -> Limits:
    """The noncentrality parameters under which ``t`` would be too high or too low at a level."""
    tail = (1 - level) / 2
    if t < 0:  # the inverse keeps more digits on the positive side
        low, high = _noncentrality(-t, df, level)
        return -high, -low
    tails = (1 - tail, tail)
    if t > _LARGE_T:
        low, high = (t * math.sqrt(stats.chi2.ppf(1 - p, df) / df) for p in tails)
    else:
        low, high = (float(special.nctdtrinc(df, p, t)) for p in tails)
    return low, high


def _unknown(method: str, changes: FloatArray) -> Estimate:
    note = "fewer than three pairs" if changes.size < 3 else "no spread to divide by"
    return without_interval(
        None,
        int(changes.size),
        method,
        note=note,
        changed=int(np.count_nonzero(changes)),
    )
