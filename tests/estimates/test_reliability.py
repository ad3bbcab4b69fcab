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
