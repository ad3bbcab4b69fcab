"""``workbook check`` and ``workbook new``, as a head teacher meets them."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from helpers import cli
from helpers.problems import Problem, Severity
from helpers.school import read_school

SMALL = Path(__file__).parent / "schools" / "small"

# file, row, what stands there, the mistake, the column and the rule that ought to be told
FORTY = """
staff.csv | 1 | year_groups | year_grups | year_grups | column-unknown
staff.csv | 4 | class teacher | | role | cell-missing
staff.csv | 6 | H01 | H1 | line_manager_id | unknown-reference
staff.csv | 8 | D01 | H01 | staff_id | row-twice
audit.csv | 2 | 2013-spring | 2013-sprung | term | unknown-term
audit.csv | 3 | ,2, | ,9, | rating | out-of-range
audit.csv | 4 | ,2, | ,two, | rating | not-a-number
audit.csv | 5 | yes | maybe | can_support | not-yes-no
audit.csv | 6 | T03 | T99 | staff_id | unknown-reference
audit.csv | 9 | feedback | questioning | term, staff_id, skill | row-twice
observations.csv | 2 | requires improvement | require improvment | judgement | not-on-scale
observations.csv | 3 | 11/02/2013 | 11/06/2013 | date | outside-term
observations.csv | 4 | H01 | T03 | observer_id | same-person
observations.csv | 5 | ,good,D01 | ,,D01 | judgement | cell-missing
observations.csv | 6 | 14/02/2013 | 41319 | date | date-serial
observations.csv | 7 | 10/06/2013 | 10/06/13 | date | date-short-year
observations.csv | 8 | 11/06/2013 | 06/13/2013 | date | date-month-first
observations.csv | 9 | D01 | T03 | second_observer_id | same-person
observations.csv | 10 | ,4, | ,Year 44, | year_group | not-a-year-group
observations.csv | 11 | good,yes | good,#N/A | announced | excel-error
questionnaire_items.csv | 4 | culture | cultures | questionnaire | unknown-questionnaire
questionnaires.csv | 2 | not confident | unconfident | response | not-on-scale
questionnaires.csv | 3 | C2 | C7 | item | unknown-reference
questionnaires.csv | 4 | ,confident, | | response | row-too-short
progress.csv | 2 | ,27, | ,99, | result | out-of-range
progress.csv | 3 | ,15, | ,1S, | starting_point | not-a-number
progress.csv | 4 | boy | bog | sex | not-a-choice
progress.csv | 5 | 0004 | 1.2E+05 | pupil_id | id-mangled
work_scrutiny.csv | 2 | some of the time | often | judgement | not-on-scale
work_scrutiny.csv | 3 | feedback | feedback, mostly | | row-too-long
availability.csv | 2 | Monday | Moonday | day | not-a-choice
groups.csv | 2 | 22/03/2013 | 21/01/2013 | to_date | ends-before-start
sessions.csv | 2 | T01,T02 | T02,T02 | observer_id | same-person
sessions.csv | 3 | completed | complet | status | not-a-choice
sessions.csv | 4 | G2 | G9 | group_id | unknown-reference
workshops.csv | 3 | 22/04/2013 | 31/04/2013 | date | date-impossible
benchmarks.csv | 2 | average-points | scaled-score | measure | other-measure
objectives.csv | 2 | pedagogy | pedagogic | objective | unknown-objective
photographs.csv | 2 | lesson, | lesson,yes | consent | date-unreadable
dissemination.csv | 1 | audience | audiense | audiense | column-misspelt
"""

EIGHT_MORE = """
audit.csv | 2 | ,1, | ,1.5, | rating | not-whole
progress.csv | 2 | ,27, | ,"27,5", | result | not-a-number
availability.csv | 2 | ,1,no, | ,0,no, | period | out-of-range
workshop_attendance.csv | 2 | W1 | W9 | workshop_id | unknown-reference
links.csv | 2 | ,2, | ,-2, | staff_count | out-of-range
partners.csv | 2 | 2013-spring | spring | since_term | unknown-term
pupil_interviews.csv | 2 | worked_well | went well | question | not-a-choice
questionnaire_items.csv | 5 | frequency-4 | frequency-5 | scale | unknown-response-scale
"""

Mistake = tuple[str, int, str, str, str, str]


def mistakes(table: str) -> list[Mistake]:
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [(file, int(row), *rest) for file, row, *rest in rows]  # type: ignore[misc]


def seed(folder: Path, mistake: Mistake) -> None:
    file, row, right, wrong, _, _ = mistake
    lines = (folder / file).read_text(encoding="utf-8").split("\n")
    line = lines[row - 1]
    if mistake[-1] == "row-too-short":
        lines[row - 1] = line[: line.index(right)]
    else:
        assert right in line, f"{file} row {row} has no {right}"
        lines[row - 1] = line.replace(right, wrong, 1)
    (folder / file).write_text("\n".join(lines), encoding="utf-8", newline="\n")


@pytest.fixture
def school(tmp_path: Path) -> Path:
    folder = tmp_path / "school"
    shutil.copytree(SMALL, folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def places(problems: tuple[Problem, ...]) -> list[tuple[str, int | None, str, str]]:
    return sorted((one.file, one.row, one.column or "", one.rule) for one in problems)


@pytest.mark.parametrize(("table", "number"), [(FORTY, 40), (EIGHT_MORE, 8)])
def test_every_seeded_mistake_is_told_once_and_nothing_else(
    school: Path, capsys: pytest.CaptureFixture[str], table: str, number: int
) -> None:
    seeded = mistakes(table)
    assert len(seeded) == number
    for mistake in seeded:
        seed(school, mistake)
    before = contents(school)
    code = cli.main(["check", str(school)])
    told = read_school(school).problems
    assert places(told) == sorted(
        (file, row, column, rule) for file, row, *_, column, rule in seeded
    )
    shown = capsys.readouterr()
    assert f"{number} problems" in shown.out
    assert "Traceback" not in shown.out + shown.err
    for one in told:
        assert f"row {one.row}" in shown.out
        assert one.file in shown.out
        assert one.place in shown.out
        assert f'"{one.value}"' in shown.out or one.value is None
    assert code == (1 if any(one.severity is Severity.STOPS for one in told) else 0)
    assert contents(school) == before


def test_a_school_in_order_has_nothing_to_mend(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(SMALL)]) == 0
    assert "Nothing to mend." in capsys.readouterr().out


def test_rows_with_the_same_mistake_are_told_together(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = school / "audit.csv"
    path.write_text(path.read_text().replace("T02", "T2"), encoding="utf-8")
    cli.main(["check", str(school)])
    shown = " ".join(capsys.readouterr().out.split())
    assert 'rows 4, 5, 14, 15, column staff_id: "T2" is not in staff.csv.' in shown
    assert shown.count("T2") == 1


def test_broken_settings_are_told_like_any_problem(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = school / "programme.toml"
    settings.write_text(settings.read_text().replace("measure =", "mesure ="), encoding="utf-8")
    assert cli.main(["check", str(school)]) == 1
    shown = capsys.readouterr().err
    assert "progress.mesure" in shown
    assert 'Did you mean "measure"?' in shown


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["chekc", "x"], 'Did you mean "check"?'),
        (["check"], "SCHOOL"),
        (["check", "x", "--school"], "There is no option"),
        (["check", str(SMALL.parent / "smal")], 'Did you mean "small"?'),
        (["check", str(SMALL / "staff.csv")], "is a file"),
        (["new", str(SMALL)], "not empty"),
        ([], "workbook check"),
    ],
)
def test_wrong_use_is_exit_code_2_and_a_hint(
    words: list[str], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(words) == 2
    shown = capsys.readouterr()
    assert hint in shown.out + shown.err


def test_an_unknown_question_offers_those_of_its_own_questionnaire(school: Path) -> None:
    seed(school, ("questionnaires.csv", 3, "C2", "X", "item", ""))
    (problem,) = read_school(school).problems
    assert problem.mend == "Use one of: C1, C2."


def test_a_folder_that_is_no_school_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", str(tmp_path)]) == 1
    assert "workbook new" in capsys.readouterr().err


def test_an_old_windows_console_shows_a_question_mark_rather_than_crash(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed(school, ("staff.csv", 2, "H01", "Ж01", "", ""))
    console = io.TextIOWrapper(io.BytesIO(), encoding="cp437")
    monkeypatch.setattr("sys.stdout", console)
    assert cli.main(["check", str(school)]) == 0
    console.flush()
    assert b'"?01" is not in staff.csv' in console.buffer.getvalue()


def test_a_new_folder_says_what_to_fill_in_and_runs_once_it_is_filled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ours"
    assert cli.main(["new", str(folder)]) == 0
    assert cli.main(["check", str(folder)]) == 1
    shown = capsys.readouterr().out
    for file in ("staff.csv", "audit.csv", "observations.csv", "progress.csv"):
        assert f"{file}\n  - There are no rows yet" in shown
    assert "FILL IN" in shown

    settings = (folder / "programme.toml").read_text(encoding="utf-8")
    (folder / "programme.toml").write_text(settings.replace("FILL IN: ", ""), encoding="utf-8")
    rows = {
        "staff": ["T01,Teacher A,teacher,4,H01,", "H01,Head,head teacher,,,"],
        "audit": ["2026-autumn,T01,questioning,3,,"],
        "observations": ["O1,2026-autumn,05/10/2026,T01,H01,,,,,4,,questioning,,,"],
        "questionnaire_items": ["confidence,C1,I am confident,own teaching,no,"],
        "questionnaires": ["2026-autumn,confidence,T01,C1,confident,"],
        "progress": ["2027-summer,001,6,reading,,104,,,,"],
    }
    for name, lines in rows.items():
        with (folder / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    assert cli.main(["check", str(folder)]) == 0
    assert "Nothing to mend." in capsys.readouterr().out
