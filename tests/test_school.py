"""A school's folder read whole: tolerant of how it was saved, strict in what it says."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from helpers.problems import InputError, Severity, UsageError
from helpers.schemas import TABLES
from helpers.school import PROJECT, School, check_school, find_school, read_school

SMALL = Path(__file__).parent / "schools" / "small"
CLEAN = read_school(SMALL)

Rows = list[list[str]]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    folder = tmp_path / "school"
    shutil.copytree(SMALL, folder)
    return folder


def rules(school: School) -> list[tuple[str, int | None, str | None, str]]:
    return [(one.file, one.row, one.column, one.rule) for one in school.problems]


def swap(path: Path, old: str, new: str, times: int = 1) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, times), encoding="utf-8", newline="\n")


def saved(rows: Rows, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def cells(change: Callable[[str], str]) -> Callable[[Rows], Rows]:
    """Changes every cell below the headings."""
    return lambda rows: [rows[0], *([change(cell) for cell in row] for row in rows[1:])]


def loud(cell: str) -> str:
    """Words of scales, choices and yes/no in capitals; ids and free text stay."""
    words = {
        "yes", "no", "good", "requires improvement", "confident", "not confident", "agree",
        "very confident", "most of the time", "some of the time", "fully", "partly", "peer",
        "completed", "planned", "worked_well", "even_better_if", "girl", "boy", "Monday",
        "2013-spring", "confidence", "culture", "pedagogy", "rarely",
    }  # fmt: skip
    return cell.upper().replace("_", " ") if cell in words else cell


def iso(cell: str) -> str:
    parts = cell.split("/")
    return "-".join(reversed(parts)) if len(parts) == 3 else cell


def other_yes(cell: str) -> str:
    return {"yes": "TRUE", "no": "0"}.get(cell, cell)


TOLERANCES: dict[str, Callable[[Rows], bytes]] = {
    "byte order mark": lambda rows: saved(rows).encode("utf-8-sig"),
    "UTF-16": lambda rows: saved(rows).encode("utf-16"),
    "Windows-1252": lambda rows: saved(rows).encode("cp1252"),
    "semicolons": lambda rows: saved(rows, ";").encode(),
    "tabs": lambda rows: saved(rows, "\t").encode(),
    "bars": lambda rows: saved(rows, "|").encode(),
    "sep line": lambda rows: ("sep=;\r\n" + saved(rows, ";")).encode(),
    "all quoted": lambda rows: saved(rows, quoting=csv.QUOTE_ALL).encode(),
    "old Mac line ends": lambda rows: saved(rows).replace("\r\n", "\r").encode(),
    "blank rows and columns at the end": lambda rows: saved(
        [*([*row, "", " "] for row in rows), [""] * len(rows[0]), [], [""]]
    ).encode(),
    "blank cells left off": lambda rows: "\n".join(
        line.rstrip(",") for line in saved(rows).splitlines()
    ).encode(),
    "stray spaces": lambda rows: saved(
        [[f"  {cell}\xa0" for cell in row] for row in rows]
    ).encode(),
    "headings as words": lambda rows: saved(
        [[cell.replace("_", " ").upper() for cell in rows[0]], *rows[1:]]
    ).encode(),
    "columns in another order": lambda rows: saved([row[::-1] for row in rows]).encode(),
    "capitals": lambda rows: saved(cells(loud)(rows)).encode(),
    "dates year first": lambda rows: saved(cells(iso)(rows)).encode(),
    "dates with a time": lambda rows: saved(
        cells(lambda cell: f"{cell} 09:15" if cell.count("/") == 2 else cell)(rows)
    ).encode(),
    "other words for yes and no": lambda rows: saved(cells(other_yes)(rows)).encode(),
}


@pytest.mark.parametrize("name", TOLERANCES)
def test_however_it_was_saved_a_school_reads_the_same(name: str, school: Path) -> None:
    for path in school.glob("*.csv"):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        path.write_bytes(TOLERANCES[name](rows))
    read = read_school(school)
    assert {one.rule for one in read.problems} <= {"encoding-assumed"}
    for table, reading in read.tables.items():
        pd.testing.assert_frame_equal(reading.frame, CLEAN.tables[table].frame)


def test_year_groups_may_be_words(school: Path) -> None:
    swap(school / "progress.csv", ",6,reading", ",Year 6,reading", 4)
    swap(school / "staff.csv", "teacher,1,", "teacher,Reception,")
    read = read_school(school)
    assert read.tables["progress"].frame.equals(CLEAN.tables["progress"].frame)
    assert read.tables["staff"].frame.at[2, "year_groups"] == "R"


def test_every_table_has_its_columns_typed_even_when_it_is_absent(school: Path) -> None:
    for table in TABLES.values():
        if not table.required:
            (school / table.file).unlink()
    read = read_school(school)
    assert read.problems == ()
    assert set(read.tables) == set(TABLES)
    for name, reading in read.tables.items():
        full = CLEAN.tables[name]
        assert reading.present == TABLES[name].required
        assert full.present
        listed = list(TABLES[name].column_names)
        assert reading.frame[listed].dtypes.equals(full.frame[listed].dtypes)
        assert reading.frame.index.dtype == full.frame.index.dtype


def test_types_are_those_of_the_kinds() -> None:
    types = {str(dtype) for one in CLEAN.tables.values() for dtype in one.frame.dtypes}
    assert types == {"str", "datetime64[us]", "float64", "Int64", "boolean"}
    progress = CLEAN.tables["progress"].frame
    assert progress.at[2, "pupil_id"] == "0001"
    assert progress["group_mobile"].tolist() == ["stayed"] * 12


@pytest.mark.parametrize(("yes", "no"), [("Yes", "No"), ("TRUE", "FALSE"), ("1", "0"), ("y", "n")])
def test_yes_and_no_in_a_schools_own_pupil_group_are_read_by_any_word(
    school: Path, yes: str, no: str
) -> None:
    swap(school / "progress.csv", ",stayed", f",{yes}", 5)
    swap(school / "progress.csv", ",stayed", f",{no}", 7)
    read = read_school(school)
    assert read.problems == ()
    assert read.tables["progress"].frame["group_mobile"].tolist() == ["yes"] * 5 + ["no"] * 7


def test_a_pupil_group_of_one_number_is_no_answer(school: Path) -> None:
    """Set 1 is a set; it says yes only where another pupil's cell says no."""
    swap(school / "progress.csv", ",stayed", ",1", 12)
    frame = read_school(school).tables["progress"].frame
    assert frame["group_mobile"].tolist() == ["1"] * 12


