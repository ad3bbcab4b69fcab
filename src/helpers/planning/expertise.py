"""The database of expertise: who can help with what, and who wants help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be placed; ``year_groups`` as in ``staff.csv``."""

    staff_id: str
    year_groups: tuple[str, ...] = ()
    line_manager_id: str | None = None


@dataclass(frozen=True, slots=True)
class SkillRating:
    """One line of a skills audit; the two wishes are ``None`` where nothing was ticked."""

    staff_id: str
    skill: str
    rating: int
    can_support: bool | None = None
    wants_support: bool | None = None


@dataclass(frozen=True)
class Expertise:
    """Ratings of one audit and the two lines drawn on their scale.

    A person can help with a skill from ``can_help_from`` upwards unless they declined, and wants
    support up to ``wants_support_to`` or where they asked for it.
    """

    ratings: tuple[SkillRating, ...]
    can_help_from: int = 4
    wants_support_to: int = 2

    @cached_property
    def skills(self) -> tuple[str, ...]:
        """Every skill that was rated, in alphabetical order."""
        return tuple(sorted({one.skill for one in self.ratings}))

    @cached_property
    def helpers(self) -> dict[str, dict[str, int]]:
        """For each skill the people who can help, with their rating."""
        return self._chosen(
            one for one in self.ratings
            if one.rating >= self.can_help_from and one.can_support is not False
        )  # fmt: skip

    @cached_property
    def wanting(self) -> dict[str, dict[str, int]]:
        """For each skill the people who want support, with their rating."""
        return self._chosen(
            one for one in self.ratings
            if one.wants_support
            or (one.wants_support is None and one.rating <= self.wants_support_to)
        )  # fmt: skip

    @property
    def uncovered(self) -> tuple[str, ...]:
        """Skills that somebody wants and nobody can help with: for a workshop or a partner."""
        return tuple(
            skill for skill in self.skills if self.wanting[skill] and not self.helpers[skill]
        )

    def _chosen(self, ratings: Iterable[SkillRating]) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {skill: {} for skill in self.skills}
        for one in ratings:
            found[one.skill][one.staff_id] = one.rating
        return found
