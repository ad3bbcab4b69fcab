"""Cover, answers, tables and the school's words as HTML and as data."""

from __future__ import annotations

import json

import numpy as np
import pytest
from bs4 import BeautifulSoup, Tag

from helpers.estimates.estimate import Estimate
from helpers.estimates.strength import Strength
from helpers.figures.figure import Figure
from helpers.findings import Absent, Finding, Kind, Quantity, ResultTable, Share
from helpers.numbers import decimal, of, percent, points
from helpers.page import (
    ANSWER_TYPE,
    COVER_TYPE,
    MARKS,
    Answer,
    Cover,
    Passage,
    answer_html,
    cover_html,
    html_of,
    table_html,
)

LETTERS_THAT_LIE = "\u202e\u2066\u200f\u061c\x00\x1b\x9b\ufeff"


def _soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def _finding(key: str = "impact.lessons", **words: object) -> Finding:
    sides = (Quantity("Spring", 7, 14), Quantity("Summer", 14, 14))
    change = Estimate(0.5, 0.19, 0.81, 7, "clustered-change", p=0.031)
    given: dict[str, object] = {
        "question": "Are lessons judged better?",
        "kind": Kind.SHARE,
        "subject": "lessons",
        "predicate": "judged good or better",
        "unit": "teachers",
        "quantities": sides,
        "change": change,
        "paired": True,
        "strength": Strength.CLEAR,
    }
    return Finding(key, **{**given, **words})  # type: ignore[arg-type]


# Numbers


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.5, 0, "−1"),
        (-0.04, 1, "0.0"),
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (13.25, 1, "13.3"),
        (-12.0, 0, "−12"),
        (1234567.0, 0, "1,234,567"),
    ],
)
def test_halves_round_up_and_a_minus_is_a_minus(value: float, places: int, text: str) -> None:
    assert decimal(value, places) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_not_shown_as_one(value: float) -> None:
    with pytest.raises(ValueError, match="not a number to show"):
        decimal(value, 1)


@pytest.mark.parametrize(
    ("count", "base", "text"),
    [
        (23, 35, "66 %"),
        (1, 8, "13 %"),
        (5, 6, "83 %"),
        (35, 100, "35 %"),
        (783, 1566, "50 %"),
        (200, 200, "100 %"),
        (782, 783, "over 99 %"),
        (1, 783, "under 1 %"),
        (0, 783, "0 %"),
    ],
)
def test_a_percentage_has_no_decimals(count: int, base: int, text: str) -> None:
    assert percent(count, base) == text


def test_counts_come_first_and_nothing_of_nothing_has_no_percentage() -> None:
    assert of(3, 6) == "3 of 6 (50 %)"
    assert of(0, 0) == "0 of 0"
    assert points(-0.125) == "−13"


# Tables


def test_hidden_nought_missing_and_not_applicable_are_four_different_things() -> None:
    cells = (0, *Absent)
    html = table_html(ResultTable("Marks", ("What", *"abcd"), (("row", *cells),)))
    shown = [one.text for one in _soup(html).find_all("td")]
    assert shown == ["0", "c", "x", "z"]
    assert [one["title"] for one in _soup(html).find_all("abbr")] == list(MARKS.values())
    for meaning in MARKS.values():
        assert meaning in _soup(html).select_one(".table-note").text


def test_the_key_explains_only_the_marks_that_occur() -> None:
    html = table_html(ResultTable("Marks", ("What", "n"), (("row", Absent.MISSING),), note="Note."))
    assert _soup(html).select_one(".table-note").text == "Note. x: not recorded."
    plain = table_html(ResultTable("Plain", ("What", "n"), (("row", 0),)))
    assert _soup(plain).select_one(".table-note") is None


