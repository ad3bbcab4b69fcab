"""Smaller questions about the same timetable, to find a good answer soon and to polish one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from helpers.planning.openings import Opening, Openings, soon_enough
from helpers.planning.scheduling import Schedule


def cheapest(schedule: Schedule) -> Schedule:
    """The question with each session's cheapest lessons alone."""
    return replace(schedule, openings=tuple(_cheapest(found) for found in schedule.openings))


def near_their_share(schedule: Schedule, weeks: int) -> Schedule:
    """Each session within so many weeks of its even share of the term, in its cheapest lessons."""
    found = cheapest(schedule)
    order = sorted(found.numbers, key=lambda number: (found.sessions[number].round, number))
    share = {n: place * len(found.weeks) // len(order) for place, n in enumerate(order)}

    def near(number: int, one: Opening) -> bool:
        return abs(found.week_of[one.moment[0]] - share[number]) <= weeks

    return only(found, near, or_all=True)


def only(
    schedule: Schedule, keep: Callable[[int, Opening], bool], *, or_all: bool = False
) -> Schedule:
    """The question with the lessons to keep (or all, if a session would have none)."""
    kept = []
    for number, found in enumerate(schedule.openings):
        lessons = tuple(one for one in found.lessons if keep(number, one))
        kept.append(_with(found, lessons or found.lessons if or_all else lessons, schedule))
    return replace(schedule, openings=tuple(kept))


def _cheapest(found: Openings) -> Openings:
    least = min((one.cover for one in found.lessons), default=0)
    return replace(found, lessons=tuple(one for one in found.lessons if one.cover == least))


def _with(found: Openings, lessons: tuple[Opening, ...], schedule: Schedule) -> Openings:
    within = schedule.rules.feedback_within_days or 0
    talks = (t for t in found.talks if any(soon_enough(o.moment, t, within) for o in lessons))
    return replace(found, lessons=lessons, talks=tuple(talks))
