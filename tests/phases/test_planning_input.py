"""A school's settings and sessions as the planner takes them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from helpers.evidence import Evidence, evidence_of
from helpers.phases import planning_input as given
from helpers.phases.diaries import diary
from helpers.planning.timetable.diaries import Entry, Standing
from helpers.school import read_school
from tests.conftest import EXAMPLE

HEADINGS = (
    "session_id,term,date,group_id,observer_id,observed_id,status,period,feedback_date,"
    "feedback_period,fixed"
)
SESSIONS = (
    "S901,2013-summer,22/04/2013,G1,T01,T02,completed,,,,",
    "S902,2013-summer,23/04/2013,G1,T02,T01,planned,2,24/04/2013,3,yes",
    "S903,2013-summer,24/04/2013,G2,T03,T04,planned,1,,,no",
    "S904,2013-summer,25/04/2013,G2,T04,T03,cancelled,,,,",
    "S905,2013-spring,06/03/2013,G2,T04,T03,completed,,,,",
)


def _school(folder: Path, *settings: str) -> Evidence:
    made = Path(shutil.copytree(EXAMPLE, folder / "school"))
    text = "\n".join((HEADINGS, *SESSIONS, ""))
    (made / "sessions.csv").write_text(text, encoding="utf-8")
    (made / "pupil_interviews.csv").unlink()
    toml = made / "programme.toml"
    planning = "\n".join(("[planning]", *settings))
    toml.write_text(toml.read_text(encoding="utf-8").replace("[planning]", planning), "utf-8")
    return evidence_of(read_school(made), term="2013-summer", audience="leadership")


def test_bank_holidays_closed_days_and_blocked_weeks_are_no_school_days(tmp_path: Path) -> None:
    evidence = _school(tmp_path, "blocked_weeks = [2013-06-12]")
    days = given.calendar(evidence, evidence.term).school_days
    assert date(2013, 5, 6) not in days
    assert not [day for day in days if date(2013, 6, 10) <= day <= date(2013, 6, 16)]
    assert {date(2013, 6, 7), date(2013, 6, 17)} <= set(days)
    spring = evidence.settings.term("2013-spring")
    assert not {date(2013, 3, 29), date(2013, 4, 1)} & set(
        given.calendar(evidence, spring).school_days
    )


def test_a_school_elsewhere_keeps_its_own_holidays(tmp_path: Path) -> None:
    evidence = _school(tmp_path, "bank_holidays = false", "facilitator_at_lessons = true")
    term = evidence.settings.term("2013-summer").model_copy(update={"end": date(2013, 8, 30)})
    assert date(2013, 8, 26) in given.calendar(evidence, term).school_days
    assert given.timetable_rules(evidence).facilitator_at_lessons


def test_sessions_are_held_fixed_or_planned(tmp_path: Path) -> None:
    evidence = _school(tmp_path)
    assert diary(evidence, evidence.term) == (
        Entry("T01", "T02", date(2013, 4, 22), Standing.HELD),
        Entry("T02", "T01", date(2013, 4, 23), Standing.FIXED, 2, date(2013, 4, 24), 3),
        Entry("T03", "T04", date(2013, 4, 24), Standing.PLANNED, 1),
    )