def test_a_column_of_prose_keeps_its_room_and_the_table_can_then_be_scrolled() -> None:
    """On a telephone a browser makes columns as narrow as their longest word."""
    short = ("row", "word", "word")
    prose = table_html(ResultTable("t", ("a", "b", "c"), (short, ("row", "ten words " * 5, "x"))))
    assert prose.count('<td class="long">') == 2
    assert 'tabindex="0"' not in prose
    both = (short, ("row", "ten words " * 5, "ten words " * 5))
    assert 'tabindex="0"' in table_html(ResultTable("t", ("a", "b", "c"), both))
    assert "long" not in table_html(ResultTable("t", ("a", "b", "c"), (short,)))


def test_a_table_has_a_caption_and_scopes_and_its_numbers_line_up() -> None:
    table = ResultTable(
        "Lessons", ("Term", "Good", "Mean", "Said"), (("Spring", Share(3, 6), -1.25, "well"),)
    )
    soup = _soup(table_html(table))
    assert soup.caption.text == "Lessons"
    assert [one["scope"] for one in soup.find_all("th")] == ["col"] * 4 + ["row"]
    assert [one.text for one in soup.find_all("td")] == ["3 of 6 (50\u00a0%)", "−1.3", "well"]
    assert [one.get("class") for one in soup.find_all("td")] == [["number"], ["number"], None]


def test_a_cell_may_be_a_number_of_numpy_but_nothing_unknown() -> None:
    rows = (("row", np.int64(1234), np.float64(0.25)),)
    html = table_html(ResultTable("t", ("a", "b", "c"), rows))  # type: ignore[arg-type]
    assert [one.text for one in _soup(html).find_all("td")] == ["1,234", "0.3"]
    with pytest.raises(TypeError, match="no table shows"):
        table_html(ResultTable("t", ("a", "b"), (("row", object()),)))  # type: ignore[arg-type]


# The school's words


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<style>main{display:none}</style>",
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt:alert(1))",
        "[click](data:text/html,<script>alert(1)</script>)",
        "![x](javascript:alert(1))",
        "<a href='javascript:alert(1)'>x</a>",
        "[x]: javascript:alert(1)\n\n[x]",
        '<https://example.org/" onmouseover=alert(1)>',
        "<svg/onload=alert(1)>",
    ],
)
def test_words_can_do_no_harm(text: str) -> None:
    soup = _soup(html_of(text))
    assert {one.name for one in soup.find_all()} <= {"p", "a", "em", "strong"}
    for one in soup.find_all():
        assert set(one.attrs) <= {"href", "rel"}
        assert one.get("href", "https://").startswith("https://")


def test_links_lead_to_the_web_or_to_an_address_and_give_nothing_away() -> None:
    soup = _soup(html_of("[a](https://a.org) [b](mailto:b@b.org) [c](secret.csv) [d](//d.org)"))
    assert [one["href"] for one in soup.find_all("a")] == ["https://a.org", "mailto:b@b.org"]
    assert "noopener" in soup.a["rel"]
    assert soup.text.split() == ["a", "b", "c", "d"]


@pytest.mark.parametrize("hidden", LETTERS_THAT_LIE)
def test_letters_that_make_text_lie_are_taken_out(hidden: str) -> None:
    text = f"fell{hidden} rose"
    passage = Answer("a", passages=(Passage("", text),), statements=(text,), notice=text)
    html = answer_html(passage)
    assert not set(html) & set(LETTERS_THAT_LIE)
    assert "fell rose" in _soup(html).select_one("blockquote").text


@pytest.mark.parametrize("entity", ["&#8238;", "&rlm;", "&#x202E;"])
def test_nor_can_they_come_in_by_another_name(entity: str) -> None:
    text = _soup(html_of(f"fell{entity} rose")).text
    assert not set(text) & set(LETTERS_THAT_LIE)


@pytest.mark.parametrize(
    ("markdown", "below", "levels"),
    [
        ("# a\n\n## b\n\n# c", 3, [4, 5, 4]),
        ("### a\n\n# b", 2, [3, 3]),
        ("# a\n\n###### b", 2, [3, 4]),
        ("# a\n\n## b\n\n### c\n\n#### d", 3, [4, 5, 6, 6]),
    ],
)
def test_headings_go_below_the_section_and_skip_no_level(
    markdown: str, below: int, levels: list[int]
) -> None:
    found = [one for one in _soup(html_of(markdown, below)).find_all() if one.name[0] == "h"]
    assert [int(one.name[1]) for one in found] == levels


