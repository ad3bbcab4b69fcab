"""Settings: every fault at once, in words that say how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.problems import InputError, UsageError, near_miss
from helpers.settings import Settings, presets, read_settings

SMALL = Path(__file__).parent / "schools" / "small" / "programme.toml"


def read(folder: Path, *changes: tuple[str, str]) -> Settings:
    text = SMALL.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "programme.toml").write_text(text, encoding="utf-8")
    return read_settings(folder)


def faults(folder: Path, *changes: tuple[str, str]) -> dict[str | None, str]:
    with pytest.raises(InputError) as error:
        read(folder, *changes)
    told = {one.column: one.said for one in error.value.problems}
    assert len(told) == len(error.value.problems), "a place is told twice"
    return told


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.judgement_scale().levels[0] == "inadequate"
    assert settings.privacy.pupil_base == 6
    assert settings.measure().compare == "gain"
    assert settings.term("2013-spring").name == "Spring 2013"


def test_notepads_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_text(SMALL.read_text(), encoding="utf-8-sig")
    assert read_settings(tmp_path).school == "Small school"


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        ('school = "Small school"', "school = 3"),
        ("programme =", "program ="),
        ("aim = ", "purpose = 'x'\naim = "),
        ('baseline = "2013-spring"', 'baseline = "2013-sprung"'),
        ("start = 2013-04-15", 'start = "15/04/2013"'),
        ("end = 2013-03-22", "end = 2012-03-22"),
        ('role = "culture"', 'role = "cultural"'),
        ('judgement = "ofsted-2012"', 'judgement = "ofsted-2013"\n[scales.skills]\nhighest = "5x"'),
        ('measure = "average-points"', 'measure = "points"\n[privacy]\npupil_base = 3'),
    )
    assert told == {
        "school": '"3" is not text. Put it in quotation marks, such as "3".',
        "program": 'It is not a setting, and programme is missing. Did you mean "programme"?',
        "purpose": told["purpose"],
        "default_terms.baseline": (
            '"2013-sprung" is not one of the terms. Did you mean "2013-spring"?'
        ),
        "terms number 2, start": (
            '"15/04/2013" is not a date. '
            "Write year-month-day without quotation marks, such as 2013-04-15."
        ),
        "terms number 1, end": (
            '"2012-03-22" is not after the term\'s start (2013-01-07). '
            "Correct one of the two dates."
        ),
        "questionnaires number 2, role": (
            '"cultural" is not one of the words for this setting. Did you mean "culture"?'
        ),
        "scales.judgement": (
            '"ofsted-2013" names a judgement scale that does not exist. Did you mean "ofsted-2012"?'
        ),
        "scales.skills.highest": (
            '"5x" is not a whole number. Write a whole number without quotation marks.'
        ),
        "progress.measure": told["progress.measure"],
        "privacy.pupil_base": '"3" is below 6, the least there may be. Raise it.',
    }
    assert "Use one of" in told["purpose"]
    assert "average-points" in told["progress.measure"]


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ('school = "Small school"\n', "", "school", "missing"),
        ('school = "Small school"', 'school = " "', "school", "empty"),
        ('id = "2013-summer"', 'id = "2013-spring"', "terms number 2, id", "earlier entry"),
        ('id = "2013-summer"', 'id = "2012/13"', "terms number 2, id", "hyphen"),
        ('id = "2013-summer"', 'id = ".."', "terms number 2, id", "hyphen"),
        ("start = 2013-04-15", "start = 2013-03-01", "terms number 2, start", "before it"),
        ("start = 2013-04-15", "start = 2013-04-15T09:00:00", "terms number 2, start", "time of"),
        ('item_scale = "confidence-4"', 'item_scale = "confidence"',
         "questionnaires number 1, item_scale", 'Did you mean "confidence-4"'),
        ("[progress]", '[planning]\nrequired_pairs = [["T01"]]\n[progress]',
         "planning.required_pairs number 1", "pair"),
        ("[progress]", "[planning.weights]\nworkload = -1\n[progress]",
         "planning.weights.workload", "below 0"),
        ("[progress]", "[planning.weights]\nwanted = 5000\n[progress]",
         "planning.weights.wanted", "above 1000"),
        ("[progress]", "[planning.weights]\nwantd = 5\n[progress]",
         "planning.weights.wantd", 'Did you mean "wanted"'),
        ("[progress]", '[planning]\nfacilitator_may_manage = "perhaps"\n[progress]',
         "planning.facilitator_may_manage", "true or false"),
        ("[progress]", '[planning]\ngroup_size = "four"\n[progress]',
         "planning.group_size", "not one of the words"),
        ("[progress]", "[planning]\nclosed = 2013-02-11\n[progress]", "planning.closed", "list"),
        ("[progress]", '[planning]\nperiods = [["09:00"]]\n[progress]',
         "planning.periods number 1", "start and the end"),
        ("[progress]", '[planning]\nperiods = [["9am", "10:00"]]\n[progress]',
         "planning.periods number 1, number 1", "time of day"),
        ("[progress]", '[planning]\nperiods = [["10:00", "09:00"]]\n[progress]',
         "planning.periods number 1", "ends before it starts"),
        ("[progress]", '[planning]\nperiods = [["9:00", "10:00"], ["09:30", "11:00"]]\n[progress]',
         "planning.periods number 2", "starts before the lesson before it ends"),
        ("[progress]", '[planning]\nperiods = 3\n[progress]', "planning.periods", "start and"),
        ("[progress]", '[scales.own_scrutiny.ours]\nname = "x"\nlevels = ["a", "b"]\n'
         'good_from = "c"\n[progress]', "scales.own_scrutiny.ours", "not a level"),
        ('aim = "', 'privacy = 3\naim = "', "privacy", "section"),
    ],
)  # fmt: skip
def test_a_fault_names_its_place(
    old: str, new: str, place: str, words: str, tmp_path: Path
) -> None:
    told = faults(tmp_path, (old, new))
    assert words in told[place]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"Small school"', "“Small school”", "curly"),
        ('"Small school"', "Small school", "Line 1"),
        ('"Small school"', '"C:\\school"', "backslash"),
        ("start = 2013-01-07", "start = 07/01/2013", "year-month-day"),
        ('school = "Small school"', 'school = "a"\nschool = "b"', "second time"),
    ],
)
def test_a_line_that_is_no_toml_is_named(old: str, new: str, words: str, tmp_path: Path) -> None:
    told = faults(tmp_path, (old, new))
    assert words in told[None]
    assert "Line" in told[None]


def test_a_term_that_does_not_exist_has_a_near_miss(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match='Did you mean "2013-summer"'):
        read(tmp_path).term("2013-sumer")


def test_presets_hold_what_ofsted_wrote() -> None:
    scales = presets()["judgement"]
    assert set(scales) == {"ungraded", "ofsted-2005", "ofsted-2012", "ofsted-2025"}


def test_a_long_list_of_choices_is_cut_short() -> None:
    said = near_miss("x", [f"T{number:03d}" for number in range(40)])
    assert said.endswith("T011 and 28 more.")
