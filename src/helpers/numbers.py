"""Numbers as text: halves round up, and never more digits than the data have."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"
"""The true minus sign; a hyphen may be read as a dash or broken over a line."""


def decimal(value: float, places: int) -> str:
    """``13.4``; halves away from nought, no negative nought.

    Raises ``ValueError`` for what is no number: a page says why one is absent.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} is not a number to show")
    step = Decimal(1).scaleb(-places)
    rounded = Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,f}"
    return f"{MINUS}{text}" if rounded < 0 else text


def as_given(value: float) -> str:
    """A published figure with the digits it was published with, and a true minus."""
    return f"{value:.6g}".replace("-", MINUS)


def percent(count: int, base: int) -> str:
    """``66 %``, never a decimal, and ``over 99 %`` rather than 100 for less than all.

    Raises ``ValueError`` at a base of nought.
    """
    if base <= 0:
        raise ValueError(f"{count} of {base} has no percentage")
    exact = Decimal(count) * 100 / Decimal(base)
    # All and none are said only of all and none.
    if 0 < count < base and not Decimal("0.5") <= exact < Decimal("99.5"):
        return "under 1 %" if exact < 1 else "over 99 %"
    return f"{exact.quantize(Decimal(1), rounding=ROUND_HALF_UP):f} %"


def of(count: int, base: int) -> str:
    """``3 of 6 (50 %)``, ``1,470 of 2,800 (53 %)``; the percentage only where there is a base."""
    told = f"{count:,} of {base:,}"
    return f"{told} ({percent(count, base)})" if base else told


def points(share: float) -> str:
    """A share or a difference of shares in whole percentage points: ``50``, ``−12``."""
    return decimal(share * 100, 0)
