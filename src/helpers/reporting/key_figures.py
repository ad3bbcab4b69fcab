"""The numbers of a finding by themselves, to be set large above its sentence."""

from __future__ import annotations

from helpers.findings import Finding, Kind, Quantity
from helpers.numbers import decimal


def key_figure(finding: Finding) -> tuple[str, ...]:
    """``("7 of 14", "14 of 14")``, ``("13.4 points",)``; nothing where a number is not shown.

    Counts, never a bare percentage. A split has no single number and gives nothing.
    """
    if finding.kind in {Kind.SPLIT, Kind.NUMBER} or len(finding.quantities) > 2:
        return ()
    told = tuple(_told(one, finding.measured_in) for one in finding.quantities)
    return told if all(told) else ()


def _told(quantity: Quantity, measured_in: str) -> str:
    if quantity.count is not None and quantity.base is not None:
        return f"{quantity.count} of {quantity.base}"
    if quantity.value is not None:
        return f"{decimal(quantity.value, 1)} {measured_in}".strip()
    return ""
