"""Ordered judgements, against published examples and full enumeration."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.estimates.ordered import (
    _delta_variance,
    cliffs_delta,
    dominance_paired,
    rank_sum_p,
    tango_limits,
    wilcoxon_signed_rank,
)

from .published import DARWIN

# Hollander & Wolfe (1973) p. 29, in R's ?wilcox.test: depression scores.
DEPRESSION_1 = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
DEPRESSION_2 = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
# Hollander & Wolfe (1973) p. 69, in R's ?wilcox.test: permeability constants.
TERM = np.array([0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46])
EARLY = np.array([1.15, 0.88, 0.90, 0.74, 1.21])


def test_signed_rank_on_hollander_and_wolfe() -> None:
    assert wilcoxon_signed_rank(DEPRESSION_1, DEPRESSION_2) == pytest.approx(2 * 0.01953, abs=1e-5)


def test_signed_rank_on_darwins_maize() -> None:
    """R: wilcox.test on the 15 differences, V = 96, p = 0.04126 (no ties in size)."""
    assert wilcoxon_signed_rank(0 * DARWIN, DARWIN) == pytest.approx(0.04126, abs=1e-5)


def test_rank_sum_on_hollander_and_wolfe() -> None:
    assert rank_sum_p(TERM, EARLY) == pytest.approx(2 * 0.1272, abs=5e-5)


def test_rank_sum_with_ties_on_blood_pressure() -> None:
    """StatXact 6 manual, p. 340, checked by R's coin and exactRankTests: exact p 0.0989."""
    treated = np.array([94.0, 108, 110, 90])
    control = np.array([80.0, 94, 85, 90, 90, 90, 108, 94, 78, 105, 88])
    assert rank_sum_p(control, treated) == pytest.approx(0.0989, abs=5e-5)


def test_rank_sum_of_ages_at_diagnosis() -> None:
    """scipy.stats.mannwhitneyu's documented example: U 17 of 20, exact p 0.1111."""
    males, females = np.array([19.0, 22, 16, 29, 24]), np.array([20.0, 11, 17, 12])
    assert rank_sum_p(males, females) == pytest.approx(0.1111, abs=5e-5)


small_changes = st.lists(st.integers(-3, 3), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None)
@given(small_changes)
def test_signed_rank_with_ties_and_zeros_counts_every_pattern(changes: list[int]) -> None:
    moved = np.array([change for change in changes if change], dtype=float)
    ranks = stats.rankdata(np.abs(moved))
    observed = abs((ranks * np.sign(moved)).sum())
    sums = [abs(np.dot(signs, ranks)) for signs in product((-1, 1), repeat=moved.size)]
    expected = np.mean(np.array(sums) >= observed - 1e-9)
    assert wilcoxon_signed_rank(np.zeros(len(changes)), changes) == pytest.approx(expected)


def test_scipy_is_wrong_with_ties_so_we_are_not_scipy() -> None:
    """The trap in LIBRARIES.md: method="exact" ignores ties. Two of 16 patterns are as extreme."""
    changes = np.array([1.0, 1.0, 1.0, 1.0])
    assert wilcoxon_signed_rank(0 * changes, changes) == 2 / 16
    assert wilcoxon_signed_rank([1, 2], [1, 2]) == 1.0
    assert wilcoxon_signed_rank([1], [2]) == 1.0


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=4),
    st.lists(st.integers(0, 3), min_size=1, max_size=5),
)
def test_rank_sum_with_ties_counts_every_split(first: list[int], second: list[int]) -> None:
    everybody = stats.rankdata(first + second)
    expected_sum = everybody.mean() * len(first)
    observed = abs(everybody[: len(first)].sum() - expected_sum) - 1e-9
    splits = [
        abs(everybody[list(chosen)].sum() - expected_sum) >= observed
        for chosen in combinations(range(everybody.size), len(first))
    ]
    ours = rank_sum_p(np.array(first, dtype=float), np.array(second, dtype=float))
    assert ours == pytest.approx(np.mean(splits))


