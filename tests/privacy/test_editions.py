"""What each edition tells, and what it keeps back, on the example and on a school of few."""

from __future__ import annotations

import dataclasses

import pytest

from helpers.evidence import Evidence, evidence_of
from helpers.findings import Absent, ResultTable
from helpers.page import Answer
from helpers.phases import baseline, case_study, coaching, impact, skills_audit
from helpers.phases.building import NOT_FOLLOWED
from helpers.phases.cover import cover
from helpers.reporting.methods import hidden_notes
from helpers.school import School, read_school
from tests.conftest import EXAMPLE
from tests.privacy.schools import SMALL

SCHOOL, FEW = read_school(EXAMPLE), read_school(SMALL)
GOVERNORS, LEADERS, PUBLIC = (
    evidence_of(SCHOOL, audience=audience) for audience in ("governors", "leadership", "public")
)


def _with(school: School, table: str, **columns: object) -> School:
    """The school with columns of one table changed."""
    reading = school.tables[table]
    frame = reading.frame.assign(**columns)
    tables = {**school.tables, table: dataclasses.replace(reading, frame=frame)}
    return dataclasses.replace(school, tables=tables)


def _numbers(answer: Answer) -> list[ResultTable]:
    return [*(one.numbers for one in answer.figures), *answer.tables]


def test_who_only_observed_or_was_only_observed_is_not_told_where_it_is_one_person() -> None:
    done = SCHOOL.tables["sessions"].frame.query("status == 'completed'")
    assert set(done["observed_id"]) ^ set(done["observer_id"]) == {"D01"}
    assert len(coaching.participation(LEADERS).figures[0].numbers.rows) == 4
    (only,) = coaching.participation(GOVERNORS).figures[0].numbers.rows
    assert only[0] == "In at least one peer observation"


def test_people_seen_once_are_not_given_away_by_those_seen_twice() -> None:
    """One coach answered in spring only, another in summer only."""
    told, named = impact.coaches(GOVERNORS).findings[0], impact.coaches(LEADERS).findings[0]
    assert told.quantities == named.quantities
    assert (told.paired, named.paired) == (False, True)
    assert NOT_FOLLOWED in told.caveats
    assert NOT_FOLLOWED not in named.caveats
    assert impact.lessons(GOVERNORS).findings[0].paired, "the same seven teachers, both times"


def test_a_hidden_number_takes_its_caveats_tests_and_rows_with_it() -> None:
    hidden = [
        one
        for one in baseline.results(evidence_of(FEW, "2013-summer", "2013-summer")).findings
        if one.suppressed
    ]
    assert hidden
    assert all((one.caveats, one.notes, one.sources) == ((), (), ()) for one in hidden)


def test_both_year_groups_are_hidden_where_one_is_small() -> None:
    """Four pupils in year 5, eight in year 6: all twelve are told of, so neither is."""
    evidence = evidence_of(FEW, "2013-summer", "2013-summer")
    years = [one for one in baseline.results(evidence).findings if one.group.startswith("Year")]
    assert [one.suppressed for one in years] == [True, True]


def test_up_and_down_is_told_of_all_skills_together_where_a_skill_would_tell_of_one() -> None:
    (by_skill,) = skills_audit.changes(LEADERS).tables
    (together,) = skills_audit.changes(GOVERNORS).tables
    assert [row[0] for row in together.rows] == ["All skills"]
    sums = [sum(int(str(row[at])) for row in by_skill.rows) for at in (1, 2, 3)]
    assert list(together.rows[0][1:]) == sums


def test_a_strategy_that_only_one_person_names_is_not_told_by_its_words() -> None:
    sessions = SCHOOL.tables["sessions"].frame
    first = sessions["strategy_adopted"].dropna().index[0]
    words = sessions["strategy_adopted"].mask(sessions.index == first, "juggling")
    school = _with(SCHOOL, "sessions", strategy_adopted=words)

    def told(audience: str) -> list[object]:
        (figure,) = coaching.strategies(evidence_of(school, audience=audience)).figures
        return [row[0] for row in figure.numbers.rows]

    assert "juggling" in told("leadership")
    assert "juggling" not in told("governors")
    assert "other strategies" in told("governors")


