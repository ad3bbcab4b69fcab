"""Small timetabling questions made by chance from a seed, and every timetable that there is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from helpers.planning.groups.proposing import Group
from helpers.planning.timetable.diaries import Absence
from helpers.planning.timetable.openings import SchoolCalendar, Slot, TimetableRules
from helpers.planning.timetable.sessions import Session, sessions_of

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
Case = tuple[list[Group], list[Slot], SchoolCalendar, TimetableRules]
Choice = tuple[int, int, float, int, int]
"""Day, period, cover, and the day and the period of the talk (-1: none)."""
Plan = list[tuple[Session, Choice]]


def calendar(weeks: int, days: int = 5) -> SchoolCalendar:
    """Weeks of school from the 7th of September 2026, on the first days of each."""
    start = date(2026, 9, 7)
    every = (start + timedelta(weeks=w, days=d) for w in range(weeks) for d in range(days))
    return SchoolCalendar(tuple(every))


def slots(
    chance: random.Random, ids: list[str], days: int, periods: int, free: float
) -> list[Slot]:
    """Weeks in which people are free in that share of their periods, and sometimes not there."""
    return [
        Slot(one, day, period, chance.random() < free, chance.choice((0.5, 1.0, 1.0, 2.0)))
        for one, day, period in product(ids, DAYS[:days], range(1, periods + 1))
        if chance.random() < 0.95
    ]


def school(seed: int) -> Case:
    """One to three groups, some with a facilitator, in three weeks of fifteen periods."""
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
        facilitator_at_lessons=seed % 6 == 0,
    )
    return groups, slots(chance, everyone, 5, 3, 0.35), calendar(3), rules


def tiny(seed: int) -> Case:
    """A question so small that every timetable can be tried."""
    chance = random.Random(seed)
    shape = seed % 3
    members = ("A", "B", "C") if shape == 2 else ("A", "B")
    led = seed % 4 == 1
    rules = TimetableRules(
        rounds=2 if shape == 0 else 1,
        observed_a_week=chance.randint(1, 2),
        cover_a_day=chance.choice((0.0, 1.0, 2.0)),
        feedback_within_days=None if shape != 1 else chance.randint(0, 2),
        facilitator_at_lessons=led and seed % 8 == 1,
    )
    days = 2 if shape != 1 else 3
    weeks = slots(chance, ["A", "B", "C"], days, 2, 0.4)
    if led:
        weeks += [
            replace(one, staff_id="F", available=True) for one in weeks if one.staff_id == "A"
        ]
    return [Group("G1", members, "F" if led else None)], weeks, calendar(2, days), rules


def times(case: Case) -> list[tuple[int, int, str]]:
    """Every period of every day, with the name of the day."""
    _, weeks, days, _ = case
    periods = sorted({one.period for one in weeks})
    found = product(enumerate(days.school_days), periods)
    return [(number, period, DAYS[day.weekday()]) for (number, day), period in found]


def choices(
    session: Session, case: Case, first: int = 0, away: Sequence[Absence] = ()
) -> Iterator[Choice]:
    """Every lesson and talk of a session, straight from the rules."""
    groups, weeks, days, rules = case
    week = {(one.staff_id, one.day, one.period): one for one in weeks}
    group = next(one for one in groups if one.group_id == session.group_id)
    guides = [group.facilitator] if rules.facilitator_at_lessons and group.facilitator else []

    def free(who: str, day: int, period: int, name: str) -> bool:
        slot, on = week.get((who, name, period)), days.school_days[day]
        gone = any(one.staff_id == who and one.first <= on <= one.last for one in away)
        return slot is not None and slot.available and not gone

    for day, period, name in times(case):
        on = days.school_days[day]
        both = (session.observer, session.observed)
        gone = any(one.staff_id in both and one.first <= on <= one.last for one in away)
        watched = week.get((session.observed, name, period))
        watcher = week.get((session.observer, name, period))
        if watched is None or watched.available or watcher is None or gone or day < first:
            continue
        if not all(free(who, day, period, name) for who in guides):
            continue
        cover = 0.0 if watcher.available else watcher.cover_cost
        if rules.feedback_within_days is None:
            yield day, period, cover, -1, -1
            continue
        for later, after, other in times(case):
            soon = (day, period) < (later, after) and later - day <= rules.feedback_within_days
            if soon and all(free(one, later, after, other) for one in session.together):
                yield day, period, cover, later, after


def keeps_the_rules(plan: Plan, case: Case) -> bool:
    """Whether sessions can stand beside one another."""
    groups, _, days, rules = case
    guide = {one.group_id: one.facilitator for one in groups if rules.facilitator_at_lessons}
    weeks = [day.isocalendar()[1] for day in days.school_days]
    needed = Counter(
        moment
        for s, (day, period, _, later, after) in plan
        for moment in (
            *((one, day, period) for one in (s.observer, s.observed, guide.get(s.group_id)) if one),
            *((one, later, after) for one in s.together if later >= 0),
        )
    )
    watched = Counter((s.observed, weeks[c[0]]) for s, c in plan)
    cover: Counter[int] = Counter()
    for _, choice in plan:
        cover[choice[0]] += round(choice[2] * 100)
    return (
        max(needed.values(), default=0) <= 1
        and max(watched.values(), default=0) <= rules.observed_a_week
        and max(cover.values(), default=0) <= round(rules.cover_a_day * 100)
        and all(
            one[1][0] < other[1][0]
            for one, other in product(plan, plan)
            if one[0].group_id == other[0].group_id and one[0].round < other[0].round
        )
    )


def everything(case: Case, first: int = 0, away: Sequence[Absence] = ()) -> Iterator[Plan]:
    """Every timetable that there is, by trying them all."""
    groups, _, _, rules = case
    sessions = sessions_of(groups, rules.rounds)
    open_ = [[None, *choices(one, case, first, away)] for one in sessions]
    for chosen in product(*open_):
        plan = [(s, c) for s, c in zip(sessions, chosen, strict=True) if c is not None]
        if keeps_the_rules(plan, case):
            yield plan


def aims(plan: Plan, case: Case) -> tuple[int, int, int, int]:
    """What a timetable comes to, aim by aim."""
    groups, _, days, rules = case
    weeks = [day.isocalendar()[1] for day in days.school_days]
    loads = Counter(weeks[choice[0]] for _, choice in plan)
    return (
        sum(len(group.members) for group in groups) * rules.rounds - len(plan),
        sum(round(choice[2] * 100) for _, choice in plan),
        sum(held**2 for held in loads.values()),
        max((choice[0] for _, choice in plan), default=-1) + 1,
    )
