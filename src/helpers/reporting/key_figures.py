"""The numbers of a finding by themselves, to be set large above its sentence."""

from __future__ import annotations

from helpers.findings import Finding, Kind, Quantity
from helpers.numbers import decimal
from helpers.wording import places


def key_figure(finding: Finding) -> tuple[str, ...]:
    """``("7 of 14", "14 of 14")``, ``("13.4 points",)``; nothing where a number is not shown.

    Counts, never a bare percentage. Of a split, its first category, by name.
    """
    told = tuple(_told(one, finding) for one in finding.quantities)
    if not told or not all(told) or finding.kind is Kind.NUMBER:
        return ()
    if finding.kind is Kind.SPLIT:
        return (f"{told[0]} {finding.quantities[0].label}",)
    return told if len(told) <= 2 else ()


def _told(quantity: Quantity, finding: Finding) -> str:
    if quantity.count is not None and quantity.base is not None:
        return f"{quantity.count:,} of {quantity.base:,}"
    if quantity.value is not None:
        return f"{decimal(quantity.value, places(finding))} {finding.measured_in}".strip()
    return ""
