"""Rank correlation."""

import pytest

from helpers.estimates.association import rank_correlation


def test_nothing_is_claimed_of_few_or_flat_data() -> None:
    assert not rank_correlation([1, 2, 3, 4], [1, 2, 3, 4]).known
    assert not rank_correlation([1, 1, 1, 1, 1], [1, 2, 3, 4, 5]).known
    whole = rank_correlation([1, 2, 3, 4, 5], [9, 7, 5, 3, 1])
    assert whole.value == -1.0 and not whole.has_interval


def test_interval_by_bonett_and_wright() -> None:
    """Bonett & Wright (2000): atanh(0.82143) = 1.16149, half 1.95996 * sqrt(1.33737 / 4)."""
    estimate = rank_correlation([1, 2, 3, 4, 5, 6, 7], [2, 1, 4, 3, 6, 7, 5])
    assert estimate.value == pytest.approx(1 - 6 * 10 / (7 * 48))
    assert (estimate.low, estimate.high) == pytest.approx((0.0279, 0.9799), abs=1e-4)
