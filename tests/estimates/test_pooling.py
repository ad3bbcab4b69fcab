"""Schools pooled, against metafor on the BCG trials."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers.estimates.means import mean
from helpers.estimates.pooling import pool, pool_estimates, standard_error

# Colditz et al. (1994) in R's metafor::dat.bcg: cases and others, vaccinated and not.
BCG = np.array(
    [
        [4, 119, 11, 128],
        [6, 300, 29, 274],
        [3, 228, 11, 209],
        [62, 13536, 248, 12619],
        [33, 5036, 47, 5761],
        [180, 1361, 372, 1079],
        [8, 2537, 10, 619],
        [505, 87886, 499, 87892],
        [29, 7470, 45, 7232],
        [17, 1699, 65, 1600],
        [186, 50448, 141, 27197],
        [5, 2493, 3, 2338],
        [27, 16886, 29, 17825],
    ],
    dtype=float,
)
CASES, OTHERS, CASES_0, OTHERS_0 = BCG.T
LOG_RISK = np.log(CASES / (CASES + OTHERS)) - np.log(CASES_0 / (CASES_0 + OTHERS_0))
ERRORS = np.sqrt(1 / CASES - 1 / (CASES + OTHERS) + 1 / CASES_0 - 1 / (CASES_0 + OTHERS_0))


# Raudenbush (1985) in R's metafor::dat.raudenbush1985: expectations of teachers, 19 experiments.
EXPECTATIONS = np.array(
    [
        *(0.03, 0.12, -0.14, 1.18, 0.26, -0.06, -0.02, -0.32, 0.27, 0.80),
        *(0.54, 0.18, -0.02, 0.23, -0.18, -0.06, 0.30, 0.07, -0.07),
    ]
)
EXPECTATION_ERRORS = np.sqrt(
    [
        *(0.0156, 0.0216, 0.0279, 0.1391, 0.1362, 0.0106, 0.0106, 0.0484, 0.0269, 0.0630),
        *(0.0912, 0.0497, 0.0835, 0.0841, 0.0253, 0.0279, 0.0193, 0.0088, 0.0303),
    ]
)
# Harrer et al. (2021) Doing Meta-Analysis with R, data set ThirdWave: effect, standard error.
THIRD_WAVE = np.array(
    [
        *([0.70913623, 0.26082018], [0.35486411, 0.19636241], [1.79117003, 0.34556921]),
        *([0.18245522, 0.11778740], [0.42185093, 0.14481276], [0.63, 0.196]),
        *([0.72488381, 0.22466414], [0.52866381, 0.21046092], [0.284, 0.168]),
        *([1.27506817, 0.33719969], [0.10360818, 0.19472746], [0.38839056, 0.23076889]),
        *([0.54073982, 0.24431327], [0.42615931, 0.25793794], [0.51539692, 0.35127375]),
        *([1.47972601, 0.31528168], [0.61257824, 0.22668336], [0.6, 0.249]),
    ]
)


def test_teachers_expectations_by_raudenbush_and_metafor() -> None:
    """Raudenbush (2009) in Cooper, Hedges & Valentine, table 16.3, by metafor: REML tau2 0.0188,
    0.0837, Knapp-Hartung -0.0457 to 0.2131; Q 35.8295."""
    pooled = pool(EXPECTATIONS, EXPECTATION_ERRORS)
    assert pooled.tau2 == pytest.approx(0.0188, abs=5e-5)
    assert pooled.q == pytest.approx(35.8295, abs=5e-5)
    average = pooled.average
    assert (average.value, average.low, average.high) == pytest.approx(
        (0.0837, -0.0457, 0.2131), abs=5e-5
    )


def test_third_wave_by_harrer() -> None:
    """Harrer et al. (2021), chapter 4: 0.5771, 0.3782 to 0.7760, tau2 0.0820, Q 45.50."""
    pooled = pool(*THIRD_WAVE.T)
    assert (pooled.tau2, pooled.q) == (
        pytest.approx(0.0820, abs=5e-5),
        pytest.approx(45.50, abs=5e-3),
    )
    average = pooled.average
    assert (average.value, average.low, average.high) == pytest.approx(
        (0.5771, 0.3782, 0.7760), abs=5e-5
    )


def test_prediction_by_harrer() -> None:
    """Harrer et al. (2021), chapter 5, without studies 3, 4 and 16: 0.4819, 0.3595 to 0.6043,
    prediction 0.3586 to 0.6053. There the spread of the prediction holds Knapp & Hartung's error,
    as ours does. Their search for tau stops at 0.0012; the likelihood is highest at nought."""
    kept = np.delete(THIRD_WAVE, [2, 3, 15], axis=0)
    pooled = pool(*kept.T)
    average = pooled.average
    assert (average.value, average.low, average.high) == pytest.approx(
        (0.4819, 0.3595, 0.6043), abs=5e-5
    )
    assert pooled.tau2 == 0
    error = (average.high - average.low) / 2 / 2.144787
    half = 2.160369 * (0.0012**2 + error**2) ** 0.5
    assert (average.value - half, average.value + half) == pytest.approx((0.3586, 0.6053), abs=5e-5)
    assert pooled.prediction == pytest.approx((0.3586, 0.6053), abs=7e-5)


def test_prediction_is_a_little_wider_than_with_the_plain_error() -> None:
    """Harrer et al. (2021), chapter 5: all 18 studies, -0.0572 to 1.2115, by the plain error.

    Ours takes the error of Knapp and Hartung instead; with the plain one it is theirs.
    """
    effects, errors = THIRD_WAVE.T
    pooled = pool(effects, errors)
    plain = (1 / (1 / (errors**2 + pooled.tau2)).sum() + pooled.tau2) ** 0.5 * 2.119905
    middle = pooled.average.value
    assert (middle - plain, middle + plain) == pytest.approx((-0.0572, 1.2115), abs=6e-5)
    assert pooled.prediction[0] < middle - plain and middle + plain < pooled.prediction[1]


def test_bcg_by_metafor() -> None:
    """Viechtbauer (2010): REML tau2 0.3132, Q 152.233; test="knha": -0.7145, -1.1084 to -0.3206."""
    pooled = pool(LOG_RISK, ERRORS)
    assert pooled.tau2 == pytest.approx(0.313243258137274, abs=1e-6)
    assert pooled.q == pytest.approx(152.2330, abs=5e-5)
    average = pooled.average
    assert (average.value, average.low, average.high) == pytest.approx(
        (-0.714532342158211, -1.10844371368566, -0.320620970630764), abs=1e-6
    )
    assert average.p == pytest.approx(0.0019, abs=5e-5)


def test_prediction_by_hand() -> None:
    """Higgins, Thompson & Spiegelhalter (2009): t on k - 2 = 11 degrees of freedom, 2.200985."""
    pooled = pool(LOG_RISK, ERRORS)
    error = (pooled.average.high - pooled.average.low) / 2 / 2.178813
    half = 2.200985 * (0.313243 + error**2) ** 0.5
    assert pooled.prediction == pytest.approx((-0.714532 - half, -0.714532 + half), abs=1e-5)


def test_schools_that_agree_do_not_look_surer_than_they_are() -> None:
    """LIBRARIES.md: plain Hartung-Knapp shrinks to nothing here; the factor is at least 1."""
    pooled = pool([0.2, 0.2, 0.2, 0.2], [0.1] * 4)
    assert pooled.tau2 == 0.0
    assert pooled.average.high - 0.2 == pytest.approx(3.182446 * 0.1 / 2, abs=1e-6)


def test_few_schools() -> None:
    none, one, two = pool([], []), pool([0.3], [0.1]), pool([0.3, 0.5], [0.1, 0.1])
    assert not none.average.known
    assert one.average.high == pytest.approx(0.3 + 1.959964 * 0.1)
    assert one.prediction is None and two.prediction is None
    assert two.average.high - 0.4 >= 12.7062 * 0.1 / 2**0.5 - 1e-4


def test_pooling_what_schools_found() -> None:
    found = [mean([1, 2, 3]), mean([2, 3, 5]), mean([7])]
    pooled = pool_estimates(found)
    assert pooled.average.n == 2
    assert standard_error(found[0]) == pytest.approx(4.302653 * (1 / 3**0.5) / 1.959964, abs=1e-5)
    assert standard_error(found[2]) is None


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match="values for"):
        pool([1.0], [0.1, 0.2])
    for errors in ([0.0], [-1.0], [np.nan]):
        with pytest.raises(ValueError, match="above nought"):
            pool([1.0], errors)


study = st.tuples(st.integers(-30, 30).map(lambda x: x / 10), st.integers(1, 20))


@settings(max_examples=60, deadline=None)
@given(st.lists(study.map(lambda s: (s[0], s[1] / 10)), min_size=2, max_size=8))
@example([(0.5, 0.5), (-0.6, 0.1), (-0.8, 0.2)])  # two humps, the lower one at nought
def test_reml_is_the_best_on_a_grid_and_turns_with_the_sign(
    studies: list[tuple[float, float]],
) -> None:
    effects, errors = (np.array(part) for part in zip(*studies, strict=True))

    def loss(tau2: float) -> float:
        weights = 1 / (errors**2 + tau2)
        centre = (weights * effects).sum() / weights.sum()
        return (
            -np.log(weights).sum()
            + np.log(weights.sum())
            + (weights * (effects - centre) ** 2).sum()
        )

    pooled, turned = pool(effects, errors), pool(-effects, errors)
    grid = np.concatenate([[0.0], np.geomspace(1e-5, 50, 120)])
    assert loss(pooled.tau2) <= min(loss(tau2) for tau2 in grid) + 1e-3
    assert pooled.average.value == pytest.approx(-turned.average.value, abs=1e-6)
    assert pooled.average.low < pooled.average.high
