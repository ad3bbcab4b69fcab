"""Planning again after an absence or a leaver: only what must change in the tables does."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from helpers import cli
from helpers.decisions.calendars import calendars
from helpers.decisions.proposal import Wish, propose
from helpers.evidence import open_evidence
from helpers.phases.plans import decided_sets
from helpers.school import read_school
from tests.decisions.schools import TERM, about_to_plan, contents, rows, settings, with_times

Shown = pytest.CaptureFixture[str]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school that has written its plan."""
    made = with_times(about_to_plan(tmp_path / "school"))
    assert plan(made, "--write") == 0
    return made


def plan(folder: Path, *words: str) -> int:
    return cli.main(["plan", str(folder), "--term", TERM, *words])


def planned(folder: Path) -> list[dict[str, str]]:
    return [row for row in rows(folder, "sessions") if row["status"] == "planned"]


def lines(folder: Path) -> list[bytes]:
    return (folder / "sessions.csv").read_bytes().splitlines(keepends=True)


def day(typed: str) -> date:
    return datetime.strptime(typed, "%d/%m/%Y").date()


def said(capsys: Shown) -> str:
    return " ".join(capsys.readouterr().out.split())


def fix(folder: Path, session_id: str) -> None:
    """Marks a session as agreed by hand."""
    path = folder / "sessions.csv"
    text = path.read_text(encoding="utf-8").splitlines()
    marked = [f"{one}yes" if one.startswith(f"{session_id},") else one for one in text]
    path.write_text("\n".join([*marked, ""]), encoding="utf-8")


def test_the_periods_that_are_shown_are_written_and_read_back(school: Path) -> None:
    shown = propose(about_to_plan(school.parent / "other"), TERM).timetable
    assert shown is not None
    written = {
        (
            day(row["date"]), int(row["period"]), row["observer_id"], row["observed_id"],
            day(row["feedback_date"]), int(row["feedback_period"]),
        )
        for row in planned(school)
    }  # fmt: skip
    assert written == {
        (
            one.date, one.period, one.session.observer, one.session.observed,
            one.feedback_date, one.feedback_period,
        )
        for one in shown.bookings
    }  # fmt: skip
    assert read_school(school).problems == ()


@pytest.mark.parametrize("words", [(), ("--away", "T01", "01/04/2013", "02/04/2013")])
def test_without_a_clash_nothing_changes(
    school: Path, words: tuple[str, ...], capsys: Shown
) -> None:
    before = contents(school)
    assert plan(school, "--write", "--replace", *words) == 0
    assert contents(school) == before
    assert "all can stay as it is" in said(capsys)


def test_an_absence_moves_only_what_clashes_with_it(school: Path, capsys: Shown) -> None:
    first = planned(school)[0]
    who, when = first["observer_id"], first["date"]
    clash = {
        row["session_id"]
        for row in planned(school)
        if who in (row["observer_id"], row["observed_id"])
        and when in (row["date"], row["feedback_date"])
    }
    before, old = contents(school), lines(school)
    capsys.readouterr()
    away = ("--away", who, when, day(when).isoformat())
    assert plan(school, "--write", "--replace", *away) == 0
    shown, new = said(capsys), lines(school)
    changed = {one.split(b",")[0].decode() for one, two in zip(old, new, strict=True) if one != two}
    assert changed == clash == {first["session_id"]}
    assert contents(school).keys() == before.keys()
    assert contents(school)["groups.csv"] == before["groups.csv"]
    moved = next(row for row in planned(school) if row["session_id"] == first["session_id"])
    assert moved["date"] != when
    times = {"date", "period", "feedback_date", "feedback_period"}
    assert all(moved[name] == first[name] for name in first.keys() - times)
    assert "Kept as planned: 10 visits" in shown
    assert "It could not stay because of the days on which" in shown
    after = contents(school)
    assert plan(school, "--write", "--replace", *away) == 0
    assert contents(school) == after


def test_what_was_planned_before_the_first_day_is_past(school: Path) -> None:
    first = planned(school)[0]
    before = contents(school)
    away = ("--away", first["observed_id"], "2013-06-01", "2013-06-01")
    assert plan(school, "--write", "--replace", "--from", "2013-06-01", *away) == 0
    assert contents(school) == before


def test_a_session_fixed_by_hand_never_moves(school: Path, capsys: Shown) -> None:
    first = planned(school)[0]
    fix(school, first["session_id"])
    before = contents(school)
    away = ("--away", first["observer_id"], first["date"], first["date"])
    assert plan(school, "--write", "--replace", *away) == 0
    assert contents(school) == before
    assert "left as they are: 1 visit" in said(capsys)
    row = next(one for one in lines(school) if one.startswith(first["session_id"].encode()))
    assert plan(school, "--write", "--afresh") == 0
    assert row in lines(school)
    pairs = [(one["observer_id"], one["observed_id"]) for one in planned(school)]
    assert pairs.count((first["observer_id"], first["observed_id"])) == 1


def test_a_set_with_a_fixed_session_is_not_planned_away(school: Path, capsys: Shown) -> None:
    first = planned(school)[0]
    fix(school, first["session_id"])
    pair = f'[["{first["observer_id"]}", "{first["observed_id"]}"]]'
    settings(school, rounds=1, forbidden_pairs=pair)
    before = contents(school)
    assert plan(school, "--write", "--afresh") == 1
    assert f"fixed by hand of {first['group_id']}" in capsys.readouterr().err
    assert contents(school) == before


@pytest.mark.parametrize("how", ["settings", "staff"])
def test_whoever_a_leaver_left_alone_joins_another_set(
    school: Path, how: str, capsys: Shown
) -> None:
    groups = decided_sets(open_evidence(school, TERM, None, "leadership")).plan.groups
    pair = next(one for one in groups if len(one.members) == 2)
    left, leaver = pair.members
    if how == "settings":
        settings(school, rounds=1, not_taking_part=f'["{leaver}"]')
    else:
        path = school / "staff.csv"
        kept = [one for one in path.read_text("utf-8").splitlines() if leaver not in one[:4]]
        path.write_text("\n".join([*kept, ""]), encoding="utf-8")
    old = planned(school)
    start = "2013-05-13"
    capsys.readouterr()
    assert plan(school, "--write", "--replace", "--from", start) == 0
    shown = said(capsys)
    assert "no part any more" in shown
    evidence = open_evidence(school, TERM, None, "leadership")
    now = decided_sets(evidence).plan.groups
    (joined,) = (one for one in now if left in one.members)
    assert f"{evidence.person(left)} joins set {joined.group_id}" in shown
    stay = {one for one in groups if one.group_id not in (pair.group_id, joined.group_id)}
    assert set(now) == stay | {joined}
    future = [row for row in planned(school) if day(row["date"]).isoformat() >= start]
    assert not [row for row in future if leaver in (row["observer_id"], row["observed_id"])]
    same = [row for row in old if row["group_id"] in {one.group_id for one in stay}]
    assert all(row in planned(school) for row in same)
    after = contents(school)
    assert plan(school, "--write", "--replace", "--from", start) == 0
    assert contents(school) == after


def test_calendars_hold_what_stays_too(school: Path) -> None:
    first = planned(school)[0]
    fix(school, first["session_id"])
    again = propose(school, TERM, Wish(replace=True))
    text = calendars(again)["everybody.ics"]
    assert text.count(b"BEGIN:VEVENT") == 2 * len(planned(school))
