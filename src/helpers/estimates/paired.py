"""The same people twice, each time yes or no."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from helpers.estimates.arrays import complete_pairs
from helpers.estimates.estimate import Estimate, without_interval
from helpers.estimates.intervals import square_and_add, wilson_limits, with_intervals


def difference_paired(before: ArrayLike, after: ArrayLike) -> Estimate:
    """Share after minus share before among the same people, with Newcombe's paired interval.

    ``before`` and ``after`` hold yes or no (True, False, 1, 0; missing allowed) in the same order
    of people; a pair that misses a half is left out, and ``n`` counts the complete ones.
    ``changed`` counts the people whose answer changed, ``rose`` those who came to yes. ``p`` is
    the exact McNemar test, ``mid_p`` its mid-p version (:func:`mcnemar_mid_p`). Raises
    ``ValueError`` for different lengths and for anything but yes or no. Source: Newcombe (1998)
    Stat Med 17:2635-2650, method 10.
    """
    first, second = complete_pairs(before, after)
    if not np.isin(np.concatenate([first, second]), (0.0, 1.0)).all():
        raise ValueError("before and after must hold only yes or no (True or False, 1 or 0)")
    was, now = first == 1, second == 1
    return difference_paired_counts(
        both=int((was & now).sum()),
        lost=int((was & ~now).sum()),
        gained=int((~was & now).sum()),
        neither=int((~was & ~now).sum()),
    )


def difference_paired_counts(both: int, lost: int, gained: int, neither: int) -> Estimate:
    """The same as :func:`difference_paired`, from the four counts of the paired table.

    ``both``: yes before and after; ``lost``: yes only before; ``gained``: yes only after.
    Raises ``ValueError`` for a negative count.
    """
    if min(both, lost, gained, neither) < 0:
        raise ValueError("a count cannot be below nought")
    n = both + lost + gained + neither
    if n == 0:
        return without_interval(
            None, 0, "newcombe-paired", note="no complete pair", changed=0, rose=0
        )
    before, after = (both + lost) / n, (both + gained) / n
    phi = _phi(both, lost, gained, neither)
    return with_intervals(
        (gained - lost) / n,
        lambda level: square_and_add(
            before, wilson_limits(before, n, level), after, wilson_limits(after, n, level), phi
        ),
        n,
        "newcombe-paired",
        p=mcnemar_exact(lost, gained),
        mid_p=mcnemar_mid_p(lost, gained),
        note="" if lost + gained else "nobody's answer changed",
        changed=lost + gained,
        rose=gained,
    )


def mcnemar_exact(lost: int, gained: int) -> float:
    """Two-sided exact McNemar p: as many changes as these, or more lopsided, by a fair coin.

    Without any change it is 1. Source: McNemar (1947) Psychometrika 12:153-157; Fagerland,
    Lydersen & Laake (2013) BMC Med Res Methodol 13:91.
    """
    if lost + gained == 0:
        return 1.0
    return float(stats.binomtest(min(lost, gained), lost + gained).pvalue)


def mcnemar_mid_p(lost: int, gained: int) -> float:
    """Two-sided McNemar mid-p: the exact p less half the chance of just this outcome.

    Closer to its level than the exact test, which is careful to a fault in small groups.
    Source: Fagerland, Lydersen & Laake (2013) BMC Med Res Methodol 13:91.
    """
    changed = lost + gained
    if changed == 0:
        return 1.0
    if lost == gained:
        return 1.0 - float(stats.binom.pmf(lost, changed, 0.5))
    return mcnemar_exact(lost, gained) - float(stats.binom.pmf(min(lost, gained), changed, 0.5))


def _phi(both: int, lost: int, gained: int, neither: int) -> float:
    """Correlation of before and after, drawn towards nought by Newcombe's continuity rule."""
    margins = (both + lost) * (gained + neither) * (both + gained) * (lost + neither)
    if margins == 0:
        return 0.0
    cross = float(both * neither - lost * gained)
    if cross > 0:
        cross = max(0.0, cross - (both + lost + gained + neither) / 2)
    return cross / math.sqrt(margins)
