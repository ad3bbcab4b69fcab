"""Two observers, against Agresti's table by vcd and against the defining sum."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.estimates.agreement import agreement_within_one, exact_agreement, weighted_kappa
from helpers.estimates.proportions import proportion

# Hout, Duncan & Sobel (1987) in Agresti (1990) and R's vcd::SexualFun: wives by husbands.
COUPLES = np.array([[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]])


# Kundel & Polansky (2003) Radiology 228:303-308, table A1, in R's vcdExtra::Mammograms.
MAMMOGRAMS = np.array([[34, 10, 2, 0], [6, 8, 8, 2], [2, 5, 4, 12], [0, 1, 2, 14]])
# Gwet (2014) Handbook of Inter-Rater Reliability, in R's irrCAC::cont3x3abstractors.
ABSTRACTORS = np.array([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
# R's irr::anxiety, raters 2 and 3; nobody gave a 5, so irr has five categories.
ANXIETY_2 = [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4]
ANXIETY_3 = [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2]


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


def test_mammograms_linear() -> None:
    """R: vcd::Kappa(Mammograms), weighted 0.5964, ASE 0.04923 on 110 mammograms."""
    estimate = weighted_kappa(*spread_out(MAMMOGRAMS), 4, "linear")
    assert estimate.value == pytest.approx(0.5964, abs=5e-5)
    large_sample = 2 * 1.96 * 0.04923
    assert large_sample < estimate.high - estimate.low < 1.06 * large_sample


def test_abstractors_quadratic() -> None:
    """Gwet (2014) in irrCAC's vignette on weighting: 0.8921569, interval 0.822 to 0.962."""
    estimate = weighted_kappa(*spread_out(ABSTRACTORS), 3, "quadratic")
    assert estimate.value == pytest.approx(0.8921569, abs=5e-8)
    assert 0.80 < estimate.low < 0.822 and 0.95 < estimate.high < 0.97


@pytest.mark.parametrize(("weighting", "kappa"), [("linear", 0.1459075), ("quadratic", 0.2520325)])
def test_anxiety_of_irr(weighting: str, kappa: float) -> None:
    """R: irr::kappa2(anxiety[, 2:3], "equal") and "squared", as statsmodels' tests record them."""
    used = sorted({*ANXIETY_2, *ANXIETY_3})
    first, second = ([used.index(code) for code in rater] for rater in (ANXIETY_2, ANXIETY_3))
    estimate = weighted_kappa(first, second, len(used), weighting)
    assert estimate.value == pytest.approx(kappa, abs=5e-8)


def test_shares_of_agreement_of_both_published_tables() -> None:
    """Gwet (2014): 89 of 100 abstractions the same. vcd: 33 of 91 couples, 68 within one."""
    same = exact_agreement(*spread_out(ABSTRACTORS))
    assert (same.value, same.n) == (0.89, 100)
    assert exact_agreement(*spread_out(COUPLES)) == proportion(33, 91)
    assert agreement_within_one(*spread_out(COUPLES)) == proportion(68, 91)


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
