"""Smaller questions about the same timetable, to find a good answer soon and to polish one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from helpers.planning.timetable.openings import Opening
from helpers.planning.timetable.scheduling import Schedule, narrowed


def cheapest(schedule: Schedule) -> Schedule:
    """The question with each session's cheapest lessons alone."""
    least = _least(schedule)
    return only(schedule, lambda number, one: one.cover == least[number])


def near_their_share(schedule: Schedule, weeks: int) -> Schedule:
    """Each session within so many weeks of its even share of the term, in its cheapest lessons.

    Where diaries have it stays open, too.
    """
    least, diary = _least(schedule), schedule.diary
    order = sorted(schedule.numbers, key=lambda number: (schedule.sessions[number].round, number))
    found = (one for openings in schedule.openings for one in openings.lessons)
    usable = sorted({schedule.week(one) for one in found})
    share = {n: place * len(usable) // len(order) for place, n in enumerate(order)}

    def near(number: int, one: Opening) -> bool:
        if number in diary and diary[number].holds(one):
            return True
        apart = abs(schedule.week(one) - usable[share[number]])
        return one.cover == least[number] and apart <= weeks

    return only(schedule, near, or_all=True)


def only(
    schedule: Schedule, keep: Callable[[int, Opening], bool], *, or_all: bool = False
) -> Schedule:
    """The question with the lessons to keep (or all, if a session would have none)."""
    kept = []
    for number, found in enumerate(schedule.openings):
        lessons = tuple(one for one in found.lessons if keep(number, one))
        wanted = lessons or found.lessons if or_all else lessons
        kept.append(narrowed(found, wanted, schedule.rules.feedback_within_days))
    return replace(schedule, openings=tuple(kept))


def _least(schedule: Schedule) -> list[int]:
    """The least cover that each session can cost."""
    lessons = (found.lessons for found in schedule.openings)
    return [min((one.cover for one in found), default=0) for found in lessons]
