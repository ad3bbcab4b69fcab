"""What every method shares: two levels, Wilson's limits, and adding intervals up."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from scipy import stats

from helpers.estimates.estimate import Estimate

LEVEL = 0.95
"""Of the interval that is shown."""
INNER_LEVEL = 0.90
"""Of the interval that only the rule for strength of evidence looks at."""

Limits = tuple[float, float]


def with_intervals(
    value: float,
    limits: Callable[[float], Limits],
    n: int,
    method: str,
    *,
    p: float | None = None,
    note: str = "",
    changed: int | None = None,
    rose: int | None = None,
    n_before: int | None = None,
    n_after: int | None = None,
    mid_p: float | None = None,
) -> Estimate:
    """An estimate with its 95 % and 90 % limits; ``limits`` gives both ends at a level."""
    low, high = limits(LEVEL)
    inner_low, inner_high = limits(INNER_LEVEL)
    return Estimate(
        value=float(value),
        low=float(low),
        high=float(high),
        n=n,
        method=method,
        p=p,
        level=LEVEL,
        note=note,
        inner_low=float(inner_low),
        inner_high=float(inner_high),
        changed=changed,
        rose=rose,
        n_before=n_before,
        n_after=n_after,
        mid_p=mid_p,
    )


@lru_cache(maxsize=256)
def normal_quantile(level: float) -> float:
    """How many standard errors a two-sided normal interval reaches at a level."""
    return float(stats.norm.ppf((1 + level) / 2))


@lru_cache(maxsize=1024)
def t_quantile(level: float, df: float) -> float:
    """How many standard errors a two-sided t interval reaches at a level."""
    return float(stats.t.ppf((1 + level) / 2, df))


def wilson_limits(share: float, n: float, level: float) -> Limits:
    """Wilson's score limits for a share that rests on ``n`` units; ``n`` need not be whole.

    Source: Wilson EB (1927) J Am Stat Assoc 22:209-212.
    """
    z = normal_quantile(level)
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    # At 0 and at n of n the limit is 0 or 1 in exact arithmetic; floats miss it by a hair.
    low = 0.0 if share == 0 else max(0.0, centre - half)
    high = 1.0 if share == 1 else min(1.0, centre + half)
    return min(low, share), max(high, share)


def square_and_add(
    before: float, before_limits: Limits, after: float, after_limits: Limits, phi: float = 0.0
) -> Limits:
    """Limits of ``after - before`` from the limits of each; ``phi`` is their correlation.

    Source: Newcombe RG (1998) Stat Med 17:873-890 (unpaired) and 17:2635-2650 (paired).
    """
    difference = after - before
    down, up = after - after_limits[0], before_limits[1] - before
    below = math.sqrt(max(0.0, down**2 - 2 * phi * down * up + up**2))
    up, down = after_limits[1] - after, before - before_limits[0]
    above = math.sqrt(max(0.0, up**2 - 2 * phi * up * down + down**2))
    return max(-1.0, difference - below), min(1.0, difference + above)
