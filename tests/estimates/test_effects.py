"""Standardised effects, against Hedges' table, R's effectsize and the defining equation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from helpers.estimates.effects import d_av, d_pooled, d_z, small_sample_correction

from .published import (
    AUTOMATIC,
    FILM_1,
    FILM_2,
    MANUAL,
    SLEEP_1,
    SLEEP_2,
    THOMASON_AFTER,
    THOMASON_BEFORE,
)


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


def test_lakens_films() -> None:
    """Lakens (2013): d_s 1.13, g_s 1.08, d_av 1.13 and d_z 1.50 of the same two columns.

    His d_av divides by the average of the two standard deviations, Cumming's by their root mean
    square: 1.129 and 1.126, one number to the digits printed.
    """
    groups, pairs = d_pooled(FILM_2, FILM_1), d_z(FILM_2, FILM_1)
    assert groups.value == pytest.approx(1.08, abs=5e-3)
    assert groups.value / small_sample_correction(18) == pytest.approx(1.13, abs=5e-3)
    assert pairs.value / small_sample_correction(9) == pytest.approx(1.50, abs=5e-3)
    average = d_av(FILM_2, FILM_1).value / small_sample_correction(9)
    assert average == pytest.approx(1.13, abs=5e-3)


def test_d_pooled_on_cars_by_effectsize() -> None:
    """R effectsize: cohens_d(mpg ~ am, mtcars) -1.48, -2.27 to -0.67; hedges_g -1.44 (sign turned).

    Its limits for g are those for d times the correction; ours are not shrunk (Goulet-Pelletier &
    Cousineau 2018).
    """
    estimate = d_pooled(AUTOMATIC, MANUAL)
    assert estimate.value == pytest.approx(1.44, abs=5e-3)
    assert estimate.value / small_sample_correction(30) == pytest.approx(1.48, abs=5e-3)
    assert (estimate.low, estimate.high) == pytest.approx((0.67, 2.27), abs=5e-3)


def test_d_av_on_thomasons_students() -> None:
    """R esci::estimate_mdiff_paired(data_thomason_1): 1.666667 over 3.112779 before correction."""
    estimate = d_av(THOMASON_BEFORE, THOMASON_AFTER)
    uncorrected = estimate.value / small_sample_correction(11)
    assert uncorrected == pytest.approx(1.666667 / 3.112779, abs=5e-7)


def test_d_av_of_pingouin() -> None:
    """Vallat (2018) JOSS 3:1026, pingouin.ttest(paired=True): d 0.25, with a gap 0.306."""
    before, after = [5.5, 2.4, 6.8, 9.6, 4.2], [6.4, 3.4, 6.4, 11.0, 4.8]
    whole = d_av(before, after).value / small_sample_correction(4)
    assert whole == pytest.approx(0.25, abs=5e-3)
    gap = d_av([5.5, 2.4, np.nan, 9.6, 4.2], after).value / small_sample_correction(3)
    assert gap == pytest.approx(0.306, abs=5e-4)


def test_limits_solve_the_noncentral_t() -> None:
    """Goulet-Pelletier & Cousineau (2018): t sits at the 97.5 and 2.5 per cent points."""
    root = 10**0.5
    estimate = d_z(SLEEP_1, SLEEP_2)
    t = stats.ttest_rel(SLEEP_2, SLEEP_1).statistic
    assert special.nctdtr(9, estimate.low * root, t) == pytest.approx(0.975, abs=1e-6)
    assert special.nctdtr(9, estimate.high * root, t) == pytest.approx(0.025, abs=1e-6)
    assert special.nctdtr(9, estimate.inner_low * root, t) == pytest.approx(0.95, abs=1e-6)


def test_limits_of_d_av_and_d_pooled_solve_it_too() -> None:
    """Algina & Keselman (2003): lambda times the root of 2 s_d^2 / (n (s_1^2 + s_2^2))."""
    changes = THOMASON_AFTER - THOMASON_BEFORE
    spread = THOMASON_BEFORE.var(ddof=1) + THOMASON_AFTER.var(ddof=1)
    per_lambda = (2 * changes.var(ddof=1) / 12 / spread) ** 0.5
    paired, t = d_av(THOMASON_BEFORE, THOMASON_AFTER), stats.ttest_1samp(changes, 0).statistic
    assert special.nctdtr(11, paired.low / per_lambda, t) == pytest.approx(0.975, abs=1e-6)
    assert special.nctdtr(11, paired.high / per_lambda, t) == pytest.approx(0.025, abs=1e-6)
    apart, t = d_pooled(AUTOMATIC, MANUAL), stats.ttest_ind(MANUAL, AUTOMATIC).statistic
    per_lambda = (1 / 19 + 1 / 13) ** 0.5
    assert special.nctdtr(30, apart.low / per_lambda, t) == pytest.approx(0.975, abs=1e-6)
    assert special.nctdtr(30, apart.high / per_lambda, t) == pytest.approx(0.025, abs=1e-6)


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
