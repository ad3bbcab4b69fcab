"""Which groups stay hidden so that none can be worked out from the whole and the others.

A whole (all pupils of a term, all lessons of one) falls into parts (year groups, focus areas). A
part that is too small is hidden; but if only one is, the whole less the others gives it back. So
more are hidden, until what the hidden parts amount to together may itself be told.

Which one goes next follows the parts' own order (the next year group), never their size: a reader
who knows that the smallest was taken would know how small the hidden one can be at most. It also
makes the choice the same on every page, and from term to term where the same part is small.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.privacy.policy import Policy, Unit


@dataclass(frozen=True, slots=True)
class Part:
    """One group of a whole.

    ``people`` are those in it, by any code; parts may share some. ``counts`` are how what is told
    of it falls into categories (so many good lessons, so many others), the same ones in every
    part. ``told`` says whether any page would tell of it at all: a part that no page mentions is
    as good as hidden, and is what a reader gets by subtraction.
    """

    name: str
    people: frozenset[str]
    counts: tuple[int, ...] = ()
    told: bool = True


def hidden_parts(policy: Policy, unit: Unit, parts: Sequence[Part]) -> frozenset[str]:
    """The names of the parts that must not be told, in the order-bound way described above.

    ``parts`` make up the whole, in their natural order. Nothing is hidden from leaders.
    """
    if policy.named:
        return frozenset()
    whole = _Together(policy, unit, tuple(parts))
    hidden = [one for one in parts if not one.told or not whole.tells(one)]
    for further in _from(parts, hidden):
        if whole.keeps(hidden):
            break
        hidden.append(further)
    return frozenset(one.name for one in hidden)


def total_allowed(
    policy: Policy, unit: Unit, parts: Sequence[Part], hidden: frozenset[str]
) -> bool:
    """Whether the sum of these parts may be told though the ``hidden`` ones of them are not.

    For sums other than the whole, such as all year groups with a national figure.
    """
    kept = [one for one in parts if one.name in hidden]
    return policy.named or _Together(policy, unit, tuple(parts)).keeps(kept)


def hidden_line(policy: Policy, unit: Unit, counts: Sequence[int]) -> tuple[bool, ...]:
    """Which of the counts that add up to a known total must be hidden, in their given order.

    Give them in an order that does not follow their size, and show them in one: a hidden count
    between two open ones in order of size would be told by its neighbours.
    """
    hidden = [policy.small(unit, count) for count in counts]
    first = hidden.index(True) if any(hidden) else 0
    for step in range(len(counts)):
        place = (first + step) % len(counts)
        if _line_keeps(policy, unit, [c for c, gone in zip(counts, hidden, strict=True) if gone]):
            break
        if counts[place]:
            hidden[place] = True
    return tuple(hidden)


def _line_keeps(policy: Policy, unit: Unit, gone: Sequence[int]) -> bool:
    """Whether the sum of the hidden counts is no small count itself and fixes none of them."""
    return not gone or (
        len(gone) > 1 and sum(gone) >= policy.least_count(unit) and sum(gone) > len(gone)
    )


@dataclass(frozen=True, slots=True)
class _Together:
    """What parts amount to when taken together."""

    policy: Policy
    unit: Unit
    parts: tuple[Part, ...]

    def tells(self, part: Part) -> bool:
        """Whether this part by itself may be told."""
        return self._allowed([part])

    def keeps(self, hidden: Sequence[Part]) -> bool:
        """Whether the hidden parts stay hidden though their sum is known."""
        small = [one for one in hidden if not self.tells(one)]
        if not small:
            return not hidden or self._allowed(hidden)
        people = len(_people(hidden))
        return (
            len(hidden) > 1
            and people > len(hidden)
            and self._allowed(hidden)
            and _open_categories(hidden) == _open_categories(self.parts)
        )

    def _allowed(self, parts: Sequence[Part]) -> bool:
        if not self.policy.base_allowed(self.unit, len(_people(parts))):
            return False
        # Of staff a category may be as small as one; of pupils it may not.
        return self.unit is Unit.STAFF or not any(
            self.policy.small(self.unit, count) for count in _sums(parts)
        )


def _people(parts: Iterable[Part]) -> frozenset[str]:
    return frozenset().union(*(one.people for one in parts))


def _sums(parts: Sequence[Part]) -> tuple[int, ...]:
    """How the parts together fall into categories."""
    return tuple(map(sum, zip(*(one.counts for one in parts), strict=True)))


def _open_categories(parts: Sequence[Part]) -> int:
    """In how many categories there is anything: none of a sum is none of each of its parts."""
    return sum(count > 0 for count in _sums(parts))


def _from(parts: Sequence[Part], hidden: Sequence[Part]) -> list[Part]:
    """The open parts in the order in which they would be hidden: round from the first hidden."""
    names = {one.name for one in hidden}
    first = next((place for place, one in enumerate(parts) if one.name in names), 0)
    turned = [*parts[first:], *parts[:first]]
    return [one for one in turned if one.name not in names]
