"""The whole publication held against the known one: what was published comes out exactly.

Every notebook is executed by papermill for two terms and two audiences; the figures are read back
from ``findings.json`` and from the pages.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers.reporting.notebooks import PAGES
from tests.conftest import EXAMPLE, Made

SUMMER, SPRING = "2013-summer", "2013-spring"
CASE_STUDIES = ("case-study-research-and-development.html", "case-study-cpd.html")


def _findings(folder: Path) -> dict[str, dict[str, Any]]:
    read = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
    return {one["key"]: one for one in read}


def _text(page: Path) -> str:
    """What a reader reads: no markup, no pictures, white space folded."""
    bare = re.sub(r"(?s)<style.*?</style>|<[^>]+>", " ", page.read_text(encoding="utf-8"))
    return " ".join(html.unescape(bare).split())


def _counts(finding: dict[str, Any]) -> list[tuple[int, int]]:
    return [(one["count"], one["base"]) for one in finding["quantities"]]


@pytest.fixture(scope="module")
def governors(reports: Made) -> Path:
    return reports[SUMMER, "governors"].folder


def test_seven_pages_and_an_index(reports: Made) -> None:
    for made in reports.values():
        pages = {path.name for path in made.folder.glob("*.html")}
        assert pages == {"index.html", *(page.file for page in PAGES)}
        assert len(PAGES) == 7


def test_lessons_as_published(governors: Path) -> None:
    found = _findings(governors)
    assert _counts(found["impact.lessons.good_or_better"]) == [(7, 14), (14, 14)]
    assert _counts(found["impact.lessons.outstanding"]) == [(0, 14), (7, 14)]
    for key in ("good_or_better", "outstanding"):
        change = found[f"impact.lessons.{key}"]["change"]
        assert change["n"] == 7, "teachers, not lessons, are the unit of the interval"
        assert change["value"] == pytest.approx(0.5)


def test_confidence_as_published(governors: Path) -> None:
    found = _findings(governors)["impact.confidence"]
    assert _counts(found) == [(23, 35), (35, 35)]
    assert found["change"]["n"] == 7


def test_objectives_as_published_and_always_split(governors: Path) -> None:
    found = _findings(governors)
    assert _counts(found["impact.objectives.met"]) == [(7, 7)]
    split = found["impact.objectives.split"]["quantities"]
    assert sum(one["count"] for one in split) == 35
    assert split[-1]["count"] == 0


def test_year_six_progress_as_published(governors: Path) -> None:
    found = _findings(governors)
    year_six = found["impact.progress.headline"]
    assert year_six["group"] == "Year 6"
    assert year_six["quantities"][-1]["value"] >= 13
    assert year_six["compared_with"] == "the national figure of 12"
    ((above, of),) = _counts(found["impact.progress.years_above"])
    assert of - above == 1, "almost all year groups, not all"


@pytest.mark.parametrize("page", CASE_STUDIES)
def test_the_published_figures_stand_in_both_case_studies(governors: Path, page: str) -> None:
    text = _text(governors / page)
    for figure in (
        "7 of 14 lessons (50 %)",
        "14 of 14 (100 %)",
        "0 of 14 lessons (0 %)",
        "7 of 14 (50 %)",
        "23 of 35 answers (66 %)",
        "35 of 35 (100 %)",
        "7 of 7 teachers (100 %)",
        "the national figure of 12",
        "5 of 6 year groups (83 %)",
    ):
        assert figure in text, figure


def test_the_first_page_says_what_was_done_what_changed_and_how_sure_one_is(
    governors: Path,
) -> None:
    text = _text(governors / "index.html")
    done, found = text.index("What was done"), text.index("What we found")
    aim = text.index("To move teaching from good to outstanding through peer coaching")
    assert aim < done < text.index("9 of 11 staff (82 %) were in at least one") < found
    lessons = text[found:].partition("Clear evidence")[0]
    assert "7 of 14 lessons (50 %) were judged good or better in Spring 2013" in lessons
    assert "(95 % interval from 19 to 81), for the 7 teachers seen in both terms" in lessons


def test_the_example_says_that_its_rows_are_invented(reports: Made) -> None:
    for made in reports.values():
        for page in made.folder.glob("*.html"):
            assert "every row behind them is invented" in _text(page), page.name


def test_other_terms_give_other_figures(reports: Made) -> None:
    spring = _findings(reports[SPRING, "governors"].folder)
    lessons = pd.read_csv(EXAMPLE / "observations.csv")
    autumn = lessons[lessons["term"] == "2012-autumn"]
    good = int(autumn["judgement"].isin(["good", "outstanding"]).sum())
    assert _counts(spring["impact.lessons.good_or_better"]) == [(good, len(autumn)), (7, 14)]


def test_leaders_pages_are_marked_and_governors_name_nobody(reports: Made) -> None:
    names = pd.read_csv(EXAMPLE / "staff.csv")["name"]
    for (_, audience), made in reports.items():
        pages = {path.name: _text(path) for path in made.folder.glob("*.html")}
        if audience == "leadership":
            assert all("Confidential" in text for text in pages.values())
            assert "Teacher A" in pages["01-skills-audit.html"]
            continue
        for path in made.folder.rglob("*"):
            if path.is_file():
                text = path.read_text(encoding="utf-8")
                assert not [name for name in names if name in text], path.name
                assert not re.search(r"\bperson \d{3}\b", text), f"a code stands in {path.name}"


def test_every_question_of_every_notebook_is_answered_with_a_finding(governors: Path) -> None:
    """On the example nothing may be missing: that is what it is for."""
    for page in PAGES:
        text = _text(governors / page.file)
        assert "is not in the folder" not in text
        assert "has no usable rows" not in text
        assert "could not be made" not in text


def test_how_many_teachers_changed_stays_behind(governors: Path) -> None:
    """Beside the counts it would be a cross-tabulation of before by after."""
    for name in ("findings.json", "notebooks/04-impact.ipynb"):
        text = (governors / name).read_text(encoding="utf-8")
        assert '"changed"' not in text
        assert '"rose"' not in text


def test_nothing_of_this_machine_is_left_in_a_report(reports: Made) -> None:
    here = {str(EXAMPLE.parent), str(Path.home()) + "/", "/tmp"}
    for made in reports.values():
        for path in made.folder.rglob("*.*"):
            text = path.read_text(encoding="utf-8")
            assert not [place for place in here if place in text], path.name