def test_a_synonym_becomes_the_level_of_the_scale(school: Path) -> None:
    swap(school / "observations.csv", ",requires improvement,", ",Satisfactory,")
    assert read_school(school).tables["observations"].frame.at[2, "judgement"] == (
        "requires improvement"
    )


def test_each_term_is_judged_on_its_own_scale(school: Path) -> None:
    swap(
        school / "programme.toml",
        'id = "2013-spring"',
        'id = "2013-spring"\njudgement_scale = "ungraded"',
    )
    read = read_school(school)
    (note,) = read.problems
    assert (note.rule, note.severity) == ("judgement-ungraded", Severity.NOTE)
    judged = read.tables["observations"].frame.set_index("term")["judgement"]
    assert judged["2013-spring"].isna().all()
    assert judged["2013-summer"].notna().all()


# One mistake, one problem: nothing that follows from it is told as well.


def test_a_person_left_out_is_still_known_elsewhere(school: Path) -> None:
    swap(school / "staff.csv", "T01,Teacher A,class teacher", "T01,Teacher A,")
    read = read_school(school)
    assert rules(read) == [("staff.csv", 2, "role", "cell-missing")]
    assert read.tables["staff"].left_out == 1
    assert ("T01", "Teacher A") in read.everyone


def test_a_person_with_a_stray_comma_is_still_known_elsewhere(school: Path) -> None:
    swap(school / "staff.csv", "Teacher A", "Teacher, A")
    assert rules(read_school(school)) == [("staff.csv", 2, None, "row-too-long")]


