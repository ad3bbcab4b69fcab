"""Facts about single answers, on the example, with numbers worked out another way."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from helpers.evidence import Evidence, evidence_of
from helpers.findings import Absent, Share
from helpers.phases import (
    baseline,
    case_study,
    coaching,
    external_links,
    impact,
    skill_records,
    skills_audit,
    triangulation,
)
from helpers.phases.planning_input import experienced
from helpers.planning.expertise import Thresholds
from helpers.problems import UsageError
from helpers.school import read_school
from tests.conftest import EXAMPLE

SCHOOL = read_school(EXAMPLE)
GOVERNORS, LEADERS = evidence_of(SCHOOL), evidence_of(SCHOOL, audience="leadership")
PHASES = (skills_audit, baseline, coaching, impact, external_links)


def _csv(name: str) -> pd.DataFrame:
    return pd.read_csv(EXAMPLE / f"{name}.csv", dtype=str)


def _questions() -> list[object]:
    return [
        pytest.param(function, id=f"{module.__name__.rsplit('.', 1)[1]}.{name}")
        for module in PHASES
        for name, function in vars(module).items()
        if callable(function) and function.__module__ == module.__name__ and name[0] != "_"
    ]


@pytest.mark.parametrize("question", _questions())
def test_governors_and_leaders_are_told_the_same_numbers_where_both_are_told(
    question: object,
) -> None:
    """An audience hides; it never changes a number.

    What counts sources or questions counts fewer of them where some are hidden.
    """
    if question in (baseline.triangulation, baseline.priorities, baseline.challenge):
        return
    told = {one.key: one for one in question(LEADERS).findings}  # type: ignore[operator]
    for one in question(GOVERNORS).findings:  # type: ignore[operator]
        if not one.suppressed and one.key in told:
            assert one.quantities == told[one.key].quantities


@pytest.mark.parametrize("question", _questions())
def test_no_person_stands_in_a_governors_answer(question: object) -> None:
    bundle = question(GOVERNORS)._repr_mimebundle_()  # type: ignore[operator]
    staff = _csv("staff")
    text = str(bundle)
    assert not [name for name in staff["name"] if name in text]
    assert "person 0" not in text


@pytest.mark.parametrize("question", _questions())
def test_a_headline_ends_as_a_sentence_and_names_its_question(question: object) -> None:
    for one in question(LEADERS).findings:  # type: ignore[operator]
        assert one.question.endswith("?")
        assert one.key.count(".") >= 1


def test_supply_and_demand_are_those_of_the_audit() -> None:
    audit = _csv("audit")
    audit = audit[audit["term"] == "2013-summer"]
    (finding,) = skills_audit.support(GOVERNORS).findings
    wanted = set(audit.loc[audit["wants_support"] == "yes", "skill"])
    offered = set(audit.loc[audit["can_support"] == "yes", "skill"])
    assert (finding.quantities[0].count, finding.quantities[0].base) == (
        len(wanted - offered), len(wanted),
    )  # fmt: skip


def test_observers_agreement_is_counted_by_hand() -> None:
    lessons = _csv("observations")
    both = lessons[(lessons["term"] == "2013-spring") & lessons["second_judgement"].notna()]
    words = {"requires improvement": "satisfactory"}
    same = both["judgement"].replace(words) == both["second_judgement"].replace(words)
    finding = baseline.observers(GOVERNORS).findings[0]
    assert (finding.quantities[0].count, finding.quantities[0].base) == (same.sum(), len(same))


def test_staff_left_out_are_counted_for_governors_and_named_for_leaders() -> None:
    sessions = _csv("sessions")
    done = sessions[sessions["status"] == "completed"]
    took_part = {*done["observer_id"], *done["observed_id"]}
    (finding,) = coaching.participation(GOVERNORS).findings
    assert finding.quantities[0].count == len(took_part)
    (named,) = coaching.participation(LEADERS).statements
    assert "Assistant C and Assistant D" in named
    assert coaching.participation(GOVERNORS).statements == ()


def test_few_answers_of_pupils_are_hidden_and_not_given_back_by_the_total() -> None:
    spring = evidence_of(SCHOOL, "2013-spring")
    for figure in coaching.pupil_voice(spring).figures:
        cells = [row[1] for row in figure.numbers.rows]
        assert cells.count(Absent.SUPPRESSED) != 1


def test_sources_that_differ_are_asked_about() -> None:
    areas = {one.name: one for one in triangulation.areas(GOVERNORS)}
    assert areas["feedback"].verdict == "differ", "self-rated strong, books weak"
    (table,) = baseline.challenge(GOVERNORS).tables
    asked = [str(row[0]) for row in table.rows]
    assert "What explains the difference on feedback?" in asked
    assert any("mathematics, reading and writing in Year 4" in one for one in asked)


def test_lessons_of_a_year_groups_one_teacher_are_for_leaders_only() -> None:
    told = " ".join(str(row) for row in baseline.challenge(GOVERNORS).tables[0].rows)
    assert "lessons seen there" not in told
    named = " ".join(str(row) for row in baseline.challenge(LEADERS).tables[0].rows)
    assert "All 2 lessons seen there were judged good or better" in named


def test_every_objective_is_split_by_verdict() -> None:
    given = Counter(_csv("objectives")["verdict"])
    split = next(one for one in impact.objectives(GOVERNORS).findings if one.key.endswith("split"))
    assert [one.count for one in split.quantities] == [
        given["fully"], given["partly"], given["not met"],
    ]  # fmt: skip


def test_anonymous_forms_are_never_paired() -> None:
    finding = impact.culture(GOVERNORS).findings[0]
    assert finding.paired is False
    assert finding.change is not None
    assert (finding.change.n_before, finding.change.n_after) == (10, 8)


def test_what_got_worse_is_raised_by_the_figures_themselves() -> None:
    (table,) = external_links.next_steps(GOVERNORS).tables
    told = " ".join(str(row) for row in table.rows)
    assert "Time and support" in told
    assert "Year 4" in told


def test_a_picture_without_consent_is_never_shown() -> None:
    answer = case_study.consent(GOVERNORS, "cpd")
    assert [one.alt for one in answer.figures] == [
        "A drawing of teachers round a table at a workshop"
    ]


def test_an_unknown_study_is_told_the_near_miss() -> None:
    with pytest.raises(UsageError, match='Did you mean "cpd"'):
        case_study.title(GOVERNORS, "cpdd")


def _ungraded() -> Evidence:
    scales = SCHOOL.settings.scales.model_copy(update={"judgement": "ungraded"})
    settings = SCHOOL.settings.model_copy(update={"scales": scales})
    return evidence_of(type(SCHOOL)(**{**_fields(), "settings": settings}))


def _fields() -> dict[str, object]:
    return {name: getattr(SCHOOL, name) for name in SCHOOL.__dataclass_fields__}


def test_a_school_that_does_not_grade_is_told_of_next_steps_seen_again() -> None:
    answer = baseline.lessons(_ungraded())
    assert [one.key for one in answer.findings] == ["baseline.lessons.seen_again"]
    assert "14 lessons observed" in answer.statements[0]


def test_what_others_saw_stands_beside_self_ratings_for_leaders_alone() -> None:
    """Counted from the files: the last self-rating, and lessons and books that reach the line."""
    assert all(
        table.title != skill_records.TITLE for table in skills_audit.expertise(GOVERNORS).tables
    )
    (table,) = skill_records.beside_ratings(LEADERS)
    names = dict(_csv("staff")[["name", "staff_id"]].to_numpy())
    audit, lessons, books = _csv("audit"), _csv("observations"), _csv("work_scrutiny")
    last = audit[audit["term"] == audit["term"].iloc[-1]].set_index(["skill", "staff_id"])
    lessons = lessons.dropna(subset=["focus"])
    expected = {
        (skill, who)
        for skill, who in last.index
        if ((lessons["staff_id"] == who) & (lessons["focus"] == skill)).any()
        or ((books["staff_id"] == who) & (books["criterion"] == skill)).any()
    }
    assert {(row[0], names[row[1]]) for row in table.rows} == expected
    for row in table.rows:
        who = names[row[1]]
        assert str(row[2]) == last.loc[(row[0], who), "rating"]
        own = lessons[(lessons["staff_id"] == who) & (lessons["focus"] == row[0])]
        if own.empty:
            assert row[6] is Absent.MISSING
        else:
            reached = own["judgement"].isin(["good", "outstanding"]).sum()
            assert row[6] == Share(int(reached), len(own))


def test_people_are_experienced_by_role_or_by_the_middle_of_their_ratings() -> None:
    lines = Thresholds(can_help_from=4, wants_up_to=2)
    assert experienced("class teacher", [1, 4, 4], lines) is True
    assert experienced("class teacher", [1, 2, 5], lines) is False
    assert experienced("class teacher", [2, 3, 5], lines) is None
    assert experienced("class teacher", [2, 5], lines) is False
    assert experienced("class teacher", [], lines) is None
    assert experienced("ECT, year 2", [5, 5, 5], lines) is False
    assert experienced("director of music", [5, 5, 5], lines) is True
