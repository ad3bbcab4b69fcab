"""Where a quantity stands, how sure it is and what it rests on, for any figure."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.estimates.estimate import Estimate
from helpers.findings import Absent, Cell, Quantity, Share

Ends = tuple[float | None, float | None]


def level_of(quantity: Quantity) -> float | None:
    """Where a quantity stands on its axis: its share, or its value."""
    if quantity.absent:
        return None
    return quantity.share if quantity.count is not None else quantity.value


def ends_of(estimate: Estimate | None) -> Ends:
    """The ends of the interval, as far as they are known."""
    return (estimate.low, estimate.high) if estimate else (None, None)


def n_of(quantity: Quantity) -> int | None:
    """How many units stand behind a quantity: those of its interval, or else its base."""
    if quantity.absent:
        return None
    return quantity.estimate.n if quantity.estimate else quantity.base


def cell_of(quantity: Quantity) -> Cell:
    """A quantity as a cell of a table."""
    if quantity.absent:
        return quantity.absent
    if quantity.count is not None and quantity.base is not None:
        return Share(quantity.count, quantity.base)
    return Absent.MISSING if quantity.value is None else quantity.value


def reach(quantities: Iterable[Quantity]) -> list[float]:
    """Every level and every end of an interval that an axis has to hold."""
    return [
        number
        for quantity in quantities
        for number in (level_of(quantity), *ends_of(quantity.estimate))
        if number is not None
    ]
