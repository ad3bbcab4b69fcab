"""What comes in: one-dimensional arrays of numbers, with or without gaps."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]

LARGEST = 1e50
"""No number may lie further from nought, so that squares of squares stay finite."""


def numbers(values: ArrayLike, name: str = "values") -> FloatArray:
    """One-dimensional floats in which a missing value (None, NaN, pandas NA) is NaN.

    Raises ``ValueError`` for more than one dimension, for words, for infinity and for anything
    beyond :data:`LARGEST`.
    """
    objects = np.asarray(values, dtype=object)
    if objects.ndim != 1:
        raise ValueError(f"{name} must be a single column, not {objects.ndim} dimensions")
    missing = np.asarray(pd.isna(objects), dtype=bool)
    floats = np.full(objects.size, np.nan)
    try:
        floats[~missing] = objects[~missing].astype(float)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must be numbers: {error}") from error
    if (np.abs(floats) > LARGEST).any():
        raise ValueError(f"{name} must be finite numbers, none beyond {LARGEST:g}")
    return floats


def one_number(value: float, name: str) -> float:
    """One number taken as known, such as a national figure.

    Raises ``ValueError`` unless it is there and as :func:`numbers` wants it.
    """
    (number,) = numbers([value], name)
    if np.isnan(number):
        raise ValueError(f"{name} is missing")
    return float(number)


def present(values: ArrayLike, name: str = "values") -> FloatArray:
    """The values that are there, as floats; missing ones are left out."""
    floats = numbers(values, name)
    return floats[~np.isnan(floats)]


def complete_pairs(
    first: ArrayLike, second: ArrayLike, names: tuple[str, str] = ("before", "after")
) -> tuple[FloatArray, FloatArray]:
    """Both halves of every pair that has both; the others are left out.

    Raises ``ValueError`` if the two are not equally long.
    """
    one, two = numbers(first, names[0]), numbers(second, names[1])
    if one.size != two.size:
        raise ValueError(
            f"{names[0]} has {one.size} values and {names[1]} has {two.size}; "
            "pairs need the same number in the same order"
        )
    whole = ~(np.isnan(one) | np.isnan(two))
    return one[whole], two[whole]


def whole_counts(
    counts: ArrayLike, bases: ArrayLike, when: str = ""
) -> tuple[FloatArray, FloatArray]:
    """Counts and the bases they belong to, a pair for each unit; a missing one counts as nought.

    Raises ``ValueError`` unless every count is a whole number from 0 to its base.
    """
    count, base = numbers(counts, f"counts {when}".strip()), numbers(bases, f"bases {when}".strip())
    if count.size != base.size:
        raise ValueError(f"there are {count.size} counts for {base.size} bases")
    count, base = np.nan_to_num(count), np.nan_to_num(base)
    wrong = (count < 0) | (count > base) | (count != np.round(count)) | (base != np.round(base))
    if wrong.any():
        at = int(np.flatnonzero(wrong)[0])
        raise ValueError(f"a count of {count[at]:g} does not fit a base of {base[at]:g}")
    return count, base


def spread_is_nought(values: FloatArray) -> bool:
    """Whether all values are the same, up to rounding in the last digits of a float."""
    return bool(np.ptp(values) <= 1e-9 * max(1.0, float(np.abs(values).max())))
