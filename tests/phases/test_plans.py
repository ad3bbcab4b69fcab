"""What reports say of plans: the decided beside the proposed, alternatives, and to whom."""

from __future__ import annotations

import shutil
from dataclasses import fields
from itertools import combinations
from pathlib import Path

import pytest

from helpers.evidence import open_evidence
from helpers.phases import planning_input as given
from helpers.phases import skills_audit
from helpers.phases.other_plans import differences, others_table, same_sets
from helpers.phases.plans import decided_sets, others, prices, proposal
from helpers.planning.groups.benefit import Weights
from helpers.school import read_school
from helpers.settings import Planning
from tests.conftest import EXAMPLE
from tests.decisions.schools import TERM, about_to_plan, rows, settings

LEADERS = open_evidence(EXAMPLE, TERM, None, "leadership")


def test_the_examples_sets_are_the_planners_and_the_report_shows_them_once() -> None:
    assert same_sets(decided_sets(LEADERS), proposal(LEADERS))
    answer = skills_audit.groups(LEADERS)
    assert "The sets as decided are those that the planner proposes." in answer.statements
    assert len(answer.figures) == 1


def test_sets_that_differ_are_told_apart() -> None:
    spring = open_evidence(EXAMPLE, "2013-spring", None, "leadership")
    decided, proposed = decided_sets(spring), proposal(spring)
    ours = {(one.members, one.facilitator) for one in decided.plan.groups}
    theirs = {(one.members, one.facilitator) for one in proposed.plan.groups}
    told = " ".join(differences(spring, decided, proposed))
    assert f"{len(ours & theirs)} of {len(ours)} are the same in both" in told
    assert str(proposed.plan.total) in told
    assert len(skills_audit.groups(spring).figures) == 2


def test_pairs_that_would_meet_again_are_named(tmp_path: Path) -> None:
    school = about_to_plan(tmp_path / "school")
    with (school / "groups.csv").open("a", encoding="utf-8") as file:
        file.write(f"{TERM},X,T01,peer,15/04/2013,\n{TERM},X,T02,peer,15/04/2013,\n")
    evidence = open_evidence(school, TERM, None, "leadership")
    told = " ".join(differences(evidence, decided_sets(evidence), proposal(evidence)))
    assert "shortly before: Teacher A and Teacher B." in told


def test_alternatives_are_told_with_what_they_give_up_and_share() -> None:
    best, found = proposal(LEADERS).plan, others(LEADERS)
    table = others_table(LEADERS, best, found)
    pairs = {pair for one in best.groups for pair in combinations(sorted(one.everyone), 2)}
    for number, (row, one) in enumerate(zip(table.rows[1:], found, strict=True), start=1):
        again = {pair for g in one.plan.groups for pair in combinations(sorted(g.everyone), 2)}
        gives = sum(score.value for score in best.scores) - sum(s.value for s in one.plan.scores)
        assert row[0] == str(number)
        assert str(row[2]).startswith(f"{gives} point" if gives else "nothing")
        assert row[3] == f"{len(pairs & again)} of {len(pairs)}"
        assert all(LEADERS.person(who) in str(row[1]) for g in one.plan.groups for who in g.members)


@pytest.mark.parametrize("audience", ["governors", "public"])
def test_pairs_and_alternatives_are_for_leaders_only(audience: str) -> None:
    evidence = open_evidence(EXAMPLE, TERM, None, audience)
    for answer in (skills_audit.groups(evidence), skills_audit.timetable(evidence)):
        assert not answer.tables
        text = str(answer._repr_mimebundle_())
        assert "as in the proposal" not in text
        assert not [row["name"] for row in rows(EXAMPLE, "staff") if row["name"] in text]


def test_rules_about_named_people_hold_for_governors_too(tmp_path: Path) -> None:
    """Under their codes: a pair that leaders' groups must have is no contradiction to others."""
    school = about_to_plan(tmp_path / "school")
    settings(school, required_pairs='[["T01", "T05"]]', forbidden_pairs='[["T02", "T03"]]')
    seen = {
        audience: skills_audit.groups(open_evidence(school, TERM, None, audience)).statements[0]
        for audience in ("leadership", "governors", "public")
    }
    assert set(seen.values()) == {seen["leadership"]}
    assert "contradict" not in seen["leadership"]


def test_who_does_not_take_part_is_in_no_set(tmp_path: Path) -> None:
    school = about_to_plan(tmp_path / "school")
    settings(school, not_taking_part='["A01", "A02", "T05"]', facilitators='["D01"]')
    plan = proposal(open_evidence(school, TERM, None, "leadership")).plan
    members = {who for one in plan.groups for who in one.members}
    assert not members & {"A01", "A02", "T05", "D01"}


def test_an_id_in_the_settings_that_nobody_has_is_named(tmp_path: Path) -> None:
    school = tmp_path / "school"
    shutil.copytree(EXAMPLE, school)
    settings(school, facilitators='["D1"]', forbidden_pairs='[["T01", "T99"]]')
    told = {(one.column, one.value): one.mend for one in read_school(school).problems}
    assert told.keys() == {("planning.facilitators", "D1"), ("planning.forbidden_pairs", "T99")}
    assert told["planning.facilitators", "D1"] == 'Did you mean "D01"?'


def test_what_the_settings_leave_out_is_worth_what_the_planner_says() -> None:
    ours, theirs = Planning().weights.model_dump(), Weights()
    ours["year_spread"] = ours.pop("years")
    known = {one.name for one in fields(Weights)}
    assert ours.keys() <= known
    assert {name: getattr(theirs, name) for name in ours} == ours


def test_weights_reach_the_planner(tmp_path: Path) -> None:
    school = tmp_path / "school"
    shutil.copytree(EXAMPLE, school)
    path = school / "programme.toml"
    text = path.read_text(encoding="utf-8").replace("spread of years", "same phase")
    path.write_text(f"{text}\n[planning.weights]\nwanted = 7\nyears = 2\n", encoding="utf-8")
    evidence = open_evidence(school, TERM, None, "leadership")
    rules = given.rules(evidence, evidence.term)
    assert (rules.weights.wanted, rules.weights.year_spread) == (7, -2)


def test_what_each_rule_costs_is_told_to_leaders_alone() -> None:
    evidence = open_evidence(EXAMPLE, audience="leadership")
    plan = proposal(evidence).plan
    told = {one.rule: one.points for one in prices(evidence, plan)}
    (table,) = [
        t for t in skills_audit.groups(evidence).tables if t.caption == "What each rule costs"
    ]
    assert len(table.rows) == len(told) > 0
    for _, cost in table.rows:
        assert cost == "nothing" or "point" in str(cost) or "place" in str(cost)
    governors = skills_audit.groups(open_evidence(EXAMPLE))
    assert not governors.tables
