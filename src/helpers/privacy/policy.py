"""The audiences, and what the small-number rules let each of them see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from helpers.problems import UsageError, near_miss
from helpers.settings import Privacy


class Audience(StrEnum):
    """Who reads a report."""

    LEADERSHIP = "leadership"
    GOVERNORS = "governors"
    PUBLIC = "public"

    @classmethod
    def named(cls, word: str) -> Audience:
        """The audience of that name; raises :class:`UsageError` with the near miss."""
        try:
            return cls(word)
        except ValueError:
            raise UsageError(
                f'There is no audience "{word}". {near_miss(word, list(cls))}'
            ) from None


class Unit(StrEnum):
    """Whom a count is of; staff and pupils have rules of their own."""

    STAFF = "staff"
    PUPILS = "pupils"


@dataclass(frozen=True, slots=True)
class Policy:
    """The small-number rules for one audience."""

    audience: Audience
    thresholds: Privacy

    @property
    def named(self) -> bool:
        """Whether people's names may be shown."""
        return self.audience is Audience.LEADERSHIP

    @property
    def open(self) -> bool:
        """Whether a report is for anyone at all, so that even whole-staff details stay back."""
        return self.audience is Audience.PUBLIC

    def least_base(self, unit: Unit) -> int:
        """The fewest people that anything may be said of; the public's pupils need more."""
        if unit is Unit.STAFF:
            return self.thresholds.staff_base
        least = self.thresholds.pupil_base
        return max(least, self.thresholds.public_pupil_base) if self.open else least

    def least_count(self, unit: Unit) -> int:
        """The smallest count other than nought that may be told of a part of a group."""
        if unit is Unit.STAFF:
            return self.thresholds.staff_cross
        return self.thresholds.pupil_count

    def base_allowed(self, unit: Unit, base: int) -> bool:
        """Whether anything at all may be said of a group of ``base`` people."""
        return self.named or base == 0 or base >= self.least_base(unit)

    def share_allowed(self, unit: Unit, count: int, base: int) -> bool:
        """Whether "``count`` of ``base``" may be said.

        A pupil count that is small, or leaves a small remainder, tells of few children.
        """
        if not self.base_allowed(unit, base):
            return False
        if self.named or unit is Unit.STAFF:
            return True
        return not (self.small(unit, count) or self.small(unit, base - count))

    def small(self, unit: Unit, count: int) -> bool:
        """Whether a count is one that a cross-tabulation must hide."""
        return not self.named and 0 < count < self.least_count(unit)

    def may_pair(self, once_only: int) -> bool:
        """Whether people seen twice may be compared with themselves.

        ``once_only`` is how many were seen in one of the two terms only. The figure of those seen
        twice, beside the figure of everybody, gives away the figure of the others: they must be
        none, or enough to be told of.
        """
        return self.base_allowed(Unit.STAFF, once_only)

    @property
    def rules(self) -> tuple[str, ...]:
        """What is hidden and why, in sentences for the page; nothing for leaders."""
        if self.named:
            return ()
        pupils, staff = self.least_base(Unit.PUPILS), self.thresholds.staff_base
        told = (
            f"Nothing is told of a group of fewer than {pupils} pupils or {staff} staff.",
            f"Of pupils, no count under {self.thresholds.pupil_count} is told, nor one that leaves "
            "so few others.",
            f"Where staff are sorted in two ways at once, no count under "
            f"{self.thresholds.staff_cross} is told.",
            "Where one group is hidden at least one more is, so that a total, another page or "
            "another term's report does not give it back.",
            "Where one or a few people were seen in one of two terms only, the terms are compared "
            "as if all were different people.",
            "Nobody is named, nobody's own result is drawn, and people's own words are left out "
            "unless marked for sharing.",
        )
        return (*told, *_OPEN_RULES) if self.open else told


_OPEN_RULES = (
    "This edition is for anyone: it quotes no one, and leaves out how staff rated themselves "
    "skill by skill and when peer observations took place.",
)