@pytest.mark.parametrize("id_", ["", "#REF!", "1E+05", "T02"])
def test_a_person_without_an_id_of_their_own_is_told_once(id_: str, school: Path) -> None:
    swap(school / "staff.csv", "T01,Teacher A", f"{id_},Teacher A")
    (problem,) = read_school(school).problems
    assert problem.file == "staff.csv"
    assert '"T01"' in problem.what


def test_an_unknown_id_is_told_although_an_id_is_missing(school: Path) -> None:
    swap(school / "staff.csv", "T01,Teacher A", ",Teacher A")
    swap(school / "workshops.csv", "D01", "D99")
    assert rules(read_school(school)) == [
        ("staff.csv", 2, "staff_id", "cell-missing"),
        ("workshops.csv", 2, "leader_id", "unknown-reference"),
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "column"),
    [
        ("confidence,C1", "confidnce,C1", "questionnaire"),
        ("confidence,C1", ",C1", "questionnaire"),
        ("confidence,C1", "confidence,", "item"),
        ("own teaching,no,", "own teaching,no,confident-4", "scale"),
        (",own teaching", ",", "construct"),
    ],
)
def test_answers_to_a_question_left_out_are_left_out_with_it(
    right: str, wrong: str, column: str, school: Path
) -> None:
    swap(school / "questionnaire_items.csv", right, wrong)
    read = read_school(school)
    (problem,) = read.problems
    assert (problem.file, problem.row, problem.column) == ("questionnaire_items.csv", 2, column)
    assert read.tables["questionnaires"].left_out == 10
    if column in ("scale", "construct"):
        assert "Its 10 answers are left out with it." in problem.what


def test_a_missing_table_is_told_once(school: Path) -> None:
    (school / "staff.csv").unlink()
    assert rules(read_school(school)) == [("staff.csv", None, None, "file-missing")]


def test_a_workbook_in_place_of_a_table_is_noticed(school: Path) -> None:
    (school / "staff.csv").rename(school / "staff.xlsx")
    (problem,) = read_school(school).problems
    assert "staff.xlsx" in problem.mend


def test_a_misspelt_file_is_told_once(school: Path) -> None:
    (school / "observations.csv").rename(school / "observation.csv")
    assert rules(read_school(school)) == [("observation.csv", None, None, "file-misspelt")]
    (school / "observation.csv").rename(school / "Observations.CSV")
    assert read_school(school).problems == ()


def test_a_stranger_and_a_misspelt_optional_file_are_notes(school: Path) -> None:
    (school / "partners.csv").rename(school / "partner.csv")
    (school / "links.csv").unlink()
    (school / "budget.csv").write_text("a,b\n1,2\n")
    told = read_school(school).problems
    assert [(one.file, one.severity) for one in told] == [
        ("budget.csv", Severity.NOTE),
        ("partner.csv", Severity.NOTE),
    ]
    assert 'Did you mean "partners.csv"?' in told[1].mend


@pytest.mark.parametrize("column", ["staff_id", "name"])
def test_a_misspelt_required_column_is_told_once(column: str, school: Path) -> None:
    swap(school / "staff.csv", column, f"{column}s")
    assert rules(read_school(school)) == [("staff.csv", 1, f"{column}s", "column-misspelt")]


def test_a_misspelt_judgement_stops_where_lessons_are_graded(school: Path) -> None:
    swap(school / "observations.csv", ",judgement,", ",judgment,")
    assert rules(read_school(school)) == [("observations.csv", 1, "judgment", "column-misspelt")]


def test_a_column_twice_is_told_once(school: Path) -> None:
    swap(school / "staff.csv", "school", "Staff ID")
    assert rules(read_school(school)) == [("staff.csv", 1, "staff_id", "column-twice")]


