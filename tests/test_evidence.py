"""What each audience may see, decided in one place."""

from __future__ import annotations

import dataclasses

import pytest

from helpers.evidence import Evidence, evidence_of, open_evidence
from helpers.problems import UsageError
from helpers.school import read_school
from tests.conftest import EXAMPLE

SCHOOL = read_school(EXAMPLE)


def _cells(evidence: Evidence) -> set[str]:
    found: set[str] = set()
    for frame in evidence.frames.values():
        for column in frame.select_dtypes(["object", "str"]):
            found |= set(frame[column].dropna().astype(str))
    return found


@pytest.mark.parametrize("audience", ["governors", "public"])
def test_no_name_and_no_id_passes_to_governors_or_the_public(audience: str) -> None:
    staff = SCHOOL.tables["staff"].frame
    seen = _cells(evidence_of(SCHOOL, audience=audience))
    assert not seen & {*staff["staff_id"], *staff["name"]}


def test_private_words_stay_with_those_who_wrote_them() -> None:
    governors = evidence_of(SCHOOL).table("sessions")
    leaders = evidence_of(SCHOOL, audience="leadership").table("sessions")
    assert governors["notes"].notna().sum() == (leaders["notes"].notna().sum())
    assert leaders.loc[leaders["share"].fillna(False) == False, "notes"].isna().all()  # noqa: E712
    assert evidence_of(SCHOOL).table("observations")["strengths"].isna().all()
    assert (
        evidence_of(SCHOOL, audience="leadership").table("observations")["strengths"].notna().any()
    )


def test_rows_of_one_person_stay_together_under_a_code() -> None:
    named = evidence_of(SCHOOL, audience="leadership").table("observations")
    coded = evidence_of(SCHOOL).table("observations")
    assert sorted(named.groupby("staff_id").size()) == sorted(coded.groupby("staff_id").size())
    assert named["staff_id"].nunique() == coded["staff_id"].nunique() == 7


def test_codes_of_two_audiences_cannot_be_matched_by_their_order() -> None:
    one = evidence_of(SCHOOL).table("observations")["staff_id"].tolist()
    other = evidence_of(SCHOOL, audience="public").table("observations")["staff_id"].tolist()
    assert one != other


def test_a_name_in_the_schools_own_words_is_taken_out_for_governors() -> None:
    told = dataclasses.replace(SCHOOL, narrative={"aim": "Teacher A and T03 had the idea."})
    assert evidence_of(told).words("aim") == "[a colleague] and [a colleague] had the idea."
    assert "Teacher A" in evidence_of(told, audience="leadership").words("aim")


def test_a_column_of_words_that_is_all_blank_stays_a_column_of_words() -> None:
    """A school may name no subject in any of its national figures; matching words must work."""
    blank = SCHOOL.tables["benchmarks"].frame.assign(subject=None).astype({"subject": "str"})
    tables = {**SCHOOL.tables}
    tables["benchmarks"] = dataclasses.replace(tables["benchmarks"], frame=blank)
    seen = evidence_of(dataclasses.replace(SCHOOL, tables=tables)).table("benchmarks")
    assert seen["subject"].dtype == "str"
    assert seen["subject"].isna().all()


def test_the_study_has_its_own_words_before_the_common_ones() -> None:
    evidence = evidence_of(SCHOOL)
    assert evidence.words("aim", "cpd") != evidence.words("aim")
    assert evidence.words("rationale", "cpd") == evidence.words("rationale")
    assert evidence.words("unwritten") == ""


def test_terms_default_to_the_settings_and_the_baseline_moves_with_an_earlier_term() -> None:
    usual = open_evidence(EXAMPLE)
    assert (usual.baseline.id, usual.term.id) == ("2013-spring", "2013-summer")
    spring = open_evidence(EXAMPLE, "2013-spring")
    assert (spring.baseline.id, spring.term.id) == ("2012-autumn", "2013-spring")
    first = open_evidence(EXAMPLE, "2012-autumn")
    assert not first.compares


def test_a_baseline_after_the_term_is_refused() -> None:
    with pytest.raises(UsageError, match="must come before"):
        open_evidence(EXAMPLE, "2013-spring", "2013-summer")


def test_narrowing_leaves_tables_without_the_column_alone() -> None:
    evidence = evidence_of(SCHOOL)
    part = evidence.narrowed(year_group="4", subject="reading")
    assert set(part.table("progress")["year_group"]) == {"4"}
    assert set(part.table("progress")["subject"]) == {"reading"}
    assert len(part.table("audit")) == len(evidence.table("audit"))
    assert len(evidence.narrowed(subject=None).table("progress")) == len(evidence.table("progress"))


def test_a_photograph_is_read_from_its_folder_only() -> None:
    evidence = evidence_of(SCHOOL)
    assert evidence.photograph("workshop.png") is not None
    assert evidence.photograph("../programme.toml") is None
