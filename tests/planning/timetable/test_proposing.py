"""Timetables keep every rule and no other is better; what has no place says why."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from helpers.planning.groups.proposing import Group
from helpers.planning.timetable import settling
from helpers.planning.timetable.checker import check_timetable
from helpers.planning.timetable.openings import Hindrance, SchoolCalendar, Slot, TimetableRules
from helpers.planning.timetable.proposing import Timetable, propose_timetable
from helpers.planning.timetable.sessions import sessions_of
from tests.planning.timetable.weeks import aims, calendar, everything, school, tiny


@pytest.mark.parametrize("seed", range(40))
def test_every_rule_holds_and_every_aim_is_proved(seed: int) -> None:
    case = school(seed)
    found = propose_timetable(*case)
    assert check_timetable(found, *case) == ()
    assert found.proved


@pytest.mark.parametrize("seed", range(120))
def test_no_timetable_at_all_is_better(seed: int) -> None:
    case = tiny(seed)
    found = propose_timetable(*case)
    assert tuple(step.value for step in found.steps) == min(
        aims(plan, case) for plan in everything(case)
    )
    assert found.proved
    assert check_timetable(found, *case) == ()


@pytest.mark.parametrize("seed", range(40))
def test_settled_group_by_group_every_rule_and_every_bound_holds(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = school(seed)
    best = propose_timetable(*case)
    monkeypatch.setattr(settling, "BLOCK", 4)
    monkeypatch.setattr(settling, "WHOLE", 0)
    found = propose_timetable(*case)
    assert check_timetable(found, *case) == ()
    for step, least in zip(found.steps, best.steps, strict=True):
        assert step.bound <= least.value <= step.value
        if step.value > least.value:
            break


@pytest.mark.parametrize("block", [60, 4])
@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_the_rows_changes_nothing(
    seed: int, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "BLOCK", block)
    groups, slots, calendar, rules = school(seed)
    chance = random.Random(seed)
    again = propose_timetable(
        chance.sample(groups, len(groups)), chance.sample(slots, len(slots)), calendar, rules
    )
    assert again == propose_timetable(groups, slots, calendar, rules)


def test_in_a_three_everyone_has_seen_everyone_after_two_rounds() -> None:
    sessions = sessions_of([Group("G1", ("A", "B", "C"), "F")], 2)
    seen = {(one.observer, one.observed) for one in sessions}
    assert seen == {(a, b) for a, b in product("ABC", "ABC") if a != b}
    assert {one.together for one in sessions} == {("A", "B", "C", "F")}


def _pair(slots: list[Slot], **rules: object) -> Timetable:
    return propose_timetable(
        [Group("G1", ("A", "B"))], slots, calendar(2), replace(TimetableRules(rounds=1), **rules)
    )  # type: ignore[arg-type]


TEACH_MONDAY = [Slot("A", "Mon", 1, False), Slot("B", "Mon", 1, False)]
FREE_TUESDAY = [Slot("A", "Tue", 1, True), Slot("B", "Tue", 1, True)]


@pytest.mark.parametrize(
    ("slots", "rules", "reason"),
    [
        ([Slot("A", "Mon", 1, False)], {}, Hindrance.NO_WEEK),
        (FREE_TUESDAY, {}, Hindrance.NEVER_BOTH),
        ([*TEACH_MONDAY, *FREE_TUESDAY], {"cover_a_day": 0.5}, Hindrance.COVER),
        (TEACH_MONDAY, {}, Hindrance.NO_SHARED_TIME),
        ([*TEACH_MONDAY, *FREE_TUESDAY], {"feedback_within_days": 0}, Hindrance.NO_SHARED_TIME),
    ],
)
def test_a_session_without_a_place_says_why(
    slots: list[Slot], rules: dict[str, object], reason: Hindrance
) -> None:
    found = _pair(slots, **rules)
    assert found.bookings == ()
    assert [one.reason for one in found.unplaced] == [reason, reason]


def test_a_session_that_others_crowd_out_says_so() -> None:
    found = propose_timetable(
        [Group("G1", ("A", "B"))], [*TEACH_MONDAY, *FREE_TUESDAY], calendar(1),
        TimetableRules(rounds=1),
    )  # fmt: skip
    assert len(found.bookings) == 1
    assert [one.reason for one in found.unplaced] == [Hindrance.CROWDED_OUT]


def test_feedback_is_kept_for_the_first_shared_period_after_the_lesson() -> None:
    found = _pair([*TEACH_MONDAY, *FREE_TUESDAY])
    assert [(one.date, one.feedback_date) for one in found.bookings] == [
        (date(2026, 9, 7), date(2026, 9, 8)),
        (date(2026, 9, 14), date(2026, 9, 15)),
    ]
    assert (found.cover, found.finish) == (2.0, date(2026, 9, 14))


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="A, Mon, period 1: the slot is given twice"):
        _pair([TEACH_MONDAY[0], TEACH_MONDAY[0]])
    with pytest.raises(ValueError, match="must be one of Mon"):
        _pair([Slot("A", "Monday", 1, True)])
    with pytest.raises(ValueError, match="cover cost -1"):
        _pair([Slot("A", "Mon", 1, True, -1)])
    with pytest.raises(ValueError, match="in order"):
        SchoolCalendar((date(2026, 9, 8), date(2026, 9, 7)))
    with pytest.raises(ValueError, match="share one id"):
        sessions_of([Group("G1", ("A", "B")), Group("G1", ("C", "D"))], 1)
