"""Who can help with what, what that is worth, and why a plan is as it is."""

from __future__ import annotations

import pytest

from helpers.planning.expertise import (
    Expertise,
    Person,
    Seen,
    SkillRating,
    SkillRecord,
    Thresholds,
    skill_records,
)
from helpers.planning.groups.benefit import Benefit, Transfer, Weights
from helpers.planning.groups.explain import explain_groups
from helpers.planning.groups.proposing import propose_groups
from helpers.planning.groups.rules import GroupRules
from tests.planning.schools import gain, permitted, school, value

AUDIT = (
    SkillRating("A", "feedback", 5, can_support=True),
    SkillRating("B", "feedback", 4, can_support=False),
    SkillRating("C", "feedback", 2, wants_support=True),
    SkillRating("D", "feedback", 1),
    SkillRating("A", "questioning", 3, wants_support=True),
    SkillRating("C", "questioning", 4, can_support=True, wants_support=True),
    SkillRating("D", "behaviour", 2),
)


def test_supply_demand_and_what_nobody_covers() -> None:
    expertise = Expertise.of(AUDIT)
    behaviour, feedback, questioning = expertise.skills
    assert (feedback.can_help, feedback.asked, feedback.low) == (("A",), ("C",), ("D",))
    assert (feedback.supply, feedback.demand, feedback.uncovered) == (1, 2, ())
    assert (behaviour.demand, behaviour.uncovered) == (1, ("D",))
    assert expertise.nobody_can_help_with == ("behaviour",)
    assert expertise.helps_with("A") == ("feedback",)
    assert expertise.asks_for("C") == ("feedback", "questioning")
    # The only helper cannot cover their own wish.
    assert questioning.uncovered == ("C",)
    assert not questioning.nobody_can_help


def test_thresholds_move_the_lines() -> None:
    strict = Expertise.of(AUDIT, Thresholds(can_help_from=5, wants_up_to=1))
    assert strict.skills[2].can_help == ()
    assert strict.skills[0].demand == 0


def test_a_record_holds_every_audit_and_what_others_saw() -> None:
    before = [SkillRating("A", "feedback", 3), SkillRating("Z", "feedback", 5, can_support=True)]
    seen = Seen("A", "feedback", 1, 2)
    found = skill_records([before, AUDIT], lessons=[seen, Seen("B", "behaviour", 1, 1)])
    by_key = {(one.staff_id, one.skill): one for one in found}
    # Who did not fill in the last audit is not in it; nobody is where they rated nothing.
    assert set(by_key) == {(one.staff_id, one.skill) for one in AUDIT}
    assert by_key["A", "feedback"] == SkillRecord("A", "feedback", (3, 5), 5, False, seen)
    assert by_key["C", "questioning"].ratings == (None, 4)
    assert (by_key["C", "questioning"].can_help_at, by_key["C", "questioning"].wants) == (4, True)
    assert by_key["B", "feedback"].can_help_at is None
    assert skill_records([]) == ()


def test_points_of_a_pair_by_hand() -> None:
    people = [Person("A", year_groups=("R",)), Person("C", year_groups=("2", "6"))]
    benefit = Benefit.of(people, Expertise.of(AUDIT))
    assert benefit.learned("C", ["A"]) == (Transfer("feedback", "A", "C", 3, True, 9),)
    assert (benefit.learning("A", "C"), benefit.learning("C", "A")) == (9, 3)
    # 9 and 3 learned, 5 for both directions, 2 for reception and year 2.
    assert benefit.pair_value("A", "C") == 9 + 3 + 5 + 2
    met = Benefit.of(people, Expertise.of(AUDIT), Weights(year_spread=-1), [("C", "A")])
    assert met.pair_value("A", "C") == 9 + 3 + 5 - 2 - 10


def test_experience_beside_inexperience_and_leaning_on_one_colleague() -> None:
    """A teaches C and D; E teaches D as much, so D would learn no less without A."""
    people = [
        Person("A", experienced=True), Person("C", experienced=False), Person("D"), Person("E"),
    ]  # fmt: skip
    benefit = Benefit.of(people, Expertise.of([*AUDIT, SkillRating("E", "feedback", 5, True)]))
    assert benefit.mixed("AC")
    assert not benefit.mixed("AD")
    assert benefit.relied_on("ACD") == ("A",)
    assert benefit.relied_on("ADE") == ()
    # 9 and 4 from A, 3 back from C and 5 for both directions; 2 for experience, 2 off for the load.
    assert benefit.group_value("ACD") == 9 + 4 + 3 + 5 + 2 - 2


def test_a_second_supporter_of_a_skill_adds_nothing() -> None:
    ratings = [*AUDIT, SkillRating("E", "feedback", 5, can_support=True)]
    benefit = Benefit.of([Person(one) for one in "ACE"], Expertise.of(ratings))
    assert benefit.gain("C", "AE") == benefit.gain("C", "A") == 9


@pytest.mark.parametrize("seed", range(30))
def test_each_explanation_adds_up_and_names_the_best_other_partner(seed: int) -> None:
    people, ratings, rules = school(seed)
    plan = propose_groups(people, ratings, rules)
    explained = explain_groups(plan, people, ratings, rules)
    assert [one.value for one in explained] == [score.value for score in plan.scores]
    for group, score, one in zip(plan.groups, plan.scores, explained, strict=True):
        assert tuple(member.gain for member in one.members) == score.gains
        assert {t.learner for t in one.transfers} <= set(group.members)
        for member in one.members:
            others = {
                p.staff_id: gain(
                    member.staff_id, ((member.staff_id, p.staff_id), None), ratings, rules
                )
                for p in people
                if p.staff_id not in (*group.everyone, *rules.facilitators)
                and permitted(((member.staff_id, p.staff_id), None), (people, ratings, rules))
            }
            assert member.best_other_gain == max(others.values(), default=0)
            assert others.get(member.best_other or "", 0) == member.best_other_gain
            assert (member.best_other is None) == (not others)
            assert member.given_up == max(0, member.best_other_gain - member.gain)


def test_an_explanation_says_which_skill_goes_from_whom_to_whom() -> None:
    people = [Person(one) for one in "AC"]
    plan = propose_groups(people, AUDIT, GroupRules())
    (group,) = explain_groups(plan, people, AUDIT, GroupRules())
    assert [(t.skill, t.supporter, t.learner) for t in group.transfers] == [
        ("questioning", "C", "A"),
        ("feedback", "A", "C"),
    ]
    assert group.mutual == (("A", "C"),)
    assert value((("A", "C"), None), (people, list(AUDIT), GroupRules())) == group.value
