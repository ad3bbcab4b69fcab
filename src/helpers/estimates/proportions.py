"""One proportion, and two proportions of different people."""

from __future__ import annotations

from scipy import stats

from helpers.estimates.estimate import Estimate


def proportion(count: int, base: int) -> Estimate:
    """Share of ``base`` units that show something, with Wilson's score interval.

    Raises ``ValueError`` unless ``0 <= count <= base``. A base of nought has no value.
    """
    if not 0 <= count <= base:
        raise ValueError(f"a count of {count} does not fit a base of {base}")
    if base == 0:
        return Estimate(None, None, None, 0, "wilson", note="nothing was counted")
    interval = stats.binomtest(count, base).proportion_ci(method="wilson")
    return Estimate(count / base, float(interval.low), float(interval.high), base, "wilson")
