"""Answers that carry no code: so many people gave them, but nobody knows who gave which."""

from __future__ import annotations

from collections.abc import Callable

from scipy import optimize

from helpers.estimates.estimate import Estimate, without_interval
from helpers.estimates.intervals import Limits, square_and_add, wilson_limits, with_intervals

_SUREST = 1 - 1e-9
"""No level closer to certainty is tried; p is never told below this far from nought."""


def anonymous_share(count: int, answers: int, people: int) -> Estimate:
    """Share of ``answers`` given by so many ``people`` that show something.

    Since nobody knows which answers are one person's, the interval is Wilson's as if each person
    had answered every question alike: it holds whatever they did. ``n`` counts people. Raises
    ``ValueError`` unless the counts fit. Source: Wilson (1927) J Am Stat Assoc 22:209-212; Kish
    (1965) Survey Sampling, 5.4, for the design effect of wholly alike clusters.
    """
    _check(count, answers, people)
    if answers == 0:
        return without_interval(None, 0, "clustered-share", note="nothing was answered")
    share = count / answers
    return with_intervals(
        share, lambda level: wilson_limits(share, people, level), people, "clustered-share"
    )


def anonymous_difference(before: tuple[int, int, int], after: tuple[int, int, int]) -> Estimate:
    """Share after minus share before; each is (count, answers, people).

    Both sides are :func:`anonymous_share`, joined by Newcombe's hybrid; nobody is paired.
    ``n_before`` and ``n_after`` count people. ``p`` turns the interval round: it is one less the
    highest level at which the interval leaves out no change, since a test that regroups people
    would need to know whose answers are whose. Raises ``ValueError`` unless the counts fit.
    Source: Newcombe (1998) Stat Med 17:873-890, method 10; Kish (1965).
    """
    for side in (before, after):
        _check(*side)
    sizes = before[2] if before[1] else 0, after[2] if after[1] else 0
    if min(sizes) == 0:
        return without_interval(
            None,
            sum(sizes),
            "anonymous-answers",
            note="nothing was answered at one of the two times",
            n_before=sizes[0],
            n_after=sizes[1],
        )
    first, second = before[0] / before[1], after[0] / after[1]

    def limits(level: float) -> Limits:
        return square_and_add(
            first,
            wilson_limits(first, sizes[0], level),
            second,
            wilson_limits(second, sizes[1], level),
        )

    return with_intervals(
        second - first,
        limits,
        sum(sizes),
        "anonymous-answers",
        p=_turned_round(second - first, limits),
        n_before=sizes[0],
        n_after=sizes[1],
    )


def _turned_round(difference: float, limits: Callable[[float], Limits]) -> float:
    """One less the highest level at which the interval leaves out nought."""
    if difference == 0:
        return 1.0

    def nearer_end(level: float) -> float:
        low, high = limits(level)
        return low if difference > 0 else -high

    if nearer_end(_SUREST) > 0:
        return 1 - _SUREST
    return 1 - float(optimize.brentq(nearer_end, 1e-9, _SUREST, xtol=1e-12))


def _check(count: int, answers: int, people: int) -> None:
    if not 0 <= count <= answers or not 0 <= people <= answers or (answers and not people):
        raise ValueError(f"{count} of {answers} answers of {people} people do not fit")
