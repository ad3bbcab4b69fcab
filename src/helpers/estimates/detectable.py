"""What a group of this size could have shown, and what size would settle the matter."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special, stats

from helpers.estimates.arrays import FloatArray, one_number

POWER = 0.80
ALPHA = 0.05
_MOST_PAIRS = 2_000
_LARGEST_EFFECT = 30.0


def detectable_share(pairs: int, lost: float = 0.0, power: float = POWER) -> float | None:
    """Smallest net change in share that this many people, asked twice, would most likely show.

    ``lost`` is the share expected to go the other way (nought flatters; 0.1 is prudent). The
    answer, gained less lost, is what the exact McNemar test at 5 % finds with the given power;
    ``None`` if no change is large enough. Raises ``ValueError`` for a share outside 0 to 1.
    Source: Connor (1987) Biometrics 43:207-211, with exact instead of normal probabilities.
    """
    _check_share(lost)
    most = 1.0 - lost
    if pairs < 1 or _share_power(pairs, most, lost) < power:
        return None
    gained = optimize.brentq(
        lambda share: _share_power(pairs, share, lost) - power, lost, most, xtol=1e-6
    )
    return float(gained) - lost


def pairs_for_share(change: float, lost: float = 0.0, power: float = POWER) -> int | None:
    """How many people asked twice would settle a net change in share of this size.

    The smallest number from which on the exact McNemar test at 5 % keeps the given power. ``None``
    beyond 2,000 people or for no change. Raises ``ValueError`` for shares that do not fit.
    Source: as :func:`detectable_share`.
    """
    _check_share(lost)
    gained = abs(one_number(change, "a change")) + lost
    if gained + lost > 1:
        raise ValueError("the shares gained and lost add up to more than everybody")
    if abs(change) < 1 / _MOST_PAIRS:  # so little would take far more, and its square may vanish
        return None
    # Power saws up and down as pairs are added: start well below, then find the last dip.
    guess = _normal_pairs(abs(change), gained + lost, power)
    if guess > _MOST_PAIRS:
        return None
    last_failure = 0
    for pairs in range(guess // 2, guess + guess // 2 + 30):
        if _share_power(pairs, gained, lost) < power:
            last_failure = pairs
    return last_failure + 1


def detectable_mean(pairs: int, sd_of_change: float, power: float = POWER) -> float | None:
    """Smallest mean change that this many pairs would most likely show by a t test at 5 %.

    In the unit of ``sd_of_change``, the standard deviation of the changes. ``None`` under two
    pairs. Raises ``ValueError`` for a spread below nought or not finite. Source: Cohen (1988)
    Statistical Power Analysis, chapter 2, by the noncentral t.
    """
    if one_number(sd_of_change, "a standard deviation") < 0:
        raise ValueError("a standard deviation cannot be below nought")
    if pairs < 2:
        return None
    d = optimize.brentq(
        lambda effect: _mean_power(pairs, effect) - power, 0.0, _LARGEST_EFFECT, xtol=1e-9
    )
    return float(d) * sd_of_change


def pairs_for_mean(change: float, sd_of_change: float, power: float = POWER) -> int | None:
    """How many pairs would settle a mean change of this size by a t test at 5 %.

    ``None`` for no change or beyond 2,000 pairs. Raises ``ValueError`` for a spread not above
    nought, and for what is not finite. Source: as :func:`detectable_mean`.
    """
    if one_number(sd_of_change, "a standard deviation") <= 0:
        raise ValueError("a standard deviation must be above nought")
    # Beyond an effect of 30 even two pairs settle it, and its square may not be finite.
    effect = min(abs(one_number(change, "a change")) / sd_of_change, _LARGEST_EFFECT)
    if effect == 0 or _mean_power(_MOST_PAIRS, effect) < power:
        return None
    low, high = 1, _MOST_PAIRS
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _mean_power(middle, effect) >= power else (middle, high)
    return high


def _share_power(pairs: int, gained: float, lost: float) -> float:
    """Chance that the exact McNemar test at 5 % speaks, in the right direction."""
    # Shares a hair from nought make scipy's binomial overflow.
    moving = round(min(1.0, gained + lost), 12)
    if moving == 0 or pairs < 1:
        return 0.0
    moved = np.arange(1, pairs + 1)
    speaks = stats.binom.cdf(_most_lost(moved), moved, round(min(1.0, lost / moving), 12))
    return float((stats.binom.pmf(moved, pairs, moving) * speaks).sum())


def _most_lost(moved: NDArray[np.int_]) -> FloatArray:
    """The most losses among so many changes at which the exact test still speaks (-1: none)."""
    most = stats.binom.ppf(ALPHA / 2, moved, 0.5)
    too_many = 2 * stats.binom.cdf(most, moved, 0.5) > ALPHA
    return np.asarray(most - too_many)


def _normal_pairs(change: float, moving: float, power: float) -> int:
    z_alpha, z_power = stats.norm.ppf(1 - ALPHA / 2), stats.norm.ppf(power)
    root = z_alpha * math.sqrt(moving) + z_power * math.sqrt(max(0.0, moving - change**2))
    return math.ceil(float(root**2 / change**2))


def _mean_power(pairs: int, effect: float) -> float:
    df, shift = pairs - 1, effect * math.sqrt(pairs)
    critical = float(stats.t.ppf(1 - ALPHA / 2, df))
    return float(1 - special.nctdtr(df, shift, critical))


def _check_share(share: float) -> None:
    if not 0 <= share < 1:
        raise ValueError(f"a share of {share} does not lie between 0 and 1")
