"""Shuffling tests, against Fisher's own count and against brute force."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.estimates.permutation import regroup_p, sign_flip_p

from .published import DARWIN, SHOES_A, SHOES_B


def test_fisher_on_darwins_maize() -> None:
    """Fisher (1935), section 21: 863 of 32,768 patterns reach the observed sum, on one side."""
    assert sign_flip_p(DARWIN) * 2**15 == pytest.approx(2 * 863)


def test_box_hunter_and_hunter_on_boys_shoes() -> None:
    """Box, Hunter & Hunter (1978), pp. 98-100: of 1,024 patterns 3 lie beyond and 4 tie: 7."""
    assert sign_flip_p(np.round(SHOES_B - SHOES_A, 1)) * 2**10 == pytest.approx(2 * 7)


def test_fishers_lady_tasting_tea() -> None:
    """Fisher (1935), section 5: 3 of 4 right has 16 of 70 groupings, 4 of 4 one; both sides 34."""
    cups = np.array([1.0, 1, 1, 0, 1, 0, 0, 0])
    assert regroup_p(cups, np.ones(8), 4) * 70 == pytest.approx(34)


def test_ranks_of_hollander_and_wolfe_regrouped() -> None:
    """Hollander & Wolfe (1973), p. 69: regrouping the ranks is the rank-sum test, 2 * 0.1272."""
    ranks = np.array([3, 4, 14, 7, 11, 10, 15, 13, 1, 12, 8, 5, 6, 2, 9], dtype=float)
    assert regroup_p(ranks, np.ones(15), 10) == pytest.approx(2 * 0.1272, abs=5e-5)


def test_blood_pressure_regrouped() -> None:
    """StatXact 6 manual, p. 394, checked by R's coin::oneway_test: exact p 0.1040, with ties."""
    treated, control = [94, 108, 110, 90], [80, 94, 85, 90, 90, 90, 108, 94, 78, 105, 88]
    everybody = np.array(treated + control, dtype=float)
    assert regroup_p(everybody, np.ones(15), 4) == pytest.approx(0.1040, abs=5e-5)


@settings(deadline=None)
@given(arrays(float, st.integers(1, 8), elements=st.integers(-4, 4).map(float)))
def test_sign_flips_count_every_pattern(changes: np.ndarray) -> None:
    sums = [abs(np.dot(signs, changes)) for signs in product((-1, 1), repeat=changes.size)]
    assert sign_flip_p(changes) == pytest.approx(np.mean(np.array(sums) >= abs(changes.sum())))


@settings(deadline=None)
@given(arrays(float, st.integers(0, 8), elements=st.integers(-4, 4).map(float)))
def test_units_without_change_leave_p_alone(changes: np.ndarray) -> None:
    assert sign_flip_p(np.append(changes, [0.0, 0.0])) == sign_flip_p(changes)


def test_many_units_are_drawn_alike_each_time_and_near_the_truth() -> None:
    changes = np.array([1.0] * 14 + [-1.0] * 6)
    exact = 0.115318298339844  # binomial sign test, 6 of 20
    assert sign_flip_p(changes) == pytest.approx(exact, abs=0.008)
    assert sign_flip_p(changes) == sign_flip_p(changes)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.integers(1, 4).flatmap(lambda b: st.tuples(st.integers(0, b), st.just(b))),
        min_size=4,
        max_size=8,
    ),
    st.integers(1, 3),
)
def test_regrouping_counts_every_split(units: list[tuple[int, int]], n_before: int) -> None:
    counts, bases = (np.array(part, dtype=float) for part in zip(*units, strict=True))

    def distance(chosen: tuple[int, ...]) -> float:
        rest = [i for i in range(len(units)) if i not in chosen]
        mine = list(chosen)
        return abs(counts[rest].sum() / bases[rest].sum() - counts[mine].sum() / bases[mine].sum())

    observed = distance(tuple(range(n_before))) - 1e-9
    splits = [distance(c) >= observed for c in combinations(range(len(units)), n_before)]
    assert regroup_p(counts, bases, n_before) == pytest.approx(np.mean(splits))


def test_regrouping_many_units_is_near_fisher() -> None:
    """With one lesson each it is Fisher's exact test; 12 of 20 against 18 of 20: 0.0648."""
    counts = np.array([1.0] * 12 + [0.0] * 8 + [1.0] * 18 + [0.0] * 2)
    assert regroup_p(counts, np.ones(40), 20) == pytest.approx(0.0648, abs=0.006)
