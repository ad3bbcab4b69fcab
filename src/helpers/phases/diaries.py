"""What stands in people's diaries: the sessions of a term as the school wrote them down."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.evidence import Evidence
from helpers.planning.timetable.diaries import Entry, Standing
from helpers.settings import Term


def diary(evidence: Evidence, term: Term) -> tuple[Entry, ...]:
    """The term's sessions as diaries have them: held, fixed by hand or planned."""
    return tuple(diary_rows(evidence, term).values())


def diary_rows(evidence: Evidence, term: Term) -> Mapping[int, Entry]:
    """The entries of :func:`diary` by the number of their row in ``sessions.csv``."""
    table = evidence.at("sessions", term)
    table = table[table["status"] != "cancelled"]
    return {
        int(str(number)): Entry(
            observer,
            observed,
            when.date(),
            _standing(status, fixed),
            None if pd.isna(period) else int(period),
            None if pd.isna(talk) else talk.date(),
            None if pd.isna(talk_period) else int(talk_period),
        )
        for number, observer, observed, when, status, fixed, period, talk, talk_period in zip(
            table.index, *(table[name] for name in _COLUMNS), strict=True
        )
    }


_COLUMNS = (
    "observer_id", "observed_id", "date", "status", "fixed", "period", "feedback_date",
    "feedback_period",
)  # fmt: skip


def _standing(status: str, fixed: bool) -> Standing:
    if status == "completed":
        return Standing.HELD
    return Standing.FIXED if pd.notna(fixed) and bool(fixed) else Standing.PLANNED
