"""What a plan does to ``groups.csv`` and ``sessions.csv``: rows that go, change and come."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from helpers.evidence import Evidence
from helpers.phases import planning_input as given
from helpers.phases.plans import Sets, Standing
from helpers.planning.groups.proposing import Group
from helpers.planning.timetable.proposing import Booking, Timetable
from helpers.planning.timetable.sessions import Session
from helpers.problems import folded
from helpers.reading import read_bytes
from helpers.schemas import TABLES
from helpers.schemas.words import YES
from helpers.school import School
from helpers.school.folder import table_files
from helpers.school.writing import Change, Rows, Value, columns_of, rows_of
from helpers.settings import Term
from helpers.wording import counted

PLANNED = "planned"
TIMES = ("period", "feedback_date", "feedback_period")
"""The columns of ``sessions.csv`` that tell when in the day, and when people talk about it."""


@dataclass(frozen=True, slots=True)
class Found:
    """The two tables as they stand: contents, where they are, and their rows by number."""

    paths: Mapping[str, Path]
    contents: Mapping[str, bytes | None]
    rows: Mapping[str, Rows]
    columns: Mapping[str, frozenset[str]]
    term: str

    def of_term(self, table: str) -> dict[int, Mapping[str, str]]:
        """The term's rows of a table, those too that a run leaves out."""
        wanted = folded(self.term)
        return {n: row for n, row in self.rows[table].items() if folded(row["term"]) == wanted}

    @property
    def planned(self) -> dict[int, Mapping[str, str]]:
        """The term's sessions that were not held, called off or fixed by hand."""
        sessions = self.of_term("sessions")
        return {
            n: row
            for n, row in sessions.items()
            if folded(row["status"]) == PLANNED and folded(row["fixed"]) not in YES
        }

    @property
    def columns_missing(self) -> tuple[str, ...]:
        """Columns for times that ``sessions.csv`` lacks."""
        return tuple(name for name in TIMES if name not in self.columns["sessions"])

    def in_the_way(self, term: Term, *, sets_too: bool) -> str:
        """Which rows of the term writing would not respect, and what to do; blank for none.

        Sets without sessions are no hindrance: their timetable can be written, unless other sets
        are to be written too (``sets_too``).
        """
        sessions, groups = len(self.of_term("sessions")), len(self.of_term("groups"))
        if not (sessions or (sets_too and groups)):
            return ""
        return (
            f"{term.name} has {counted(groups, 'row')} in groups.csv and "
            f"{counted(sessions, 'row')} in sessions.csv already, and nothing is written over "
            "them: add --replace to plan anew what is only planned."
        )


def found_in(school: School, evidence: Evidence) -> Found:
    """The two tables as they stand in a school's folder."""
    files = table_files(school.folder).tables
    paths = {name: files.get(name, school.folder / TABLES[name].file) for name in TABLES_WRITTEN}
    contents = {name: read_bytes(path) if path.exists() else None for name, path in paths.items()}
    rows = {name: rows_of(content, TABLES[name]) for name, content in contents.items()}
    columns = {name: columns_of(content, TABLES[name]) for name, content in contents.items()}
    return Found(paths, contents, rows, columns, evidence.term.id)


TABLES_WRITTEN = ("groups", "sessions")


def group_rows(
    evidence: Evidence, groups: Sequence[Group], found: Found, before: Standing, afresh: bool
) -> Change:
    """The sets that come; ``afresh`` those that go, and the end of those that have met."""
    table = TABLES["groups"]
    there = found.of_term("groups")
    if there and not afresh:
        return Change(table)
    kept = {one.group_id for one in before.groups}
    stay = kept & {one.group_id for one in groups}
    ends = {
        number: {"to_date": last_day(evidence, number, before.last)}
        for number, row in there.items()
        if before.last and row["group_id"] in kept - stay and not row["to_date"]
    }
    begins = begins_after(evidence, before.last)
    new = [one for one in groups if one.group_id not in stay]
    return Change(
        table,
        frozenset(number for number, row in there.items() if row["group_id"] not in kept),
        ends,
        tuple(row for one in new for row in members_of(evidence.term.id, one, begins)),
    )


