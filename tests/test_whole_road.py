"""The whole road on other input: half-empty schools, another school, by hand, by mistake."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import cli
from helpers.reporting.notebooks import PAGES
from helpers.reporting.run import run_term
from helpers.schemas import TABLES
from tests.conftest import EXAMPLE, ROOT, Made
from tests.test_publication import _findings, _text

SECOND = ROOT / "tests" / "schools" / "second"


def test_without_any_optional_table_every_page_is_made_and_says_what_is_missing(
    tmp_path: Path,
) -> None:
    school = tmp_path / "bare school"
    shutil.copytree(EXAMPLE, school)
    optional = [table for table in TABLES.values() if not table.required]
    for table in optional:
        (school / table.file).unlink()
    for folder in ("narrative", "partner_findings", "photographs"):
        shutil.rmtree(school / folder)
    made = run_term(school, reports=tmp_path / "reports")
    text = " ".join(_text(made.folder / page.file) for page in PAGES)
    named = {table.file for table in optional}
    # These only add to what other tables tell; without them nothing is left open.
    named -= {"workshop_attendance.csv", "groups.csv"}
    for file in sorted(named):
        assert f"{file} is not in the folder" in text, file
    assert "could not be made" not in text
    found = _findings(made.folder)
    assert found["impact.lessons.good_or_better"]["quantities"][0]["count"] == 7


def test_another_school_runs_unchanged(tmp_path: Path) -> None:
    """Other terms, the words of 2025, scaled scores, thirty staff, anonymous answers."""
    made = run_term(SECOND, reports=tmp_path)
    found = _findings(made.folder)
    assert found["impact.progress.headline"]["measured_in"] == "points"
    assert found["impact.progress.headline"]["compared_with"] == "the national figure of 105"
    confidence = found["impact.confidence"]
    assert confidence["paired"] is False, "anonymous forms cannot be paired"
    assert [one["base"] for one in confidence["quantities"]] == [66, 27]
    lessons = _text(made.folder / "04-impact.html")
    assert "expected standard or better" in lessons
    assert "judge areas of a school's work, not single lessons" in lessons
    names = [line.split(",")[1] for line in _roster()]
    for path in made.folder.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        assert not [name for name in names if name in text], path.name


def _roster() -> list[str]:
    return (SECOND / "staff.csv").read_bytes().decode("cp1252").splitlines()[1:]


def test_a_first_term_has_nothing_to_compare_with_and_says_so(tmp_path: Path) -> None:
    made = run_term(EXAMPLE, "2012-autumn", reports=tmp_path)
    assert "no earlier term" in _text(made.folder / "index.html")
    assert _findings(made.folder)["impact.lessons.good_or_better"]["change"] is None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_papermill_and_nbconvert_by_hand_make_the_same_page(
    page: object, reports: Made, tmp_path: Path
) -> None:
    """Apart from the navigation between pages, which one page alone cannot have."""
    made = reports["2013-summer", "governors"].folder
    out = tmp_path / "out.ipynb"
    given = {"school": "data/example", "term": "2013-summer", **page.parameters}  # type: ignore[attr-defined]
    words = [word for name, value in given.items() for word in ("-p", name, value)]
    _run("papermill", str(page.path), str(out), *words)  # type: ignore[attr-defined]
    _run(
        "nbconvert", "--to", "html", "--template", "report",
        "--TemplateExporter.extra_template_basedirs=templates", str(out),
    )  # fmt: skip
    by_hand = (tmp_path / "out.html").read_text(encoding="utf-8")
    by_run = (made / page.file).read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert _without_navigation(by_hand) == _without_navigation(by_run)


def _run(module: str, *words: str) -> None:
    environment = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]


def _without_navigation(html: str) -> str:
    bare = re.sub(r'(?s)<nav [^>]*class="pages".*?</nav>', "", html)
    return re.sub(r"\s+", " ", bare)


def _spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "words", "code", "told"),
    [
        (("programme.toml", "contact =", "contcat ="), [], 1, 'Did you mean "contact"?'),
        (("audit.csv", "rating", "ratting"), [], 1, "Change the heading to rating"),
        (None, ["--tem", "2013-summer"], 2, 'Did you mean "--term"?'),
        (None, ["--term", "2013-sumer"], 2, 'Did you mean "2013-summer"?'),
        (None, ["--audience", "governers"], 2, 'Did you mean "governors"?'),
        (None, ["--term", "2013-spring", "--baseline", "2013-summer"], 2, "must come before"),
        (None, ["--jobs", "none"], 2, "is not a number from 1 upwards"),
        (("staff.csv", None, ""), [], 1, "staff.csv"),
        (("staff.csv", None, "staff_id,name,role\n"), [], 1, "staff.csv"),
    ],
)
def test_a_slip_is_one_sentence_that_says_how_to_mend_it(
    spoil: tuple[str, str | None, str] | None,
    words: list[str],
    code: int,
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    school = tmp_path / "school"
    shutil.copytree(EXAMPLE, school)
    if spoil and spoil[1] is None:
        (school / spoil[0]).write_text(spoil[2], encoding="utf-8")
    elif spoil:
        _spoil(school, spoil[0], str(spoil[1]), spoil[2])
    reports = tmp_path / "reports"
    assert cli.main(["run", str(school), "--reports", str(reports), *words]) == code
    shown = capsys.readouterr()
    assert told in shown.err
    assert "Traceback" not in shown.out + shown.err
    assert not reports.exists()


def test_a_missing_folder_names_the_near_miss(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", str(EXAMPLE.parent / "exmaple")]) == cli.WRONG_USE
    assert "example" in capsys.readouterr().err


def test_a_reports_folder_that_may_not_be_written_is_said_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file stands where the folder should be: that stops even an administrator."""
    place = tmp_path / "reports"
    place.write_text("in the way", encoding="utf-8")
    assert cli.main(["run", str(EXAMPLE), "--reports", str(place)]) == cli.MEND
    shown = capsys.readouterr()
    assert "cannot be written" in shown.err
    assert "Traceback" not in shown.err
