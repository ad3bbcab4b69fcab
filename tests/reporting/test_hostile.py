"""Whatever stands in a school's words, a page shows it as words: proved in a real browser."""

from __future__ import annotations

import base64
import csv
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from helpers.page.markup import visible
from helpers.phases.quotations import OTHER_WORDS
from helpers.reporting.run import run_term
from helpers.schemas import TABLES
from helpers.school.new import new_school
from tests.conftest import EXAMPLE, Made
from tests.reporting.hostile import AWAY, STRINGS, hostile_school, kind_of
from tests.reporting.page_tools import markup_faults

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """For leaders with hostile names and ids too; for governors all words but those."""
    place = tmp_path_factory.mktemp("hostile")
    return {
        audience: hostile_school(EXAMPLE, place / audience, people=people)
        for audience, people in (("leadership", True), ("governors", False))
    }


@pytest.fixture(scope="module")
def pages(
    schools: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Path]]:
    """The pages of both schools, by audience."""
    reports = tmp_path_factory.mktemp("reports")
    made = {
        audience: run_term(school, audience=audience, reports=reports).folder
        for audience, school in schools.items()
    }
    return {audience: sorted(folder.glob("*.html")) for audience, folder in made.items()}


@pytest.fixture(scope="module")
def everywhere(pages: dict[str, list[Path]]) -> list[Path]:
    return [page for of_audience in pages.values() for page in of_audience]


def test_there_are_more_than_a_hundred_and_each_is_in_every_column_of_words(
    schools: dict[str, Path],
) -> None:
    """A column that refers to another (``observer_id``) holds words of that one."""
    assert len(set(STRINGS)) > 100
    columns = 0
    for name, table in TABLES.items():
        head, *rows = _cells(schools["leadership"] / f"{name}.csv")
        for column in table.columns:
            if kind_of(name, column) == f"{name}.{column.name}":
                held = "\0".join(row[head.index(column.name)] for row in rows)
                assert [one for one in STRINGS if one not in held] == [], column.name
                columns += 1
    assert columns > 30


@pytest.mark.browser
def test_no_script_runs_no_request_is_made_and_nothing_is_complained_of(
    everywhere: list[Path], browser: Any
) -> None:
    for page in everywhere:
        context = browser.new_context()
        tab = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        opened: list[str] = []
        tab.on("request", lambda one, asked=asked: asked.append(one.url))
        tab.on("console", lambda one, said=said: said.append(one.text))
        tab.on("pageerror", lambda one, said=said: said.append(str(one)))
        tab.on("dialog", lambda one, opened=opened: (opened.append(one.message), one.dismiss()))
        tab.on("popup", lambda one, opened=opened: opened.append(one.url))
        tab.goto(page.as_uri())
        tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        tab.mouse.wheel(0, 10**6)
        tab.wait_for_timeout(100)
        assert [one for one in asked if not one.startswith(("file:", "data:image/"))] == [], page
        assert (said, opened) == ([], []), page
        assert tab.evaluate("window.owned") is None
        assert tab.evaluate("document.title") != "yes"
        assert tab.url == page.as_uri()
        context.close()


@pytest.mark.browser
def test_every_picture_can_still_be_drawn(everywhere: list[Path], browser: Any) -> None:
    tab = browser.new_page()
    for page in everywhere:
        tab.goto(page.as_uri())
        broken = "[...document.images].filter(one => !one.complete || !one.naturalWidth).length"
        assert tab.evaluate(broken) == 0, page
    tab.close()


@pytest.mark.browser
def test_no_page_breaks(everywhere: list[Path]) -> None:
    """Nothing is left open, nothing is closed too soon, no letter is one that HTML forbids."""
    assert markup_faults(everywhere) == []


def test_a_page_has_the_shape_that_it_has_with_harmless_words(
    pages: dict[str, list[Path]], reports: Made
) -> None:
    """The same tags in the same places: all of what was typed has become text."""
    for audience, hostile in pages.items():
        for page in hostile:
            harmless = reports["2013-summer", audience].folder / page.name
            assert _landmarks(_soup(page)) == _landmarks(_soup(harmless)), page


