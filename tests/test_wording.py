"""Sentences follow from findings: the verb from the evidence, the direction from the sign."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.estimates.estimate import Estimate
from helpers.estimates.strength import Strength
from helpers.findings import Absent, Finding, Kind, Quantity
from helpers.provenance import Source
from helpers.wording import counted, day, headline, how_we_know, joined, places, sentence


def _share(before: int, after: int, base: int, strength: Strength, **more: object) -> Finding:
    value = (after - before) / base
    change = Estimate(value, max(-1, value - 0.3), min(1, value + 0.3), 7, "clustered-change")
    words: dict[str, object] = {
        "key": "lessons",
        "question": "?",
        "kind": Kind.SHARE,
        "subject": "lessons",
        "predicate": "judged good or better",
        "unit": "teachers",
        "quantities": (
            Quantity("Spring 2013", before, base),
            Quantity("Summer 2013", after, base),
        ),
        "change": change,
        "paired": True,
        "strength": strength,
    }
    return Finding(**{**words, **more})  # type: ignore[arg-type]


def test_a_clear_rise_says_its_size_its_doubt_and_whom_it_rests_on() -> None:
    finding = _share(7, 14, 14, Strength.CLEAR)
    assert headline(finding) == (
        "7 of 14 lessons (50 %) were judged good or better in Spring 2013 and 14 of 14 (100 %) in "
        "Summer 2013, a clear rise."
    )
    assert sentence(finding) == (
        "The share rose by 50 percentage points (95 % interval from 20 to 80), for the 7 teachers "
        "seen in both terms."
    )


def test_a_fall_is_called_a_fall() -> None:
    assert "a clear fall" in headline(_share(14, 7, 14, Strength.CLEAR))
    assert "fell by 50 percentage points" in sentence(_share(14, 7, 14, Strength.CLEAR))
    assert "suggests a fall" in headline(_share(14, 7, 14, Strength.SUGGESTIVE))
    assert "no clear fall" in headline(_share(14, 13, 14, Strength.NOT_CLEAR))


def test_too_few_to_say_reads_as_well_as_a_rise() -> None:
    finding = _share(1, 3, 3, Strength.TOO_FEW)
    assert headline(finding).endswith("too few to say whether this is a change.")
    assert sentence(finding).startswith("The difference between the two terms is +67 percentage")


def test_one_lesson_was_and_two_lessons_were() -> None:
    one = _share(1, 1, 1, Strength.TOO_FEW, quantities=(Quantity("", 1, 1),), change=None)
    assert headline(one) == "1 of 1 lessons (100 %) was judged good or better."


def test_a_hidden_finding_says_why_and_gives_nothing_away() -> None:
    hidden = _share(
        1, 2, 3, Strength.TOO_FEW, change=None,
        quantities=(Quantity("Spring 2013", absent=Absent.SUPPRESSED),),
    )  # fmt: skip
    assert headline(hidden) == (
        "Lessons judged good or better: hidden, since so few teachers stand behind it that it "
        "could tell of a person."
    )
    assert sentence(hidden) == ""


def test_a_benchmark_is_context() -> None:
    change = Estimate(-1.2, -2.0, -0.4, 13, "mean-t")
    finding = Finding(
        "p", "?", Kind.MEAN, "average points progress", "", "pupils",
        (Quantity("Summer 2013", base=13, value=4.8),), change,
        compared_with="the national figure of 6", measured_in="points",
        strength=Strength.CLEAR, group="Year 4",
    )  # fmt: skip
    assert headline(finding) == (
        "Year 4: average points progress was 4.8 points in Summer 2013, below the national figure "
        "of 6."
    )
    assert sentence(finding) == (
        "The difference from the national figure of 6 is −1.2 points (95 % interval from −2.0 to "
        "−0.4), from 13 pupils."
    )


def test_two_sets_of_people_are_both_counted() -> None:
    change = Estimate(0.1, -0.2, 0.4, 29, "newcombe-unpaired", n_before=20, n_after=9)
    finding = _share(7, 8, 14, Strength.NOT_CLEAR, change=change, paired=False)
    assert sentence(finding).endswith("from 20 teachers before and 9 after.")
    assert "compared as different people" in how_we_know(finding)


def test_how_we_know_names_the_rows_and_those_left_out() -> None:
    finding = _share(
        7, 14, 14, Strength.CLEAR, sources=(Source("observations.csv", 40, 28, "2 not read"),)
    )
    assert "observations.csv: 40 rows read, 28 used here; 2 not read." in how_we_know(finding)
    assert "p" not in headline(finding).split()


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 30), st.sampled_from(list(Strength)))
def test_the_direction_of_the_words_is_that_of_the_estimate(
    before: int, after: int, base: int, strength: Strength
) -> None:
    before, after = min(before, base), min(after, base)
    said = headline(_share(before, after, base, strength)) + sentence(
        _share(before, after, base, strength)
    )
    ups = [word for word in ("rise", "rose", "risen") if word in said]
    downs = [word for word in ("fall", "fell", "fallen") if word in said]
    if after <= before:
        assert not ups, said
    if after >= before:
        assert not downs, said
    if strength is not Strength.CLEAR:
        assert "rose by" not in said
        assert "fell by" not in said


@pytest.mark.parametrize(
    ("words", "told"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_read_as_english(words: list[str], told: str) -> None:
    assert joined(words) == told


def test_counts_and_dates_read_as_english_whatever_the_locale() -> None:
    assert [counted(n, "person", "people") for n in (0, 1, 2)] == [
        "no people", "1 person", "2 people",
    ]  # fmt: skip
    assert day(datetime.date(2013, 7, 3)) == "3 July 2013"


def test_thousands_are_written_alike_everywhere() -> None:
    """As in tables; and a base in the thousands is easy to misread by a factor of ten."""
    finding = _share(11_433, 12_000, 13_896, Strength.CLEAR)
    told = Source("questionnaires.csv", 69_492, 13_896)
    finding = dataclasses.replace(finding, sources=(told,))
    assert "11,433 of 13,896 lessons (82 %) were" in headline(finding)
    assert "and 12,000 of 13,896 (86 %)" in headline(finding)
    assert "69,492 rows read, 13,896 used" in how_we_know(finding)
    assert counted(1470, "pupil") == "1,470 pupils"


@pytest.mark.parametrize(
    ("low", "high", "decimals", "told"),
    [
        (0.012, 0.132, 2, "+0.07 points (95 % interval from 0.01 to 0.13)"),
        (-0.5, 0.644, 1, "+0.1 points (95 % interval from −0.5 to 0.6)"),
    ],
)
def test_a_narrow_interval_is_not_rounded_into_nothing(
    low: float, high: float, decimals: int, told: str
) -> None:
    """Else a clear difference would be told with an interval "from 0.0 to 0.1"."""
    value = (low + high) / 2
    change = Estimate(value, low, high, 1200, "mean-against-t")
    finding = _share(
        1, 1, 1, Strength.CLEAR, kind=Kind.MEAN, measured_in="points", change=change, paired=None,
        quantities=(Quantity("Summer 2013", base=1200, value=0.412),),
        compared_with="the national figure of 0.34",
    )  # fmt: skip
    assert places(finding) == decimals
    assert told in sentence(finding)
    assert f"was {0.412:.{decimals}f} points" in headline(finding)
