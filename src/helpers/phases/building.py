"""Findings from counts and means, with the audience's small-number rules applied on the way.

Every phase builds its findings here, so that a number too small to tell is hidden in one place,
the strength of evidence follows one rule, and families of comparisons are adjusted alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from helpers.estimates.estimate import Estimate
from helpers.estimates.strength import strength, strength_together
from helpers.evidence import Evidence
from helpers.findings import Absent, Finding, Kind, Quantity
from helpers.page import Answer
from helpers.privacy import Policy, Unit


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of so many at one time or in one group; ``people`` stand behind the base.

    ``base`` may count lessons or answers; the privacy rule looks at ``people``. ``hidden``: kept
    back whatever its size, so that another group cannot be worked out (:func:`hidden_parts`).
    """

    label: str
    count: int
    base: int
    people: int
    estimate: Estimate | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Averaged:
    """A mean at one time or in one group, from ``people`` people; ``hidden`` as above."""

    label: str
    estimate: Estimate
    people: int
    hidden: bool = False


def share_finding(
    evidence: Evidence,
    unit_kind: Unit,
    sides: Sequence[Counted],
    change: Estimate | None = None,
    **words: Any,
) -> Finding:
    """A finding on one share, or on a share before and after.

    ``words`` are the other fields of :class:`Finding`. If any side is hidden, so is the change:
    together with the open side it would give the hidden one back.
    """
    quantities = tuple(share_quantity(evidence.policy, unit_kind, side) for side in sides)
    return _judged(Kind.SHARE, quantities, change, words)


def mean_finding(
    evidence: Evidence,
    unit_kind: Unit,
    sides: Sequence[Averaged],
    change: Estimate | None = None,
    **words: Any,
) -> Finding:
    """A finding on one mean, on a mean before and after, or on a mean beside a benchmark."""
    quantities = tuple(mean_quantity(evidence.policy, unit_kind, side) for side in sides)
    return _judged(Kind.MEAN, quantities, change, words)


def split_finding(
    evidence: Evidence,
    unit_kind: Unit,
    counts: Sequence[tuple[str, int]],
    people: int,
    **words: Any,
) -> Finding:
    """How a base falls into named categories. Pupils' small categories hide the whole split."""
    base = sum(count for _, count in counts)
    shown = evidence.policy.base_allowed(unit_kind, people) and all(
        unit_kind is Unit.STAFF or evidence.policy.share_allowed(unit_kind, count, base)
        for _, count in counts
    )
    quantities = tuple(
        Quantity(label, count, base) if shown else Quantity(label, absent=Absent.SUPPRESSED)
        for label, count in counts
    )
    return _judged(Kind.SPLIT, quantities, None, words)


def tally_finding(label: str, count: int, base: int, **words: Any) -> Finding:
    """So many of so many things that are not people (skills, years): no interval."""
    side = Quantity(label, count, base) if base else Quantity(label, absent=Absent.MISSING)
    return _judged(Kind.SHARE, (side,), None, words)


def number_finding(numbers: Sequence[tuple[str, float | None]], **words: Any) -> Finding:
    """Plain numbers with nothing to estimate (sessions planned and held)."""
    quantities = tuple(
        Quantity(label, value=float(value))
        if value is not None
        else Quantity(label, absent=Absent.MISSING)
        for label, value in numbers
    )
    return _judged(Kind.NUMBER, quantities, None, words)


NOT_FOLLOWED = (
    "A few people were seen in only one of the two terms. So that nothing can be worked out about "
    "them, the terms are compared as if all were different people, which makes us less sure of the "
    "change."
)


def may_follow(evidence: Evidence, before: Iterable[object], after: Iterable[object]) -> bool:
    """Whether those seen in both terms may be compared with themselves before this audience.

    ``before`` and ``after`` are everybody seen in each term.
    """
    first, second = set(before), set(after)
    return all(evidence.policy.may_pair(len(once)) for once in (first - second, second - first))


def family(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings looked at together: one is called clear only if it stays so after Holm's method."""
    together = tuple(findings)
    changes = [one.change for one in together if one.change is not None]
    if len(changes) < 2:
        return together
    words = iter(strength_together(changes))
    return tuple(
        replace(one, strength=next(words), looked_at=len(changes))
        if one.change is not None
        else one
        for one in together
    )


def missing(key: str, evidence: Evidence, table: str, what: str) -> Answer:
    """The answer where a table is absent or empty: what would stand here, and how to get it."""
    reading = evidence.readings[table]
    state = "has no usable rows for these terms" if reading.present else "is not in the folder"
    return Answer(
        key,
        notice=f"{reading.table.file} {state}. With it, this part would show {what}.",
    )


def _judged(
    kind: Kind, quantities: tuple[Quantity, ...], change: Estimate | None, words: dict[str, Any]
) -> Finding:
    absent = any(one.absent for one in quantities)
    told = None if absent else change
    word = strength(told) if told is not None else None
    if absent:
        # A statistic of the same people would tell what the finding does not.
        words = {**words, "notes": ()}
    if any(one.absent is Absent.SUPPRESSED for one in quantities):
        words = {**words, **_NOT_TOLD}
    return Finding(kind=kind, quantities=quantities, change=told, strength=word, **words)


_NOT_TOLD: Mapping[str, Any] = MappingProxyType({"caveats": (), "sources": ()})
"""What goes with a hidden number: caveats and rows used would tell how many stand behind."""


def share_quantity(policy: Policy, unit: Unit, side: Counted) -> Quantity:
    """A share as the audience may see it."""
    if side.base == 0:
        return Quantity(side.label, absent=Absent.MISSING)
    base_told = policy.base_allowed(unit, side.people)
    if (
        side.hidden
        or not base_told
        or (unit is Unit.PUPILS and not policy.share_allowed(unit, side.count, side.base))
    ):
        return Quantity(side.label, absent=Absent.SUPPRESSED)
    return Quantity(side.label, side.count, side.base, estimate=side.estimate)


def mean_quantity(policy: Policy, unit: Unit, side: Averaged) -> Quantity:
    """A mean as the audience may see it."""
    if not side.estimate.known:
        return Quantity(side.label, absent=Absent.MISSING)
    if side.hidden or not policy.base_allowed(unit, side.people):
        return Quantity(side.label, absent=Absent.SUPPRESSED)
    return Quantity(side.label, base=side.people, value=side.estimate.value, estimate=side.estimate)
