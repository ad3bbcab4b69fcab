"""Who may see what: audiences, small-number rules, names taken out of words.

The rules are those of DESIGN section 6. They work on plain counts and text; which counts and
which text is :mod:`helpers.evidence`'s to say.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

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

    def base_allowed(self, unit: Unit, base: int) -> bool:
        """Whether anything at all may be said of a group of ``base`` people."""
        if self.named:
            return True
        limit = self.thresholds.pupil_base if unit is Unit.PUPILS else self.thresholds.staff_base
        return base == 0 or base >= limit

    def share_allowed(self, unit: Unit, count: int, base: int) -> bool:
        """Whether "``count`` of ``base``" may be said.

        A pupil count that is small, or leaves a small remainder, tells of few children.
        """
        if not self.base_allowed(unit, base):
            return False
        if self.named or unit is Unit.STAFF:
            return True
        return not (self._small(count) or self._small(base - count))

    def _small(self, count: int) -> bool:
        return 0 < count < self.thresholds.pupil_count

    def hidden_cells(
        self, counts: Sequence[Sequence[int]] | NDArray[np.int_], unit: Unit
    ) -> NDArray[np.bool_]:
        """Which cells of a cross-tabulation must be hidden, rows by columns.

        Primary: counts of 1 to the limit. Secondary: while a row or a column has exactly one
        hidden cell, its total would give that cell back, so the smallest open one goes too.
        """
        table = np.atleast_2d(np.asarray(counts, dtype=int))
        if self.named or table.size == 0:
            return np.zeros(table.shape, dtype=bool)
        limit = self.thresholds.pupil_count if unit is Unit.PUPILS else self.thresholds.staff_cross
        hidden = (table > 0) & (table < limit)
        while _hide_one_more(table, hidden):
            pass
        return hidden


def _hide_one_more(table: NDArray[np.int_], hidden: NDArray[np.bool_]) -> bool:
    """Mend the first line with a single hidden cell; whether there was one to mend."""
    for axis in (0, 1):
        if table.shape[1 - axis] < 2:
            continue
        for line in np.flatnonzero(hidden.sum(axis=1 - axis) == 1):
            place = (slice(None), line) if axis else (line, slice(None))
            candidates = np.flatnonzero(~hidden[place])
            if candidates.size:
                hidden[place][candidates[np.argmin(table[place][candidates])]] = True
                return True
    return False


def pseudonyms(staff_ids: Iterable[str], salt: str) -> dict[str, str]:
    """Codes for people that follow neither the alphabet nor the roster.

    The order comes from a digest of ``salt`` (school and audience) and id, so it differs from
    one audience to the next. The codes are never printed; they only keep rows together.
    """

    def digest(staff_id: str) -> str:
        return hashlib.sha256(f"{salt}\x1f{staff_id}".encode()).hexdigest()

    ordered = sorted(set(staff_ids), key=digest)
    return {staff_id: f"person {place:03d}" for place, staff_id in enumerate(ordered, start=1)}


_ROLE_WORDS = frozenset(
    {"teacher", "head", "headteacher", "deputy", "assistant", "teaching", "class", "coach"}
    | {"coordinator", "cpd", "leader", "manager", "office", "staff", "trainee", "governor"}
    | {"miss", "mrs", "the", "and"}
)
"""Parts of a role label ("Teacher A") that are no one's name by themselves."""


def redactor(names: Iterable[str], staff_ids: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern that finds people of the roster in a text, or ``None`` for an empty roster.

    Whole names in any case, their parts of three letters or more, and ids as whole words.
    """
    whole, parts = [], set()
    for name in filter(None, names):
        words = re.split(r"\s+", name.strip())
        whole.append(r"\s+".join(re.escape(word) for word in words))
        parts |= {
            re.escape(word)
            for word in words
            if len(word.strip(".")) >= 3 and word.casefold() not in _ROLE_WORDS
        }
    ids = [re.escape(one) for one in staff_ids if one]
    found = [*sorted(whole, key=len, reverse=True), *sorted(parts), *sorted(ids)]
    return re.compile(rf"\b(?:{'|'.join(found)})\b", re.IGNORECASE) if found else None


def redact(text: str, pattern: re.Pattern[str] | None) -> str:
    """The text with every person of the roster replaced by "[a colleague]"."""
    return pattern.sub("[a colleague]", text) if pattern else text
