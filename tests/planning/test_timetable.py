"""The timetable keeps every rule, takes the least cover, and says what it could not place."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import product

import pytest

from helpers.planning.checker import timetable_faults
from helpers.planning.timetable import Rules, Week, propose_timetable, visits

MONDAY = date(2026, 9, 7)


def _days(weeks: int) -> list[date]:
    every = (MONDAY + timedelta(days=n) for n in range(7 * weeks))
    return [day for day in every if day.weekday() < 5]


def _week(chance: random.Random, periods: int, free: int) -> Week:
    slots = frozenset(product(range(5), range(1, periods + 1)))
    return Week(frozenset(chance.sample(sorted(slots), free)), slots, dict.fromkeys(slots, 1.0))


@pytest.mark.parametrize("seed", range(12))
def test_every_rule_holds(seed: int) -> None:
    chance = random.Random(seed)
    people = [f"T{n}" for n in range(6)]
    weeks = {who: _week(chance, 4, 5) for who in people}
    groups = [people[:2], people[2:4], people[4:]] if seed % 2 else [people[:3], people[3:]]
    rules = Rules(rounds=2, cover_a_day=1)
    found = propose_timetable(groups, weeks, _days(4), rules)
    assert found.proved
    assert timetable_faults(found, weeks, rules) == ()
    assert len(found.placed) + len(found.unplaced) == len(visits(groups, 2))


@pytest.mark.parametrize("seed", range(8))
def test_cover_is_the_least_possible(seed: int) -> None:
    """Brute force on one pair, one round, one week: try every pair of places."""
    chance = random.Random(seed)
    weeks = {who: _week(chance, 2, 2) for who in ("A", "B")}
    rules = Rules(rounds=1, cover_a_day=2)
    found = propose_timetable([["A", "B"]], weeks, _days(1), rules)

    def places(observer: str, observed: str) -> list[tuple[tuple[int, int], float]]:
        teaching = weeks[observed].slots - weeks[observed].free
        return [(slot, 0.0 if slot in weeks[observer].free else 1.0) for slot in sorted(teaching)]

    best = min(
        one_cost + other_cost
        for (one, one_cost), (other, other_cost) in product(places("A", "B"), places("B", "A"))
        if one != other
    )
    assert len(found.placed) == 2
    assert found.cover == best


def test_a_teacher_without_a_lesson_to_see_is_listed_with_the_reason() -> None:
    slots = frozenset({(0, 1)})
    weeks = {
        "A": Week(slots, slots, {}),
        "B": Week(frozenset(), slots, {(0, 1): 1.0}),
    }
    found = propose_timetable([["A", "B"]], weeks, _days(1), Rules(rounds=1))
    assert [(one.visit.observer, one.visit.observed) for one in found.placed] == [("A", "B")]
    ((visit, reason),) = found.unplaced
    assert (visit.observer, visit.observed) == ("B", "A")
    assert "never teaching" in reason


def test_nobody_is_placed_without_availability() -> None:
    found = propose_timetable([["A", "B"]], {}, _days(1), Rules(rounds=1))
    assert found.placed == ()
    assert all("availability.csv says nothing" in reason for _, reason in found.unplaced)


def test_feedback_is_at_a_time_when_all_are_free_and_soon() -> None:
    slots = frozenset(product(range(5), (1, 2)))
    shared = frozenset({(3, 2)})
    weeks = {who: Week(shared, slots, dict.fromkeys(slots, 1.0)) for who in ("A", "B")}
    found = propose_timetable([["A", "B"]], weeks, _days(2), Rules(rounds=1))
    for one in found.placed:
        assert one.feedback is not None
        day, period = one.feedback
        assert (day.weekday(), period) == (3, 2)
        assert day > one.day or (day == one.day and period > one.period)
