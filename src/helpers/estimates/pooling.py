"""Findings of several schools together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, stats

from helpers.estimates.arrays import LARGEST, FloatArray, numbers
from helpers.estimates.estimate import Estimate, without_interval
from helpers.estimates.intervals import Limits, normal_quantile, t_quantile, with_intervals

_LEAST_ERROR = 1 / LARGEST
"""A smaller standard error would weigh infinitely much."""
_TWO_SCHOOLS = "two schools cannot show how much schools differ"
# It holds a further school 85 to 91 times in 100 where schools differ no more than their errors.
_BOLD_PREDICTION = "the range for a further school is too narrow where schools differ little"


@dataclass(frozen=True, slots=True)
class Pooled:
    """The average over schools, where a further school is likely to lie, and how they differ.

    ``prediction`` is ``None`` under three schools. It is bold where schools differ little
    (Nagashima, Noma & Furukawa 2019 Stat Methods Med Res 28:1689-1702; measured in
    ``benchmarks/coverage.py``), and the average's note says so. ``tau2`` is the variance between
    schools, in the unit of the findings squared; ``q`` is Cochran's Q.
    """

    average: Estimate
    prediction: Limits | None
    tau2: float
    q: float


def pool(values: ArrayLike, standard_errors: ArrayLike) -> Pooled:
    """Random-effects average over schools: REML, Knapp-Hartung interval, prediction interval.

    One value and one standard error a school; ``n`` counts schools. The Knapp-Hartung factor is
    never taken below 1, so that schools that happen to agree do not look surer than their own
    standard errors. One school alone is given with its own normal interval. Raises ``ValueError``
    for different lengths, gaps, or a standard error that is not above nought. Source: Viechtbauer
    (2005) J Educ Behav Stat 30:261-293; Knapp & Hartung (2003) Stat Med 22:2693-2710; Higgins,
    Thompson & Spiegelhalter (2009) J R Stat Soc A 172:137-159.
    """
    effects, errors = numbers(values), numbers(standard_errors, "standard errors")
    if effects.size != errors.size:
        raise ValueError(f"there are {effects.size} values for {errors.size} standard errors")
    if np.isnan(effects).any() or np.isnan(errors).any() or (errors < _LEAST_ERROR).any():
        raise ValueError("every school needs a value and a standard error above nought")
    k = int(effects.size)
    if k == 0:
        return Pooled(without_interval(None, 0, "random-effects", note="no school"), None, 0, 0)
    variances = errors**2
    fixed = float((effects / variances).sum() / (1 / variances).sum())
    q = float(((effects - fixed) ** 2 / variances).sum())
    if k == 1:
        return Pooled(_one_school(float(effects[0]), float(errors[0])), None, 0.0, 0.0)
    tau2 = _reml(effects, variances)
    weights = 1 / (variances + tau2)
    average = float((weights * effects).sum() / weights.sum())
    spread = float((weights * (effects - average) ** 2).sum()) / (k - 1)
    error = math.sqrt(max(1.0, spread) / weights.sum())

    def limits(level: float) -> Limits:
        half = t_quantile(level, k - 1) * error
        return average - half, average + half

    prediction = None
    if k >= 3:
        half = t_quantile(0.95, k - 2) * math.sqrt(tau2 + error**2)
        prediction = average - half, average + half
    estimate = with_intervals(
        average,
        limits,
        k,
        "random-effects",
        p=float(2 * stats.t.sf(abs(average) / error, k - 1)),
        note=_TWO_SCHOOLS if k == 2 else _BOLD_PREDICTION,
        changed=int(np.count_nonzero(effects)),
    )
    return Pooled(estimate, prediction, tau2, q)


def pool_estimates(estimates: Sequence[Estimate]) -> Pooled:
    """:func:`pool` of what each school found; those without an interval are left out.

    The standard error is read back from the width of the 95 % interval as if it were normal,
    which for a t interval errs on the careful side.
    """
    usable = [(e.value, standard_error(e)) for e in estimates]
    kept = [
        (value, error)
        for value, error in usable
        if value is not None and error and error >= _LEAST_ERROR
    ]
    return pool([value for value, _ in kept], [error for _, error in kept])


def standard_error(estimate: Estimate) -> float | None:
    """Standard error behind an interval, as if it were normal; ``None`` without an interval."""
    if estimate.low is None or estimate.high is None:
        return None
    return (estimate.high - estimate.low) / (2 * normal_quantile(estimate.level))


def _one_school(value: float, error: float) -> Estimate:
    def limits(level: float) -> Limits:
        half = normal_quantile(level) * error
        return value - half, value + half

    return with_intervals(value, limits, 1, "random-effects", note="one school: nothing is pooled")


def _reml(effects: FloatArray, variances: FloatArray) -> float:
    """Variance between schools that makes the restricted likelihood highest, not below nought."""

    def loss(tau2: float) -> float:
        weights = 1 / (variances + tau2)
        average = (weights * effects).sum() / weights.sum()
        return float(
            np.log(variances + tau2).sum()
            + np.log(weights.sum())
            + (weights * (effects - average) ** 2).sum()
        )

    # The likelihood can have two humps, so the best of a grid is refined, not the first hump met.
    scale = float(effects.var(ddof=1) + variances.mean())
    grid = np.concatenate([[0.0], np.geomspace(scale * 1e-6, scale * 1e2, 200)])
    best = int(np.argmin([loss(tau2) for tau2 in grid]))
    if best == 0:
        return 0.0
    around = grid[best - 1], grid[min(best + 1, grid.size - 1)]
    refined = optimize.minimize_scalar(
        loss, bounds=around, method="bounded", options={"xatol": 1e-10 * scale}
    )
    return float(refined.x)