def test_a_picture_in_the_words_is_told_not_shown() -> None:
    """Photographs need consent on record; a file name in a text has none."""
    assert html_of("![Two teachers](photo.jpg)") == "<p>Two teachers</p>\n"


def test_words_typed_on_any_computer_keep_their_paragraphs() -> None:
    assert html_of("a\r\n\r\nb") == html_of("a\r\rb") == html_of("a\n\nb")


# Answers


def test_an_answer_is_read_in_order() -> None:
    answer = Answer(
        "a",
        (_finding(caveats=("Observers knew.",)), _finding("b", group="Year 4")),
        (Figure("Title", b"<svg/>", "What it shows", ResultTable("n", ("a",), (("b",),))),),
        (ResultTable("Table", ("a", "b"), (("c", 1),)),),
        (Passage("Our words", "We tried."),),
        ("A statement.",),
        "A notice.",
    )
    html = answer_html(answer)
    order = (
        *("A notice.", "leading", "further", "A statement.", "<figure>", "<caption>Table"),
        *("We tried.", "Observers knew.", "How we know"),
    )
    places = [html.index(word) for word in order]
    assert places == sorted(places)


def test_the_strength_is_a_word_and_only_where_something_is_compared() -> None:
    compared = _soup(answer_html(Answer("a", (_finding(),)))).select_one(".strength")
    assert compared.text == "Strength of evidence: Clear evidence"
    alone = _finding(change=None, strength=Strength.TOO_FEW)
    assert _soup(answer_html(Answer("a", (alone,)))).select_one(".strength") is None


def test_everything_that_people_typed_is_escaped() -> None:
    bad = '<b onclick="x">'
    table = ResultTable(bad, (bad, bad, bad, bad), ((bad, bad, bad, bad),), bad)
    answer = Answer(
        bad,
        (_finding(subject=bad, group=bad, unit=bad, caveats=(bad,)),),
        (Figure(bad, b"", f"{bad} too", table),),
        (table,),
        (Passage(bad, bad, bad),),
        (bad,),
        bad,
    )
    cover = Cover(bad, bad, bad, bad, ((bad, bad),), bad, bad)
    for html in (answer_html(answer), cover_html(cover)):
        soup = _soup(html)
        assert soup.find_all("b") == []
        assert soup.find_all(onclick=True) == []
    image = _soup(answer_html(answer)).img
    assert isinstance(image, Tag)
    assert image["alt"] == f"{bad} too"


def test_a_photograph_is_not_read_out_twice() -> None:
    picture = Figure("Three at a table", b"", "Three at a table", ResultTable("", ("a",), ()))
    soup = _soup(answer_html(Answer("a", figures=(picture,))))
    assert soup.img["alt"] == "Three at a table"
    assert soup.find(["figcaption", "details"]) is None


def test_a_per_cent_sign_never_begins_a_line() -> None:
    assert "(50\u00a0%)" in answer_html(Answer("a", (_finding(),)))


def test_findings_travel_with_the_answer_as_data() -> None:
    bundle = Answer("a", (_finding(headline=True), _finding("b")))._repr_mimebundle_()
    data = json.loads(json.dumps(bundle[ANSWER_TYPE]))
    assert Finding.from_dict(data["findings"][0]) == _finding(headline=True)
    (headline,) = data["headlines"]
    assert headline["key"] == "impact.lessons"
    assert headline["strength"] == "clear"
    assert headline["text"] == bundle["text/plain"].splitlines()[0]


def test_a_cover_travels_as_data_and_styles_only_the_notebook() -> None:
    cover = Cover("School", "Programme", "Spring", "governors", (("For", "governors"),), "", "Note")
    bundle = cover._repr_mimebundle_()
    assert Cover.from_dict(json.loads(json.dumps(bundle[COVER_TYPE]))) == cover
    assert bundle["text/html"].count("<style>") == 1
    assert "<style>" not in cover_html(cover)
