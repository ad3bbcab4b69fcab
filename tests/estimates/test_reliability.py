"""Cronbach's alpha and Feldt's interval."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.estimates.reliability import cronbach_alpha, feldt_limits


def test_the_worked_example_of_pingouin() -> None:
    """Statology's three-item survey, by pingouin.cronbach_alpha: 0.7734375, 0.336 to 0.939."""
    answers = np.array(
        [
            [1, 2, 2, 3, 2, 2, 3, 3, 2, 3],
            [1, 1, 1, 2, 3, 3, 2, 3, 3, 3],
            [1, 1, 2, 1, 2, 3, 3, 3, 2, 3],
        ]
    ).T
    estimate = cronbach_alpha(answers)
    assert estimate.value == pytest.approx(0.7734375)
    assert (estimate.low, estimate.high) == pytest.approx((0.336, 0.939), abs=5e-4)
    assert estimate.n == 10


# R's datasets::attitude, Chatterjee & Price (1977), seven percentages of 30 departments.
ATTITUDE = """
43 51 30 39 61 92 45  63 64 51 54 63 73 47  71 70 68 69 76 86 48  61 63 45 47 54 84 35
81 78 56 66 71 83 47  43 55 49 44 54 49 34  58 67 42 56 66 68 35  71 75 50 55 70 66 41
72 82 72 67 71 83 31  67 61 45 47 62 80 41  64 53 53 58 58 67 34  67 60 47 39 59 74 41
69 62 57 42 55 63 25  68 83 83 45 59 77 35  77 77 54 72 79 77 46  81 90 50 72 60 54 36
74 85 64 69 79 79 63  65 60 65 75 55 80 60  65 70 46 57 75 85 46  50 58 68 54 64 78 52
50 40 33 34 43 64 33  64 61 52 62 66 80 41  53 66 52 50 63 80 37  40 37 42 58 50 57 49
63 54 42 48 66 75 33  66 77 66 63 88 76 72  78 75 58 74 80 78 49  48 57 44 45 51 83 38
85 85 71 71 77 74 55  82 82 39 59 64 78 39
"""


def test_attitude_by_psych() -> None:
    """Revelle, R's psych::alpha(attitude): raw alpha 0.84, Feldt's interval 0.74 to 0.92."""
    estimate = cronbach_alpha(np.array(ATTITUDE.split(), dtype=float).reshape(30, 7))
    assert estimate.value == pytest.approx(0.84, abs=5e-3)
    assert (estimate.low, estimate.high) == pytest.approx((0.74, 0.92), abs=5e-3)


def test_ten_items_of_pingouin() -> None:
    """Vallat (2018) JOSS 3:1026, pingouin's data set cronbach_alpha: 0.5917, 0.195 to 0.840."""
    answers = [
        *([3, 2, 2, 4, 1, 4, 5, 1, 4, 3], [5, 5, 4, 6, 3, 5, 1, 2, 5, 5]),
        *([7, 5, 3, 5, 5, 6, 4, 3, 3, 6], [2, 3, 4, 3, 3, 2, 2, 2, 6, 6]),
        *([6, 5, 5, 6, 5, 4, 4, 4, 6, 7], [1, 2, 2, 3, 4, 2, 5, 2, 3, 5]),
        *([4, 3, 3, 5, 3, 5, 2, 1, 2, 4], [2, 5, 4, 4, 3, 7, 2, 2, 4, 6]),
        *([6, 2, 5, 5, 5, 1, 6, 5, 2, 3], [5, 2, 4, 6, 4, 3, 5, 3, 1, 7]),
        *([4, 1, 3, 5, 2, 5, 3, 2, 3, 4], [4, 4, 2, 3, 2, 5, 3, 4, 2, 3]),
        *([5, 5, 5, 6, 2, 3, 3, 2, 4, 4], [6, 5, 5, 5, 4, 2, 2, 1, 4, 6]),
        [4, 4, 3, 5, 5, 3, 1, 3, 2, 3],
    ]
    estimate = cronbach_alpha(answers)
    assert estimate.value == pytest.approx(0.5917188485995826)
    assert (estimate.low, estimate.high) == pytest.approx((0.195, 0.840), abs=5e-4)


def test_rows_with_a_gap_are_left_out_as_psych_does() -> None:
    """Zaiontz, real-statistics.com, by psych::alpha(use = "complete.obs"): 0.8016949."""
    gap = np.nan
    answers = [
        *([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0]),
        *([gap, 0, 1, 1, gap, 1, 1, 1, 1, 0, 0], [1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0]),
        *([1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0], [0, 1, gap, 0, 1, 1, 1, 1, 0, 0, 0]),
        *([1, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0], [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]),
        *([0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0], [1, 0, 0, 1, 0, 1, 0, 0, gap, 0, 0]),
        *([1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]),
    ]
    estimate = cronbach_alpha(answers)
    assert estimate.value == pytest.approx(0.8016949152542373)
    assert estimate.n == 9


def test_feldts_limits_of_bonett() -> None:
    """R statpsych::ci.cronbach(.05, .85, 7, 89): 0.7971 to 0.8931 (he takes n for n - 1 once)."""
    assert feldt_limits(0.85, 89, 7, 0.95) == pytest.approx((0.7971254, 0.8931436), abs=1e-4)


def test_edges_have_answers() -> None:
    assert not cronbach_alpha([[1], [2], [3]]).known
    assert not cronbach_alpha([[1, 2]]).known
    assert not cronbach_alpha([[1, 2], [2, 1], [1, 2]]).known
    alike = cronbach_alpha([[1, 1, 1], [2, 2, 2], [4, 4, 4]])
    assert alike.value == 1.0 and not alike.has_interval
    gap = cronbach_alpha([[1, 2], [2, np.nan], [3, 3], [2, 1]])
    assert gap == cronbach_alpha([[1, 2], [3, 3], [2, 1]])
    with pytest.raises(ValueError, match="one row a respondent"):
        cronbach_alpha([1, 2, 3])


def test_a_turned_item_makes_alpha_negative() -> None:
    estimate = cronbach_alpha([[1, 4], [2, 4], [3, 2], [4, 2]])
    assert estimate.value < 0 and estimate.low < estimate.value < estimate.high


@settings(max_examples=60, deadline=None)
@given(arrays(int, st.tuples(st.integers(2, 8), st.integers(2, 5)), elements=st.integers(1, 5)))
def test_alpha_by_covariances(answers: np.ndarray) -> None:
    """Cronbach (1951): items / (items - 1) times the share of covariances in the total variance."""
    estimate = cronbach_alpha(answers)
    table = np.cov(answers.T)
    if not estimate.known:
        assert table.sum() == pytest.approx(0, abs=1e-9)
        return
    items = answers.shape[1]
    expected = items / (items - 1) * (table.sum() - np.trace(table)) / table.sum()
    assert estimate.value == pytest.approx(expected)
    assert not estimate.has_interval or estimate.low < estimate.value < estimate.high
