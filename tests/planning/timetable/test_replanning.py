"""A new plan changes as little in diaries as any could, says what, and leaves the past alone."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from helpers.planning.groups.proposing import Group
from helpers.planning.timetable.checker import check_timetable
from helpers.planning.timetable.diaries import Absence, Entry, Standing
from helpers.planning.timetable.obstacles import Barrier, Obstacle
from helpers.planning.timetable.openings import SchoolCalendar, Slot, TimetableRules
from helpers.planning.timetable.proposing import propose_timetable
from helpers.planning.timetable.replanning import Replan, entries_of, replan
from tests.planning.timetable.weeks import Case, Plan, aims, calendar, everything, school, tiny


def _disturbed(seed: int, case: Case) -> tuple[Case, list[Absence]]:
    """The same school after an absence, a changed week or a closed day, by the seed."""
    groups, slots, days, rules = case
    chance, away = random.Random(seed), list[Absence]()
    who = chance.choice(groups[0].members)
    if seed % 3 == 0:
        start = chance.choice(days.school_days)
        away.append(Absence(who, start, start))
    elif seed % 3 == 1:
        slots = [
            replace(one, available=not one.available)
            if one.staff_id == who and chance.random() < 0.4
            else one
            for one in slots
        ]
    else:
        closed = chance.choice(days.school_days)
        days = SchoolCalendar(tuple(day for day in days.school_days if day != closed))
    return (groups, slots, days, rules), away


def _changes(plan: Plan, entries: Sequence[Entry], days: SchoolCalendar) -> int:
    """Lessons and talks in diaries that are not where they were."""
    changes = 0
    places = {(s.observer, s.observed, s.round): choice for s, choice in plan}
    rounds: dict[tuple[str, str], int] = {}
    for entry in sorted(entries, key=lambda one: (one.date, one.period or 0)):
        pair = entry.observer, entry.observed
        rounds[pair] = rounds.get(pair, 0) + 1
        choice = places.get((*pair, rounds[pair]))
        moment = choice and (days.school_days[choice[0]], choice[1])
        changes += moment != (entry.date, entry.period)
        if entry.feedback_date:
            talk = choice and choice[3] >= 0 and (days.school_days[choice[3]], choice[4])
            changes += talk != (entry.feedback_date, entry.feedback_period)
    return changes


@pytest.mark.parametrize("seed", range(60))
def test_no_plan_changes_less_and_none_that_changes_as_little_is_better(seed: int) -> None:
    case = tiny(seed)
    entries = entries_of(propose_timetable(*case))
    after, away = _disturbed(seed, case)
    found = replan(entries, *after, today=case[2].school_days[0], away=away)
    best = min(
        (_changes(plan, entries, after[2]), *aims(plan, after))
        for plan in everything(after, 0, away)
    )
    steps = found.timetable.steps
    if entries:
        assert tuple(step.value for step in steps) == best
        assert found.changes == found.least == best[0]
    assert check_timetable(found.timetable, *after, away=away) == ()


@pytest.mark.parametrize("seed", range(40))
def test_what_changed_is_told_and_the_past_is_untouched(seed: int) -> None:
    case = school(seed)
    entries = entries_of(propose_timetable(*case))
    after, away = _disturbed(seed, case)
    today = case[2].school_days[4]
    found = replan(entries, *after, today=today, away=away)
    past = [one for one in entries if one.date < today]
    missed = [one for one in past if any(_misses(one, each) for each in away)]
    held = [replace(one, standing=Standing.HELD) for one in past if one not in missed]
    assert [one.entry for one in found.timetable.given] == held
    faults = check_timetable(found.timetable, *after, diary=held, away=away, first=today)
    assert faults == ()
    _accounts_for(found, [one for one in entries if one.date >= today or one in missed])
    changed = len(found.moved) + len(found.dropped)
    assert changed <= found.changes <= 2 * changed
    assert found.least == found.changes


def _misses(entry: Entry, absence: Absence) -> bool:
    both = (entry.observer, entry.observed)
    return absence.staff_id in both and absence.first <= entry.date <= absence.last


def _accounts_for(found: Replan, entries: Sequence[Entry]) -> None:
    """Every entry is kept, moved, dropped or unwanted; every booking is kept, moved or added."""
    changed = [*found.moved, *found.dropped]
    told = [one.before for one in changed] + list(found.unwanted)
    kept = entries_of(replace(found.timetable, given=(), bookings=found.kept))
    same = [replace(one, together=()) for one in (*told, *kept)]
    assert sorted(map(str, same)) == sorted(str(replace(one, together=())) for one in entries)
    booked = [*found.kept, *found.added, *(one.after for one in found.moved if one.after)]
    assert sorted(map(str, booked)) == sorted(map(str, found.timetable.bookings))
    assert all(one.after is None for one in found.dropped)


WEEK = [
    Slot(who, day, period, (day, period) in {("Tue", 1), ("Thu", 1)})
    for who in "ABC"
    for day in ("Mon", "Tue", "Wed", "Thu")
    for period in (1, 2)
]
RULES = TimetableRules(rounds=1, cover_a_day=1)
THREE, PAIR = [Group("G1", ("A", "B", "C"))], [Group("G1", ("A", "B"))]
START = date(2026, 9, 7)


def test_nothing_moves_where_nothing_happened() -> None:
    before = propose_timetable(THREE, WEEK, calendar(4), RULES)
    found = replan(entries_of(before), THREE, WEEK, calendar(4), RULES, today=START)
    assert (found.changes, found.least, found.moved, found.added) == (0, 0, (), ())
    assert found.timetable.bookings == before.bookings


def test_after_an_absence_only_that_session_moves_and_says_why() -> None:
    entries = entries_of(propose_timetable(THREE, WEEK, calendar(4), RULES))
    first = entries[0]
    away = [Absence(first.observer, first.date, first.date)]
    found = replan(entries, THREE, WEEK, calendar(4), RULES, today=START, away=away)
    assert [one.before for one in found.moved] == [first]
    assert found.moved[0].obstacles == (Obstacle(Barrier.AWAY, first.observer),)
    name = {first.observer: "Ms Green"}.__getitem__
    said = "It could not stay because of the days on which Ms Green is away."
    assert found.moved[0].sentence(RULES, name) == said
    assert len(found.kept) == 2


def test_after_a_leaver_the_others_keep_their_visits() -> None:
    entries = entries_of(propose_timetable(THREE, WEEK, calendar(4), RULES))
    found = replan(entries, PAIR, WEEK, calendar(4), RULES, today=START)
    stayed = [one for one in entries if {one.observer, one.observed} == {"A", "B"}]
    assert len(stayed) == 1
    assert [(one.date, one.period) for one in found.kept] == [(stayed[0].date, stayed[0].period)]
    assert len(found.unwanted) == 2
    assert [(one.session.observer, one.session.observed) for one in found.added] == [("B", "A")]


def test_a_diary_that_holds_only_the_day_is_kept_by_the_day() -> None:
    entries = [Entry("A", "B", date(2026, 9, 16)), Entry("B", "A", date(2026, 9, 21))]
    found = replan(entries, PAIR, WEEK, calendar(4), RULES, today=START)
    assert found.changes == 0
    assert {one.date for one in found.kept} == {date(2026, 9, 16), date(2026, 9, 21)}


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_diaries_changes_nothing(seed: int) -> None:
    case = school(seed)
    entries = entries_of(propose_timetable(*case))
    after, away = _disturbed(seed, case)
    mixed = random.Random(seed).sample(entries, len(entries))
    today = case[2].school_days[2]
    found = replan(entries, *after, today=today, away=away)
    assert replan(mixed, *after, today=today, away=away) == found
