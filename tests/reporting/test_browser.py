"""The pages in a real browser: harmless, readable on a telephone, whole on paper."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.reporting.conftest import Demo

pytestmark = pytest.mark.browser


@pytest.fixture
def page(demo: Demo, browser: Any) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto((demo.governors.folder / "demo.html").as_uri())
    yield opened
    opened.close()


def test_hostile_words_change_nothing(page: Any) -> None:
    assert page.title().startswith("Demo: A school <script>")
    assert page.locator("script").count() == 0


def test_the_page_asks_for_nothing_and_breaks_no_rule_of_its_own(demo: Demo, browser: Any) -> None:
    opened = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    opened.on("request", lambda one: asked.append(one.url))
    opened.on("console", lambda one: said.append(one.text))
    for name in ("index.html", "demo.html"):
        opened.goto((demo.governors.folder / name).as_uri())
    opened.close()
    assert [one for one in asked if not one.startswith(("file:", "data:image/"))] == []
    assert said == []


def test_its_own_style_is_allowed_and_a_slipped_in_one_is_not(page: Any) -> None:
    assert page.evaluate("getComputedStyle(document.querySelector('.pages')).backgroundColor") != (
        "rgba(0, 0, 0, 0)"
    )
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('style'), "
        "{textContent: 'main { display: none }'}))"
    )
    assert page.locator("main").is_visible()


def test_a_slipped_in_handler_does_not_run(page: Any) -> None:
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', "
        "'<img src=x onerror=\"document.title=`owned`\">')"
    )
    page.wait_for_timeout(200)
    assert page.title() != "owned"


def test_a_chart_keeps_its_colours_under_the_policy(page: Any) -> None:
    page.locator("figure img").scroll_into_view_if_needed()
    assert page.evaluate(
        "(() => { const image = document.querySelector('figure img'), "
        "canvas = document.createElement('canvas'); canvas.width = canvas.height = 10; "
        "const brush = canvas.getContext('2d'); brush.drawImage(image, 0, 0, 10, 10); "
        "return [...brush.getImageData(5, 5, 1, 1).data] })()"
    ) == [0x12, 0x43, 0x6D, 255]


@pytest.mark.parametrize("name", ["index.html", "demo.html"])
def test_nothing_is_wider_than_a_small_telephone(demo: Demo, browser: Any, name: str) -> None:
    opened = browser.new_page(viewport={"width": 320, "height": 640})
    opened.goto((demo.governors.folder / name).as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") == 320
    opened.close()


def test_on_paper_the_folded_parts_are_open(page: Any) -> None:
    table = page.locator("figure details table")
    assert not table.is_visible()
    page.emulate_media(media="print")
    assert table.bounding_box()["height"] > 20
    assert page.locator(".how li").first.bounding_box()["height"] > 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(page: Any, scheme: str) -> None:
    """WCAG 2.2 AA: 4.5 to 1 for each of our kinds of text."""
    page.emulate_media(color_scheme=scheme)
    for kind in ("h1", ".lead p", ".told", ".strength", ".sentence", ".table-note", "summary"):
        assert page.evaluate(_CONTRAST, kind) >= 4.5, kind


def test_every_sheet_of_a_leaders_report_is_marked(
    demo: Demo, browser: Any, tmp_path: Path
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine: the printed marking was not read back")
    opened = browser.new_page()
    opened.goto((demo.leadership.folder / "demo.html").as_uri())
    opened.pdf(path=tmp_path / "demo.pdf", prefer_css_page_size=True)
    opened.close()
    read = subprocess.run(
        ["pdftotext", tmp_path / "demo.pdf", "-"], check=True, capture_output=True, text=True
    )
    sheets = read.stdout.split("\f")[:-1]
    assert len(sheets) > 1
    assert all("CONFIDENTIAL" in sheet for sheet in sheets)


_CONTRAST = """kind => {
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(part => {
      const one = part / 255;
      return one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = place => {
    const colour = getComputedStyle(place).backgroundColor;
    return colour === 'rgba(0, 0, 0, 0)' ? ground(place.parentElement) : colour;
  };
  const ratios = [...document.querySelectorAll(kind)].map(one => {
    const [dark, bright] = [light(getComputedStyle(one).color), light(ground(one))]
      .sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  });
  return Math.min(...ratios);
}"""
