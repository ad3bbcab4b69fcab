"""Pupils within classes, against lme4's Dyestuff and by hand where a mixed model will not do."""

import numpy as np
import pytest

from helpers.estimates.means import mean_against, mean_change_paired, mean_change_unpaired
from helpers.estimates.mixed import mixed_change, mixed_mean

BATCHES = [batch for batch in "ABCDEF" for _ in range(5)]
# Davies & Goldsmith (1972), in R's lme4::Dyestuff and Dyestuff2: yield by batch.
DYESTUFF = np.array(
    [
        *(1545, 1440, 1440, 1520, 1580, 1540, 1555, 1490, 1560, 1495),
        *(1595, 1550, 1605, 1510, 1560, 1445, 1440, 1595, 1465, 1545),
        *(1595, 1630, 1515, 1635, 1625, 1520, 1455, 1450, 1480, 1445),
    ],
    dtype=float,
)
DYESTUFF_2 = np.array(
    [
        *(7.298, 3.846, 2.434, 9.566, 7.990, 5.220, 6.556, 0.608, 11.788, -0.892),
        *(0.110, 10.386, 13.434, 5.510, 8.166, 2.212, 4.852, 7.092, 9.288, 4.980),
        *(0.282, 9.014, 4.458, 9.446, 7.198, 1.722, 4.782, 8.106, 0.758, 3.758),
    ]
)


def test_dyestuff_by_lme4() -> None:
    """Bates (2010), lme4, REML: intercept 1527.50, standard error 19.38; t on 5 degrees."""
    estimate = mixed_mean(DYESTUFF, BATCHES, reference=1500)
    assert estimate.method == "mixed-model"
    assert estimate.value == pytest.approx(27.5, abs=1e-3)
    assert (estimate.high - 27.5) / 2.570582 == pytest.approx(19.38, abs=6e-3)
    assert estimate.n == 30


def test_dyestuff_2_has_no_variance_between_batches() -> None:
    """Bates (2010): the REML estimate between batches is nought, so no mixed model here."""
    estimate = mixed_mean(DYESTUFF_2, BATCHES)
    assert estimate.method == "class-means"
    assert estimate.value == pytest.approx(5.6656, abs=1e-4)
    assert "did not settle" in estimate.note
    by_class = mean_against(DYESTUFF_2.reshape(6, 5).mean(axis=1), 0)
    assert (estimate.low, estimate.high) == pytest.approx((by_class.low, by_class.high))


def test_under_five_classes_speak_for_themselves_only() -> None:
    estimate = mixed_mean(DYESTUFF[:15], BATCHES[:15], reference=1500)
    assert estimate.method == "fixed-classes"
    assert "these 3 classes only" in estimate.note
    within = DYESTUFF[:15].reshape(3, 5).var(axis=1, ddof=1).mean()
    half = 2.178813 * (within / 15) ** 0.5
    assert estimate.high - estimate.value == pytest.approx(half, rel=1e-6)


def test_one_class_is_plain() -> None:
    estimate = mixed_mean(DYESTUFF[:5], ["A"] * 5, reference=1500)
    plain = mean_against(DYESTUFF[:5], 1500)
    assert (estimate.low, estimate.high) == pytest.approx((plain.low, plain.high))
    assert "cannot be told apart" in estimate.note


def test_classes_that_differ_widen_the_interval() -> None:
    rng = np.random.default_rng(11)
    classes = np.repeat(np.arange(8), 20)
    values = rng.normal(0, 2, 8)[classes] + rng.normal(size=160)
    clustered, plain = mixed_mean(values, list(classes)), mean_against(values, 0)
    assert clustered.method == "mixed-model"
    assert clustered.high - clustered.low > 2 * (plain.high - plain.low)


def test_change_within_the_same_classes() -> None:
    """With equal classes the mixed model's change is the mean of the classes' changes."""
    rng = np.random.default_rng(4)
    classes = np.repeat(np.arange(6), 12)
    level, gain = rng.normal(0, 2, 6), rng.normal(1, 1, 6)
    before = level[classes] + rng.normal(size=72)
    after = level[classes] + gain[classes] + rng.normal(size=72)
    estimate = mixed_change(before, list(classes), after, list(classes))
    changes = [after[classes == c].mean() - before[classes == c].mean() for c in range(6)]
    by_class = mean_against(changes, 0)
    assert estimate.method == "mixed-model"
    assert estimate.value == pytest.approx(by_class.value, abs=1e-3)
    assert estimate.high - estimate.low == pytest.approx(by_class.high - by_class.low, rel=0.05)
    assert (estimate.n_before, estimate.n_after) == (72, 72)


def test_change_falls_back_on_classes() -> None:
    after = DYESTUFF_2 + np.tile([0.5, -0.5, 0.25, 0.25, 0.5], 6)
    estimate = mixed_change(DYESTUFF_2, BATCHES, after, BATCHES)
    means = DYESTUFF_2.reshape(6, 5).mean(axis=1), after.reshape(6, 5).mean(axis=1)
    assert estimate.method == "class-means"
    assert estimate.value == pytest.approx(mean_change_paired(*means).value)
    assert estimate.n == 60


def test_change_in_few_classes_is_weighted_within_them() -> None:
    before, after = [1.0, 2, 3, 11, 12], [2.0, 3, 4, 5, 12, 15]
    estimate = mixed_change(before, [*"aaabb"], after, [*"aaaabb"])
    # a: 2 to 3.5 with worth 12/7; b: 11.5 to 13.5 with worth 1.
    assert estimate.value == pytest.approx((12 / 7 * 1.5 + 2) / (12 / 7 + 1))
    assert estimate.method == "fixed-classes"


def test_classes_that_are_not_the_same() -> None:
    rng = np.random.default_rng(2)
    before = rng.normal(0, 2, 4).repeat(10) + rng.normal(size=40)
    after = rng.normal(1, 2, 5).repeat(10) + rng.normal(size=50)
    estimate = mixed_change(
        before, [*np.repeat([*"abcd"], 10)], after, [*np.repeat([*"cdefg"], 10)]
    )
    assert estimate.method == "mixed-model"
    assert "not the same in both terms" in estimate.note
    by_class = mean_change_unpaired(
        before.reshape(4, 10).mean(axis=1), after.reshape(5, 10).mean(axis=1)
    )
    assert estimate.value == pytest.approx(by_class.value, abs=0.05)
    one = mixed_change([1.0, 2, 3], ["a"] * 3, [2.0, 5], ["b"] * 2)
    assert "cannot be told apart" in one.note and one.value == 1.5


def test_edges_have_answers() -> None:
    assert not mixed_mean([], []).known
    assert mixed_mean([3.0], ["a"], 1).value == 2
    assert mixed_mean([3.0, 3.0], ["a", "b"]).value == 3
    assert mixed_mean([1.0, None, 3.0], ["a", "a", None]).n == 1
    assert mixed_mean([1.0, 2.0, 3.0], ["a", "b", "c"]).has_interval
    assert not mixed_change([], [], [1.0], ["a"]).known
    flat = mixed_change([2.0, 2.0], ["a", "a"], [2.0, 2.0], ["a", "a"])
    assert flat.value == 0 and not flat.has_interval
    with pytest.raises(ValueError, match="values for"):
        mixed_mean([1.0], ["a", "b"])