def test_large_groups_join_up_with_the_exact_ones() -> None:
    rng = np.random.default_rng(5)
    first, second = rng.integers(0, 4, 60).astype(float), rng.integers(0, 5, 60).astype(float)
    assert rank_sum_p(first, second) == pytest.approx(rank_sum_p(first[:48], second[:50]), abs=0.15)
    many = rng.normal(0.1, 1, 301)
    by_scipy = stats.wilcoxon(many, method="asymptotic", correction=False).pvalue
    assert wilcoxon_signed_rank(0 * many, many) == pytest.approx(by_scipy, abs=1e-6)


def test_tango_on_published_tables() -> None:
    """Fagerland, Lydersen & Laake (2017), tables of Bentur et al. and of Cavo et al."""
    assert tango_limits(1, 7, 21, 0.95) == pytest.approx((-0.517, -0.026), abs=5e-4)
    assert tango_limits(6, 16, 161, 0.95) == pytest.approx((-0.1240, -0.0054), abs=5e-5)
    assert tango_limits(3, 0, 3, 0.95) == pytest.approx((-0.123, 1.0), abs=5e-4)


@pytest.mark.parametrize(
    ("rose", "fell", "n"), [(1, 7, 21), (6, 16, 161), (5, 0, 6), (2, 2, 9), (4, 1, 5)]
)
def test_tango_solves_the_score_equation_by_brute_force(rose: int, fell: int, n: int) -> None:
    """Tango (1998): at a limit the score statistic is 1.96, its variance at the likeliest
    share of falls, which is looked for on a grid here and not by his formula."""

    def score(change: float) -> float:
        falls = np.linspace(max(0.0, -change), (1 - change) / 2, 400_001)[1:-1]
        rises, same = falls + change, 1 - 2 * falls - change
        likelihood = rose * np.log(rises) + fell * np.log(falls)
        likelihood = (
            likelihood + (n - rose - fell) * np.log(same) if rose + fell < n else likelihood
        )
        best = falls[np.argmax(likelihood)]
        return float((rose - fell - n * change) / np.sqrt(n * (2 * best + change - change**2)))

    low, high = tango_limits(rose, fell, n, 0.95)
    assert score(low) == pytest.approx(1.959964, abs=2e-3)
    assert high == 1.0 or score(high) == pytest.approx(-1.959964, abs=2e-3)


def test_dominance_of_both_published_tables() -> None:
    """Fagerland, Lydersen & Laake (2017): Bentur et al. and Cavo et al., as codes 0 and 1."""
    for both, lost, gained, neither, low, high in (
        (1, 1, 7, 12, 0.026, 0.517),
        (59, 6, 16, 80, 0.0054, 0.1240),
    ):
        before = np.repeat([1, 1, 0, 0], [both, lost, gained, neither])
        after = np.repeat([1, 0, 1, 0], [both, lost, gained, neither])
        estimate = dominance_paired(before, after)
        assert estimate.value == pytest.approx((gained - lost) / before.size)
        assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=5e-4)


def test_tango_without_any_change_has_a_closed_form() -> None:
    """Tango (1998): with nobody moved the limits are z^2 / (n + z^2) on either side."""
    z2 = 1.959964**2
    low, high = tango_limits(0, 0, 10, 0.95)
    assert (low, high) == pytest.approx((-z2 / (10 + z2), z2 / (10 + z2)), abs=1e-6)


def test_cliffs_delta_on_macbeth() -> None:
    """Macbeth, Razumiejczyk & Ledesma (2011) in R's effsize: -0.25, -0.7266 to 0.3890."""
    treatment = [10, 10, 20, 20, 20, 30, 30, 30, 40, 50]
    control = [10, 20, 30, 40, 40, 50]
    estimate = cliffs_delta(control, treatment)
    assert estimate.value == -0.25
    assert (estimate.low, estimate.high) == pytest.approx((-0.7265846, 0.3890062), abs=1e-7)


