"""The same people twice, against Fagerland, Lydersen and Laake and brute force."""

import math
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.estimates.paired import (
    difference_paired,
    difference_paired_counts,
    mcnemar_exact,
    mcnemar_mid_p,
)


def test_airway_hyper_responsiveness() -> None:
    """Bentur et al. (2009) in Fagerland, Lydersen & Laake: -0.507 to -0.026, before less after."""
    estimate = difference_paired_counts(both=1, lost=1, gained=7, neither=12)
    assert estimate.value == pytest.approx(6 / 21)
    assert (estimate.low, estimate.high) == pytest.approx((0.026, 0.507), abs=6e-4)
    assert estimate.p == pytest.approx(0.0703, abs=5e-5)
    assert mcnemar_mid_p(1, 7) == pytest.approx(0.0391, abs=5e-5)
    assert (estimate.changed, estimate.rose) == (8, 7)


def test_complete_response_before_and_after_consolidation() -> None:
    """Cavo et al. (2012) in Fagerland, Lydersen & Laake (2017): -0.1186 to -0.0046."""
    estimate = difference_paired_counts(both=59, lost=6, gained=16, neither=80)
    assert (estimate.low, estimate.high) == pytest.approx((0.0046, 0.1186), abs=5e-5)
    assert estimate.p == pytest.approx(0.0525, abs=5e-5)
    assert mcnemar_mid_p(6, 16) == pytest.approx(0.0347, abs=5e-5)


def test_exact_p_counts_every_outcome() -> None:
    for lost, gained in product(range(7), repeat=2):
        changed = lost + gained
        flips = [sum(flip) for flip in product((0, 1), repeat=changed)]
        lead = abs(gained - lost)
        as_far = sum(abs(2 * ups - changed) >= lead for ups in flips) / 2**changed
        just_so = sum(abs(2 * ups - changed) == lead for ups in flips) / 2**changed
        assert mcnemar_exact(lost, gained) == pytest.approx(as_far)
        if changed:
            half = just_so / 2 if lead else math.comb(changed, lost) / 2**changed
            assert mcnemar_mid_p(lost, gained) == pytest.approx(as_far - half)


def test_no_one_changed_is_not_certainty() -> None:
    estimate = difference_paired_counts(both=4, lost=0, gained=0, neither=4)
    assert estimate.value == 0
    assert estimate.low < -0.1 and estimate.high > 0.1
    assert estimate.p == 1.0 and mcnemar_mid_p(0, 0) == 1.0
    assert estimate.note == "nobody's answer changed"


def test_no_pair_has_no_value() -> None:
    assert not difference_paired([], []).known
    assert difference_paired([True, None], [None, False]).n == 0


def test_pairs_that_miss_a_half_are_left_out() -> None:
    before = [True, None, False, False, True]
    after = pd.Series([True, True, pd.NA, True, False], dtype="boolean")
    assert difference_paired(before, after) == difference_paired_counts(1, 1, 1, 0)
    floats = difference_paired([1.0, np.nan, 0, 0, 1], [1, 1, np.nan, 1, 0])
    assert floats == difference_paired_counts(1, 1, 1, 0)


def test_what_is_not_yes_or_no_is_refused() -> None:
    with pytest.raises(ValueError, match="same number in the same order"):
        difference_paired([True], [True, False])
    with pytest.raises(ValueError, match="only yes or no"):
        difference_paired([1, 2], [0, 1])
    with pytest.raises(ValueError, match="must be numbers"):
        difference_paired(["yes"], ["no"])
    with pytest.raises(ValueError, match="below nought"):
        difference_paired_counts(1, -1, 2, 3)


few = st.integers(0, 12)


@settings(deadline=None)
@given(few, few, few, few)
def test_swapping_the_terms_turns_the_difference(
    both: int, lost: int, gained: int, neither: int
) -> None:
    there = difference_paired_counts(both, lost, gained, neither)
    back = difference_paired_counts(both, gained, lost, neither)
    if not there.known:
        return
    assert there.value == -back.value
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert there.p == back.p
    assert there.low < there.high
    assert there.low <= there.inner_low <= there.value <= there.inner_high <= there.high
