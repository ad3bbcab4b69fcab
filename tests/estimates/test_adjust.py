"""Holm's method."""

from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from helpers.estimates.adjust import holm


def test_holm_by_hand() -> None:
    """R: p.adjust(c(0.01, 0.02, 0.03, 0.04), "holm") is 0.04 0.06 0.06 0.06."""
    assert holm([0.03, 0.01, 0.04, 0.02]) == pytest.approx([0.06, 0.04, 0.06, 0.06])


def test_the_myocardial_infarction_trial_of_benjamini_and_hochberg() -> None:
    """Benjamini & Hochberg (1995) J R Stat Soc B 57:289-300, section 4: of 15 p values, control of
    the familywise error at 5 per cent rejects the first three (their own method four)."""
    p = [
        *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
        *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
    ]
    adjusted = holm(p)
    assert (adjusted <= 0.05).sum() == 3
    assert adjusted[:4] == pytest.approx([15 * 0.0001, 14 * 0.0004, 13 * 0.0019, 12 * 0.0095])


def test_the_worked_example_of_pingouin() -> None:
    """Vallat (2018) JOSS 3:1026, pingouin.multicomp(method="holm"), and R's p.adjust."""
    assert holm([0.50, 0.003, 0.32, 0.054, 0.0003]) == pytest.approx(
        [0.64, 0.012, 0.64, 0.162, 0.0015]
    )


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_holm_is_bonferroni_on_every_set_of_hypotheses(p: list[float]) -> None:
    """Marcus, Peritz & Gabriel (1976) Biometrika 63:655-660: a hypothesis falls only if every set
    that holds it falls, here by Bonferroni; all sets are looked at one by one."""
    places = range(len(p))
    sets = list(chain(*(combinations(places, size) for size in range(1, len(p) + 1))))
    closed = [
        max(min(1.0, len(group) * min(p[i] for i in group)) for group in sets if place in group)
        for place in places
    ]
    assert holm(p) == pytest.approx(closed)


@settings(max_examples=15, deadline=None)  # statsmodels collects garbage at each call
@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_is_statsmodels(p: list[float]) -> None:
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1])


def test_what_is_no_p_value_is_refused() -> None:
    assert holm([]).size == 0
    for wrong in ([0.1, np.nan], [1.2], [-0.1]):
        with pytest.raises(ValueError, match="between 0 and 1"):
            holm(wrong)
