"""What a change this small could have shown, in words: a caveat beside before-and-afters."""

from __future__ import annotations

import math

from helpers.estimates.detectable import (
    detectable_mean,
    detectable_share,
    pairs_for_share,
)
from helpers.estimates.estimate import Estimate
from helpers.numbers import decimal, points
from helpers.wording import counted

TO_SETTLE = 0.2
"""A change in share that a school would care about, for telling how many people it takes."""


def could_show(
    estimate: Estimate, unit: str, *, looked: str = "asked", more: str = ""
) -> tuple[str, ...]:
    """The smallest change in share that so few people could have shown, and what would settle it.

    ``unit`` is who is counted, in the plural, ``looked`` what was done with each ("seen"), and
    ``more`` what looking more often would do.
    """
    smallest, needed = detectable_share(estimate.n), pairs_for_share(TO_SETTLE)
    few = f"With {estimate.n} {unit} {looked} once each time, "
    few += (
        f"only a change of about {points(smallest)} percentage points or more can be relied on to "
        f"show (four times in five){more}."
        if smallest is not None
        else "no change can be relied on to show."
    )
    return few, _settled(needed, estimate.n, f"{points(TO_SETTLE)} points", unit)


def could_show_mean(estimate: Estimate, spread: float, measured_in: str) -> tuple[str, ...]:
    """The same for the means of two sets of pupils, whose values have this standard deviation.

    Pupils of two terms are different people, so a change takes twice the number of each.
    """
    before, after = estimate.n_before or 0, estimate.n_after or 0
    if min(before, after) < 2 or not spread:
        return ()
    each = round(2 / (1 / before + 1 / after))
    smallest = detectable_mean(each, spread * math.sqrt(2))
    if smallest is None:
        return ()
    return (
        f"With about {each} pupils each time, whose figures differ as much as these, only a change "
        f"of about {decimal(smallest, 1)} {measured_in} or more can be relied on to show (four "
        "times in five).",
    )


def _settled(needed: int | None, n: int, change: str, unit: str) -> str:
    if needed is None:
        return f"No number of {unit} within reach would settle a change of {change}."
    if needed <= n:
        return f"That is enough to settle a change of {change}, for which {needed} would do."
    rounds = math.ceil(needed / n) if n else 0
    also = (
        f", or about {counted(rounds, 'such comparison')} of {n} taken together: keep every term"
        if n
        else ""
    )
    return f"To settle a change of {change} would take {needed} {unit}{also}."
