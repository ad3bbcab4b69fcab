"""Smaller questions about the same timetable, to find a good answer soon and to polish one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from helpers.planning.openings import Opening, Openings
from helpers.planning.scheduling import Schedule, narrowed


def cheapest(schedule: Schedule) -> Schedule:
    """The question with each session's cheapest lessons alone."""
    within = schedule.rules.feedback_within_days
    found = (_cheapest(one, within) for one in schedule.openings)
    return replace(schedule, openings=tuple(found))


def near_their_share(schedule: Schedule, weeks: int) -> Schedule:
    """Each session within so many weeks of its even share of the term, in its cheapest lessons."""
    found = cheapest(schedule)
    order = sorted(found.numbers, key=lambda number: (found.sessions[number].round, number))
    usable = sorted({found.week(one) for openings in found.openings for one in openings.lessons})
    share = {n: usable[place * len(usable) // len(order)] for place, n in enumerate(order) if usable}
    return only(found, lambda n, one: abs(found.week(one) - share[n]) <= weeks, or_all=True)


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


def _cheapest(found: Openings, within: int | None) -> Openings:
    least = min((one.cover for one in found.lessons), default=0)
    return narrowed(found, (one for one in found.lessons if one.cover == least), within)
