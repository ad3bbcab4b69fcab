"""Calendar files, read back by the library that wrote them and held against the plan."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from helpers import cli
from helpers.decisions.calendars import calendars
from helpers.decisions.proposal import Proposal, propose
from tests.decisions.schools import TERM, about_to_plan, contents, rows, settings

PERIODS = '[["09:00", "10:00"], ["10:15", "11:15"], ["13:00", "14:00"]]'


@pytest.fixture
def school(tmp_path: Path) -> Path:
    return about_to_plan(tmp_path / "school")


def events(content: bytes) -> list[Any]:
    return Calendar.from_ical(content).walk("VEVENT")


def what(event: Any) -> tuple[str, date, date]:
    return str(event["SUMMARY"]), event["DTSTART"].dt, event["DTEND"].dt


def lessons(proposal: Proposal) -> list[tuple[str, date, int]]:
    """Every visit and talk of a plan, written down once more."""
    name, found = proposal.evidence.person, []
    assert proposal.timetable is not None
    for one in proposal.timetable.bookings:
        pair = name(one.session.observer), name(one.session.observed)
        assert one.feedback_date and one.feedback_period
        found += [
            ("Peer observation: {} observes {}".format(*pair), one.date, one.period),
            ("Feedback talk: {} and {}".format(*pair), one.feedback_date, one.feedback_period),
        ]
    return found


def test_the_calendar_of_all_holds_the_plan_at_the_schools_hours(school: Path) -> None:
    settings(school, rounds=1, periods=PERIODS)
    proposal = propose(school, TERM)
    hours = ((9, 0, 10, 0), (10, 15, 11, 15), (13, 0, 14, 0))
    wanted = []
    for summary, day, period in lessons(proposal):
        a, b, c, d = hours[period - 1]
        wanted.append(
            (summary, datetime(day.year, day.month, day.day, a, b),
             datetime(day.year, day.month, day.day, c, d))
        )  # fmt: skip
    found = [what(event) for event in events(calendars(proposal)["everybody.ics"])]
    assert all(str(start.tzinfo) == "Europe/London" for _, start, _ in found)
    naive = [(s, a.replace(tzinfo=None), b.replace(tzinfo=None)) for s, a, b in found]
    assert sorted(naive) == sorted(wanted)


def test_summer_time_is_told_to_calendars_that_do_not_know_it(school: Path) -> None:
    settings(school, rounds=1, periods=PERIODS)
    calendar: Any = Calendar.from_ical(calendars(propose(school, TERM))["everybody.ics"])
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/London"
    assert timedelta(hours=1) in {one["TZOFFSETTO"].td for one in zone.walk("DAYLIGHT")}


def test_without_hours_an_entry_is_of_the_day_and_names_its_lesson(school: Path) -> None:
    proposal = propose(school, TERM)
    found = [what(event) for event in events(calendars(proposal)["everybody.ics"])]
    assert sorted(found) == sorted(
        (f"{summary} (lesson {period})", day, day + timedelta(days=1))
        for summary, day, period in lessons(proposal)
    )


def test_everybody_has_their_own_and_nothing_else(school: Path) -> None:
    proposal = propose(school, TERM)
    files = calendars(proposal)
    every = {str(event["UID"]): event for event in events(files["everybody.ics"])}
    assert len(every) == len(lessons(proposal)), "two entries share an id"
    for row in rows(school, "staff"):
        own = {str(event["UID"]) for event in events(files[f"person-{row['staff_id']}.ics"])}
        told = {
            uid
            for uid, event in every.items()
            if row["name"] in str(event["SUMMARY"]) or row["name"] in str(event["DESCRIPTION"])
        }
        assert own == told
        assert own


def test_the_same_plan_gives_the_same_bytes_and_ids_say_nothing(school: Path) -> None:
    first, again = calendars(propose(school, TERM)), calendars(propose(school, TERM))
    assert first == again
    for event in events(first["everybody.ics"]):
        assert event["DTSTAMP"].dt == datetime.fromisoformat("2013-04-15T00:00:00+00:00")
        assert not any(who in event["UID"] for who in ("T01", "Teacher"))


def test_an_entry_that_moves_keeps_its_id(school: Path) -> None:
    def days() -> dict[str, date]:
        files = calendars(propose(school, TERM))
        return {str(one["UID"]): one["DTSTART"].dt for one in events(files["everybody.ics"])}

    before = days()
    settings(school, rounds=1, closed="[2013-04-15, 2013-04-16]")
    after = days()
    assert before.keys() == after.keys()
    assert before != after


def test_strange_ids_and_names_make_sound_files(school: Path) -> None:
    for path in school.glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace("T01", "a/b").replace("T02", "a.b")
        path.write_text(text.replace("T03", "EVERYBODY"), encoding="utf-8")
    staff = school / "staff.csv"
    wild = 'Ann; ""O, N""\u202e\nEND:VCALENDAR'
    staff.write_text(staff.read_text("utf-8").replace("Teacher A", f'"{wild}"'), "utf-8")
    files = calendars(propose(school, TERM))
    assert {"person-a_b.ics", "person-a_b-2.ics", "person-EVERYBODY.ics"} <= files.keys()
    assert len({name.lower() for name in files}) == len(files)
    (one, *_) = events(files["person-a_b-2.ics"])
    assert 'Ann; "O, N" END:VCALENDAR' in str(one["SUMMARY"]) + str(one["DESCRIPTION"])
    assert all(content.count(b"\r\nEND:VCALENDAR") == 1 for content in files.values())


def test_the_command_says_that_calendars_hold_names(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(school)
    place = tmp_path / "leaders" / "calendars"
    assert cli.main(["plan", str(school), "--term", TERM, "--calendars", str(place)]) == 0
    assert "for leadership only" in capsys.readouterr().out.splitlines()[-1]
    assert contents(place) == calendars(propose(school, TERM))
    assert contents(school) == before


def test_calendars_do_not_go_where_others_read(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "governors" / "calendars"
    assert cli.main(["plan", str(school), "--term", TERM, "--calendars", str(place)]) == 2
    assert "hold names" in capsys.readouterr().err
    assert not place.exists()
