"""``workbook plan``, as a deputy head meets it: nothing is written that nobody asked for."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from helpers import cli
from helpers.evidence import open_evidence
from helpers.phases import skills_audit
from helpers.phases.plans import decided_sets, others, proposal
from helpers.school import read_school, replacing
from tests.conftest import EXAMPLE
from tests.decisions.schools import PEOPLE, TERM, about_to_plan, contents, rows, settings

Shown = pytest.CaptureFixture[str]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    return about_to_plan(tmp_path / "school")


def plan(folder: Path, *words: str) -> int:
    return cli.main(["plan", str(folder), "--term", TERM, *words])


def test_showing_a_plan_writes_nothing(school: Path, capsys: Shown) -> None:
    before = contents(school)
    assert plan(school) == 0
    shown = capsys.readouterr().out
    assert contents(school) == before
    for group in proposal(open_evidence(school, TERM, None, "leadership")).plan.groups:
        assert group.group_id in shown
    assert "this was proved" in shown
    assert "groups.csv: 11 rows added" in " ".join(shown.split())
    assert "Week of 15 April 2013" in shown


def test_names_stand_in_the_plan_and_ids_do_not(school: Path, capsys: Shown) -> None:
    plan(school)
    words = capsys.readouterr().out.replace(",", " ").replace(";", " ").split()
    staff = rows(school, "staff")
    assert all(one["name"] in " ".join(words) for one in staff)
    assert not {one["staff_id"] for one in staff} & set(words)


def test_what_is_written_has_nothing_to_mend_and_is_what_was_shown(
    school: Path, capsys: Shown
) -> None:
    before = contents(school)
    assert plan(school, "--write") == 0
    capsys.readouterr()
    after = contents(school)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"groups.csv", "sessions.csv"}
    for name in changed:
        assert after[name].startswith(before[name]), "a row that was there has changed"
    assert read_school(school).problems == read_school(EXAMPLE).problems == ()
    evidence = open_evidence(school, TERM, None, "leadership")
    told = skills_audit.groups(evidence).statements
    assert "The sets as decided are those that the planner proposes." in told
    planned = [row for row in rows(school, "sessions") if row["term"] == TERM]
    assert len(planned) == 11
    assert {row["status"] for row in planned} == {"planned"}
    ids = [row["session_id"] for row in rows(school, "sessions")]
    assert len(set(ids)) == len(ids)
    assert [row["session_id"] for row in planned] == [f"S{n:03d}" for n in range(12, 23)]


def test_a_session_looks_for_what_its_observer_can_learn(school: Path) -> None:
    plan(school, "--write")
    audit = {
        (row["staff_id"], row["skill"]): int(row["rating"])
        for row in rows(school, "audit")
        if row["term"] == TERM
    }
    looked_for = [row for row in rows(school, "sessions") if row["term"] == TERM and row["focus"]]
    assert looked_for
    for row in looked_for:
        ratings = [audit[row[who], row["focus"]] for who in ("observer_id", "observed_id")]
        assert max(ratings) >= 4 > min(ratings)


def test_writing_twice_is_refused_in_one_sentence(school: Path, capsys: Shown) -> None:
    plan(school, "--write")
    before = contents(school)
    capsys.readouterr()
    assert plan(school, "--write") == 1
    shown = capsys.readouterr()
    assert shown.out == "Planning ...\n"
    assert shown.err.count("\n") == 1
    assert "--replace" in shown.err
    assert contents(school) == before


def test_decided_sets_stay_and_only_their_timetable_is_written(school: Path) -> None:
    """A school that made its sets itself asks for the timetable alone."""
    with (school / "groups.csv").open("a", encoding="utf-8") as file:
        file.write(f"{TERM},Blue,T01,peer,15/04/2013,\n{TERM},Blue,T05,peer,15/04/2013,\n")
    groups = (school / "groups.csv").read_bytes()
    assert plan(school, "--write", "--alternative", "1") == 1
    assert plan(school, "--write") == 0
    assert (school / "groups.csv").read_bytes() == groups
    planned = [row for row in rows(school, "sessions") if row["term"] == TERM]
    assert sorted((row["group_id"], row["observer_id"], row["observed_id"]) for row in planned) == [
        ("Blue", "T01", "T05"), ("Blue", "T05", "T01"),
    ]  # fmt: skip


def test_without_columns_for_periods_that_is_said_and_all_is_planned_anew(
    school: Path, capsys: Shown
) -> None:
    plan(school, "--write")
    shown = " ".join(capsys.readouterr().out.split())
    said = "no columns period, feedback_date and feedback_period, so those are not written"
    assert said in shown
    plan(school, "--replace")
    assert "no planned session with a period" in " ".join(capsys.readouterr().out.split())


def test_replacing_plans_anew_what_was_only_planned(school: Path) -> None:
    plan(school, "--write")
    once = contents(school)
    assert plan(school, "--write", "--replace") == 0
    assert contents(school) == once, "the same tables give the same plan"
    assert plan(school, "--write", "--replace", "--alternative", "1") == 0
    other = others(open_evidence(school, TERM, None, "leadership"))[0].plan
    decided = decided_sets(open_evidence(school, TERM, None, "leadership")).plan
    assert {one.members for one in decided.groups} == {one.members for one in other.groups}
    assert read_school(school).problems == ()


def test_what_has_been_held_or_called_off_stays_byte_for_byte(school: Path) -> None:
    plan(school, "--write")
    path = school / "sessions.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    mine = [n for n, line in enumerate(lines) if f",{TERM}," in line]
    for place, status in ((mine[0], "completed"), (mine[1], "cancelled")):
        lines[place] = lines[place].replace("planned", status)
    path.write_text("".join(lines), encoding="utf-8", newline="")
    met = rows(school, "sessions")[mine[0] - 1]
    before = (school / "groups.csv").read_bytes().splitlines(keepends=True)
    settings(
        school, rounds=1, forbidden_pairs=f'[["{met["observer_id"]}", "{met["observed_id"]}"]]'
    )
    assert plan(school, "--write", "--replace") == 0

    kept = [line for n, line in enumerate(lines) if n not in mine[2:]]
    assert path.read_text(encoding="utf-8").startswith("".join(kept))
    after = (school / "groups.csv").read_bytes().splitlines(keepends=True)
    earlier = [line for line in before if TERM.encode() not in line]
    assert after[: len(earlier)] == earlier
    held = datetime.strptime(met["date"], "%d/%m/%Y")
    new = [row for row in rows(school, "sessions") if row["status"] == "planned"]
    assert all(datetime.strptime(row["date"], "%d/%m/%Y") > held for row in new)
    ended = [row for row in rows(school, "groups") if row["to_date"] == met["date"]]
    assert {row["group_id"] for row in ended} >= {met["group_id"]}
    assert read_school(school).problems == ()
    decided = decided_sets(open_evidence(school, TERM, None, "leadership")).plan.groups
    pairs = [pair for one in decided for pair in combinations(one.members, 2)]
    assert tuple(sorted((met["observer_id"], met["observed_id"]))) not in pairs
    people = [who for one in decided for who in one.members]
    assert len(people) == len(set(people)), "somebody is in a set that has ended"


SHAPES = {
    "semicolons, Windows-1252, CRLF": (";", "cp1252", "\r\n", True),
    "a mark at the beginning, CRLF, no last line end": (",", "utf-8-sig", "\r\n", False),
    "tabs, UTF-16": ("\t", "utf-16", "\n", True),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_keeps_its_own_manner(school: Path, shape: str) -> None:
    """Its delimiter, encoding, line ends, order of columns and way of writing dates."""
    delimiter, encoding, end, ended = SHAPES[shape]
    order = ["status", "Observed ID", "observer_id", "remarks", "date", "term", "SESSION_ID"]
    order += ["group_id", "focus"]
    old = ["completed", "T02", "T01", "Café né", "4-Feb-2013", "2013-spring", "7", "G1", ""]
    text = end.join(delimiter.join(line) for line in (order, old)) + end * ended
    path = school / "sessions.csv"
    path.write_bytes(text.encode(encoding))
    assert plan(school, "--write") == 0
    after = path.read_bytes()
    assert after.startswith(text.encode(encoding))
    added = after.decode(encoding).removeprefix(text)
    assert "\n" not in added.replace(end, "")
    read = list(csv.reader(io.StringIO(added.lstrip("\r\n")), delimiter=delimiter))
    assert [row[6] for row in read] == [str(n) for n in range(8, 8 + len(read))]
    for row in read:
        assert len(row) == len(order)
        assert (row[0], row[3], row[5]) == ("planned", "", TERM)
        assert datetime.strptime(row[4], "%d-%b-%Y").strftime("%d-%b-%Y").lstrip("0") == row[4]
    stopping = [one for one in read_school(school).problems if one.rule != "encoding-assumed"]
    assert {one.rule for one in stopping} <= {"column-unknown", "unknown-reference"}
    used = open_evidence(school, TERM, None, "leadership").at("sessions")
    assert len(used) == len(read) == 11


def test_a_letter_that_the_file_cannot_hold_is_named(school: Path, capsys: Shown) -> None:
    header = (school / "sessions.csv").read_text(encoding="utf-8").splitlines()[0]
    (school / "sessions.csv").write_bytes(f"{header},remarks né\n".encode("cp1252"))
    audit = school / "audit.csv"
    audit.write_text(audit.read_text(encoding="utf-8").replace("phonics", "phonics Ж"), "utf-8")
    before = contents(school)
    assert plan(school, "--write") == 1
    assert 'no "Ж"' in capsys.readouterr().err
    assert contents(school) == before


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " ="])
def test_no_cell_that_is_written_starts_a_formula(school: Path, start: str) -> None:
    audit = school / "audit.csv"
    reader = csv.reader(io.StringIO(audit.read_text(encoding="utf-8")))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    for number, row in enumerate(reader):
        writer.writerow(row if number == 0 else [*row[:2], f"{start}{row[2]}", *row[3:]])
    audit.write_text(out.getvalue(), encoding="utf-8")
    assert plan(school, "--write") == 0
    for name in ("groups", "sessions"):
        for row in (row for row in rows(school, name) if row["term"] == TERM):
            assert not [cell for cell in row.values() if cell and cell[0] in "=+-@\t\r"]
    assert any(row["focus"].startswith("'") for row in rows(school, "sessions"))


def test_an_id_that_would_start_a_formula_is_named(school: Path, capsys: Shown) -> None:
    for path in school.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").replace("T05", "=T05"), "utf-8")
    before = contents(school)
    assert plan(school, "--write") == 1
    assert '"=T05" would start a formula' in capsys.readouterr().err
    assert contents(school) == before


def test_a_pair_both_required_and_forbidden_is_named(school: Path, capsys: Shown) -> None:
    pair = '[["T01", "T05"]]'
    settings(school, rounds=1, required_pairs=pair, forbidden_pairs=pair)
    before = contents(school)
    assert plan(school, "--write") == 1
    shown = capsys.readouterr()
    assert "Teacher A and Teacher E are a required pair" in shown.out
    assert "Traceback" not in shown.out + shown.err
    assert contents(school) == before


def test_impossible_rules_stop_a_timetable_for_decided_sets_too(
    school: Path, capsys: Shown
) -> None:
    with (school / "groups.csv").open("a", encoding="utf-8") as file:
        file.write(f"{TERM},X,T01,peer,15/04/2013,\n{TERM},X,T02,peer,15/04/2013,\n")
    pair = '[["T03", "T04"]]'
    settings(school, rounds=1, required_pairs=pair, forbidden_pairs=pair)
    before = contents(school)
    assert plan(school, "--write") == 1
    assert "Teacher C and Teacher D are a required pair" in capsys.readouterr().out
    assert contents(school) == before


def test_rows_that_make_no_set_are_in_the_way(school: Path, capsys: Shown) -> None:
    with (school / "groups.csv").open("a", encoding="utf-8") as file:
        file.write(f"{TERM},X,T01,peer,15/04/2013,\n")
    before = contents(school)
    assert plan(school, "--write") == 1
    assert "1 row in groups.csv" in capsys.readouterr().err
    assert contents(school) == before
    assert plan(school, "--write", "--replace") == 0
    assert read_school(school).problems == ()


def test_nobody_to_plan_for_is_said(school: Path, capsys: Shown) -> None:
    settings(school, not_taking_part=str([*PEOPLE[1:]]).replace("'", '"'))
    assert plan(school, "--write") == 1
    assert "no group can be made" in " ".join(capsys.readouterr().out.split())


def test_what_cannot_be_placed_is_told_by_name_and_reason(school: Path, capsys: Shown) -> None:
    settings(school, rounds=1, cover_a_day=0)
    text = (school / "availability.csv").read_text(encoding="utf-8")
    (school / "availability.csv").write_text(text.replace(",no,0", ",no,1"), encoding="utf-8")
    assert plan(school) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Not placed: 11 visits" in shown
    assert "more cover than a day may cost" in shown
    assert "No time is left by no cover on any day; the free periods of Teacher A." in shown
    timetable = skills_audit.timetable(open_evidence(school, TERM, None, "leadership")).tables[0]
    told = [str(row[0]) for row in timetable.rows]
    assert all("No time is left by" in one and "no cover on any day" in one for one in told)


def test_a_term_without_weeks_has_sets_and_no_timetable(school: Path, capsys: Shown) -> None:
    (school / "availability.csv").unlink()
    assert plan(school, "--write") == 0
    assert "availability.csv has no rows" in capsys.readouterr().out
    assert not [row for row in rows(school, "sessions") if row["term"] == TERM]
    assert [row for row in rows(school, "groups") if row["term"] == TERM]


@pytest.mark.parametrize("fails", [1, 2])
def test_a_file_open_in_excel_leaves_both_as_they_were(
    school: Path, fails: int, capsys: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a file that Excel holds open cannot be replaced."""
    true, calls = Path.replace, []

    def locked(aside: Path, path: Path) -> None:
        calls.append(path.name)
        if calls.count(path.name) and list(dict.fromkeys(calls)).index(path.name) == fails - 1:
            raise PermissionError(13, "The process cannot access the file", str(path))
        true(aside, path)

    monkeypatch.setattr(Path, "replace", locked)
    monkeypatch.setattr(replacing, "PAUSE", 0)
    before = contents(school)
    assert plan(school, "--write") == 1
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1
    assert "open in Excel" in shown
    assert contents(school) == before


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--alternative", "9"], "no alternative 9"),
        (["--alternative", "none"], "not a number"),
        (["--term", "2013-sumer"], 'Did you mean "2013-summer"?'),
        (["--away", "T011", "15/04/2013", "16/04/2013"], 'not in staff.csv. Did you mean "T01"?'),
        (["--away", "T01", "31/04/2013", "16/05/2013"], '"31/04/2013" is a day that does not'),
        (["--away", "T01", "2013-04-16", "15/04/2013"], "which is before it"),
        (["--away", "T01", "15/04/2013"], "expected 3 arguments"),
        (["--from", "April"], '--from: "April" is not a date'),
        (["--from", "01/09/2013"], "which ends on"),
        (["--calendar", "x"], 'Did you mean "--calendars"?'),
    ],
)
def test_wrong_use_is_exit_code_2(school: Path, words: list[str], hint: str, capsys: Shown) -> None:
    assert cli.main(["plan", str(school), *words]) == 2
    assert hint in capsys.readouterr().err


def test_a_school_without_an_audit_is_told_so(school: Path, capsys: Shown) -> None:
    assert cli.main(["plan", str(school), "--term", "2012-autumn"]) == 1
    assert "audit.csv has no rows up to Autumn 2012" in capsys.readouterr().err


def test_the_report_shows_the_plan_that_the_command_shows(capsys: Shown) -> None:
    """Both are the planner's answer to the same question about the bundled example."""
    evidence = open_evidence(EXAMPLE, TERM, None, "leadership")
    answer: Any = skills_audit.groups(evidence)
    cli.main(["plan", str(EXAMPLE), "--term", TERM])
    shown = " ".join(capsys.readouterr().out.split())
    for statement in answer.statements:
        assert statement in shown
    timetable = skills_audit.timetable(evidence).tables[0]
    assert shown.count(" observes ") == sum(
        not str(row[0]).startswith("not placed") for row in timetable.rows
    )
