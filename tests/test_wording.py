"""Sentences follow from findings: the verb from the evidence, the direction from the sign."""

from __future__ import annotations

import dataclasses
import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.estimates.estimate import Estimate
from helpers.estimates.strength import Strength
from helpers.findings import Absent, Better, Finding, Kind, Quantity
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


UP = {"rise", "rose", "risen", "above"}
DOWN = {"fall", "fell", "fallen", "below"}
BENCHMARKS = ("", "the national figure of 12", "other pupils")

sizes = st.one_of(st.integers(-40, 40).map(lambda tenth: tenth / 10), st.floats(-30, 30))


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Any finding that the phases could make: every kind, strength, way that is good, and group."""
    kind = draw(st.sampled_from(list(Kind)))
    value = draw(sizes) / (40 if kind is Kind.SHARE else 1)
    width = draw(st.floats(0, 20))
    people = draw(st.integers(1, 150))
    sides = draw(st.sampled_from([(None, None), (people, draw(st.integers(1, 9)))]))
    change = Estimate(
        value,
        *draw(st.sampled_from([(None, None), (value - width, value + width)])),
        people,
        "mean-t",
        n_before=sides[0],
        n_after=sides[1],
    )
    bases = draw(st.lists(st.integers(1, 150), min_size=2, max_size=2))
    counts = [draw(st.integers(0, base)) for base in bases]
    numbers = draw(st.lists(sizes, min_size=2, max_size=2))
    quantities = tuple(
        Quantity(label, base=base, **({"count": count} if shares else {"value": number}))
        for label, base, count, number in zip(
            ("Spring 2013", "Summer 2013"), bases, counts, numbers, strict=True
        )
        for shares in [kind in {Kind.SHARE, Kind.SPLIT}]
    )
    compares = kind in {Kind.SHARE, Kind.MEAN}
    return Finding(
        key="any",
        question="?",
        kind=kind,
        subject="lessons" if kind is not Kind.MEAN else "average points progress",
        predicate="judged good or better" if kind is Kind.SHARE else "",
        unit=draw(st.sampled_from(["teachers", "pupils", "people", "staff"])),
        quantities=quantities,
        change=change if compares else None,
        compared_with=draw(st.sampled_from(BENCHMARKS)),
        measured_in=draw(st.sampled_from(["", "points"])),
        paired=draw(st.sampled_from([None, True, False])),
        better=draw(st.sampled_from(list(Better))),
        strength=draw(st.sampled_from([None, *Strength])) if compares else None,
        group=draw(st.sampled_from(["", "Year 4"])),
    )


@settings(max_examples=1_000, deadline=None)
@given(findings())
def test_the_direction_of_the_words_is_that_of_the_estimate(finding: Finding) -> None:
    """Rises, falls and no change, whether up is good, down is good or neither."""
    told = f"{headline(finding)} {sentence(finding)}"
    words = set(re.findall(r"[a-z]+", told))
    way = finding.direction
    assert (
        way == (finding.change.value > 0) - (finding.change.value < 0)
        if finding.change
        else not way
    )
    assert way > 0 or not words & UP, told
    assert way < 0 or not words & DOWN, told
    if finding.strength is not Strength.CLEAR:
        assert not words & {"rose", "fell"}, told
        assert "a clear" not in told and ", above" not in told and ", below" not in told
    if finding.strength not in {Strength.CLEAR, Strength.SUGGESTIVE}:
        assert not words & {"risen", "fallen", "suggests", "above", "below", "apparently"}, told
    signs = re.findall(r"(?:terms|points progress|of 12|pupils) is ([+−]?)", sentence(finding))
    for sign in signs:
        assert sign in {1: {"+", ""}, -1: {"−", ""}, 0: {""}}[way], told


@settings(max_examples=200, deadline=None)
@given(findings())
def test_a_clear_or_suggestive_change_is_told_with_its_verb(finding: Finding) -> None:
    """What the evidence bears is said, falls as plainly as rises."""
    if not finding.direction or finding.strength not in {Strength.CLEAR, Strength.SUGGESTIVE}:
        return
    up, clear = finding.direction > 0, finding.strength is Strength.CLEAR
    if finding.compared_with:
        standing = "above" if up else "below"
        assert f"{'' if clear else 'apparently '}{standing} {finding.compared_with}" in headline(
            finding
        )
        return
    noun = "rise" if up else "fall"
    assert (f"a clear {noun}" if clear else f"which suggests a {noun}") in headline(finding)
    verb = (("rose" if up else "fell") if clear else f"have {'risen' if up else 'fallen'}") + " by "
    assert verb in sentence(finding)


@settings(max_examples=200, deadline=None)
@given(findings())
def test_no_share_is_told_as_a_bare_percentage(finding: Finding) -> None:
    """In a headline every percentage stands in brackets behind its count, without a decimal."""
    told = headline(finding)
    shares = re.findall(r"(?:\d+ of \d+(?: lessons)? |\d+ )\((?:under |over )?\d+ %\)", told)
    assert told.count("%") == len(shares), told
    assert not re.search(r"\d\.\d+ %", told + sentence(finding))
    for one in finding.quantities:
        if one.count and one.base and one.count < one.base:
            assert f"{one.count} of {one.base} (100 %)" not in told
            assert f"{one.count} of {one.base} (0 %)" not in told


def _one_share(count: int, base: int, **more: object) -> Finding:
    return _share(
        0, 0, 1, Strength.TOO_FEW, change=None, quantities=(Quantity("", count, base),), **more
    )


@pytest.mark.parametrize(
    ("count", "base", "told"),
    [
        (0, 7, "0 of 7 lessons (0 %) were judged good or better."),
        (1, 7, "1 of 7 lessons (14 %) was judged good or better."),
        (2, 7, "2 of 7 lessons (29 %) were judged good or better."),
        (3, 6, "3 of 6 lessons (50 %) were judged good or better."),
        (7, 7, "7 of 7 lessons (100 %) were judged good or better."),
        (199, 200, "199 of 200 lessons (over 99 %) were judged good or better."),
        (1, 300, "1 of 300 lessons (under 1 %) was judged good or better."),
    ],
)
def test_none_one_two_some_and_all(count: int, base: int, told: str) -> None:
    assert headline(_one_share(count, base)) == told


def test_numbers_stand_before_what_they_count() -> None:
    quantities = (Quantity("in all", value=4), Quantity("with a facilitator", value=2))
    sets = Finding("s", "?", Kind.NUMBER, "Sets in Summer 2013", "", "sets", quantities)
    assert headline(sets) == "Sets in Summer 2013: 4 in all, 2 with a facilitator."
    bare = Finding(
        "r", "?", Kind.NUMBER, "Correlation", "", "teachers", (Quantity("", value=-0.2),)
    )
    assert headline(bare) == "Correlation: −0.20."


def test_unknown_is_said_and_is_not_nought() -> None:
    unknown = _share(
        0, 0, 1, Strength.NOT_CLEAR, change=None,
        quantities=(Quantity("Spring 2013", absent=Absent.MISSING), Quantity("Summer 2013", 3, 7)),
    )  # fmt: skip
    assert headline(unknown) == (
        "3 of 7 lessons (43 %) were judged good or better in Summer 2013; Spring 2013: not known, "
        "because it was not recorded."
    )
    hidden = Finding(
        "p", "?", Kind.MEAN, "average points progress", "", "pupils",
        (
            Quantity("among other pupils", base=20, value=5.97),
            Quantity("among pupils with pupil premium", absent=Absent.SUPPRESSED),
        ),
        measured_in="points",
    )  # fmt: skip
    assert headline(hidden) == (
        "Average points progress was 6.0 points among other pupils; among pupils with pupil "
        "premium: hidden, since so few pupils stand behind it that it could tell of a person."
    )
    assert headline(_share(0, 0, 1, Strength.TOO_FEW, quantities=())) == (
        "Lessons judged good or better: not known, because it was not recorded."
    )


@pytest.mark.parametrize(
    ("unit", "number", "told"),
    [
        ("teachers", 1, "With 1 teacher, "),
        ("teachers", 2, "With 2 teachers, "),
        ("people", 1, "With 1 person, "),
        ("staff", 1, "With 1 member of staff, "),
        ("staff", 5, "With 5 staff, "),
    ],
)
def test_one_teacher_and_two_teachers(unit: str, number: int, told: str) -> None:
    estimate = Estimate(0.5, 0.2, 0.8, number, "wilson")
    one = _share(
        0, 0, 1, Strength.TOO_FEW, change=None, unit=unit,
        quantities=(Quantity("", 1, 2, estimate=estimate),),
    )  # fmt: skip
    assert sentence(one).startswith(told)


def test_one_person_before_and_several_after() -> None:
    change = Estimate(0.1, -0.2, 0.4, 4, "newcombe-unpaired", n_before=1, n_after=3)
    finding = _share(7, 8, 14, Strength.TOO_FEW, change=change, paired=False)
    assert sentence(finding).endswith("from 1 teacher before and 3 after.")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.01, "rose by 1 percentage point ("),
        (-0.02, "fell by 2 percentage points ("),
        (0.004, "rose by under 1 percentage point ("),
        (-0.004, "fell by under 1 percentage point ("),
    ],
)
def test_a_small_change_is_neither_nought_nor_plural(value: float, told: str) -> None:
    change = Estimate(value, value - 0.001, value + 0.001, 900, "clustered-change")
    assert told in sentence(_share(1, 2, 3, Strength.CLEAR, change=change))


def test_a_small_difference_in_points_is_not_nought() -> None:
    change = Estimate(-0.03, -0.5, 0.4, 900, "mean-t")
    finding = Finding(
        "p", "?", Kind.MEAN, "average points progress", "", "pupils",
        (Quantity("Summer 2013", base=13, value=5.97),), change,
        compared_with="the national figure of 6", measured_in="points",
        strength=Strength.NOT_CLEAR,
    )  # fmt: skip
    assert sentence(finding) == (
        "The difference from the national figure of 6 is under 0.1 points (95 % interval from "
        "−0.5 to 0.4), from 900 pupils."
    )


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
