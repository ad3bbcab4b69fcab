"""Pupils within classes, against lme4, nlme and R's lm, and by hand where no model will do."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.estimates.estimate import Estimate
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


# Pinheiro & Bates (2000), appendix A.17, R's nlme::Rail: ultrasonic travel times, nanoseconds.
RAIL = np.array([55, 53, 54, 26, 37, 32, 78, 91, 85, 92, 100, 96, 49, 51, 50, 80, 85, 83.0])
RAILS = [rail for rail in "123456" for _ in range(3)]
# Milliken & Johnson (1992), p. 285, R's nlme::Machines: scores of six workers, three each time.
WORKERS = [worker for worker in "123456" for _ in range(3)]
MACHINE_A = np.array(
    [
        *(52, 52.8, 53.1, 51.8, 52.8, 53.1, 60, 60.2, 58.4),
        *(51.1, 52.3, 50.3, 50.9, 51.8, 51.4, 46.4, 44.8, 49.2),
    ]
)
MACHINE_B = np.array(
    [
        *(62.1, 62.6, 64, 59.7, 60, 59, 68.6, 65.8, 69.7),
        *(63.2, 62.8, 62.2, 64.8, 65, 65.4, 43.7, 44.2, 43),
    ]
)
MACHINE_C = np.array(
    [
        *(67.5, 67.2, 66.9, 61.5, 61.7, 62.3, 70.8, 70.6, 71),
        *(64.1, 66.2, 64, 72.1, 72, 71.1, 62, 61.4, 60.5),
    ]
)
T_5 = 2.570582  # 97.5 per cent point of t on five degrees of freedom


def error(estimate: Estimate, quantile: float) -> float:
    """The standard error behind a t interval."""
    return (estimate.high - estimate.value) / quantile


def test_rail_by_pinheiro_and_bates() -> None:
    """Pinheiro & Bates (2000), section 1.1: REML intercept 66.5, standard error 10.17."""
    estimate = mixed_mean(RAIL, RAILS)
    assert estimate.method == "mixed-model"
    assert estimate.value == pytest.approx(66.5, abs=1e-6)
    assert error(estimate, T_5) == pytest.approx(10.17, abs=5e-3)


@pytest.mark.parametrize(
    ("machine", "change", "printed"), [(MACHINE_B, 7.966667, 2.420), (MACHINE_C, 13.916667, 1.540)]
)
def test_machines_by_pinheiro_and_bates(machine: np.ndarray, change: float, printed: float) -> None:
    """Pinheiro & Bates (2000), section 1.3: Machine B 7.967 (2.420), C 13.917 (1.540) over A.

    Their model gives every worker an effect on every machine (random = ~ Machine - 1 | Worker).
    """
    estimate = mixed_change(MACHINE_A, WORKERS, machine, WORKERS)
    assert estimate.method == "mixed-model"
    assert estimate.value == pytest.approx(change, abs=1e-5)
    assert error(estimate, T_5) == pytest.approx(printed, abs=1e-3)


@pytest.mark.parametrize(
    ("values", "groups", "mean", "printed"),
    [(RAIL, RAILS, 66.5, 10.17), (DYESTUFF, BATCHES, 1527.5, 19.38)],
)
def test_class_means_of_published_classes(
    values: np.ndarray, groups: list[str], mean: float, printed: float
) -> None:
    """Pinheiro & Bates (2000), section 1.1, and Bates (2010): with classes of one size the mixed
    model's error is that of the class means, which stand for their classes here."""
    names = sorted(set(groups))
    means = values.reshape(len(names), -1).mean(axis=1)
    estimate = mixed_mean(means, names)
    assert estimate.method == "class-means"
    assert estimate.value == pytest.approx(mean)
    assert error(estimate, T_5) == pytest.approx(printed, abs=5e-3)


def test_doughnuts_of_snedecor_and_cochran() -> None:
    """Snedecor & Cochran (1967) Statistical Methods, section 10.3: fat absorbed by six batches of
    each of four fats, mean square within fats 100.9 on 20 degrees of freedom."""
    fats = [
        *(64, 72, 68, 77, 56, 95, 78, 91, 97, 82, 85, 77),
        *(75, 93, 78, 71, 63, 76, 55, 66, 49, 64, 70, 68),
    ]
    estimate = mixed_mean(fats, [fat for fat in "1234" for _ in range(6)])
    assert (estimate.method, estimate.value) == ("fixed-classes", 73.75)
    assert error(estimate, 2.085963) ** 2 * 24 == pytest.approx(100.9, abs=5e-2)


def test_plants_by_r() -> None:
    """Dobson (1983), R's PlantGrowth: lm(weight ~ group), residual error 0.6234 on 27 degrees."""
    plants = [
        *(4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14),
        *(4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69),
        *(6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26),
    ]
    estimate = mixed_mean(plants, [group for group in "012" for _ in range(10)], reference=5)
    assert estimate.value == pytest.approx(0.073)
    assert error(estimate, 2.051831) * 30**0.5 == pytest.approx(0.6234, abs=5e-5)


