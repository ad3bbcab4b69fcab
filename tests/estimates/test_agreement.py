"""Two observers, against Agresti's table by vcd and against the defining sum."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.estimates.agreement import agreement_within_one, exact_agreement, weighted_kappa
from helpers.estimates.proportions import proportion

# Hout, Duncan & Sobel (1987) in Agresti (1990) and R's vcd::SexualFun: wives by husbands.
COUPLES = np.array([[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]])


def spread_out(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    row, column = np.indices(table.shape)
    return np.repeat(row.ravel(), table.ravel()), np.repeat(column.ravel(), table.ravel())


def test_couples_linear() -> None:
    """R: vcd::Kappa(SexualFun), weighted 0.2374, ASE 0.07832 on 91 couples."""
    estimate = weighted_kappa(*spread_out(COUPLES), 4, "linear")
    assert estimate.value == pytest.approx(0.2374, abs=5e-5)
    # One further couple spread over the table and a t quantile widen it a little.
    large_sample = 2 * 1.96 * 0.07832
    assert large_sample < estimate.high - estimate.low < 1.05 * large_sample
    assert estimate.n == 91


def test_perfect_agreement_is_not_certainty() -> None:
    codes = [1, 2, 3, 1, 2, 3, 2]
    estimate = weighted_kappa(codes, codes, 4)
    assert estimate.value == 1.0 and estimate.high == 1.0
    assert 0 < estimate.low < 0.9


def test_single_categories_have_answers() -> None:
    same = weighted_kappa([2, 2, 2], [2, 2, 2], 4)
    assert not same.known and "one and the same category" in same.note
    one_sided = weighted_kappa([2, 2, 2, 2], [2, 1, 2, 3], 4)
    assert one_sided.value == pytest.approx(0) and one_sided.low < 0 < one_sided.high
    assert not weighted_kappa([], [], 4).known
    assert weighted_kappa([1], [2], 4).value == pytest.approx(0)
    assert not weighted_kappa([1], [2], 4).has_interval


def test_shares_of_agreement() -> None:
    first, second = [1, 2, 3, 4, None, 2], [1, 3, 1, 4, 2, 2]
    assert exact_agreement(first, second) == proportion(3, 5)
    assert agreement_within_one(first, second) == proportion(4, 5)


def test_codes_outside_the_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="codes from 0 to 3"):
        weighted_kappa([0, 4], [1, 2], 4)
    with pytest.raises(ValueError, match="same number"):
        exact_agreement([1], [1, 2])


codes = st.integers(0, 3)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(codes, codes), min_size=2, max_size=12),
    st.sampled_from([("linear", 1), ("quadratic", 2)]),
)
def test_kappa_is_one_less_the_ratio_of_disagreements(
    pairs: list[tuple[int, int]], weighting: tuple[str, int]
) -> None:
    """Cohen (1968): one less observed over chance disagreement, each by its weight."""
    first, second = zip(*pairs, strict=True)
    name, power = weighting
    estimate = weighted_kappa(first, second, 4, name)
    observed = np.mean([abs(a - b) ** power for a, b in pairs])
    chance = np.mean([abs(a - b) ** power for a in first for b in second])
    if not estimate.known:
        assert chance == 0
        return
    assert estimate.value == pytest.approx(1 - observed / chance)
    assert -1 <= estimate.low < estimate.high <= 1
    assert estimate.low <= estimate.value <= estimate.high
    assert weighted_kappa(second, first, 4, name).value == pytest.approx(estimate.value)
