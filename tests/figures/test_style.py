"""Colours that can be read, in print and without colour; text that is measured and broken well."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures import style
from helpers.figures.lettering import plain, short, width_of, wrap
from helpers.figures.spread import spread
from helpers.figures.style import contrast, ink_on, luminance, ordered
from helpers.figures.words import extremes, lower, named, of, signed

COLOURS = [v for v in vars(style).values() if isinstance(v, str) and v.startswith("#")]


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("colour", [style.INK, style.SOFT, style.PLUM])
def test_type_on_the_panel_reads_well(colour: str) -> None:
    assert contrast(colour, style.PAPER) >= 4.5


@pytest.mark.parametrize("colour", COLOURS)
def test_type_on_every_colour_reads_well(colour: str) -> None:
    assert contrast(ink_on(colour), colour) >= 4.5


@pytest.mark.parametrize("colour", [style.BLUE, style.ORANGE, style.PLUM, style.OUTLINE])
def test_marks_stand_out_from_the_panel(colour: str) -> None:
    assert contrast(colour, style.PAPER) >= 2.8


@pytest.mark.parametrize(
    ("below", "above"), [p for p in itertools.product(range(6), repeat=2) if 1 <= sum(p) <= 5]
)
def test_a_ramp_gets_darker_step_by_step_in_grey_print(below: int, above: int) -> None:
    ramp = [luminance(colour) for colour in ordered(below, above)]
    assert len(ramp) == below + above
    assert all(pale - dark > 0.03 for pale, dark in itertools.pairwise(ramp))


def test_more_than_five_ordered_categories_are_refused() -> None:
    with pytest.raises(ValueError, match="five"):
        ordered(2, 4)


def test_control_characters_and_turning_marks_are_dropped() -> None:
    assert plain("a\x00b\x1b\u202ec\ufffe  d\n\te") == "abc d e"


@given(st.text(max_size=200), st.floats(0.4, 5), st.booleans())
def test_no_line_is_wider_than_its_room(text: str, room: float, bold: bool) -> None:
    for line in wrap(text, room, bold=bold):
        assert width_of(line, bold=bold) <= room or len(line.rstrip("…")) <= 1


def test_words_stay_whole_where_they_can_and_the_rest_is_marked_as_cut() -> None:
    assert wrap("Raise the share of lessons", 1.0) == ("Raise the", "share of", "lessons")
    assert wrap("one two three four five six", 0.6, most=2)[-1].endswith("…")
    assert short("A name far too long for its place", 1.0).endswith("…")


@given(
    st.lists(st.floats(0, 10), min_size=1, max_size=30),
    st.floats(0.05, 0.3),
)
def test_labels_never_lie_on_one_another(wanted: list[float], size: float) -> None:
    wanted = sorted(wanted)
    placed = spread(wanted, [size] * len(wanted), 0, 10)
    assert all(b - a >= size - 1e-9 for a, b in itertools.pairwise(placed))
    assert all(y - size / 2 >= -1e-9 and y + size / 2 <= 10 + 1e-9 for y in placed)


def test_labels_with_room_stay_where_they_belong() -> None:
    assert spread([1, 2, 5], [0.2] * 3, 0, 10) == pytest.approx([1, 2, 5])


def test_numbers_in_words() -> None:
    assert of(7, 14, "lessons") == "7 of 14 lessons (50 %)"
    assert of(1, 8) == "1 of 8 (13 %)"
    assert [signed(2.5), signed(-2.4), signed(-0.4), signed(0.04, 1)] == ["+3", "−2", "0", "0.0"]
    assert named(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert lower("Good") == "good" and lower("ICT skills") == "ICT skills"


def test_extremes_name_ties_and_level_fields() -> None:
    told = [("A", 1.0, "1"), ("B", 3.0, "3"), ("C", 3.0, "3")]
    assert extremes(told) == "highest for B and C, 3 each, and lowest for A, 1"
    assert extremes([("A", 1.0, "1"), ("B", 1.0, "1")]) == "the same for both, 1"
