"""What holds for every figure: safe, real text, the same bytes, an alternative that says it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from helpers.figures.style import FAMILIES, SMALL
from helpers.findings import Absent, Share
from tests.figures.gallery import GALLERY
from tests.figures.svg import LINK, SVG, boxes, root, text

DRAWN = {"change", "all_terms", "from_nought", "questionnaire", "timeline"}
"""Where a count of the table is the place, the length or the number of marks: see each family."""

every = pytest.mark.parametrize("name", GALLERY)

ROOT = Path(__file__).parents[2]

DIGESTS = """
import hashlib
from tests.figures.gallery import GALLERY
for name, make in GALLERY.items():
    print(name, hashlib.sha256(make().image).hexdigest())
"""


def _digests(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    run = [sys.executable, "-c", DIGESTS]
    done = subprocess.run(
        run, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_same_numbers_give_the_same_bytes_in_every_process() -> None:
    first = _digests("1")
    assert len(first.splitlines()) == len(GALLERY)
    assert first == _digests("2")


@every
def test_nothing_of_the_notebook_s_own_style_shows(name: str) -> None:
    import matplotlib

    plain = GALLERY[name]().image
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "lines.marker": "x"}):
        assert GALLERY[name]().image == plain
        assert matplotlib.rcParams["font.size"] == 30


@every
def test_it_is_an_inert_picture_with_real_text(name: str) -> None:
    figure = GALLERY[name]()
    kinds = {one.tag for one in root(figure).iter()}
    assert f"{SVG}text" in kinds
    assert not kinds & {f"{SVG}{kind}" for kind in ("script", "foreignObject", "image", "a")}
    for one in root(figure).iter():
        assert one.attrib.get(LINK, "#").startswith("#")
        assert not [attribute for attribute in one.attrib if attribute.startswith("on")]
    names = [one.attrib["id"] for one in root(figure).iter() if "id" in one.attrib]
    assert len(names) == len(set(names))
    assert b"<!DOCTYPE" not in figure.image
    assert b"<!--" not in figure.image


@every
def test_type_is_large_enough_for_a_telephone_and_asks_for_common_fonts(name: str) -> None:
    styles = [one.attrib["style"] for one in root(GALLERY[name]()).iter(f"{SVG}text")]
    sizes = [float(re.search(r"font-size: ([\d.]+)px", style)[1]) for style in styles]  # type: ignore[index]
    assert min(sizes) >= SMALL - 1
    assert all(FAMILIES in style for style in styles)


@every
def test_it_stands_on_a_white_panel_of_its_own(name: str) -> None:
    first = next(root(GALLERY[name]()).iter(f"{SVG}path"))
    assert "fill: #ffffff" in first.attrib["style"]


@every
def test_the_text_stays_on_the_sheet(name: str) -> None:
    picture = root(GALLERY[name]())
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    for one in picture.iter(f"{SVG}text"):
        if "x" in one.attrib:
            assert 0 < float(one.attrib["x"]) < width
            assert 0 < float(one.attrib["y"]) < height


@every
def test_no_line_of_text_lies_on_another(name: str) -> None:
    for one, other in combinations(boxes(GALLERY[name]()), 2):
        across = min(one[2], other[2]) - max(one[1], other[1])
        down = min(one[4], other[4]) - max(one[3], other[3])
        assert across <= 0 or down <= 0, f"{one[0]!r} lies on {other[0]!r}"


@every
def test_what_is_hidden_is_marked_and_never_nought(name: str) -> None:
    figure = GALLERY[name]()
    hidden = [cell for row in figure.numbers.rows for cell in row if cell is Absent.SUPPRESSED]
    if hidden:
        assert "c = hidden" in text(figure)
        assert re.search(r"hidden", figure.alt, re.IGNORECASE)


@every
def test_the_alternative_text_says_numbers_and_names_the_kind_of_figure_last(name: str) -> None:
    alt = GALLERY[name]().alt
    assert len(alt) < 420
    assert alt.endswith(".")
    assert "  " not in alt and ".." not in alt
    last = alt.rsplit(". ", 1)[-1].lower()
    assert re.search(r"bars|dots|marks|grid|plot|line|strip|arrows", last)


@every
def test_every_count_of_the_table_stands_in_the_drawing(name: str) -> None:
    """Whole numbers and shares are written; decimals are written to one place or drawn."""
    figure = GALLERY[name]()
    drawn = set(re.findall(r"\d+", text(figure)))
    for row in figure.numbers.rows:
        for cell in row:
            wanted = [cell.count] if isinstance(cell, Share) else [cell]
            for number in wanted:
                if isinstance(number, int) and number > 0 and name not in DRAWN:
                    assert str(number) in drawn, f"{number} of {row} is not in the drawing"