def test_teeth_by_r() -> None:
    """Crampton (1947), R's ToothGrowth: aov(len ~ supp * factor(dose)), F 15.572, p 0.000231."""
    juice = [
        *(15.2, 21.5, 17.6, 9.7, 14.5, 10.0, 8.2, 9.4, 16.5, 9.7),
        *(19.7, 23.3, 23.6, 26.4, 20.0, 25.2, 25.8, 21.2, 14.5, 27.3),
        *(25.5, 26.4, 22.4, 24.5, 24.8, 30.9, 26.4, 27.3, 29.4, 23.0),
    ]
    acid = [
        *(4.2, 11.5, 7.3, 5.8, 6.4, 10.0, 11.2, 11.2, 5.2, 7.0),
        *(16.5, 16.5, 15.2, 17.3, 22.5, 17.3, 13.6, 14.5, 18.8, 15.5),
        *(23.6, 18.5, 33.9, 25.5, 26.4, 32.5, 26.7, 21.5, 23.3, 29.5),
    ]
    doses = [dose for dose in "123" for _ in range(10)]
    estimate = mixed_change(acid, doses, juice, doses)
    assert (estimate.method, estimate.value) == ("fixed-classes", pytest.approx(3.7))
    t = estimate.value / error(estimate, 2.004879)
    assert t**2 == pytest.approx(15.572, abs=5e-4)
    assert estimate.p == pytest.approx(0.000231, abs=5e-7)


def test_warp_breaks_by_r() -> None:
    """Tippett (1950), R's warpbreaks: lm(breaks ~ wool * tension), residual error 10.94 on 48."""
    wool_a = [
        *(26, 30, 54, 25, 70, 52, 51, 26, 67, 18, 21, 29, 17, 12),
        *(18, 35, 30, 36, 36, 21, 24, 18, 10, 43, 28, 15, 26),
    ]
    wool_b = [
        *(27, 14, 29, 19, 29, 31, 41, 20, 44, 42, 26, 19, 16, 39),
        *(28, 21, 39, 29, 20, 21, 24, 17, 13, 15, 15, 16, 28),
    ]
    tensions = [tension for tension in "LMH" for _ in range(9)]
    estimate = mixed_change(wool_a, tensions, wool_b, tensions)
    assert error(estimate, 2.010635) / (2 / 27) ** 0.5 == pytest.approx(10.94, abs=5e-3)


pupil = st.tuples(st.integers(0, 9).map(float), st.sampled_from("abc"))


@settings(max_examples=60, deadline=None)
@given(st.lists(pupil, min_size=4, max_size=9), st.lists(pupil, min_size=4, max_size=9))
def test_change_within_fixed_classes_is_least_squares(
    before: list[tuple[float, str]], after: list[tuple[float, str]]
) -> None:
    """Snijders & Bosker (2012), section 4.3: a dummy for each class and one for the term."""
    (first, class_1), (second, class_2) = (zip(*side, strict=True) for side in (before, after))
    estimate = mixed_change(first, class_1, second, class_2)
    if estimate.method != "fixed-classes":
        return
    values, classes = np.array(first + second), np.array(class_1 + class_2)
    term = np.repeat([0.0, 1.0], [len(first), len(second)])
    design = np.column_stack([classes == name for name in sorted(set(classes))] + [term])
    fitted = np.linalg.lstsq(design.astype(float), values, rcond=None)[0]
    assert estimate.value == pytest.approx(fitted[-1], abs=1e-9)


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


def test_the_average_is_the_plain_one_with_the_models_variance() -> None:
    """Classes of unequal size: 1'V1 / N^2 by the whole matrix, V from statsmodels' variances."""
    rng = np.random.default_rng(7)
    sizes = (4, 9, 15, 22, 30, 41)
    names = np.repeat(np.arange(len(sizes)), sizes)
    values = rng.normal(0, 2, len(sizes))[names] + rng.normal(10, 3, len(names))
    found = mixed_mean(values, [f"c{one}" for one in names], reference=9.0)
    fit = smf.mixedlm("y ~ 1", pd.DataFrame({"y": values, "g": names}), groups="g").fit(reml=True)
    same = names[:, None] == names[None, :]
    matrix = fit.cov_re.iloc[0, 0] * same + fit.scale * np.eye(len(names))
    error = matrix.sum() ** 0.5 / len(names)
    half = stats.t.ppf(0.975, len(sizes) - 1) * error
    assert found.method == "mixed-model"
    assert found.value == pytest.approx(values.mean() - 9)
    assert found.high == pytest.approx(values.mean() - 9 + half, rel=1e-3)


def test_without_a_model_the_range_rests_on_the_means_of_classes() -> None:
    """Kish (1965) 6.3: classes that differ by less than chance would; balanced, it is plain t."""
    values = [1.0, 9.0] * 6
    names = [f"c{one // 2}" for one in range(12)]
    values[0], values[-1] = 0.5, 9.5
    found = mixed_mean(values, names)
    means = np.array(values).reshape(6, 2).mean(axis=1)
    half = stats.t.ppf(0.975, 5) * means.std(ddof=1) / 6**0.5
    assert found.method == "class-means"
    assert (found.low, found.high) == pytest.approx((means.mean() - half, means.mean() + half))
