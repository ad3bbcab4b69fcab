"""Year groups side by side, and the questions that follow from documented rules."""

from __future__ import annotations

from helpers.findings import Share
from helpers.phases import baseline, year_map
from tests.phases.schools import GOVERNORS, LEADERS, raw


def _table(evidence: object, of: str) -> dict[str, tuple[object, ...]]:
    tables = baseline.triangulation(evidence).tables  # type: ignore[arg-type]
    found = [one for one in tables if of in one.caption]
    return {str(row[0]): row[1:] for row in found[0].rows} if found else {}


def test_year_groups_are_set_beside_results_for_leaders() -> None:
    staff, books = raw("staff"), raw("work_scrutiny")
    lessons = raw("observations")
    taught = staff.loc[staff["year_groups"].fillna("").str.split(";").map(lambda y: "4" in y)]
    mine = books[(books["term"] == "2013-spring") & books["staff_id"].isin(taught["staff_id"])]
    good = mine["judgement"].isin(["most of the time", "consistently"])
    seen = lessons[(lessons["term"] == "2013-spring") & (lessons["year_group"] == "4")]
    row = _table(LEADERS, "year group")["Year 4"]
    assert row[2] == Share(int(good.sum()), len(mine))
    assert row[1] == Share(int(seen["judgement"].isin(["good", "outstanding"]).sum()), len(seen))
    assert row[4] == "2.3 points below national"


def test_governors_see_no_year_groups_teacher() -> None:
    assert not _table(GOVERNORS, "year group")
    assert "Leaders see that map" in " ".join(baseline.triangulation(GOVERNORS).statements)
    for area in year_map.years(GOVERNORS):
        assert all(not sight.base for sight in area.sights[:4])


def test_a_year_group_below_national_in_all_subjects_is_one_question() -> None:
    (table,) = baseline.challenge(LEADERS).tables
    asked = {str(row[0]): str(row[1]) for row in table.rows}
    because = asked[
        "Lessons and mathematics, reading and writing in Year 4 differ. "
        "What explains the difference?"
    ]
    assert "All 2 lessons seen there were judged good or better." in because
    assert "mathematics (2.9 against 6)" in because


def test_every_question_names_its_evidence_and_the_rules_are_printed() -> None:
    for evidence in (GOVERNORS, LEADERS):
        answer = baseline.challenge(evidence)
        for ask, because in answer.tables[0].rows:
            assert str(ask).endswith("?")
            assert any(digit.isdigit() for digit in str(because))
        assert "A question is asked where" in answer.statements[0]