def test_no_tag_attribute_or_address_is_one_that_could_do_anything(everywhere: list[Path]) -> None:
    for page in everywhere:
        soup = _soup(page)
        assert {one.name for one in soup.find_all(True)} <= _TAGS, page
        assert {name for one in soup.find_all(True) for name in one.attrs} <= _ATTRIBUTES, page
        for link in soup.find_all("a"):
            assert re.match(r"(https?://|mailto:|#|[a-z0-9-]+\.html(#|$))", link["href"]), link
        for image in soup.find_all("img"):
            assert re.match(r"data:image/(svg\+xml|png|jpeg);base64,", image["src"]), page


def test_nothing_in_a_drawing_could_do_anything(everywhere: list[Path]) -> None:
    drawings = 0
    for page in everywhere:
        for kind, data in re.findall(
            r'src="data:image/([a-z+]+);base64,([^"]+)"', page.read_text(encoding="utf-8")
        ):
            if kind == "svg+xml":
                _check_drawing(base64.b64decode(data))
                drawings += 1
    assert drawings > 60


def test_the_words_are_there_to_be_read(pages: dict[str, list[Path]]) -> None:
    """Shown, not lost: every string stands as text on the leaders' pages."""
    shown = "\n".join(_words(_soup(page)) for page in pages["leadership"])
    lost = [one for one in STRINGS if _plain(one) not in shown]
    assert lost == []


def test_nothing_reaches_another_place_through_the_data(pages: dict[str, list[Path]]) -> None:
    for of_audience in pages.values():
        for page in of_audience:
            for tag in _soup(page).find_all(True):
                for name, value in tag.attrs.items():
                    if name not in {"alt", "aria-label", "content", "href"}:
                        assert AWAY not in str(value), (page, tag.name, name)


def test_tables_that_the_workbook_writes_start_no_formula(tmp_path: Path) -> None:
    school = new_school(tmp_path / "school")
    files = sorted(school.rglob("*.csv"))
    assert len(files) == len(TABLES)
    for file in files:
        for row in _cells(file):
            assert not [cell for cell in row if re.match(r"[=+\-@\t\r]", cell)], file


def _check_drawing(image: bytes) -> None:
    for one in ET.fromstring(image.decode("utf-8")).iter():
        tag = one.tag.removeprefix(SVG)
        assert tag not in {"script", "foreignObject", "image", "a", "animate", "set"}
        assert tag != "style" or "url(" not in (one.text or "")
        for name, value in one.attrib.items():
            bare = name.rpartition("}")[2]
            assert not bare.startswith("on"), name
            assert bare != "href" or value.startswith("#"), value


def _landmarks(soup: BeautifulSoup) -> list[tuple[str, str]]:
    """Everything that gives a page its shape, in order.

    Leaders see words that hold a name in a table that is there only if some do. Hostile names are
    made of the same text as hostile words, so that table is left out of the comparison.
    """
    for caption in soup.find_all("caption", string=OTHER_WORDS):
        caption.find_parent("table").decompose()
    shape = ("header", "nav", "main", "section", "footer", "h1", "h2", "figure", "table", "details")
    return [(one.name, " ".join(one.get("class", []))) for one in soup.find_all(shape)]


def _words(soup: BeautifulSoup) -> str:
    return _plain(soup.get_text())


def _plain(text: str) -> str:
    """As two texts are compared: one kind of space, and no letters that are never shown."""
    return " ".join(visible(text).replace("\u200b", "").split())


def _cells(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [*csv.reader(opened)]


def _soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section"),
    *("footer", "div", "p", "span", "a", "ul", "ol", "li", "dl", "dt", "dd", "abbr", "br", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "img", "details", "summary"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "strong", "em", "code"),
}
_ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "rel", "start"),
    *("tabindex", "role", "aria-label", "aria-labelledby", "aria-current", "aria-hidden"),
    *("scope", "title", "alt", "src", "colspan", "rowspan"),
}
