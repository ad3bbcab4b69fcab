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
