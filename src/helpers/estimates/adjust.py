"""Many comparisons at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from helpers.estimates.arrays import FloatArray, numbers


def holm(p_values: ArrayLike) -> FloatArray:
    """Holm's adjusted p values, in the order given.

    Raises ``ValueError`` for anything missing or not between 0 and 1. Source: Holm (1979) Scand J
    Stat 6:65-70.
    """
    p = numbers(p_values, "p values")
    if np.isnan(p).any() or (p < 0).any() or (p > 1).any():
        raise ValueError("p values must all be there and lie between 0 and 1")
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(p.size, 0, -1))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted
