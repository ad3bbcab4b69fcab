"""What one source of evidence says of one thing, and what several say together."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.evidence import Evidence
from helpers.figures.evidence_map import Seen
from helpers.findings import Absent, Cell, Share
from helpers.phases import lessons as observed
from helpers.privacy import Unit

STRONG_FROM, WEAK_UNDER = 0.60, 0.40
TOLD = (Seen.STRONG, Seen.MIDDLING, Seen.WEAK)


@dataclass(frozen=True, slots=True)
class Sight:
    """What one source says: so many of so many, or a word of its own, or why nothing can be told.

    ``word`` and ``told`` are for a source that is no share (results beside national).
    """

    count: int = 0
    base: int = 0
    absent: Absent | None = None
    word: Seen | None = None
    told: str = ""

    @property
    def seen(self) -> Seen | Absent:
        """The word for it."""
        if self.absent is Absent.SUPPRESSED:
            return Absent.SUPPRESSED
        if self.word is not None:
            return self.word
        if not self.base:
            return Seen.NONE
        share = self.count / self.base
        if share >= STRONG_FROM:
            return Seen.STRONG
        return Seen.WEAK if share < WEAK_UNDER else Seen.MIDDLING

    @property
    def cell(self) -> Cell:
        """The numbers behind the word."""
        if self.absent:
            return self.absent
        return self.told or (Share(self.count, self.base) if self.base else Absent.MISSING)


@dataclass(frozen=True, slots=True)
class Area:
    """One focus area or year group as the sources see it, in their order."""

    name: str
    sights: tuple[Sight, ...]
    unmet: int = 0
    """How many more want help with it than can give it."""

    @property
    def words(self) -> tuple[Seen | Absent, ...]:
        """The word of each source."""
        return tuple(one.seen for one in self.sights)

    @property
    def verdict(self) -> str:
        """What the sources say together."""
        known = {one for one in self.words if one in TOLD}
        if sum(one in TOLD for one in self.words) < 2:
            return "one source"
        if {Seen.STRONG, Seen.WEAK} <= known:
            return "differ"
        return "agree" if len(known) == 1 else "partly"

    @property
    def need(self) -> int:
        """Points by which priorities are put in order."""
        return 2 * self.words.count(Seen.WEAK) + self.words.count(Seen.MIDDLING)


def of_ratings(evidence: Evidence, rated: pd.DataFrame, lowest: int) -> Sight:
    """Rows of the skills audit: how many of the ratings are at ``lowest`` or above."""
    if not evidence.policy.base_allowed(Unit.STAFF, int(rated["staff_id"].nunique())):
        return Sight(absent=Absent.SUPPRESSED)
    return Sight(int((rated["rating"] >= lowest).sum()), len(rated))


def of_lessons(evidence: Evidence, seen: pd.DataFrame) -> Sight:
    """Observed lessons: how many were judged at or above the line."""
    scale = evidence.settings.judgement_scale(evidence.baseline.id)
    seen = seen.dropna(subset=["judgement"])
    if not scale.good_from or seen.empty:
        return Sight(absent=Absent.MISSING)
    # These lessons belong to a few teachers: fewer than the base, and it tells of them.
    if not evidence.policy.base_allowed(Unit.STAFF, int(seen["staff_id"].nunique())):
        return Sight(absent=Absent.SUPPRESSED)
    tally = observed.tally(seen, scale, scale.good_from)
    return Sight(tally.count, tally.base)


def of_books(evidence: Evidence, read: pd.DataFrame) -> Sight:
    """Rows of work scrutiny: how many books reached the line."""
    scale = evidence.settings.scrutiny_scale()
    if read.empty:
        return Sight(absent=Absent.MISSING)
    if not evidence.policy.base_allowed(Unit.STAFF, int(read["staff_id"].nunique())):
        return Sight(absent=Absent.SUPPRESSED)
    reached = read["judgement"].isin(scale.at_least(scale.good_from or scale.levels[-1]))
    return Sight(int(reached.sum()), len(read))


def of_interviews(evidence: Evidence, sessions: pd.DataFrame) -> Sight:
    """Pupils' answers after these sessions: the share that say what worked well."""
    said = evidence.at("pupil_interviews", evidence.baseline)
    said = said[said["session_id"].isin(set(sessions["session_id"]))]
    if said.empty:
        return Sight(absent=Absent.MISSING)
    well = int((said["question"] == "worked_well").sum())
    if not evidence.policy.share_allowed(Unit.PUPILS, well, len(said)):
        return Sight(absent=Absent.SUPPRESSED)
    return Sight(well, len(said))
