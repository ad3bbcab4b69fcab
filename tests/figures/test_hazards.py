"""Labels from a spreadsheet may hold anything; every figure draws them as they are typed."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import date

import pytest

from helpers.estimates.estimate import Estimate
from helpers.figures.bars import Count, counts
from helpers.figures.benchmark import Against, against_national
from helpers.figures.categories import Split, ordered_bars
from helpers.figures.change import Pair, before_and_after
from helpers.figures.diverging import Item, likert
from helpers.figures.evidence_map import Focus, Seen, evidence_map
from helpers.figures.figure import Figure
from helpers.figures.heatmap import heat_map
from helpers.figures.network import Circle, Help, learning_sets
from helpers.figures.path import Run, Step, path
from helpers.figures.pooled import School, forest
from helpers.figures.slopes import Slope, slopes
from helpers.figures.supply import Supply, supply_and_demand
from helpers.figures.timeline import Happening, sessions
from helpers.figures.weekgrid import Slot, week_grid
from helpers.findings import Quantity
from tests.figures.svg import SVG, root, text

FIRST, LAST = date(2013, 1, 7), date(2013, 3, 28)
MEAN = Estimate(1.0, 0.5, 1.5, 9, "t")

LABELLED: dict[str, Callable[[tuple[str, ...]], Figure]] = {
    "categories": lambda labels: ordered_bars(
        "T", ("Low", "High"), [Split(one, (3, 4)) for one in labels], unit="lessons"
    ),
    "change": lambda labels: before_and_after(
        "T",
        [Pair(one, Quantity("A", 3, 7), Quantity("B", 4, 7), MEAN) for one in labels],
        unit="teachers",
    ),
    "diverging": lambda labels: likert(
        "T", ("No", "Yes"), [Item(one, (Split("A", (3, 4)),)) for one in labels],
        positive_from="Yes",
    ),
    "benchmark": lambda labels: against_national(
        "T", [Against(one, Quantity("", base=9, value=1.0, estimate=MEAN), 2) for one in labels]
    ),
    "bars": lambda labels: counts("T", [Count(one, 3) for one in labels], unit="mentions"),
    "supply": lambda labels: supply_and_demand(
        "T", [Supply(one, 1, 2) for one in labels], people=7
    ),
    "heatmap": lambda labels: heat_map(
        "T", labels, ("a", "b"), [(1, 2) for _ in labels], counted="number of staff"
    ),
    "timeline": lambda labels: sessions(
        "T", [Happening(date(2013, 2, 5), row=one) for one in labels], start=FIRST, end=LAST
    ),
    "path": lambda labels: path(
        "T", ("A",), [Run(one, (Step("A", Quantity("", 3, 7)),)) for one in labels], unit="lessons"
    ),
    "pooled": lambda labels: forest("T", [School(one, MEAN) for one in labels]),
    "slopes": lambda labels: slopes(
        "T", [Slope(one, place, place + 1) for place, one in enumerate(labels)], ("A", "B")
    ),
    "network": lambda labels: learning_sets(
        "T", [Circle(one, ("P", "Q"), (Help("P", "Q", (one,)),)) for one in labels]
    ),
    "weekgrid": lambda labels: week_grid(
        "T", ("Monday",), ("1",), [Slot("Monday", "1", one) for one in labels]
    ),
    "evidence_map": lambda labels: evidence_map(
        "T", ("Results",), [Focus(one, (Seen.STRONG,)) for one in labels]
    ),
}  # fmt: skip

HOSTILE = (
    "$x_1$",
    "<script>",
    "&amp; ]]>",
    r"\frac{1}",
    "_hidden",
    "--><a>",
    "a\x00\x1b\x08b",
    "${n}%s",
)

every = pytest.mark.parametrize("family", LABELLED)


@every
def test_labels_are_drawn_as_typed(family: str) -> None:
    figure = LABELLED[family](HOSTILE)
    for label in HOSTILE:
        assert label.translate(dict.fromkeys(range(32))) in text(figure)
    kinds = {one.tag for one in root(figure).iter()}
    assert f"{SVG}script" not in kinds and f"{SVG}a" not in kinds


@every
def test_a_title_and_alternative_text_are_plain_lines(family: str) -> None:
    figure = LABELLED[family](("a\nb\x07c",))
    assert "\n" not in figure.alt and "\x07" not in figure.alt


@every
def test_other_alphabets_make_no_noise(family: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = LABELLED[family](("Zoë 教師 😀 مدرس",))
    assert "教師" in text(figure)


@every
def test_nothing_to_draw_says_so(family: str) -> None:
    figure = LABELLED[family](())
    assert figure.numbers.rows == ()
    assert figure.alt.startswith("No ") and figure.alt in text(figure)


@every
def test_thirty_rows_lie_below_one_another(family: str) -> None:
    labels = tuple(f"Row number {place}" for place in range(30))
    picture = root(LABELLED[family](labels))
    one = root(LABELLED[family](labels[:1]))
    tall, short = (float(p.attrib["viewBox"].split()[-1]) for p in (picture, one))
    assert tall > short
    places = [
        (float(t.attrib["x"]), float(t.attrib["y"]))
        for t in picture.iter(f"{SVG}text")
        if "text-anchor: start" in t.attrib["style"] and "".join(t.itertext()).startswith("Row")
    ]
    for place, (x, y) in enumerate(places):
        for other_x, other_y in places[place + 1 :]:
            assert abs(x - other_x) > 40 or abs(y - other_y) > 9


@every
def test_a_label_of_four_hundred_letters_is_cut_not_spilled(family: str) -> None:
    figure = LABELLED[family](("Independence and collaboration " * 13,))
    assert "…" in text(figure) or family == "weekgrid"
    assert any(len(str(cell)) > 300 for row in figure.numbers.rows for cell in row)