def test_a_criterion_seen_with_few_teachers_is_hidden_in_sentence_and_figure_alike() -> None:
    books = SCHOOL.tables["work_scrutiny"].frame
    spring = books[(books["term"] == "2013-spring") & (books["criterion"] == "feedback")]
    few = set(sorted(set(spring["staff_id"]))[:4])
    gone = (books["criterion"] == "feedback") & ~books["staff_id"].isin(few)
    school = _with(SCHOOL, "work_scrutiny", criterion=books["criterion"].mask(gone, "questioning"))
    answer = baseline.scrutiny(evidence_of(school))
    (hidden,) = [one for one in answer.findings if one.suppressed]
    rows = {row[0]: row[1:] for row in answer.figures[0].numbers.rows}
    assert hidden.group.casefold() == "feedback"
    assert set(rows["feedback"]) == {Absent.SUPPRESSED}


@pytest.mark.parametrize(
    "question",
    [skills_audit.expertise, skills_audit.support, coaching.delivery, skills_audit.changes],
)
def test_the_public_edition_tells_findings_but_no_staff_skill_by_skill_and_no_dates(
    question: object,
) -> None:
    governors, public = question(GOVERNORS), question(PUBLIC)  # type: ignore[operator]
    assert [one.key for one in public.findings] == [one.key for one in governors.findings]
    assert governors.figures
    assert not public.figures


def test_colleagues_words_are_for_governors_without_names_and_not_for_the_public() -> None:
    frame = SCHOOL.tables["sessions"].frame
    school = _with(SCHOOL, "sessions", notes=frame["notes"] + " Teacher B’s idea, said H01.")
    governors, public, leaders = (
        coaching.quotations(evidence_of(school, audience=one))
        for one in ("governors", "public", "leadership")
    )
    (table,) = governors.tables
    assert {str(row[0])[-42:] for row in table.rows} == {
        " [a colleague]’s idea, said [a colleague]."
    }
    assert public.tables == ()
    assert "quotes no one" in public.notice
    shown = next(one for one in leaders.tables if one.caption.startswith("Quotations"))
    marked = frame[frame["share"].fillna(False) & frame["notes"].notna()]
    assert [row[0] for row in shown.rows] == [
        f"sessions.csv, row {row}: note" for row in marked.index
    ]
    assert all("Teacher B’s" in str(row[1]) and "Teacher" not in str(row[2]) for row in shown.rows)


def test_leaders_see_every_other_text_that_loses_a_name_or_may_still_hold_one() -> None:
    titles = (
        SCHOOL.tables["workshops"]
        .frame["title"]
        .replace({"Questions that make pupils think": "Questions, with Teacher B"})
    )
    answer = coaching.quotations(
        evidence_of(_with(SCHOOL, "workshops", title=titles), audience="leadership")
    )
    others = answer.tables[-1]
    assert ("Questions, with Teacher B", "Questions, with [a colleague]") in [
        row[1:3] for row in others.rows
    ]


def test_few_records_of_pupils_are_not_even_counted() -> None:
    evidence = evidence_of(FEW, "2013-summer")
    (table,) = case_study.measures(evidence, "cpd").tables
    rows = {row[0]: row[-1] for row in table.rows}
    assert rows["Pupil interviews: answers"] is Absent.SUPPRESSED
    (details,) = case_study.details(evidence, "cpd").tables
    assert "from pupils" not in str(details.rows)
    assert "from pupils" in str(case_study.details(GOVERNORS, "cpd").tables[0].rows)


@pytest.mark.parametrize("evidence", [GOVERNORS, PUBLIC])
def test_a_page_says_how_much_is_hidden_and_by_which_rules(evidence: Evidence) -> None:
    rules = cover(evidence).rules
    answer = coaching.pupil_voice(evidence)
    html = str(answer._repr_mimebundle_()["text/html"])
    told = hidden_notes(rules, html, answer.findings)
    hidden = sum(
        cell is Absent.SUPPRESSED
        for table in _numbers(answer)
        for row in table.rows
        for cell in row
    )
    assert hidden
    assert f"On this page {hidden} numbers in tables and no findings are hidden." in told
    assert told.count("<li>") == len(rules)


def test_leaders_are_told_of_no_rules_since_nothing_is_hidden_from_them() -> None:
    assert cover(LEADERS).rules == ()
    assert hidden_notes((), "", ()) == ""