def members_of(term: str, group: Group, begins: date) -> Iterator[Mapping[str, Value]]:
    """The rows of one set."""
    for who in group.everyone:
        role = "facilitator" if who == group.facilitator else "peer"
        yield {
            "term": term,
            "group_id": group.group_id,
            "staff_id": who,
            "role": role,
            "from_date": begins,
        }


def begins_after(evidence: Evidence, after: date | None) -> date:
    """The first school day of the term, or the first after a day."""
    days = given.calendar(evidence, evidence.term).school_days
    left = [day for day in days if after is None or day > after]
    tomorrow = (after or evidence.term.start) + timedelta(days=1)
    return left[0] if left else min(evidence.term.end, tomorrow)


def last_day(evidence: Evidence, number: int, last: date) -> date:
    """The last day of somebody's time in a set: never before the first one."""
    begins = evidence.table("groups")["from_date"].get(number)
    return last if begins is None or pd.isna(begins) else max(last, begins.date())


def session_rows(
    evidence: Evidence, timetable: Timetable | None, chosen: Sets, found: Found, afresh: bool
) -> Change:
    """The sessions that come; ``afresh`` those planned before that go."""
    out = frozenset(found.planned) if afresh else frozenset()
    bookings = timetable.bookings if timetable else ()
    new = new_sessions(evidence, bookings, chosen, found, out)
    return Change(TABLES["sessions"], out, {}, new)


def new_sessions(
    evidence: Evidence, bookings: Sequence[Booking], chosen: Sets, found: Found, out: frozenset[int]
) -> tuple[Mapping[str, Value], ...]:
    """Rows for bookings, with ids that neither a row that stays nor an interview has."""
    kept = [row["session_id"] for n, row in found.rows["sessions"].items() if n not in out]
    named = [str(one) for one in evidence.table("pupil_interviews")["session_id"].dropna()]
    focus = _Focus.of(chosen)
    return tuple(
        {
            "session_id": session_id,
            "term": evidence.term.id,
            "group_id": one.session.group_id,
            "observer_id": one.session.observer,
            "observed_id": one.session.observed,
            "status": PLANNED,
            "focus": focus.for_session(one.session),
            **times_of(one),
        }
        for session_id, one in zip(_free_ids(kept, [*kept, *named]), bookings, strict=False)
    )


def times_of(one: Booking) -> Mapping[str, Value]:
    """The day and the period of a visit and of its feedback talk, blank where it has none."""
    return {
        "date": one.date,
        "period": str(one.period),
        "feedback_date": one.feedback_date or "",
        "feedback_period": "" if one.feedback_period is None else str(one.feedback_period),
    }


def _free_ids(like: Sequence[str], taken: Iterable[str]) -> Iterator[str]:
    """Ids that go on where those of the table end: ``S035`` after ``S034``."""
    numbered = [found for one in like if (found := re.fullmatch(r"(.*?)(\d{1,9})", one))]
    used = {folded(one) for one in taken}
    beginnings = Counter(found[1] for found in numbered)
    start = beginnings.most_common(1)[0][0] if beginnings else "S"
    alike = [found[2] for found in numbered if found[1] == start]
    width = len(max(alike, key=int)) if alike else 3
    number = max(map(int, alike), default=0)
    while True:
        number += 1
        session_id = f"{start}{number:0{width}d}"
        if folded(session_id) not in used:
            yield session_id


@dataclass(frozen=True, slots=True)
class _Focus:
    """What one person could learn from another in their set, most valuable first."""

    skills: Mapping[tuple[str, str], Sequence[str]]

    @classmethod
    def of(cls, sets: Sets) -> _Focus:
        skills: dict[tuple[str, str], list[str]] = {}
        for one in (transfer for why in sets.why for transfer in why.transfers):
            skills.setdefault((one.learner, one.supporter), []).append(one.skill)
        return cls(skills)

    def for_session(self, session: Session) -> str:
        """What the observer comes to see; failing that, what they can help the other with."""
        pair = (session.observer, session.observed)
        skills = self.skills.get(pair) or self.skills.get(pair[::-1]) or [""]
        return skills[(session.round - 1) % len(skills)]
