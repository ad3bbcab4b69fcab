"""Rank correlation, against Siegel, Bonett and the counting of ranks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

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


def test_authoritarianism_and_status_striving() -> None:
    """Siegel (1956) Nonparametric Statistics, p. 204: twelve students, rank correlation 0.82."""
    authoritarianism = [82, 98, 87, 40, 116, 113, 111, 83, 85, 126, 106, 117]
    striving = [42, 46, 39, 37, 65, 88, 86, 56, 62, 92, 54, 81]
    assert rank_correlation(authoritarianism, striving).value == pytest.approx(0.82, abs=5e-3)


def test_bonetts_own_example_with_its_interval() -> None:
    """R: statpsych::ci.spear(.05, y, x), by Bonett himself: 0.87, 0.5841 to 0.9638."""
    y = [21, 4, 9, 12, 35, 18, 10, 22, 24, 1, 6, 8, 13, 16, 19]
    x = [67, 28, 30, 28, 52, 40, 25, 37, 44, 10, 14, 20, 28, 40, 51]
    estimate = rank_correlation(y, x)
    assert estimate.value == pytest.approx(0.87, abs=5e-3)
    assert (estimate.low, estimate.high) == pytest.approx((0.5841, 0.9638), abs=5e-5)


small = st.integers(0, 6)


@settings(deadline=None)
@given(st.lists(st.tuples(small, small), min_size=5, max_size=10))
def test_it_is_pearsons_of_mean_ranks_and_turns_with_either_side(
    pairs: list[tuple[int, int]],
) -> None:
    first, second = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
    there, back = rank_correlation(first, second), rank_correlation(first, -second)
    assert there.known == back.known
    if not there.known:
        return
    ranks = stats.rankdata(first), stats.rankdata(second)
    assert there.value == pytest.approx(np.corrcoef(*ranks)[0, 1])
    assert there.value == pytest.approx(-back.value)
    assert there.has_interval == back.has_interval
    if there.has_interval:
        assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
        assert there.low < there.inner_low < there.inner_high < there.high


@settings(deadline=None)
@given(st.permutations(range(8)))
def test_without_ties_it_is_spearmans_sum_of_squares(order: list[int]) -> None:
    """Spearman (1904): 1 - 6 * sum of squared differences / (n^3 - n)."""
    squares = sum((place - rank) ** 2 for place, rank in enumerate(order))
    assert rank_correlation(range(8), order).value == pytest.approx(1 - 6 * squares / (8**3 - 8))
