"""Standardised effects, against Hedges' table, R's effectsize and the defining equation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from helpers.estimates.effects import d_av, d_pooled, d_z, small_sample_correction

from .published import SLEEP_1, SLEEP_2


@pytest.mark.parametrize(
    ("df", "factor"), [(2, 0.5642), (3, 0.7236), (4, 0.7979), (5, 0.8408), (10, 0.9228)]
)
def test_correction_is_hedges_table_1(df: int, factor: float) -> None:
    """Hedges (1981) J Educ Stat 6:107-128, table 1."""
    assert small_sample_correction(df) == pytest.approx(factor, abs=6e-5)


def test_correction_nears_hedges_approximation() -> None:
    assert small_sample_correction(1) == 0.0
    assert small_sample_correction(50) == pytest.approx(1 - 3 / (4 * 50 - 1), abs=1e-4)


def test_d_z_on_sleep() -> None:
    """R effectsize::cohens_d, paired: 1.28 before the correction, 0.41 to 2.12 (sign turned)."""
    estimate = d_z(SLEEP_1, SLEEP_2)
    assert estimate.value / small_sample_correction(9) == pytest.approx(1.28, abs=6e-3)
    assert (estimate.low, estimate.high) == pytest.approx((0.41, 2.12), abs=6e-3)
    assert estimate.p == pytest.approx(0.002833, abs=5e-7)


def test_d_pooled_on_sleep() -> None:
    """Pooled t is 1.8608 on 18 degrees of freedom (R), so d is 1.8608 * sqrt(2 / 10)."""
    estimate = d_pooled(SLEEP_1, SLEEP_2)
    d = 1.8608134674868526 * 0.2**0.5
    assert estimate.value == pytest.approx(d * small_sample_correction(18))
    assert estimate.p == pytest.approx(0.07919, abs=5e-6)
    assert (estimate.n_before, estimate.n_after) == (10, 10)


def test_d_av_on_sleep() -> None:
    """Cumming (2012): 1.58 over the root mean square of 1.789 and 2.002, times J(9)."""
    estimate = d_av(SLEEP_1, SLEEP_2)
    average = ((1.789010**2 + 2.002249**2) / 2) ** 0.5
    assert estimate.value == pytest.approx(1.58 / average * small_sample_correction(9), abs=1e-6)


def test_limits_solve_the_noncentral_t() -> None:
    """Goulet-Pelletier & Cousineau (2018): t sits at the 97.5 and 2.5 per cent points."""
    root = 10**0.5
    estimate = d_z(SLEEP_1, SLEEP_2)
    t = stats.ttest_rel(SLEEP_2, SLEEP_1).statistic
    assert special.nctdtr(9, estimate.low * root, t) == pytest.approx(0.975, abs=1e-6)
    assert special.nctdtr(9, estimate.high * root, t) == pytest.approx(0.025, abs=1e-6)
    assert special.nctdtr(9, estimate.inner_low * root, t) == pytest.approx(0.95, abs=1e-6)


def test_edges_have_answers() -> None:
    for method in (d_z, d_av):
        assert not method([1, 2], [2, 4]).known
        assert not method([1, 2, 3], [2, 3, 4]).known
    assert not d_pooled([1], [1, 2, 3]).known
    assert not d_pooled([2, 2], [3, 3]).known
    huge = d_z([1, 2, 3, 4], [1001, 1002, 1003, 1004.001])
    assert huge.low < huge.value < huge.high


def test_large_effects_join_up() -> None:
    """Either side of t = 300 the limits are the same multiple of the effect."""
    changes = np.array([1.0, 1.1, 0.9, 1.05, 0.95, 1.0])
    below, above = (d_z(0 * changes, changes + lift) for lift in (7.6, 7.9))
    t = [stats.ttest_1samp(changes + lift, 0).statistic for lift in (7.6, 7.9)]
    assert t[0] < 300 < t[1]
    assert below.low / below.value == pytest.approx(above.low / above.value, abs=1e-3)
    assert below.high / below.value == pytest.approx(above.high / above.value, abs=1e-3)


scores = st.integers(-20, 20).map(float)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(scores, scores), min_size=3, max_size=10))
def test_swapping_turns_every_effect(pairs: list[tuple[float, float]]) -> None:
    before, after = zip(*pairs, strict=True)
    for method in (d_z, d_av, d_pooled):
        there, back = method(before, after), method(after, before)
        assert there.known == back.known
        if there.known:
            assert there.value == pytest.approx(-back.value)
            assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-6)
            assert there.low < there.high
