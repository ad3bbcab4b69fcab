"""The example with forty mistakes of forty kinds: forty problems, each with its place."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest

from helpers import cli
from helpers.school import read_school
from tests.conftest import EXAMPLE

Place = tuple[str, int, str]

MISTAKES: dict[Place, str] = {
    ("staff.csv", 3, "line_manager_id"): "H9",
    ("staff.csv", 5, "role"): "",
    ("staff.csv", 6, "year_groups"): "year twelvty",
    ("audit.csv", 2, "term"): "2013-sprung",
    ("audit.csv", 3, "rating"): "9",
    ("audit.csv", 4, "rating"): "three",
    ("audit.csv", 5, "can_support"): "perhaps",
    ("audit.csv", 6, "staff_id"): "T99",
    ("audit.csv", 7, "skill"): "",
    ("observations.csv", 2, "judgement"): "exellent",
    ("observations.csv", 3, "date"): "18/09/2013",
    ("observations.csv", 4, "date"): "31/02/2013",
    ("observations.csv", 5, "date"): "41319",
    ("observations.csv", 6, "date"): "soon",
    ("observations.csv", 7, "year_group"): "44",
    ("observations.csv", 8, "announced"): "not sure",
    ("observations.csv", 9, "observation_id"): "O001",
    ("observations.csv", 10, "observer_id"): "Z1",
    ("questionnaires.csv", 2, "response"): "quite sure",
    ("questionnaires.csv", 3, "item"): "C77",
    ("questionnaires.csv", 4, "term"): "summer",
    ("progress.csv", 2, "result"): "99",
    ("progress.csv", 3, "result"): "level 4",
    ("progress.csv", 4, "starting_point"): "1S",
    ("progress.csv", 5, "sex"): "bog",
    ("progress.csv", 6, "pupil_premium"): "some",
    ("progress.csv", 7, "year_group"): "",
    ("work_scrutiny.csv", 2, "judgement"): "often",
    ("work_scrutiny.csv", 3, "date"): "2013",
    ("availability.csv", 2, "day"): "Moonday",
    ("availability.csv", 3, "period"): "first",
    ("groups.csv", 2, "role"): "leader",
    ("groups.csv", 3, "to_date"): "01/01/2013",
    ("sessions.csv", 2, "status"): "complet",
    ("sessions.csv", 3, "group_id"): "G9",
    ("workshops.csv", 2, "date"): "13/21/2013",
    ("workshop_attendance.csv", 2, "workshop_id"): "W99",
    ("benchmarks.csv", 2, "measure"): "scaled-score",
    ("objectives.csv", 2, "verdict"): "mostly",
    ("links.csv", 2, "staff_count"): "two",
}


def _write(folder: Path, place: Place, value: str) -> None:
    file, row, column = place
    with (folder / file).open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened))
    rows[row - 1][rows[0].index(column)] = value
    with (folder / file).open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, lineterminator="\n").writerows(rows)


def test_forty_mistakes_give_forty_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "school"
    shutil.copytree(EXAMPLE, folder)
    for place, value in MISTAKES.items():
        _write(folder, place, value)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code = cli.main(["check", str(folder)])
    shown = capsys.readouterr()
    told = read_school(folder).problems
    assert len(MISTAKES) == 40
    assert Counter((one.file, one.row, one.column) for one in told) == Counter(MISTAKES.keys())
    assert "40 problems" in shown.out
    assert "Traceback" not in shown.out + shown.err
    for file, row, column in MISTAKES:
        assert file in shown.out
        assert f"row {row}" in shown.out
        assert column in shown.out
    assert code == cli.MEND, "the same id twice stops a run"
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
