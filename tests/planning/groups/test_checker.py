"""The checkers find what is wrong: every rule is broken once, on purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from helpers.planning.expertise import Person, SkillRating
from helpers.planning.groups.checker import check_groups
from helpers.planning.groups.proposing import Group, GroupPlan, propose_groups
from helpers.planning.groups.rules import GroupRules
from helpers.planning.timetable.checker import check_timetable
from helpers.planning.timetable.openings import SchoolCalendar, Slot, TimetableRules
from helpers.planning.timetable.proposing import Timetable, propose_timetable

PEOPLE = [Person(f"T{n}") for n in range(4)]
AUDIT = [
    SkillRating("T0", "feedback", 5, can_support=True),
    SkillRating("T1", "feedback", 1, wants_support=True),
    SkillRating("T2", "questioning", 5, can_support=True),
    SkillRating("T3", "questioning", 1, wants_support=True),
]
PLAN = propose_groups(PEOPLE, AUDIT, GroupRules())
SWAPPED = replace(PLAN, groups=(Group("G1", ("T0", "T2")), Group("G2", ("T1", "T3"))))


@pytest.mark.parametrize(
    ("plan", "rules", "fault"),
    [
        (PLAN, GroupRules(forbidden_pairs=(("T1", "T0"),)), "a forbidden pair"),
        (PLAN, GroupRules(met=(("T1", "T0"),)), "they met in the last terms"),
        (PLAN, GroupRules(required_pairs=(("T0", "T2"),)), "a required pair"),
        (PLAN, GroupRules(threes=1), "0 threes; 1 were asked for"),
        (PLAN, GroupRules(facilitators=("T0",)), "wrong part"),
        (SWAPPED, GroupRules(), "gives (0, 0) points, not (0, 12)"),
        (replace(PLAN, total=99), GroupRules(), "The total is 24, not 99"),
        (replace(PLAN, bound=25), GroupRules(), "bound 25 does not fit"),
        (replace(PLAN, groups=PLAN.groups[:1]), GroupRules(), "T2 is in 0 groups"),
        (replace(PLAN, groups=(*PLAN.groups, Group("G3", ("T0", "T9")))),
         GroupRules(), "T9 does not take part"),
        (replace(PLAN, groups=(Group("G1", ("T0", "T1", "T2", "T3")),)), GroupRules(), "4 people"),
    ],
)  # fmt: skip
def test_a_broken_group_rule_is_found(plan: GroupPlan, rules: GroupRules, fault: str) -> None:
    assert check_groups(PLAN, PEOPLE, AUDIT, GroupRules()) == ()
    assert any(fault in said for said in check_groups(plan, PEOPLE, AUDIT, rules))


def test_a_manager_with_their_report_and_an_unfair_floor_are_found() -> None:
    managed = [replace(PEOPLE[0], line_manager_id="T1"), *PEOPLE[1:]]
    assert "line manager" in check_groups(PLAN, managed, AUDIT, GroupRules())[0]
    unfair = propose_groups(PEOPLE, AUDIT, GroupRules(forbidden_pairs=(("T0", "T1"),)))
    claimed = replace(unfair, floor=12)
    assert any(
        "less than the floor" in s for s in check_groups(claimed, PEOPLE, AUDIT, GroupRules())
    )


GROUPS = [Group("G1", ("A", "B"))]
SLOTS = [
    Slot(who, day, period, (day, period) in (("Tue", 1), ("Wed", 1)), 1.0)
    for who in "AB"
    for day in ("Mon", "Tue", "Wed", "Thu")
    for period in (1, 2)
]
CALENDAR = SchoolCalendar(
    tuple(date(2026, 9, 7) + timedelta(days=n) for n in range(28) if n % 7 < 5)
)
RULES = TimetableRules(rounds=2)
GOOD = propose_timetable(GROUPS, SLOTS, CALENDAR, RULES)
FIRST = GOOD.bookings[0]


def _with(**changes: object) -> Timetable:
    changed = replace(FIRST, **changes)  # type: ignore[arg-type]
    return replace(GOOD, bookings=(changed, *GOOD.bookings[1:]))


@pytest.mark.parametrize(
    ("timetable", "rules", "fault"),
    [
        (_with(date=date(2026, 9, 8), period=1), RULES, "does not teach then"),
        (_with(date=date(2026, 9, 12)), RULES, "no school day"),
        (_with(cover=0.0), RULES, "needs 1.0 lessons of cover, not 0.0"),
        (_with(period=9), RULES, "not in school"),
        (_with(feedback_date=None), RULES, "no time for feedback"),
        (_with(feedback_date=date(2026, 9, 7), feedback_period=2), RULES, "not free for feedback"),
        (_with(feedback_date=date(2026, 9, 22), feedback_period=1), RULES, "11 school days later"),
        (_with(date=date(2026, 10, 1)), RULES, "is not after"),
        (GOOD, replace(RULES, cover_a_day=0.5), "Cover on"),
        (GOOD, replace(RULES, observed_a_week=0), "is observed 1 times"),
        (GOOD, replace(RULES, rounds=3), "round 3: not everyone"),
        (replace(GOOD, bookings=(*GOOD.bookings, FIRST)), RULES, "needed 2 times"),
        (replace(GOOD, cover=1.0), RULES, "Cover or finish"),
        (replace(GOOD, weeks=()), RULES, "sessions of a week"),
        (replace(GOOD, steps=()), RULES, "The aims come to"),
    ],
)  # fmt: skip
def test_a_broken_timetable_rule_is_found(
    timetable: Timetable, rules: TimetableRules, fault: str
) -> None:
    assert check_timetable(GOOD, GROUPS, SLOTS, CALENDAR, RULES) == ()
    found = check_timetable(timetable, GROUPS, SLOTS, CALENDAR, rules)
    assert any(fault in said for said in found), found
