"""What a group of this size could have shown."""

from itertools import product

import numpy as np
import pytest
from scipy import stats

from helpers.estimates.detectable import (
    _normal_pairs,
    detectable_mean,
    detectable_share,
    pairs_for_mean,
    pairs_for_share,
)
from helpers.estimates.paired import mcnemar_exact


def power(pairs: int, gained: float, lost: float) -> float:
    """Chance of a significant rise, by every split of so many pairs."""
    splits = np.array(
        [
            (up, down, pairs - up - down)
            for up, down in product(range(pairs + 1), repeat=2)
            if up + down <= pairs and up > down and mcnemar_exact(down, up) <= 0.05
        ]
    )
    if splits.size == 0:
        return 0.0
    return float(stats.multinomial.pmf(splits, pairs, [gained, lost, 1 - gained - lost]).sum())


@pytest.mark.parametrize(("effect", "pairs"), [(0.2, 199), (0.5, 34), (0.8, 15)])
def test_pairs_for_cohens_effects(effect: float, pairs: int) -> None:
    """G*Power 3 (Faul et al. 2007), matched pairs, two-sided, power 0.80."""
    assert pairs_for_mean(effect, 1.0) == pairs
    assert pairs_for_mean(-2 * effect, 2.0) == pairs
    assert detectable_mean(pairs, 1.0) <= effect < detectable_mean(pairs - 1, 1.0)


def test_detectable_mean_of_pingouin() -> None:
    """Vallat (2018) JOSS 3:1026, pingouin.power_ttest(n=20, power=0.80, contrast="paired"): d
    0.6604; and its one-sample power of 0.5645 for d 0.5 with 20."""
    assert detectable_mean(20, 1.0) == pytest.approx(0.6604, abs=5e-5)
    assert detectable_mean(20, 3.0) == pytest.approx(3 * 0.6604, abs=2e-4)
    assert detectable_mean(20, 1.0, power=0.5645) == pytest.approx(0.5, abs=1e-4)


def test_cohens_forty_pairs() -> None:
    """Cohen (1988), p. 50: 40 pairs, difference 8, deviation 16, correlation 0.6: power 93."""
    sd_of_change = 16 * (2 * (1 - 0.6)) ** 0.5
    assert detectable_mean(40, sd_of_change, power=0.93) == pytest.approx(8, abs=0.05)
    assert pairs_for_mean(8, sd_of_change, power=0.93) == 40


@pytest.mark.parametrize(("pairs", "share", "chance"), [(10, 0.7, 0.8497317), (15, 0.5, 0.8491211)])
def test_with_nobody_lost_it_is_the_binomial_table(pairs: int, share: float, chance: float) -> None:
    """National Bureau of Standards (1950) Tables of the Binomial Probability Distribution.

    The exact test needs six gains if nobody is lost, so its power is the chance of six or more.
    """
    assert detectable_share(pairs, power=chance) == pytest.approx(share, abs=1e-5)


def test_connors_sample_size_is_where_the_search_starts() -> None:
    """Connor (1987) as powerandsamplesize.com works it: 0.45 against 0.05, 80 per cent: 23 pairs.

    The exact test needs a few more than his normal approximation says.
    """
    assert _normal_pairs(0.4, 0.5, 0.80) == 23
    assert 23 <= pairs_for_share(0.4, lost=0.05) <= 26


@pytest.mark.parametrize("lost", [0.0, 0.1])
@pytest.mark.parametrize("pairs", [12, 20])
def test_detectable_share_has_just_that_power(pairs: int, lost: float) -> None:
    change = detectable_share(pairs, lost)
    assert power(pairs, change + lost, lost) == pytest.approx(0.8, abs=1e-3)


def test_five_people_could_never_have_shown_anything() -> None:
    """Six changes of six are the fewest at which an exact McNemar test reaches 5 per cent."""
    assert detectable_share(5) is None
    assert detectable_share(0) is None
    assert detectable_share(6) == pytest.approx(0.8 ** (1 / 6), abs=1e-4)


@pytest.mark.parametrize(("change", "lost"), [(0.5, 0.0), (0.6, 0.1), (-0.5, 0.0), (1.0, 0.0)])
def test_pairs_for_share_is_the_last_dip(change: float, lost: float) -> None:
    pairs = pairs_for_share(change, lost)
    gained = abs(change) + lost
    assert power(pairs - 1, gained, lost) < 0.8
    assert all(power(more, gained, lost) >= 0.8 for more in range(pairs, pairs + 6))


def test_nothing_settles_no_change() -> None:
    assert pairs_for_share(0.0) is None
    assert pairs_for_share(0.001) is None
    assert pairs_for_mean(0.0, 1.0) is None
    assert pairs_for_mean(1e-4, 1.0) is None
    assert detectable_mean(1, 1.0) is None
    assert detectable_mean(10, 0.0) == 0.0
    assert detectable_mean(2, 1.0) > 1


def test_shares_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        detectable_share(10, lost=1.5)
    with pytest.raises(ValueError, match="more than everybody"):
        pairs_for_share(0.9, lost=0.2)
    with pytest.raises(ValueError, match="above nought"):
        pairs_for_mean(1.0, 0.0)
    with pytest.raises(ValueError, match="below nought"):
        detectable_mean(5, -1.0)
