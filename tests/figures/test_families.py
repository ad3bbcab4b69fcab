"""Each family draws its numbers where they belong and says the finding that they make."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest

from helpers.estimates.estimate import Estimate
from helpers.figures.bars import Count, counts
from helpers.figures.benchmark import Against, against, against_national
from helpers.figures.categories import Split, ordered_bars
from helpers.figures.change import Pair, before_and_after, pairs
from helpers.figures.diverging import Item, likert
from helpers.figures.heatmap import heat_map
from helpers.figures.network import Circle, Help, learning_sets
from helpers.figures.supply import Supply, supply_and_demand
from helpers.figures.timeline import Happening, Status, sessions
from helpers.figures.weekgrid import Slot, week_grid
from helpers.findings import Absent, Finding, Kind, Quantity, Share
from tests.figures import gallery
from tests.figures.gallery import AGREEMENT, HIDDEN, JUDGEMENTS, TERMS
from tests.figures.svg import boxes, named, span, text, texts, width


def test_segments_are_as_wide_as_their_counts_and_the_bracket_as_the_share() -> None:
    figure = gallery.lessons()
    cut = named(figure, "segment-")
    assert set(cut) == {"segment-0-0", "segment-0-1", "segment-0-2", "segment-1-2", "segment-1-3"}
    one = width(cut["segment-0-0"])
    assert width(cut["segment-0-1"]) == pytest.approx(6 * one, abs=0.01)
    assert width(cut["segment-0-2"]) == pytest.approx(7 * one, abs=0.01)
    brackets = list(named(figure, "bracket").values())
    assert span(brackets[0]) == pytest.approx(span(cut["segment-0-2"]), abs=0.01)
    assert "7 of 14 (50 %) good or better" in texts(figure)
    assert figure.alt.startswith(
        "Good or better: Spring 2013, 7 of 14 lessons (50 %); Summer 2013, 14 of 14 (100 %)."
    )


@pytest.mark.parametrize("split", [Split("B", (HIDDEN, 5)), Split("B", absent=HIDDEN)])
def test_a_split_with_a_hidden_cell_has_no_bar_and_no_base(split: Split) -> None:
    figure = ordered_bars("T", ("Low", "High"), (Split("A", (3, 4)), split), unit="books")
    assert not named(figure, "segment-1")
    assert figure.numbers.rows[1][-1] is HIDDEN
    assert "c hidden: small number" in texts(figure)
    assert "B: hidden, because numbers are small." in figure.alt


def test_a_split_of_nothing_is_none_and_one_never_recorded_is_not() -> None:
    figure = ordered_bars("T", ("Low", "High"), (Split("A", (0, 0)), Split("B")), unit="books")
    assert "none" in texts(figure) and "not recorded" in texts(figure)
    assert figure.numbers.rows[0] == ("A", 0, 0, 0)
    assert figure.numbers.rows[1][-1] is Absent.MISSING


def test_many_bars_have_their_shares_in_a_column_and_their_extremes_in_words() -> None:
    bars = [Split(f"Year {year}", (10 - year, year)) for year in range(1, 8)]
    figure = ordered_bars("T", ("Low", "High"), bars, unit="books", line_from="High")
    assert not named(figure, "bracket")
    assert {"10 %", "70 %"} <= set(texts(figure))
    assert "highest for Year 7, 7 of 10 (70 %), and lowest for Year 1, 1 of 10" in figure.alt


def test_a_change_stands_beside_the_line_of_no_change_with_its_interval() -> None:
    figure = gallery.change()
    zero = span(named(figure, "no-change")["no-change"])[0]
    whiskers = sorted(span(one) for one in named(figure, "interval-").values())
    dot = span(named(figure, "change-")["change-0"])[0]
    low, high = whiskers[-1]
    assert (dot - zero) / (high - zero) == pytest.approx(50 / 79, abs=0.002)
    assert (low - zero) / (high - zero) == pytest.approx(21 / 79, abs=0.002)
    before, after = (span(named(figure, n)[n])[0] for n in ("before-0", "after-0"))
    assert after > before
    assert "+50" in texts(figure)
    assert "a change of +50 percentage points (95 % interval +21 to +79)" in figure.alt


def test_a_fall_is_called_lower() -> None:
    sides = Quantity("Spring", 6, 7), Quantity("Summer", 4, 7)
    fall = Pair("Skills", *sides, Estimate(-2 / 7, -0.6, 0.1, 7, "x"))
    figure = before_and_after("T", [replace(fall, label=name) for name in "ABC"], unit="teachers")
    assert figure.alt.startswith("Summer is lower than Spring in all 3 rows.")
    assert "−29" in texts(figure)


def test_a_row_with_one_hidden_side_shows_neither_side_nor_change() -> None:
    sides = Quantity("A", absent=HIDDEN), Quantity("B", 5, 7)
    pair = Pair("Skills", *sides, Estimate(0.1, 0, 0.2, 7, "x"))
    figure = before_and_after("T", [pair], unit="teachers")
    assert not named(figure, "after-") and not named(figure, "change-")
    assert set(figure.numbers.rows[0][1:]) == {HIDDEN}
    assert figure.alt.startswith("No change can be shown. Hidden")


def test_findings_become_rows() -> None:
    finding = Finding(
        "k", "q", Kind.SHARE, "lessons", "judged good", "teachers",
        (Quantity("A", 1, 4), Quantity("B", 3, 4)), change=Estimate(0.5, 0.1, 0.8, 4, "x"),
    )  # fmt: skip
    assert pairs([finding])[0].label == "Lessons judged good"
    assert pairs([replace(finding, group="Year 4")])[0].label == "Year 4"
    compared = replace(finding, compared_with="the national figure", group="Year 4")
    assert against([compared]) == (Against("Year 4", Quantity("B", 3, 4), 0.25),)


def test_national_ticks_stand_on_the_same_axis_and_hidden_rows_have_none() -> None:
    figure = gallery.benchmark()
    ticks, dots = named(figure, "national-"), named(figure, "own-")
    assert set(ticks) == {"national-0", "national-2"} and set(dots) == {"own-0", "own-2"}
    assert span(ticks["national-0"])[0] == pytest.approx(span(ticks["national-2"])[0])
    scale = (span(dots["own-2"])[0] - span(dots["own-0"])[0]) / (13.4 - 11.2)
    gap = span(dots["own-2"])[0] - span(ticks["national-2"])[0]
    assert gap == pytest.approx(scale * 1.4, abs=0.01)
    assert "12.3" not in text(figure) and "12.25" not in text(figure)
    assert figure.alt.startswith("Above the national figure in 1 of 2 rows, below in Year 3")
    assert "highest for Year 6, 13.4 average points" in figure.alt.lower().replace("year", "Year")


def test_our_number_never_reads_as_the_national_one() -> None:
    """Beside the tick of a higher national figure it would: it stands before the interval."""
    rows = [
        Against("Year 4", gallery.mean(3.8, 2.9, 4.7, 13), 6),
        Against("Year 6", gallery.mean(13.7, 13, 14.5, 14), 12),
    ]
    figure = against_national("Progress", rows, measured_in="points")
    places = {told: (left, right) for told, left, right, *_ in boxes(figure)}
    dots = {name: span(mark)[0] for name, mark in named(figure, "own-").items()}
    assert places["3.8"][1] < dots["own-0"]
    assert places["13.7"][0] > dots["own-1"]


def test_agreement_lies_right_of_the_line_and_neither_lies_aside() -> None:
    figure = gallery.questionnaire()
    line = span(named(figure, "line")["line"])[0]
    parts = named(figure, "answer-0-0-")
    assert span(parts["answer-0-0-1"])[1] == pytest.approx(line, abs=0.01)
    assert span(parts["answer-0-0-3"])[0] == pytest.approx(line, abs=0.01)
    assert width(parts["answer-0-0-3"]) == pytest.approx(2 * width(parts["answer-0-0-0"]), abs=0.02)
    assert "answer-0-0-2" not in parts, "who neither agrees nor disagrees sways no bar"
    assert "n Neither I am trusted" in text(figure)
    assert "highest for “I am trusted”, 6 of 7 respondents (86 %)" in figure.alt
    assert "higher for 1, lower for none and the same for 1 of 2 items" in figure.alt
    assert figure.numbers.rows[0][-2] == Share(3, 7)


def test_a_neutral_answer_must_stand_before_the_positive_ones() -> None:
    with pytest.raises(ValueError, match="Neither"):
        likert("T", AGREEMENT, [Item("a", ())], positive_from="Strongly agree", neutral="Neither")


def test_bars_are_as_long_as_their_counts_and_nought_is_written_but_not_drawn() -> None:
    bars = (Count("A", 6, 7), Count("B", 3, 7), Count("C", 0, 7), Count("D", HIDDEN, 7))
    figure = counts("T", bars, unit="teachers")
    drawn = named(figure, "bar-")
    assert set(drawn) == {"bar-0", "bar-1"}
    assert width(drawn["bar-0"]) == pytest.approx(2 * width(drawn["bar-1"]), abs=0.01)
    assert {"6 of 7 (86 %)", "0 of 7 (0 %)", "c hidden: small number"} <= set(texts(figure))
    assert "n = 7 teachers." in text(figure)


def test_offers_and_wishes_are_mirrored_on_one_scale() -> None:
    figure = gallery.supply()
    can, want = named(figure, "can-"), named(figure, "want-")
    line = span(named(figure, "nought")["nought"])[0]
    assert span(can["can-0"])[1] == pytest.approx(line) == pytest.approx(span(want["want-0"])[0])
    assert width(can["can-0"]) / 5 == pytest.approx(width(want["want-1"]) / 3, abs=0.01)
    assert set(can) == {"can-0"}
    assert "nobody yet" in texts(figure)
    assert figure.alt.startswith(
        "Most wanted: ICT, 3 of 7 staff. Most offered: Questioning, 5 of 7"
    )
    assert "Wanted, but offered by nobody yet: ICT." in figure.alt
    assert texts(figure).count("c") == 2


def test_who_offers_unknown_is_not_called_nobody() -> None:
    figure = supply_and_demand("T", [Supply("ICT", HIDDEN, 3)], people=7)
    assert "nobody yet" not in text(figure)


def test_a_heat_map_writes_every_cell_and_marks_what_is_hidden() -> None:
    figure = gallery.expertise()
    assert texts(figure).count("c") == 2
    assert "Number of staff: highest 4, for Questioning (Strong); lowest 0" in figure.alt
    assert figure.numbers.rows[1] == ("Feedback", HIDDEN, HIDDEN, 2)
    assert len(named(figure, "tints")) == 1


def test_narrow_columns_have_upright_headings_with_whole_words() -> None:
    staff = [f"Teacher {number}" for number in range(20)]
    figure = heat_map("T", ["ICT"], staff, [[1] * 20], counted="rating from 1 to 5")
    assert set(staff) <= set(texts(figure))


def test_each_session_stands_in_its_week() -> None:
    figure = gallery.timeline()
    marks = named(figure, "session-")
    places = sorted(span(mark)[0] for mark in marks.values())
    assert len(marks) == 4
    assert places[1] == places[2]
    week = places[1] - places[0]
    assert places[3] - places[2] == pytest.approx(2 * week, abs=0.01)
    assert figure.numbers.rows == (("Sessions", 3, 0, 1, 4),)
    assert figure.alt.startswith(
        "Between 15 Jan 2013 and 5 Feb 2013: 3 completed and 1 cancelled sessions."
    )


def test_a_crowded_week_is_a_number() -> None:
    day = date(2013, 1, 15)
    figure = sessions("T", [Happening(day)] * 9, start=day, end=day + timedelta(weeks=9))
    assert len(named(figure, "session-")) == 1
    assert "9" in texts(figure)


def test_a_planned_session_is_not_drawn_like_a_held_one() -> None:
    day = date(2013, 1, 15)
    looks = []
    for status in Status:
        figure = sessions("T", [Happening(day, status)], start=day, end=day)
        looks.append(next(iter(named(figure, "session-").values())))
    drawn = [one.find(".//{http://www.w3.org/2000/svg}use") for one in looks]
    styles = [one.attrib["style"] for one in drawn if one is not None]
    assert len(set(styles)) == 3


def test_a_line_runs_within_one_scale_and_breaks_at_the_next() -> None:
    figure = gallery.all_terms()
    assert set(named(figure, "run-")) == {"run-0-1"}
    assert set(named(figure, "break-")) == {"break-0-2"}
    assert "new scale" in texts(figure)
    assert "the scale changed in Summer 2013" in figure.alt
    heights = [span(one, axis=1)[0] for one in named(figure, "step-").values()]
    assert heights == sorted(heights, reverse=True)


def test_the_pooled_lozenge_is_as_wide_as_its_interval() -> None:
    figure = gallery.pooled()
    nought = span(named(figure, "nought")["nought"])[0]
    low, high = span(named(figure, "pooled")["pooled"])
    assert (low - nought) / (high - nought) == pytest.approx(-0.1 / 1.8, abs=0.002)
    left, right = span(named(figure, "prediction")["prediction"])
    assert left < low and right > high
    assert "+0.9 (−0.1 to +1.8) points; the interval includes no difference" in figure.alt
    assert "Partner B" in figure.alt and not named(figure, "s-2")


def test_people_have_a_line_each_and_a_fall_is_named() -> None:
    figure = gallery.people()
    assert len(named(figure, "slope-")) == 3
    ends = [span(one, axis=1) for one in named(figure, "slope-").values()]
    assert ends[2][0] == pytest.approx(ends[2][1])
    assert "1 went up, 1 stayed level and 1 went down (Teacher B)" in figure.alt


def test_each_exchange_is_an_arrow_and_a_sentence() -> None:
    figure = gallery.sets()
    assert len(named(figure, "help-")) == 2 + 6
    assert (
        "8 offers of help; most often with Differentiation for the most able, 6 times" in figure.alt
    )
    one = learning_sets("T", [Circle("Set 1", ("A", "B"), (Help("A", "B", ("ICT",)),))])
    assert one.alt.startswith("2 people in one Action Learning Set: A helps B with ICT.")
    assert figure.numbers.rows[1][2:] == ("Teacher B", "Feedback", "Teacher A")


def test_a_slot_off_the_grid_is_named() -> None:
    with pytest.raises(ValueError, match="Set 1: no Sunday"):
        week_grid("T", ("Monday",), ("1",), [Slot("Sunday", "1", "Set 1")])


def test_two_slots_in_one_cell_lie_below_one_another() -> None:
    slots = [Slot("Monday", "1", "A visits B"), Slot("Monday", "1", "C visits D")]
    figure = week_grid("T", ("Monday", "Friday"), ("1",), slots)
    assert figure.alt.startswith("2 sessions in the week: 2 on Monday. None on Friday.")
    boxes = named(figure, "slot-").values()
    (_, first), (second, _) = sorted(span(box, axis=1) for box in boxes)
    assert first < second


def test_strong_and_weak_differ_in_word_shape_and_tint() -> None:
    figure = gallery.triangulation()
    assert {"strong", "weak", "none", "c"} <= set(texts(figure))
    assert len(named(figure, "strong-")) == len(named(figure, "weak-")) == 1
    assert figure.alt.startswith(
        "Questioning: strong in self-rating, weak in observation (differ)."
    )


def test_the_published_shares_come_out_exactly() -> None:
    body = gallery.lessons().numbers.rows
    assert [row[-2] for row in body] == [Share(7, 14), Share(14, 14)]
    assert [row[0] for row in body] == list(TERMS)
    assert gallery.lessons().numbers.columns == ("", *JUDGEMENTS, "Good or better", "n")


def test_rows_keep_the_order_given() -> None:
    figure = against_national("T", [Against(n, Quantity("", base=5, value=1.0)) for n in "cab"])
    drawn = [one for one in texts(figure) if one in {"a", "b", "c"}]
    assert drawn == ["c", "a", "b"]
    assert all(a != b for a, b in itertools.pairwise(drawn))
