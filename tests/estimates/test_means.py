"""Means and changes, against Student, Fisher and R, and where there is no spread."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.estimates.means import mean, mean_against, mean_change_paired, mean_change_unpaired

from .published import AUTOMATIC, DARWIN, MANUAL, SHOES_A, SHOES_B, SLEEP_1, SLEEP_2


def test_sleep_paired() -> None:
    """R: t.test(extra ~ group, sleep, paired = TRUE), sign turned."""
    estimate = mean_change_paired(SLEEP_1, SLEEP_2)
    assert estimate.value == pytest.approx(1.58)
    assert (estimate.low, estimate.high) == pytest.approx((0.7001142, 2.4598858), abs=1e-7)
    assert estimate.p == pytest.approx(0.002833, abs=5e-7)
    assert (estimate.n, estimate.changed) == (10, 9)


def test_sleep_unpaired() -> None:
    """R: t.test(extra ~ group, sleep), Welch, sign turned."""
    estimate = mean_change_unpaired(SLEEP_1, SLEEP_2)
    assert (estimate.low, estimate.high) == pytest.approx((-0.2054832, 3.3654832), abs=1e-7)
    assert estimate.p == pytest.approx(0.07939, abs=5e-6)
    assert (estimate.n, estimate.n_before, estimate.n_after) == (20, 10, 10)


def test_darwins_maize() -> None:
    """Fisher (1935), section 17: mean 20.933, t 2.148, just past the 5 per cent point."""
    estimate = mean_against(DARWIN, 0)
    assert estimate.value == pytest.approx(20.933, abs=5e-4)
    assert estimate.p == pytest.approx(0.0497, abs=5e-5)
    assert estimate.low == pytest.approx(0.03119, abs=1e-4)
    against_10 = mean_against(DARWIN, 10)
    assert against_10.value == pytest.approx(10.933, abs=5e-4)
    assert against_10.high - against_10.low == pytest.approx(estimate.high - estimate.low)


def test_mean_of_one_drug() -> None:
    """Student (1908): the second drug gained 2.33 hours on average, standard deviation 2.002."""
    estimate = mean(SLEEP_2)
    half = 2.262157 * 2.002249 / 10**0.5
    assert estimate.value == pytest.approx(2.33)
    assert (estimate.low, estimate.high) == pytest.approx((2.33 - half, 2.33 + half), abs=1e-5)


def test_shoes_by_venables_and_ripley() -> None:
    """Venables & Ripley (2002) Modern Applied Statistics with S, section 5.4, R's MASS::shoes.

    t.test(A, mu = 10): mean 10.63, 8.876427 to 12.383573, p 0.4373; paired: difference -0.41,
    -0.6869539 to -0.1330461, p 0.008539; Welch: -2.745046 to 1.925046, p 0.7165 (signs turned).
    """
    alone, against = mean(SHOES_A), mean_against(SHOES_A, 10)
    assert alone.value == pytest.approx(10.63)
    assert (alone.low, alone.high) == pytest.approx((8.876427, 12.383573), abs=5e-7)
    assert (against.low + 10, against.high + 10) == pytest.approx((alone.low, alone.high))
    assert against.p == pytest.approx(0.4373, abs=5e-5)
    paired = mean_change_paired(SHOES_A, SHOES_B)
    assert paired.value == pytest.approx(0.41)
    assert (paired.low, paired.high) == pytest.approx((0.1330461, 0.6869539), abs=5e-8)
    assert paired.p == pytest.approx(0.008539, abs=5e-7)
    apart = mean_change_unpaired(SHOES_A, SHOES_B)
    assert (apart.low, apart.high) == pytest.approx((-1.925046, 2.745046), abs=5e-7)
    assert apart.p == pytest.approx(0.7165, abs=5e-5)


def test_one_sample_of_pingouin() -> None:
    """Vallat (2018) JOSS 3:1026, pingouin.ttest(x, 4): p 0.23, mean between 2.32 and 9.08."""
    x = [5.5, 2.4, 6.8, 9.6, 4.2]
    against = mean_against(x, 4)
    assert against.p == pytest.approx(0.23, abs=5e-3)
    assert (against.low + 4, against.high + 4) == pytest.approx((2.32, 9.08), abs=5e-3)
    assert (mean(x).low, mean(x).high) == pytest.approx((2.32, 9.08), abs=5e-3)


def test_cars_by_welch() -> None:
    """R: t.test(mpg ~ am, mtcars): 24.39231 less 17.14737, 3.209684 to 11.280194, p 0.001374."""
    estimate = mean_change_unpaired(AUTOMATIC, MANUAL)
    assert estimate.value == pytest.approx(24.39231 - 17.14737, abs=1e-5)
    assert (estimate.low, estimate.high) == pytest.approx((3.209684, 11.280194), abs=5e-7)
    assert estimate.p == pytest.approx(0.001374, abs=5e-7)


def test_seven_who_all_rose_by_one_step_are_not_certain() -> None:
    """Clopper & Pearson (1934): 0 of 7 leaves room for 1 - 0.025^(1/7) = 41 per cent unlike."""
    estimate = mean_change_paired([2, 3, 4, 2, 3, 4, 3], [3, 4, 5, 3, 4, 5, 4])
    room = stats.binomtest(0, 7).proportion_ci(method="exact").high
    assert room == pytest.approx(0.4096, abs=5e-5)
    assert (estimate.low, estimate.high) == pytest.approx((1 - room, 1 + room))
    assert estimate.p == 2 / 2**7
    assert "step away" in estimate.note


def test_float_dust_is_no_spread() -> None:
    before = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    estimate = mean_change_paired(before, before + 0.1)
    assert estimate.high - estimate.low > 0.05


def test_same_value_throughout() -> None:
    flat = mean([3, 3, 3])
    assert (flat.value, flat.has_interval) == (3, False)
    stepped = mean([3, 3, 3], step=1)
    room = stats.binomtest(0, 3).proportion_ci(method="exact").high
    assert (stepped.low, stepped.high) == pytest.approx((3 - room, 3 + room))
    unmoved = mean_change_paired([3, 3, 3], [3, 3, 3])
    assert (unmoved.value, unmoved.p, unmoved.has_interval) == (0, 1.0, False)
    apart = mean_change_unpaired([3, 3, 3], [4, 4])
    more = stats.binomtest(0, 2).proportion_ci(method="exact").high
    assert (apart.low, apart.high) == pytest.approx((1 - room - more, 1 + room + more))
    assert not mean_change_unpaired([3, 3], [3, 3]).has_interval
    half_flat = mean_change_unpaired([3, 3, 3], [3, 4, 5])
    assert "no spread" in half_flat.note and half_flat.low < 1 < half_flat.high


def test_lopsided_values_are_noted() -> None:
    """Coverage under 92 % in benchmarks/coverage.py (exponential values) carries a note."""
    assert "lopsided" in mean([0, 0, 1, 0, 1, 0, 14]).note
    assert mean([1, 2, 3, 4, 5, 6]).note == ""
    assert mean([0, 0, 1, 0, 1, 0, 14] * 6).note == ""


def test_too_few_to_have_an_interval() -> None:
    assert not mean([]).known and not mean([np.nan]).known
    assert mean([4]).value == 4 and not mean([4]).has_interval
    assert not mean_change_paired([1, None], [None, 2]).known
    assert mean_change_paired([1], [3]).value == 2
    assert not mean_change_unpaired([], [1, 2]).known
    assert mean_change_unpaired([1], [2, 4]).value == 2
    assert not mean_change_unpaired([1], [2, 4]).has_interval


def test_gaps_are_left_out() -> None:
    gaps = mean_change_paired([1, np.nan, 2, 4, 5], [2, 3, None, 6, 5])
    assert gaps == mean_change_paired([1, 4, 5], [2, 6, 5])
    assert mean([1, None, 3]).n == 2


def test_bad_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="same number in the same order"):
        mean_change_paired([1, 2], [1])
    with pytest.raises(ValueError, match="finite"):
        mean([1.0, np.inf])
    with pytest.raises(ValueError, match="single column"):
        mean(np.ones((2, 2)))


scores = st.integers(-50, 50).map(lambda x: x / 2)


@settings(deadline=None)
@given(st.lists(st.tuples(scores, scores), min_size=1, max_size=15))
def test_swapping_turns_the_change(pairs: list[tuple[float, float]]) -> None:
    before, after = zip(*pairs, strict=True)
    for method in (mean_change_paired, mean_change_unpaired):
        there, back = method(before, after), method(after, before)
        assert there.value == pytest.approx(-back.value)
        assert there.has_interval == back.has_interval
        if there.has_interval:
            assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
            assert there.low < there.high
            assert there.low <= there.inner_low <= there.inner_high <= there.high


@settings(deadline=None)
@given(st.lists(scores, min_size=2, max_size=15))
def test_t_is_scipys(values: list[float]) -> None:
    if np.ptp(values) == 0:
        return
    theirs = stats.ttest_1samp(values, 1.0)
    ours = mean_against(values, 1.0)
    limits = theirs.confidence_interval()
    assert (ours.low + 1, ours.high + 1) == pytest.approx((limits.low, limits.high))
    assert ours.p == pytest.approx(theirs.pvalue)
