"""How well the items of one construct hang together."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from helpers.estimates.arrays import numbers
from helpers.estimates.estimate import Estimate, without_interval
from helpers.estimates.intervals import Limits, with_intervals


def cronbach_alpha(answers: ArrayLike) -> Estimate:
    """Cronbach's alpha with Feldt's interval.

    ``answers`` has one row a respondent and one column an item, reversed items already turned. A
    row with a missing answer is left out; ``n`` counts the others. Alpha can be negative. Fewer
    than two items or respondents, or no spread in the totals, has no value. Perfectly consistent
    answers have no interval. Raises ``ValueError`` unless there are rows and columns of numbers.
    Source: Cronbach (1951) Psychometrika 16:297-334; Feldt (1965) Psychometrika 30:357-370.
    """
    objects = np.asarray(answers, dtype=object)
    if objects.ndim != 2:
        raise ValueError("answers must have one row a respondent and one column an item")
    table = numbers(objects.ravel(), "answers").reshape(*objects.shape[:2])
    table = table[~np.isnan(table).any(axis=1)]
    n, items = table.shape

    def unknown(note: str, value: float | None = None) -> Estimate:
        return without_interval(value, n, "cronbach-alpha", note=note)

    if items < 2:
        return unknown("a construct of one item has no consistency to measure")
    if n < 2:
        return unknown("fewer than two complete respondents")
    of_total = float(table.sum(axis=1).var(ddof=1))
    if of_total <= 1e-12:
        return unknown("every respondent has the same total")
    alpha = items / (items - 1) * (1 - float(table.var(axis=0, ddof=1).sum()) / of_total)
    if 1 - alpha < 1e-12:
        return unknown("every respondent answered all items alike", 1.0)

    return with_intervals(
        alpha, lambda level: feldt_limits(alpha, n, items, level), n, "cronbach-alpha"
    )


def feldt_limits(alpha: float, n: int, items: int, level: float) -> Limits:
    """Feldt's limits for an alpha seen with ``n`` respondents and so many items.

    Source: Feldt (1965); Feldt, Woodruff & Salih (1987) Appl Psychol Meas 11:93-103.
    """
    tail = (1 - level) / 2
    df = n - 1, (n - 1) * (items - 1)
    low = 1 - (1 - alpha) * float(stats.f.ppf(1 - tail, *df))
    high = 1 - (1 - alpha) * float(stats.f.ppf(tail, *df))
    return low, high
