"""The one shape in which every statistic leaves this room."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number, how sure one can be of it, and what it rests on.

    ``value``, ``low`` and ``high`` share one unit: proportions and their differences run from
    -1 to 1, means are in the unit of the data. ``None`` means that the data cannot say; a float
    is always finite. ``n`` counts the units of analysis (teachers, respondents, pupils), never
    rows. ``p`` is two-sided and stands in method notes only; ``mid_p`` is its less careful
    companion where an exact test has one. ``method`` is a key of
    :data:`helpers.estimates.methods.METHODS`; ``note`` says what a careful reader must know
    about this one result ("all answers equal", "normal approximation").

    The last fields serve :mod:`helpers.estimates.strength` and sentences. ``inner_low`` and
    ``inner_high`` are the ends of the 90 % interval by the same method. ``changed`` counts the
    units that moved at all (before and after) or that differ from the reference; ``rose`` those
    that moved up, given where direction is all that counts (shares, ordered answers);
    ``n_before`` and ``n_after`` are the sizes of two groups of different people. Each is ``None``
    where the question does not arise.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    method: str
    p: float | None = None
    level: float = 0.95
    note: str = ""
    inner_low: float | None = None
    inner_high: float | None = None
    changed: int | None = None
    rose: int | None = None
    n_before: int | None = None
    n_after: int | None = None
    mid_p: float | None = None

    def __post_init__(self) -> None:
        for name in ("value", "low", "high", "p", "mid_p", "inner_low", "inner_high"):
            number = getattr(self, name)
            if number is not None and not math.isfinite(number):
                raise ValueError(f"{self.method}: {name} is {number}, not a finite number or None")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"{self.method}: the interval runs from {self.low} to {self.high}")

    @property
    def known(self) -> bool:
        """Whether there is a value at all."""
        return self.value is not None

    @property
    def has_interval(self) -> bool:
        """Whether both ends of the interval are known."""
        return self.low is not None and self.high is not None


def without_interval(
    value: float | None,
    n: int,
    method: str,
    note: str,
    *,
    p: float | None = None,
    changed: int | None = None,
    rose: int | None = None,
    n_before: int | None = None,
    n_after: int | None = None,
) -> Estimate:
    """What can be said where the data give no interval, or no value either; the note says why."""
    return Estimate(
        value,
        None,
        None,
        n,
        method,
        p=p,
        note=note,
        changed=changed,
        rose=rose,
        n_before=n_before,
        n_after=n_after,
    )
