"""The one rule that turns an interval and a number of units into words of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from scipy import stats

from helpers.estimates.adjust import holm
from helpers.estimates.estimate import Estimate
from helpers.estimates.intervals import INNER_LEVEL, LEVEL

MINIMUM_N = 5
CLEAR_N = 6


class Strength(StrEnum):
    """How far the data bear out that something changed at all; says nothing of its size."""

    CLEAR = "clear"
    SUGGESTIVE = "suggestive"
    NOT_CLEAR = "not clear"
    TOO_FEW = "too few to say"


@dataclass(frozen=True, slots=True)
class Rule:
    """When a word of evidence is used, in the words of a report."""

    word: Strength
    when: str


STRENGTH_RULE: tuple[Rule, ...] = (
    Rule(
        Strength.CLEAR,
        "The 95 per cent interval leaves out no change, and at least six people changed (of "
        "different people before and after: at least six each time). Where only the direction of "
        "each change counts, so many went the same way that an even split is left out at 95 per "
        "cent too: six of six, eight of eight or nine.",
    ),
    Rule(
        Strength.SUGGESTIVE,
        "It is not clear by the rule above, but the same holds at 90 per cent and with five "
        "people.",
    ),
    Rule(
        Strength.NOT_CLEAR,
        "There are enough people, but the interval has room for no change, or too few of them "
        "changed, or they changed both ways.",
    ),
    Rule(
        Strength.TOO_FEW,
        "Fewer than five people (of different people: fewer than five at one of the two times).",
    ),
)
"""The rule as a report prints it, strongest first, for the smallest number as it is set here."""


def strength(estimate: Estimate, minimum_n: int = MINIMUM_N, no_change: float = 0.0) -> Strength:
    """The word for the evidence that a value differs from ``no_change``.

    Decided by the interval and by the number of units behind it; p is not used. That number is
    the units that changed (``changed``) where the same units are compared with themselves or with
    a reference, the smaller group where people differ, and ``n`` otherwise. Six and five are not
    arbitrary: by the exact sign test, six changes of six are the fewest that can reach 5 per cent,
    five of five the fewest that can reach 10. Where direction is all there is (``rose``), the
    exact interval for the share that rose among those that changed must leave out one half, since
    intervals for paired shares get bolder as people join who did not change.

    A unit without any change therefore never makes evidence stronger: it adds nothing to the
    number that changed, nothing to the split of directions, and draws a t interval towards no
    change (*not clear* and *too few to say* both claim nothing). Of different people nobody can be
    said not to have changed; there the number in the smaller group decides. A school may ask for
    more than five with ``minimum_n``. Source: Clopper & Pearson (1934) Biometrika 26:404-413 for
    the split; the rule is this project's own.
    """
    units = _units(estimate)
    if estimate.value is None or _people(estimate) < minimum_n:
        return Strength.TOO_FEW
    for word, ends, level, fewest in (
        (Strength.CLEAR, (estimate.low, estimate.high), LEVEL, max(CLEAR_N, minimum_n)),
        (Strength.SUGGESTIVE, (estimate.inner_low, estimate.inner_high), INNER_LEVEL, minimum_n),
    ):
        if units >= fewest and _leaves_out(*ends, no_change) and _one_way(estimate, level):
            return word
    return Strength.NOT_CLEAR


def strength_together(
    estimates: Sequence[Estimate], minimum_n: int = MINIMUM_N
) -> tuple[Strength, ...]:
    """The words for several comparisons looked at together, in the order given.

    As :func:`strength`, but a clear one is called suggestive unless its p value, adjusted by Holm
    over all that have one, stays within 5 per cent. One without a p value cannot be adjusted and
    is called suggestive, unless it is the only comparison.
    """
    words = [strength(estimate, minimum_n) for estimate in estimates]
    if len(words) < 2:
        return tuple(words)
    tested = {i: estimate.p for i, estimate in enumerate(estimates) if estimate.p is not None}
    adjusted = dict(zip(tested, holm(list(tested.values())), strict=True))
    return tuple(
        Strength.SUGGESTIVE if word is Strength.CLEAR and adjusted.get(index, 1.0) > 0.05 else word
        for index, word in enumerate(words)
    )


def _people(estimate: Estimate) -> int:
    """Those asked: all of them, or the smaller of two groups."""
    if estimate.n_before is not None and estimate.n_after is not None:
        return min(estimate.n_before, estimate.n_after)
    return estimate.n


def _units(estimate: Estimate) -> int:
    """Those who can bear evidence of a change."""
    return _people(estimate) if estimate.changed is None else estimate.changed


def _one_way(estimate: Estimate, level: float) -> bool:
    """Whether those that changed went one way more than an even split allows (where it counts)."""
    if estimate.rose is None or estimate.changed is None:
        return True
    fewer = min(estimate.rose, estimate.changed - estimate.rose)
    return float(stats.binom.cdf(fewer, estimate.changed, 0.5)) <= (1 - level) / 2


def _leaves_out(low: float | None, high: float | None, no_change: float) -> bool:
    return low is not None and high is not None and not low <= no_change <= high