@pytest.mark.parametrize(
    ("before", "after", "delta"),
    [
        # Ruscio & Mullen (2012) Multivar Behav Res 47:201-223, p. 202.
        (
            [4, 3, 5, 3, 6, 2, 2, 1, 6, 7, 4, 3, 2, 4, 3],
            [6, 7, 8, 7, 9, 6, 5, 4, 7, 8, 7, 6, 9, 5, 4],
            0.7688889,
        ),
        # Efron & Tibshirani (1993) An Introduction to the Bootstrap, table 14.1.
        (
            [
                *(48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6),
                *(0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41),
            ],
            [
                *(42, 33, 16, 39, 38, 36, 15, 33, 20, 43, 34, 22, 7),
                *(15, 34, 29, 41, 13, 38, 25, 27, 41, 28, 14, 28, 40),
            ],
            -0.08136095,
        ),
    ],
)
def test_cliffs_delta_by_orddom(before: list[int], after: list[int], delta: float) -> None:
    """Rogmann (2013), R's orddom::dmes and dmes.boot, on two published data sets."""
    assert cliffs_delta(before, after).value == pytest.approx(delta, abs=5e-8)


def test_cliffs_variance_is_right_on_average() -> None:
    """Cliff (1993): the variance is unbiased. All 3^6 pairs of samples of three are drawn once.

    Where Cliff's least variance steps in, it can only be larger, so those draws are told apart.
    """
    draws = [
        (np.array(first), np.array(second))
        for first in product((0, 1, 3), repeat=3)
        for second in product((1, 2, 3), repeat=3)
    ]
    deltas, variances = [], []
    for first, second in draws:
        signs = np.sign(second[:, None] - first[None, :])
        deltas.append(signs.mean())
        by_row, by_column = (
            float(((signs.mean(axis=axis) - signs.mean()) ** 2).sum()) for axis in (1, 0)
        )
        by_cell = float(((signs - signs.mean()) ** 2).sum())
        plain = (9 * by_row + 9 * by_column - by_cell) / (9 * 4)
        variances.append(plain)
        least = (1 - signs.mean() ** 2) / 8
        assert _delta_variance(signs, float(signs.mean())) == pytest.approx(max(plain, least))
    assert np.mean(variances) == pytest.approx(np.var(deltas))


def test_cliffs_delta_when_all_are_higher() -> None:
    """Feng & Cliff (2004): the limit is Wilson's with the smaller group, (n - z2) / (n + z2)."""
    estimate = cliffs_delta([1, 2, 3, 4], [5, 6, 7, 8, 9])
    z2 = 1.959964**2
    assert estimate.value == 1.0
    assert (estimate.low, estimate.high) == pytest.approx(((4 - z2) / (4 + z2), 1.0), abs=1e-6)
    assert estimate.p == pytest.approx(2 / 126)


def test_dominance_counts_people_not_sizes() -> None:
    estimate = dominance_paired([1, 2, 3, 2, 2, None], [4, 3, 2, 2, 3, 1])
    assert estimate.value == pytest.approx((3 - 1) / 5)
    assert (estimate.n, estimate.changed, estimate.rose) == (5, 4, 3)


def test_edges_have_answers() -> None:
    assert not dominance_paired([], []).known
    still = dominance_paired([2, 2], [2, 2])
    assert still.value == 0 and still.low < 0 < still.high and still.p == 1.0
    assert not cliffs_delta([], [1, 2]).known
    one = cliffs_delta([1], [1, 2])
    assert one.value == 0.5 and not one.has_interval
    same = cliffs_delta([2, 2, 2], [2, 2, 2])
    assert same.value == 0 and same.low < 0 < same.high and same.p == 1.0


grades = st.lists(st.integers(1, 4), min_size=1, max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=12))
def test_swapping_turns_dominance(pairs: list[tuple[int, int]]) -> None:
    before, after = zip(*pairs, strict=True)
    there, back = dominance_paired(before, after), dominance_paired(after, before)
    assert there.value == -back.value
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-9)
    assert there.p == pytest.approx(back.p)
    assert there.low < there.high


@settings(deadline=None)
@given(grades, grades)
def test_swapping_turns_cliffs_delta(before: list[int], after: list[int]) -> None:
    there, back = cliffs_delta(before, after), cliffs_delta(after, before)
    loops = sum((b > a) - (b < a) for a in before for b in after)
    assert there.value == pytest.approx(loops / len(before) / len(after))
    assert there.value == pytest.approx(-back.value)
    assert there.p == pytest.approx(back.p)
    assert there.has_interval == (min(len(before), len(after)) > 1)
    if there.has_interval:
        assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
        assert -1 <= there.low < there.high <= 1
