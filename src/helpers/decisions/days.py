"""Days and absences as somebody types them at a prompt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from helpers.evidence import Evidence
from helpers.planning.timetable.diaries import Absence
from helpers.problems import UsageError, near_miss
from helpers.schemas.dates import read_date
from helpers.schemas.misread import MisreadError


def absences(evidence: Evidence, typed: Iterable[Sequence[str]]) -> tuple[Absence, ...]:
    """Absences from a staff id, a first and a last day each.

    Raises :class:`UsageError` for an id that is not in ``staff.csv``, a day that cannot be read,
    and a first day after the last.
    """
    return tuple(_absence(evidence, *one) for one in typed)


def _absence(evidence: Evidence, who: str, first: str, last: str) -> Absence:
    staff = list(evidence.table("staff")["staff_id"])
    if who not in staff:
        raise UsageError(f'--away: "{who}" is not in staff.csv. {near_miss(who, staff)}')
    begins, ends = day_of("--away", first), day_of("--away", last)
    if begins > ends:
        raise UsageError(f"--away: {who} would be away from {first} to {last}, which is before it.")
    return Absence(who, begins, ends)


def first_day(evidence: Evidence, typed: str | None) -> date | None:
    """The first day that may change; raises :class:`UsageError` if the term is over by then."""
    if typed is None:
        return None
    day, term = day_of("--from", typed), evidence.term
    if day > term.end:
        raise UsageError(
            f"--from: {typed} is after {term.name}, which ends on {term.end:%d/%m/%Y}."
        )
    return day


def day_of(option: str, typed: str) -> date:
    """The day that an option names; raises :class:`UsageError` if it cannot be read."""
    try:
        return read_date(typed.strip()).date()
    except MisreadError as error:
        raise UsageError(f'{option}: "{typed}" {error.what} {error.mend}') from None
