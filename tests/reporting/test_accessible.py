"""Every page of every audience of the example, for whoever reads it and however: WCAG 2.2 AA."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Made
from tests.reporting.page_tools import UNFOLD, axe, markup_faults, violations

SUMMER = "2013-summer"
AUDIENCES = ("governors", "leadership", "public")
MOST_BYTES = 1_500_000
DICTIONARY = ROOT / "templates" / "data" / "dictionary.html"


@pytest.fixture(scope="module")
def pages(reports: Made) -> list[Path]:
    """All pages of all audiences."""
    return [
        page
        for audience in AUDIENCES
        for page in sorted(reports[SUMMER, audience].folder.glob("*.html"))
    ]


@pytest.fixture(scope="module")
def opened(pages: list[Path], browser: Any) -> Iterator[Any]:
    """A tab that pages are opened in, their own policy kept."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    yield tab
    tab.close()


@pytest.mark.browser
def test_axe_finds_nothing_on_any_page_light_or_dark_wide_or_narrow(
    pages: list[Path], browser: Any
) -> None:
    """Everything unfolded; the policy is set aside in this tab alone, for axe to come in."""
    source = axe()
    context = browser.new_context(bypass_csp=True)
    tab = context.new_page()
    found = []
    for page in [*pages, DICTIONARY]:
        tab.goto(page.as_uri())
        tab.evaluate(UNFOLD)
        tab.evaluate(source)
        for width in (1280, 320):
            tab.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                tab.emulate_media(color_scheme=scheme)
                place = f"{page.parent.name}/{page.name}, {width} px, {scheme}"
                found += [f"{place}: {one}" for one in violations(tab)]
    context.close()
    assert found == []


@pytest.mark.browser
def test_the_html_validator_has_nothing_to_say(pages: list[Path]) -> None:
    assert markup_faults([*pages, DICTIONARY]) == []


@pytest.mark.browser
def test_nothing_but_a_table_is_scrolled_sideways_and_such_a_table_is_reached_by_keyboard(
    pages: list[Path], opened: Any
) -> None:
    """At 320 px, and at 640: a window of 1280 px enlarged to 200 %."""
    for page in pages:
        opened.goto(page.as_uri())
        opened.evaluate(UNFOLD)
        for width in (320, 640):
            opened.set_viewport_size({"width": width, "height": 900})
            assert opened.evaluate("document.documentElement.scrollWidth") == width, page
            assert opened.evaluate(_STUCK) == [], page
    opened.set_viewport_size({"width": 1280, "height": 900})


def test_a_page_is_small_enough_for_an_email(pages: list[Path]) -> None:
    assert {one.name: one.stat().st_size for one in pages if one.stat().st_size > MOST_BYTES} == {}


@pytest.mark.browser
def test_one_title_headings_in_order_landmarks_and_a_way_past_the_links(
    pages: list[Path], opened: Any
) -> None:
    for page in pages:
        opened.goto(page.as_uri())
        levels = opened.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(one => +one.tagName[1])"
        )
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), page
        for landmark in ("banner", "main", "contentinfo"):
            assert opened.get_by_role(landmark).count() == 1, (page, landmark)
        opened.keyboard.press("Tab")
        assert opened.evaluate("document.activeElement.textContent") == "Skip to the report"
        opened.keyboard.press("Enter")
        assert opened.evaluate("document.activeElement.id") == "main"


@pytest.mark.browser
def test_the_contents_list_names_every_section(pages: list[Path], opened: Any) -> None:
    for page in pages:
        if page.name == "index.html":
            continue
        opened.goto(page.as_uri())
        listed = opened.get_by_role("navigation", name="On this page").get_by_role("link")
        assert listed.all_inner_texts() == opened.locator("main h2").all_inner_texts()


@pytest.mark.browser
def test_the_numbers_of_a_figure_are_one_key_away(pages: list[Path], opened: Any) -> None:
    charts = 0
    for page in pages:
        opened.goto(page.as_uri())
        for more in opened.locator("details.more > summary").all():
            more.focus()
            opened.keyboard.press("Enter")
        for figure in opened.locator("figure:has(img[src^='data:image/svg'])").all():
            table = figure.locator("details table")
            assert not table.is_visible()
            figure.locator("summary").focus()
            opened.keyboard.press("Enter")
            assert table.is_visible()
            assert table.locator("caption").inner_text()
            charts += 1
    assert charts > 60


@pytest.mark.browser
def test_alternative_text_states_what_is_found_and_not_what_is_drawn(
    pages: list[Path], opened: Any
) -> None:
    for page in pages:
        opened.goto(page.as_uri())
        alts = [one.get_attribute("alt") for one in opened.locator("img").all()]
        assert all(len(alt) > 30 for alt in alts), page
        assert not [
            alt for alt in alts if re.match(r"(?i)(an? )?(chart|graph|image|picture)\b", alt)
        ]
        captions = opened.locator("figcaption").all_inner_texts()
        assert not set(alts) & set(captions), "nobody hears the same words twice"


@pytest.mark.browser
def test_who_wants_no_motion_gets_none(pages: list[Path], opened: Any) -> None:
    opened.goto(pages[0].as_uri())
    opened.emulate_media(reduced_motion="reduce")
    moving = (
        "[...document.querySelectorAll('*')].filter(one => { const s = getComputedStyle(one); "
        "return s.scrollBehavior != 'auto' || s.transitionDuration != '0s' || "
        "s.animationName != 'none'; }).length"
    )
    assert opened.evaluate(moving) == 0
    opened.emulate_media(reduced_motion="no-preference")


_STUCK = """[...document.querySelectorAll('.table')].filter(
  one => one.scrollWidth > one.clientWidth && one.tabIndex !== 0
).map(one => one.querySelector('caption').textContent)"""
