"""Holm's method."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from helpers.estimates.adjust import holm


def test_holm_by_hand() -> None:
    """R: p.adjust(c(0.01, 0.02, 0.03, 0.04), "holm") is 0.04 0.06 0.06 0.06."""
    assert holm([0.03, 0.01, 0.04, 0.02]) == pytest.approx([0.06, 0.04, 0.06, 0.06])


@settings(max_examples=15, deadline=None)  # statsmodels collects garbage at each call
@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_is_statsmodels(p: list[float]) -> None:
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1])


def test_what_is_no_p_value_is_refused() -> None:
    assert holm([]).size == 0
    for wrong in ([0.1, np.nan], [1.2], [-0.1]):
        with pytest.raises(ValueError, match="between 0 and 1"):
            holm(wrong)
