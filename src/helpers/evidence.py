"""One school's checked tables, for one pair of terms, as one audience may see them.

This is the only door through which the phases reach data. The audience is applied here, once:
names go, people become codes, free text stays behind unless its row is marked for sharing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from helpers.audience import (
    codes_of,
    notes_only_if_shared,
    roster_of,
    without_names,
    without_people,
)
from helpers.privacy import Audience, Policy, Roster
from helpers.problems import InputError, UsageError
from helpers.provenance import Source
from helpers.schemas import TABLES
from helpers.school import School, TableReading, read_school
from helpers.settings import Settings, Term


@dataclass(frozen=True)
class Evidence:
    """The tables of a school between a baseline and a review term.

    ``term`` is the term reported on (the review), ``baseline`` the one it is compared with; in
    a school's first term both are the same.
    Frames are typed, carry the spreadsheet's row numbers as index, and have every column of
    their schema; an absent table is an empty frame.
    """

    settings: Settings
    term: Term
    baseline: Term
    policy: Policy
    readings: Mapping[str, TableReading]
    frames: Mapping[str, pd.DataFrame]
    names: Mapping[str, str]
    roster: Roster
    narrative: Mapping[str, str]
    partner_findings: tuple[Mapping[str, Any], ...]
    folder: Path

    @property
    def compares(self) -> bool:
        """Whether there is an earlier term to compare with; a school's first term has none."""
        return self.baseline.id != self.term.id

    @property
    def audience(self) -> Audience:
        """Who will read."""
        return self.policy.audience

    def has(self, table: str) -> bool:
        """Whether the table is there with at least one usable row."""
        return not self.frames[table].empty

    def table(self, name: str) -> pd.DataFrame:
        """All usable rows of a table, every term."""
        return self.frames[name]

    def at(self, name: str, term: Term | None = None) -> pd.DataFrame:
        """A table's rows of one term, the reported one unless another is given."""
        frame = self.frames[name]
        return frame[frame["term"] == (term or self.term).id]

    def so_far(self, name: str) -> pd.DataFrame:
        """A table's rows of all terms up to the reported one."""
        frame = self.frames[name]
        return frame[frame["term"].isin([term.id for term in self.terms_so_far])]

    @property
    def terms_so_far(self) -> tuple[Term, ...]:
        """The terms up to the reported one, in the settings' order."""
        terms = self.settings.terms
        return terms[: terms.index(self.term) + 1]

    def person(self, staff_id: str) -> str:
        """A person's name for leaders, a code for anyone else."""
        return self.names.get(staff_id, staff_id)

    def source(self, name: str, rows_used: int | None = None) -> Source:
        """Where a finding's rows come from; ``rows_used`` defaults to all usable ones."""
        reading = self.readings[name]
        used = reading.rows_used if rows_used is None else rows_used
        left_out = f"{reading.left_out} could not be read" if reading.left_out else ""
        return Source(reading.table.file, reading.rows_read, used, left_out)

    def between(self, term: str, baseline: str | None = None) -> Evidence:
        """The same tables seen from another term (and baseline)."""
        review = self.settings.term(term)
        before = self.settings.term(baseline or _default_baseline(self.settings, review))
        return replace(self, term=review, baseline=_not_after(before, review, self.settings))

    def narrowed(self, **values: str | bool | None) -> Evidence:
        """Only the rows that have these values, in each table that has the column.

        ``narrowed(year_group="4", subject="reading")``; ``None`` leaves a column alone.
        """
        wanted = {column: value for column, value in values.items() if value is not None}
        frames = dict(self.frames)
        for name, column in ((name, one) for name in frames for one in sorted(wanted)):
            if column in frames[name]:
                frames[name] = frames[name][frames[name][column] == wanted[column]]
        return replace(self, frames=MappingProxyType(frames))

    def words(self, name: str, study: str | None = None) -> str:
        """The school's text of that name, the study's own version first; blank if unwritten."""
        return self.narrative.get(f"{study}/{name}") or self.narrative.get(name, "")

    def photograph(self, file: str) -> bytes | None:
        """A picture from the folder ``photographs``, or ``None`` if no such file is there."""
        path = self.folder / "photographs" / Path(file).name
        return path.read_bytes() if path.is_file() else None


def open_evidence(
    school: str | Path,
    term: str | None = None,
    baseline: str | None = None,
    audience: str = Audience.GOVERNORS,
) -> Evidence:
    """Read a school's folder and show it to an audience.

    ``term`` and ``baseline`` default to the settings' review and baseline terms. Raises
    :class:`InputError` with every problem that stops a run, :class:`UsageError` for a term or
    an audience that does not exist.
    """
    found = read_school(school)
    if found.stopping:
        raise InputError("The tables need mending before a report can be made.", found.stopping)
    return evidence_of(found, term, baseline, audience)


def evidence_of(
    school: School,
    term: str | None = None,
    baseline: str | None = None,
    audience: str = Audience.GOVERNORS,
) -> Evidence:
    """Like :func:`open_evidence`, of a school already read."""
    settings = school.settings
    review = settings.term(term or settings.default_terms.review)
    before = settings.term(baseline or _default_baseline(settings, review))
    before = _not_after(before, review, settings)
    policy = Policy(Audience.named(audience), settings.privacy)
    frames = {name: reading.frame for name, reading in school.tables.items()}
    names = dict(zip(frames["staff"]["staff_id"], frames["staff"]["name"], strict=True))
    narrative = dict(school.narrative)
    roster = roster_of(school)
    if not policy.named:
        codes = codes_of(school, policy)
        frames = {
            name: without_people(TABLES[name], frame, codes, roster, policy)
            for name, frame in frames.items()
        }
        names = {code: code for code in codes.values()}
        narrative = {key: roster.redact(text) for key, text in narrative.items()}
        # Rules about named people hold for the same people under their codes.
        planning = settings.planning.under(codes)
        settings = without_names(settings.model_copy(update={"planning": planning}), roster)
    else:
        frames["sessions"] = notes_only_if_shared(frames["sessions"])
    return Evidence(
        settings=settings,
        term=review,
        baseline=before,
        policy=policy,
        readings=school.tables,
        frames=MappingProxyType(frames),
        names=MappingProxyType(names),
        roster=roster,
        narrative=MappingProxyType(narrative),
        partner_findings=school.partner_findings,
        folder=school.folder,
    )


def _default_baseline(settings: Settings, review: Term) -> str:
    """The settings' baseline; where that comes too late, the term before (or the first itself)."""
    usual = settings.term(settings.default_terms.baseline)
    place = settings.terms.index(review)
    if settings.terms.index(usual) < place:
        return usual.id
    return settings.terms[max(place - 1, 0)].id


def _not_after(before: Term, review: Term, settings: Settings) -> Term:
    if settings.terms.index(before) > settings.terms.index(review):
        raise UsageError(
            f"The baseline ({before.name}) must come before the term reported on ({review.name})."
        )
    return before
