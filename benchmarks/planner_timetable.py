"""How good a term's timetable is, and how soon: 7, 30, 100 and 300 staff in threes.

Run ``python benchmarks/planner_timetable.py`` (a few minutes); it prints a Markdown table for each
school: the number reached, the bound and the gap of each aim as the search went on, and what a
plain greedy timetable of the same school comes to. Weeks are seeded: twelve of them, six periods a
day, two or three free periods a week for everybody, of which a group shares one, and now and then
two colleagues another. Cover costs a lesson; a day has two of them for every thirty staff. The
second kind of school has all free periods of a group at the same time, as where primary teachers
are released together: every visit then needs cover, and there is hardly enough of it.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from unittest.mock import patch

from helpers.planning.groups.proposing import Group
from helpers.planning.timetable import settling
from helpers.planning.timetable.aims import Aim, Step, aims_of, measure
from helpers.planning.timetable.checker import check_timetable
from helpers.planning.timetable.diaries import agenda_of
from helpers.planning.timetable.openings import (
    DAYS,
    Opening,
    SchoolCalendar,
    Slot,
    TimetableRules,
    soon_after,
)
from helpers.planning.timetable.proposing import propose_timetable
from helpers.planning.timetable.scheduling import Place, Schedule, attending

SIZES = (7, 30, 100, 300)
WEEKS, PERIODS, SEED = 12, 6, 2013
TIMES = [(day, period) for day in DAYS for period in range(1, PERIODS + 1)]
Busy = tuple[str, tuple[int, int]]
Case = tuple[list[Group], list[Slot], SchoolCalendar, TimetableRules]


def school(staff: int, *, together: bool) -> Case:
    """A school of that many staff, in threes and the pairs that are needed."""
    chance = random.Random(SEED + staff)
    ids = [f"T{number:03}" for number in range(staff)]
    groups, slots = list[Group](), list[Slot]()
    while ids:
        size = 2 if len(ids) in (2, 4) else 3
        members, ids = tuple(ids[:size]), ids[size:]
        groups.append(Group(f"G{len(groups) + 1:03}", members))
        for who, free in _free(chance, members, together=together):
            slots += [Slot(who, *at, at in free) for at in TIMES]
    start = date(2026, 9, 7)
    days = (start + timedelta(weeks=w, days=d) for w in range(WEEKS) for d in range(len(DAYS)))
    cover = max(2, staff // 15)
    if together:
        cover = math.ceil(1.05 * 2 * staff / (WEEKS * len(DAYS)))
    return groups, slots, SchoolCalendar(tuple(days)), TimetableRules(cover_a_day=cover)


def _free(
    chance: random.Random, members: Sequence[str], *, together: bool
) -> Iterator[tuple[str, set[tuple[str, int]]]]:
    shared, popular = chance.sample(TIMES, 2)
    for who in members:
        free = {shared}
        if together or chance.random() < 0.3:
            free.add(popular)
        while not together and len(free) < 2 + (chance.random() < 0.5):
            free.add(chance.choice(TIMES))
        yield who, free


def greedy(schedule: Schedule) -> dict[int, Place]:
    """Session by session, round by round: the first cheapest lesson, the first talk after it."""
    places, over = dict[int, Place](), dict[tuple[str, int], int]()
    busy, spent, watched = set[Busy](), Counter[int](), Counter[tuple[str, int]]()
    for number in sorted(schedule.numbers, key=lambda n: (schedule.sessions[n].round, n)):
        session, found = schedule.sessions[number], schedule.openings[number]
        begins = over.get((session.group_id, session.round - 1), -1)
        for one in sorted(found.lessons, key=lambda one: (one.cover, one.moment)):
            talk = _talk(schedule, number, one, busy)
            both = attending(session, schedule.rules)
            week = schedule.week(one)
            if (
                talk is None
                or one.moment[0] <= begins
                or any((who, one.moment) in busy for who in both)
                or spent[one.moment[0]] + one.cover > schedule.budget(one.moment[0])
                or watched[session.observed, week] >= schedule.rules.observed_a_week
            ):
                continue
            places[number] = one, talk
            busy |= {(who, one.moment) for who in both} | {(who, talk) for who in session.together}
            spent[one.moment[0]] += one.cover
            watched[session.observed, week] += 1
            key = session.group_id, session.round
            over[key] = max(over.get(key, -1), one.moment[0])
            break
    return places


def _talk(schedule: Schedule, number: int, one: Opening, busy: set[Busy]) -> tuple[int, int] | None:
    talks = schedule.openings[number].talks
    together = schedule.sessions[number].together
    soon = soon_after(one.moment, talks, schedule.rules.feedback_within_days or 0)
    return next((t for t in soon if not any((who, t) in busy for who in together)), None)


def run(staff: int, *, together: bool) -> None:
    """Plan one school and print what was reached when."""
    case = school(staff, together=together)
    kind = "all free periods of a group at once" if together else "one free period shared"
    print(f"\n## {staff} staff, {kind}\n")
    print("| seconds | aim | reached | bound | gap |\n| ---: | --- | ---: | ---: | ---: |")
    begun = time.perf_counter()
    usual = settling.Step

    def told(aim: Aim, value: int, bound: int) -> Step:
        if sys._getframe(1).f_code.co_name == "settled":
            _line(time.perf_counter() - begun, usual(aim, value, bound))
        return usual(aim, value, bound)

    with patch.object(settling, "Step", told):
        plan = propose_timetable(*case)
    print(f"| {time.perf_counter() - begun:.1f} | in all | | | |")
    begun = time.perf_counter()
    faults = check_timetable(plan, *case)
    checked = time.perf_counter() - begun
    print(f"\nThe checker found {len(faults)} faults in {checked:.1f} s. A greedy timetable:\n")
    begun = time.perf_counter()
    schedule = agenda_of(*case).schedule
    places = greedy(schedule)
    took = time.perf_counter() - begun
    print("| seconds | aim | reached | more than the plan |\n| ---: | --- | ---: | ---: |")
    for aim, step in zip(aims_of(schedule), plan.steps, strict=True):
        value = measure(schedule, places, aim)
        print(f"| {took:.1f} | {aim} | {value:,} | {value - step.value:+,} |")


def _line(seconds: float, step: Step) -> None:
    gap = "proved" if step.value == step.bound else f"{step.gap:.1%}"
    print(f"| {seconds:.1f} | {step.aim} | {step.value:,} | {step.bound:,} | {gap} |", flush=True)


def main() -> None:
    """Every size of either kind."""
    for together, staff in product((False, True), SIZES):
        run(staff, together=together)


if __name__ == "__main__":
    main()