def test_headings_alone_and_an_empty_file_are_explained(school: Path) -> None:
    header = (school / "audit.csv").read_text(encoding="utf-8").splitlines()[0]
    (school / "audit.csv").write_text(header)
    (school / "observations.csv").write_text("")
    read = read_school(school)
    assert [(one.file, one.rule) for one in read.stopping] == [
        ("audit.csv", "no-rows"),
        ("observations.csv", "unreadable-file"),
    ]
    assert len(read.problems) == 2


def test_a_required_table_without_a_usable_row_stops(school: Path) -> None:
    swap(school / "audit.csv", "2013-s", "2014-s", 99)
    read = read_school(school)
    assert [one.rule for one in read.stopping] == ["no-rows"]
    with pytest.raises(InputError) as error:
        check_school(school)
    assert error.value.problems == read.stopping


def test_leading_noughts_that_excel_dropped_are_recognised(school: Path) -> None:
    swap(school / "sessions.csv", "G1", "001", 9)
    swap(school / "groups.csv", "G1", "001", 9)
    swap(school / "sessions.csv", "S01,2013-spring,04/02/2013,001", "S01,2013-spring,04/02/2013,1")
    (problem,) = read_school(school).problems
    assert '"001"' in problem.mend
    assert "Text" in problem.mend


def test_anonymous_answers_may_repeat_and_named_ones_may_not(school: Path) -> None:
    with (school / "objectives.csv").open("a", encoding="utf-8") as file:
        file.write("2013-summer,,pedagogy,fully\n2013-summer,,pedagogy,fully\n")
        file.write("2013-summer,T01,pedagogy,fully\n")
    (problem,) = read_school(school).problems
    assert (problem.rule, problem.row) == ("row-twice", 9)
    assert "row 2" in problem.what


# What stands beside the tables.


def test_words_are_read_by_name_and_notes_to_the_writer_are_not() -> None:
    assert dict(CLEAN.narrative) == {
        "aim": "We set out to learn from each other.",
        "cpd/aim": "We set out to coach.",
    }


def test_share_packs_are_read_and_others_left_aside(school: Path) -> None:
    folder = school / "partner_findings"
    folder.mkdir()
    pack = {"format": "peer-coaching-share-pack", "version": 1, "school": "Partner"}
    (folder / "a.json").write_text(json.dumps(pack))
    (folder / "b.json").write_text(json.dumps(pack | {"version": 2}))
    (folder / "c.json").write_text("{")
    (folder / "d.json").write_text("[]")
    read = read_school(school)
    assert read.partner_findings == (pack,)
    assert [(one.file, one.severity) for one in read.problems] == [
        (f"partner_findings/{name}.json", Severity.NOTE) for name in "bcd"
    ]


def test_a_photograph_with_consent_must_be_there(school: Path) -> None:
    swap(school / "photographs.csv", "lesson,", "lesson,10/07/2013")
    assert rules(read_school(school)) == [("photographs.csv", 2, "file", "photograph-missing")]
    (school / "photographs").mkdir()
    (school / "photographs" / "workshop.jpg").write_bytes(b"picture")
    read = read_school(school)
    assert read.problems == ()
    assert "photographs/workshop.jpg" in dict(read.inputs)


def test_inputs_are_every_file_read_with_its_hash() -> None:
    inputs = dict(CLEAN.inputs)
    assert {table.file for table in TABLES.values()} < set(inputs)
    assert {"programme.toml", "narrative/cpd/aim.md"} < set(inputs)
    staff = hashlib.sha256((SMALL / "staff.csv").read_bytes()).hexdigest()
    assert inputs["staff.csv"] == staff


def test_a_locked_file_is_explained(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "staff.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return content(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    (problem,) = read_school(school).problems
    assert "close it" in problem.mend


def test_a_school_is_found_from_the_project_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_school("tests/schools/small") == SMALL.resolve()
    assert (PROJECT / "pyproject.toml").is_file()
    with pytest.raises(UsageError, match='Did you mean "small"'):
        find_school("tests/schools/smal")


@pytest.mark.skipif(not (PROJECT / "data/example/programme.toml").exists(), reason="not there yet")
def test_the_bundled_example_has_nothing_to_mend() -> None:
    assert read_school("data/example").problems == ()
