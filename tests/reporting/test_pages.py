"""The pages as files: what a reader, a screen reader and a sceptic find in them."""

from __future__ import annotations

import re
import subprocess
import sys
from copy import copy
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from helpers.school import PROJECT
from tests.reporting.conftest import Demo
from tests.reporting.demo import ALT, HOSTILE


@pytest.fixture(scope="module", params=["index.html", "demo.html"])
def page(demo: Demo, request: pytest.FixtureRequest) -> BeautifulSoup:
    return _soup(demo.governors.folder / request.param)


@pytest.fixture(scope="module")
def demo_page(demo: Demo) -> BeautifulSoup:
    return _soup(demo.governors.folder / "demo.html")


def _soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_one_title_and_headings_that_skip_no_level(page: BeautifulSoup) -> None:
    levels = [int(one.name[1]) for one in page.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_every_link_within_the_page_leads_somewhere(page: BeautifulSoup) -> None:
    ids = [one["id"] for one in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for link in page.find_all("a", href=re.compile("^#")):
        assert link["href"][1:] in ids


def test_two_questions_of_the_same_words_have_two_ids(demo_page: BeautifulSoup) -> None:
    ids = [one["id"] for one in demo_page.select("main h2")]
    assert ids == ["in-brief", "are-lessons-better", "are-lessons-better-2", "method-notes"]


def test_the_index_links_each_headline_to_its_section(demo: Demo) -> None:
    index = _soup(demo.governors.folder / "index.html")
    assert index.select_one(".headlines a")["href"] == "demo.html#are-lessons-better"


def test_nothing_is_fetched_and_nothing_can_run(page: BeautifulSoup) -> None:
    assert page.find_all(["script", "link", "iframe", "object", "form"]) == []
    assert all(one["src"].startswith("data:image/") for one in page.find_all("img"))
    assert page.find_all(style=True) == []
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert "unsafe-inline" not in policy


def test_the_page_says_its_language_and_begins_with_a_skip_link(page: BeautifulSoup) -> None:
    assert page.html["lang"] == "en-GB"
    first = page.body.find("a")
    assert first["href"] == "#main"


def test_alternative_text_is_kept_to_the_letter(demo_page: BeautifulSoup) -> None:
    assert demo_page.find("figure").img["alt"] == ALT


def test_the_numbers_of_a_figure_follow_it_as_a_table(demo_page: BeautifulSoup) -> None:
    table = demo_page.select_one("figure details table")
    assert table.caption.text == "Lessons"
    assert [one["scope"] for one in table.select("tbody th")] == ["row", "row"]
    assert table.select_one("tbody td:nth-of-type(3)").text == "2 of 5 (40\u00a0%)"


def test_no_code_no_printing_and_no_exploring(demo: Demo) -> None:
    page = (demo.governors.folder / "demo.html").read_text(encoding="utf-8")
    for word in ("import", "printed from", "warned from", "explored", "study ="):
        assert word not in page, word
    assert "explored" not in (demo.governors.folder / "notebooks" / "demo.ipynb").read_text()


def test_in_brief_says_how_strong_the_evidence_is_in_words(demo_page: BeautifulSoup) -> None:
    brief = demo_page.select(".headlines li")
    assert len(brief) == 2
    assert "Strength of evidence: Not clear" in brief[0].text
    assert brief[0].select_one(".key-figure").text.strip() == "2 of 5 → 5 of 5"
    assert "hidden" in brief[1].text
    assert brief[1].select_one(".strength") is None, "nothing was compared, so nothing is judged"


def test_p_values_and_effect_sizes_stand_in_the_method_notes_only(demo_page: BeautifulSoup) -> None:
    rest = copy(demo_page)
    notes = rest.select_one(".methods").extract()
    assert "Standardised mean change d_av" in notes.text
    assert "under 0.001" in notes.text
    assert "0.250" in notes.text
    assert "d_av" not in rest.text
    assert "0.250" not in rest.text


def test_rows_read_used_and_left_out_are_told(demo_page: BeautifulSoup) -> None:
    last = demo_page.select(".methods table")[-1]
    cells = [one.text for one in last.select("tbody tr > *")]
    assert cells == ["observations.csv", "12", "10", "2 had no judgement"]


def test_leaders_pages_are_marked_confidential_and_others_are_not(demo: Demo) -> None:
    for name in ("index.html", "demo.html"):
        assert _soup(demo.leadership.folder / name).body["class"] == ["confidential"]
        assert "Confidential" in _soup(demo.leadership.folder / name).header.text
        assert "Confidential" not in _soup(demo.governors.folder / name).text


def test_hostile_words_are_shown_as_words(demo_page: BeautifulSoup) -> None:
    assert HOSTILE in demo_page.select_one(".cover .school").text
    assert HOSTILE in demo_page.select_one(".passage").text
    assert "<b>bold</b>" in demo_page.select_one(".caveats").text
    hrefs = [one["href"] for one in demo_page.select(".passage a[href]")]
    assert hrefs == ["https://example.org"]


def test_nbconvert_by_hand_makes_the_same_page_apart_from_navigation(
    demo: Demo, tmp_path: Path
) -> None:
    """papermill and nbconvert typed at a prompt, as the README says."""
    executed = tmp_path / "out.ipynb"
    templates = f"--TemplateExporter.extra_template_basedirs={PROJECT / 'templates'}"
    _run("papermill", demo.pages[0].notebook, executed, "-p", "school", demo.school)
    _run("jupyter", "nbconvert", "--to", "html", "--template", "report", templates, executed)
    by_hand = executed.with_suffix(".html").read_text(encoding="utf-8")
    by_run = (demo.governors.folder / "demo.html").read_text(encoding="utf-8")
    by_run = re.sub(r'(?s)<nav [^>]*class="pages">.*?</nav>', "", by_run)
    by_hand = by_hand.replace(str(demo.school), demo.school.name)
    assert _lines(by_hand) == _lines(by_run)


def _lines(html: str) -> list[str]:
    return [line for line in html.splitlines() if line.strip()]


def _run(tool: str, *words: object) -> None:
    program = Path(sys.executable).with_name(tool)
    subprocess.run([program, *map(str, words)], check=True, capture_output=True, timeout=180)
