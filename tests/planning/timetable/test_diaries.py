"""What was held or fixed by hand stays, and counts towards the rounds and the limits."""

from __future__ import annotations

import random
from datetime import date

import pytest

from helpers.planning.groups.proposing import Group
from helpers.planning.timetable.checker import check_timetable
from helpers.planning.timetable.diaries import Absence, Entry, Standing
from helpers.planning.timetable.openings import Slot, TimetableRules
from helpers.planning.timetable.proposing import Timetable, propose_timetable
from helpers.planning.timetable.replanning import entries_of
from tests.planning.timetable.weeks import calendar, choices, school

HELD, FIXED, PLANNED = Standing.HELD, Standing.FIXED, Standing.PLANNED
GROUPS = [Group("G1", ("A", "B"))]
WEEK = [
    Slot(who, day, period, (day, period) == ("Tue", 1))
    for who in "AB"
    for day in ("Mon", "Tue", "Wed", "Thu")
    for period in (1, 2)
]
RULES = TimetableRules(rounds=2, cover_a_day=1)


def _planned(*diary: Entry, rules: TimetableRules = RULES) -> Timetable:
    found = propose_timetable(GROUPS, WEEK, calendar(6), rules, diary=diary)
    assert check_timetable(found, GROUPS, WEEK, calendar(6), rules, diary=diary) == ()
    return found


def test_a_session_that_was_held_counts_towards_its_round() -> None:
    found = _planned(Entry("A", "B", date(2026, 9, 9), HELD))
    left = [(one.session.observer, one.session.round) for one in found.bookings]
    assert sorted(left) == [("A", 2), ("B", 1), ("B", 2)]
    assert found.given[0].session is not None
    assert found.given[0].session.round == 1
    assert min(one.date for one in found.bookings) > date(2026, 9, 9)
    assert found.weeks[0].sessions >= 1


def test_a_session_held_twice_is_not_wanted_again_and_the_other_way_is() -> None:
    days = (date(2026, 9, 9), date(2026, 9, 16))
    found = _planned(*(Entry("A", "B", day, HELD) for day in days))
    assert [one.session.observer for one in found.bookings] == ["B", "B"]


def test_a_visit_outside_the_programme_counts_towards_the_week() -> None:
    found = _planned(
        Entry("H", "B", date(2026, 9, 9), HELD), Entry("H", "A", date(2026, 9, 16), FIXED)
    )
    assert [one.session for one in found.given] == [None, None]
    watched = [(one.session.observed, one.date.isocalendar()[1]) for one in found.bookings]
    assert ("A", date(2026, 9, 16).isocalendar()[1]) not in watched
    assert len(found.bookings) == 4


def test_a_session_fixed_by_hand_stays_and_takes_its_time_its_cover_and_its_talk() -> None:
    fixed = Entry("A", "B", date(2026, 9, 23), FIXED, 1, date(2026, 9, 29), 1)
    found = _planned(fixed)
    assert [one.entry for one in found.given] == [fixed]
    assert date(2026, 9, 23) not in {one.date for one in found.bookings}
    talks = {(one.feedback_date, one.feedback_period) for one in found.bookings}
    assert (fixed.feedback_date, fixed.feedback_period) not in talks
    second = [one.date for one in found.bookings if one.session.round == 2]
    assert all(day > fixed.date for day in second)


def test_what_is_only_planned_is_planned_anew() -> None:
    assert _planned(Entry("A", "B", date(2026, 10, 15), PLANNED, 1)) == _planned()


def test_a_fixed_session_that_breaks_a_rule_is_left_to_those_who_fixed_it() -> None:
    odd = Entry("A", "B", date(2026, 9, 12), FIXED, 7)
    found = _planned(odd)
    assert [one.entry for one in found.given] == [odd]
    assert len(found.bookings) == 3


@pytest.mark.parametrize("seed", range(40))
def test_with_any_diary_every_rule_holds_and_every_aim_is_proved(seed: int) -> None:
    case = school(seed)
    groups, _, days, _ = case
    chance = random.Random(seed)
    entries = [
        Entry(one.observer, one.observed, one.date, standing, one.period, one.feedback_date, talk)
        for one in entries_of(propose_timetable(*case))
        if chance.random() < 0.5
        for standing in [HELD if one.date < days.school_days[5] else FIXED]
        for talk in [one.feedback_period]
    ]
    who = groups[0].members[0]
    away = [Absence(who, days.school_days[6], days.school_days[8])]
    found = propose_timetable(*case, diary=entries, away=away)
    assert check_timetable(found, *case, diary=entries, away=away) == ()
    assert found.proved
    for one in found.unplaced:
        assert one.impasses or not list(choices(one.session, case))
