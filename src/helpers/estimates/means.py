"""Means, and changes in them; never for grades, which have an order but no distance."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from helpers.estimates.arrays import (
    FloatArray,
    complete_pairs,
    one_number,
    present,
    spread_is_nought,
)
from helpers.estimates.estimate import Estimate, without_interval
from helpers.estimates.intervals import Limits, t_quantile, with_intervals
from helpers.estimates.permutation import sign_flip_p

_NO_SPREAD = "all values are the same; the interval allows for unseen ones a step away"
_UNKNOWN_SPREAD = "all values are the same, so nothing is known of their spread"
# With exponential values the t interval holds the truth 88 times in 100 at 6 and 89 at 10, not 95.
_LOPSIDED = "the values are lopsided and few, so the interval is narrower than it should be"
_LOPSIDED_N = 30


def mean(values: ArrayLike, step: float | None = None) -> Estimate:
    """Mean with its t interval, in the unit of the values; missing values are left out.

    ``step`` is the smallest difference the scale can record (1 for a five-point scale); it is
    used only when all values are the same (see :func:`mean_change_paired`). One value has no
    interval. Source: Student (1908) Biometrika 6:1-25.
    """
    there = present(values)
    return _one_sample(there, "mean-t", step, changed=None, p=None)


def mean_against(values: ArrayLike, reference: float, step: float | None = None) -> Estimate:
    """Mean minus a reference taken as fixed (a national figure), with its t interval.

    ``changed`` counts the values that differ from the reference; ``p`` is the one-sample t test.
    ``step`` as in :func:`mean`; left out, it is the distance from the reference, the only one
    there is to see when all values are the same. Source: Student (1908) Biometrika 6:1-25.
    """
    above = present(values) - one_number(reference, "the reference")
    if step is None and above.size and above[0] != 0:
        step = abs(float(above[0]))
    return _one_sample(
        above, "mean-against-t", step, changed=int(np.count_nonzero(above)), p=_t_test_p(above)
    )


def mean_change_paired(before: ArrayLike, after: ArrayLike) -> Estimate:
    """Mean of after minus before among the same people, with its t interval.

    A pair that misses a half is left out; ``n`` counts complete pairs, ``changed`` those that
    moved; ``p`` is the paired t test. When all moved by the same amount there is no spread to
    build an interval on. Then at most a share 1 - 0.025^(1/n) of such people could have moved
    otherwise (Clopper-Pearson for 0 of n); the interval lets that share differ by one step, the
    smallest difference between any two values seen, and ``p`` is the sign-flip test. Raises
    ``ValueError`` for different lengths. Source: Student (1908) Biometrika 6:1-25; Clopper &
    Pearson (1934) Biometrika 26:404-413 for the case without spread.
    """
    first, second = complete_pairs(before, after)
    changes = second - first
    return _one_sample(
        changes,
        "mean-change-paired-t",
        _smallest_gap(np.concatenate([first, second])),
        changed=int(np.count_nonzero(changes)),
        p=_t_test_p(changes),
    )


def mean_change_unpaired(before: ArrayLike, after: ArrayLike) -> Estimate:
    """Mean after minus mean before, of different people, with Welch's t interval.

    ``n`` is everybody, ``n_before`` and ``n_after`` the two groups; ``p`` is Welch's test. A group
    of one gives no interval. Two groups without any spread: as in :func:`mean_change_paired`.
    Source: Welch (1947) Biometrika 34:28-35.
    """
    first, second = present(before, "before"), present(after, "after")
    sizes = int(first.size), int(second.size)
    n, method = sum(sizes), "mean-change-welch"

    def bare(value: float | None, note: str) -> Estimate:
        return without_interval(value, n, method, note=note, n_before=sizes[0], n_after=sizes[1])

    if min(sizes) == 0:
        return bare(None, "one of the two groups is empty")
    change = float(second.mean() - first.mean())
    if min(sizes) == 1:
        return bare(change, "a group of one has no spread")
    flat = spread_is_nought(first), spread_is_nought(second)
    note = ""
    p: float | None
    if all(flat):
        step = _smallest_gap(np.concatenate([first, second]))
        if step is None:
            return bare(change, _UNKNOWN_SPREAD)
        note, p = _NO_SPREAD, None

        def limits(level: float) -> Limits:
            half = step * (_unseen(sizes[0], level) + _unseen(sizes[1], level))
            return change - half, change + half

    else:
        parts = first.var(ddof=1) / sizes[0], second.var(ddof=1) / sizes[1]
        se = float(sum(parts) ** 0.5)
        df = float(sum(parts) ** 2 / sum(v**2 / (k - 1) for v, k in zip(parts, sizes, strict=True)))
        p = float(2 * stats.t.sf(abs(change) / se, df))
        if any(flat):
            note = "one of the two groups has no spread"

        def limits(level: float) -> Limits:
            half = t_quantile(level, df) * se
            return change - half, change + half

    return with_intervals(
        change, limits, n, method, p=p, note=note, n_before=sizes[0], n_after=sizes[1]
    )


def _one_sample(
    values: FloatArray, method: str, step: float | None, *, changed: int | None, p: float | None
) -> Estimate:
    n = int(values.size)
    if n == 0:
        return without_interval(None, 0, method, note="no value", changed=changed)
    centre = float(values.mean())
    if n == 1:
        return without_interval(centre, 1, method, note="one value has no spread", changed=changed)
    note = _LOPSIDED if n <= _LOPSIDED_N and _lopsided(values) else ""
    flat = spread_is_nought(values)
    if flat:
        if step is None:
            return without_interval(centre, n, method, p=p, note=_UNKNOWN_SPREAD, changed=changed)
        note = _NO_SPREAD

    def limits(level: float) -> Limits:
        if flat and step is not None:
            half = step * _unseen(n, level)
        else:
            half = t_quantile(level, n - 1) * float(values.std(ddof=1)) / n**0.5
        return centre - half, centre + half

    return with_intervals(centre, limits, n, method, p=p, note=note, changed=changed)


def _t_test_p(changes: FloatArray) -> float | None:
    if changes.size < 2:
        return None
    if spread_is_nought(changes):
        return sign_flip_p(changes)
    t = abs(float(changes.mean())) / (float(changes.std(ddof=1)) / changes.size**0.5)
    return float(2 * stats.t.sf(t, changes.size - 1))


def _lopsided(values: FloatArray) -> bool:
    """Whether the third moment is as large as that of plainly skewed data."""
    apart = values - values.mean()
    spread = float((apart**2).mean()) ** 0.5
    return bool(abs(float((apart**3).mean())) > spread**3)


def _unseen(n: int, level: float) -> float:
    """The largest share of people unlike all n seen that is still believable (Clopper-Pearson)."""
    return float(1 - ((1 - level) / 2) ** (1 / n))


def _smallest_gap(values: FloatArray) -> float | None:
    gaps = np.diff(np.unique(values))
    gaps = gaps[gaps > 1e-9 * max(1.0, float(np.abs(values).max(initial=0.0)))]
    return float(gaps.min()) if gaps.size else None
