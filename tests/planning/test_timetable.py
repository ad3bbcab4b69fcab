"""Timetables keep every rule and no other is better; what has no place says why."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from helpers.planning.groups import Group
from helpers.planning.openings import Hindrance, SchoolCalendar, Slot, TimetableRules
from helpers.planning.sessions import sessions_of
from helpers.planning.timetable import Timetable, propose_timetable
from helpers.planning.timetable_checker import check_timetable

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
Case = tuple[list[Group], list[Slot], SchoolCalendar, TimetableRules]


def _calendar(weeks: int, days: int = 5) -> SchoolCalendar:
    start = date(2026, 9, 7)
    every = (start + timedelta(weeks=w, days=d) for w in range(weeks) for d in range(days))
    return SchoolCalendar(tuple(every))


def _slots(
    chance: random.Random, ids: list[str], days: int, periods: int, free: float
) -> list[Slot]:
    return [
        Slot(one, day, period, chance.random() < free, chance.choice((0.5, 1.0, 1.0, 2.0)))
        for one, day, period in product(ids, DAYS[:days], range(1, periods + 1))
        if chance.random() < 0.95
    ]


def _school(seed: int) -> Case:
    chance = random.Random(seed)
    sizes = chance.choice([(2, 2), (3, 2), (2, 2, 2), (3, 3, 2), (3,)])
    ids = iter([f"T{n}" for n in range(8)])
    groups = [
        Group(
            f"G{n}", tuple(next(ids) for _ in range(size)), "F" if seed % 3 == 0 and n < 2 else None
        )
        for n, size in enumerate(sizes)
    ]
    everyone = [*(one for group in groups for one in group.members), "F"]
    rules = TimetableRules(
        rounds=1 + seed % 2,
        observed_a_week=1 + seed % 3 // 2,
        cover_a_day=chance.choice((0.5, 1.0, 2.0)),
        feedback_within_days=None if seed % 5 == 0 else chance.randint(1, 5),
    )
    return groups, _slots(chance, everyone, 5, 3, 0.35), _calendar(3), rules


@pytest.mark.parametrize("seed", range(40))
def test_every_rule_holds_and_every_aim_is_proved(seed: int) -> None:
    case = _school(seed)
    found = propose_timetable(*case)
    assert check_timetable(found, *case) == ()
    assert found.proved


def _everything(case: Case) -> Iterator[Timetable | tuple[int, ...]]:
    """The aims of every timetable that there is, by trying them all."""
    groups, slots, calendar, rules = case
    week = {(one.staff_id, one.day, one.period): one for one in slots}
    times = [
        (number, period, DAYS[day.weekday()])
        for number, day in enumerate(calendar.school_days)
        for period in sorted({one.period for one in slots})
    ]
    sessions = sessions_of(groups, rules.rounds)
    choices: list[list[tuple[int, int, float, int, int] | None]] = []
    for session in sessions:
        own: list[tuple[int, int, float, int, int] | None] = [None]
        for day, period, name in times:
            watched = week.get((session.observed, name, period))
            watcher = week.get((session.observer, name, period))
            if watched is None or watched.available or watcher is None:
                continue
            cover = 0.0 if watcher.available else watcher.cover_cost
            if rules.feedback_within_days is None:
                own.append((day, period, cover, -1, -1))
                continue
            for later, after, other in times:
                free = [week.get((one, other, after)) for one in session.together]
                soon = (day, period) < (later, after) and later - day <= rules.feedback_within_days
                if soon and all(one is not None and one.available for one in free):
                    own.append((day, period, cover, later, after))
        choices.append(own)
    weeks = [day.isocalendar()[1] for day in calendar.school_days]
    for plan in product(*choices):
        held = [(s, c) for s, c in zip(sessions, plan, strict=True) if c is not None]
        needed = Counter(
            moment
            for s, (day, period, _, later, after) in held
            for moment in (
                (s.observer, day, period),
                (s.observed, day, period),
                *((one, later, after) for one in s.together if later >= 0),
            )
        )
        watched_in = Counter((s.observed, weeks[c[0]]) for s, c in held)
        cover_on: Counter[int] = Counter()
        for _, choice in held:
            cover_on[choice[0]] += round(choice[2] * 100)
        if (
            max(needed.values(), default=0) <= 1
            and max(watched_in.values(), default=0) <= rules.observed_a_week
            and max(cover_on.values(), default=0) <= round(rules.cover_a_day * 100)
            and all(
                one[1][0] < other[1][0]
                for one, other in product(held, held)
                if one[0].group_id == other[0].group_id and one[0].round < other[0].round
            )
        ):
            loads = Counter(weeks[choice[0]] for _, choice in held)
            yield (
                len(sessions) - len(held),
                sum(cover_on.values()),
                sum(times**2 for times in loads.values()),
                max((choice[0] for _, choice in held), default=-1) + 1,
            )


def _tiny(seed: int) -> Case:
    chance = random.Random(seed)
    shape = seed % 3
    groups = [Group("G1", ("A", "B"))] if shape < 2 else [Group("G1", ("A", "B", "C"))]
    rules = TimetableRules(
        rounds=2 if shape == 0 else 1,
        observed_a_week=chance.randint(1, 2),
        cover_a_day=chance.choice((0.0, 1.0, 2.0)),
        feedback_within_days=None if shape != 1 else chance.randint(0, 2),
    )
    days = 2 if shape != 1 else 3
    slots = _slots(chance, ["A", "B", "C"], days, 2, 0.4)
    return groups, slots, _calendar(2, days), rules


@pytest.mark.parametrize("seed", range(90))
def test_no_timetable_at_all_is_better(seed: int) -> None:
    case = _tiny(seed)
    found = propose_timetable(*case)
    assert tuple(step.value for step in found.steps) == min(_everything(case))
    assert found.proved
    assert check_timetable(found, *case) == ()


@pytest.mark.parametrize("seed", range(10))
def test_the_order_of_the_rows_changes_nothing(seed: int) -> None:
    groups, slots, calendar, rules = _school(seed)
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
        [Group("G1", ("A", "B"))], slots, _calendar(2), replace(TimetableRules(rounds=1), **rules)
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
        [Group("G1", ("A", "B"))], [*TEACH_MONDAY, *FREE_TUESDAY], _calendar(1),
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
