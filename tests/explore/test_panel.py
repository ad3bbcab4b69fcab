"""The panel of drop-down lists: the phase's own functions, for a chosen part of the school."""

from __future__ import annotations

from typing import Any

from helpers.evidence import evidence_of
from helpers.explore.panel import answer, explore, values
from helpers.phases import impact
from helpers.school import read_school
from tests.conftest import EXAMPLE

EVIDENCE = evidence_of(read_school(EXAMPLE), audience="leadership")
QUESTIONS = {"Lessons": impact.lessons, "Progress": impact.progress}


def _dropdowns(panel: Any) -> dict[str, Any]:
    return {one.description: one for one in panel.children[0].children}


def test_the_lists_offer_what_the_tables_hold() -> None:
    lists = _dropdowns(explore(EVIDENCE, QUESTIONS, "term", "year_group", "subject", "pupil_group"))
    assert list(lists) == ["Question", "Term", "Year group", "Subject", "Pupil group"]
    assert [label for label, _ in lists["Term"].options] == [
        "Autumn 2012", "Spring 2013", "Summer 2013",
    ]  # fmt: skip
    assert lists["Term"].value == "2013-summer"
    assert [label for label, _ in lists["Subject"].options] == [
        "all", "mathematics", "reading", "writing",
    ]  # fmt: skip


def test_a_choice_shows_the_answer_for_that_part() -> None:
    panel = explore(EVIDENCE, QUESTIONS, "term", "year_group")
    lists = _dropdowns(panel)
    lists["Question"].value = "Progress"
    lists["Year group"].value = "4"
    chosen = {"question": "Progress", "term": "2013-summer", "year_group": "4"}
    assert "Year 4" in panel.children[1].value
    assert "Year 6" not in panel.children[1].value
    (finding,) = answer(EVIDENCE, QUESTIONS, chosen).findings
    assert finding.group == "Year 4"
    whole = next(one for one in impact.progress(EVIDENCE).findings if one.group == "Year 4")
    assert finding.quantities == whole.quantities


def test_another_term_takes_its_own_baseline() -> None:
    found = answer(EVIDENCE, QUESTIONS, {"question": "Lessons", "term": "2013-spring"})
    assert [one.label for one in found.findings[0].quantities] == ["Autumn 2012", "Spring 2013"]


def test_a_pupil_group_narrows_the_pupils() -> None:
    chosen = {"question": "Progress", "term": None, "pupil_group": "pupil_premium"}
    found = answer(EVIDENCE, QUESTIONS, chosen)
    whole = {one.group: one.quantities[-1].base for one in impact.progress(EVIDENCE).findings}
    for one in found.findings:
        if one.unit == "pupils" and one.quantities[-1].base is not None:
            assert one.quantities[-1].base < (whole[one.group] or 0)


def test_what_cannot_be_shown_is_said_not_raised() -> None:
    chosen = {"question": "Progress", "term": "2013-summer", "subject": "Latin"}
    assert "no usable rows" in answer(EVIDENCE, QUESTIONS, chosen).notice


def test_values_are_those_that_occur() -> None:
    assert values(EVIDENCE, "year_group") == ["1", "2", "3", "4", "5", "6"]
