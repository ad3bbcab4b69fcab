"""Why a session has no place: the smallest sets of obstacles that leave no time together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from helpers.planning.timetable.obstacles import (
    Barrier,
    Clause,
    Obstacle,
    Surroundings,
    at_lesson,
    at_talk,
    said,
)
from helpers.planning.timetable.openings import Moment, TimetableRules
from helpers.planning.timetable.sessions import Session

_MOST = 6
"""How many ways of being impossible are told of one session."""

Times = Sequence[frozenset[Clause]]
"""For each time that there could be, all that rules it out."""


@dataclass(frozen=True, slots=True)
class Impasse:
    """Rules and people's weeks that together leave a session no time; no smaller set does."""

    obstacles: tuple[Obstacle, ...]

    def sentence(self, rules: TimetableRules, name: Callable[[str], str] = str) -> str:
        """The impasse in plain English; ``name`` gives what to call a staff id."""
        told = "; ".join(said(one, rules, name) for one in self.obstacles)
        return f"No time is left by {told}."


def impasses(
    around: Surroundings, session: Session, known: Sequence[Impasse] = ()
) -> tuple[Impasse, ...]:
    """The smallest impasse, and those that would be left if one of its obstacles went.

    None if there is a time. As soon as one obstacle of each goes, whichever, there is one, unless
    there are more than six. ``known`` are impasses already found with less around; they come
    first. Hours in school and lessons taught are taken as they are where they leave any time.
    """
    times = _times(around, session)
    if not times:
        return (Impasse((Obstacle(Barrier.CALENDAR),)),)
    return _smallest(times, known)


def _times(around: Surroundings, session: Session) -> Times:
    """Every lesson with every talk, and with none; those that only add obstacles left out."""
    lessons = _as_they_are([(one, at_lesson(around, session, one)) for one in around.moments])
    within = around.rules.feedback_within_days
    if within is None:
        return _fewest(found for _, found in lessons)
    talks = _as_they_are([(one, at_talk(around, session, one)) for one in around.moments])
    later = frozenset[frozenset[Clause]]()
    found, place = set[frozenset[Clause]](), len(talks)
    # From the last lesson to the first, so that the talks after each are those seen already.
    for lesson, clauses in reversed(lessons):
        while place and talks[place - 1][0] > lesson:
            place -= 1
            later = frozenset(_fewest((*later, talks[place][1])))
        last = bisect_right(talks, lesson[0] + within, key=lambda talk: talk[0][0])
        soon = {own for _, own in talks[place:last]}
        found |= {clauses | own for own in soon}
        found |= {clauses | own | {_SOON} for own in later - soon}
        found.add(clauses | {_TALK})
    return _fewest(found)


def _as_they_are(
    times: list[tuple[Moment, frozenset[Clause]]],
) -> list[tuple[Moment, frozenset[Clause]]]:
    """Times at which all are in school, and one teaches who is to be observed, if there are any."""
    usual = [(one, found) for one, found in times if not _facts(found)]
    return usual or times


def _facts(clauses: frozenset[Clause]) -> frozenset[Clause]:
    kinds = (Barrier.IN_SCHOOL, Barrier.TEACHING)
    return frozenset(one for one in clauses if any(each.barrier in kinds for each in one))


_TALK: Clause = frozenset((Obstacle(Barrier.TALK),))
_SOON: Clause = frozenset((Obstacle(Barrier.SOON),))


def _fewest(times: Iterable[frozenset[Clause]]) -> Times:
    """Times without those at which all that rules another one out stands in the way, and more."""
    kept: list[frozenset[Clause]] = []
    for one in sorted(set(times), key=_in_order):
        if not any(other <= one for other in kept):
            kept.append(one)
    return kept


def _in_order(clauses: frozenset[Clause]) -> tuple[int, list[list[Obstacle]]]:
    return len(clauses), sorted(sorted(clause) for clause in clauses)


def _smallest(times: Times, known: Sequence[Impasse]) -> tuple[Impasse, ...]:
    """Impasses until one obstacle of each being gone, whichever, leaves a time."""
    found = [frozenset(one.obstacles) for one in known]
    waiting, seen = [frozenset[Obstacle]()], set[frozenset[Obstacle]]()
    while waiting:
        gone = waiting.pop(0)
        met = next((one for one in found if not one & gone), None)
        if met is None and len(found) < _MOST:
            left = [frozenset(one for one in clauses if not one & gone) for clauses in times]
            met = _least(left) if all(left) else None
            found += [met] if met else []
        grown = (gone | {one} for one in sorted(met or ()))
        waiting += [one for one in grown if one not in seen]
        seen.update(waiting)
    return tuple(Impasse(tuple(sorted(one))) for one in found)


def _least(times: Times) -> frozenset[Obstacle]:
    return next(found for size in count(1) if (found := _within(times, frozenset(), size)))


def _within(times: Times, chosen: frozenset[Obstacle], size: int) -> frozenset[Obstacle] | None:
    """So few obstacles, those chosen among them, that leave no time; ``None`` if there are none."""
    free = next((t for t in times if not any(clause <= chosen for clause in t)), None)
    if free is None:
        return chosen
    for clause in sorted(free, key=sorted):
        grown = chosen | clause
        if len(grown) <= size and (found := _within(times, grown, size)) is not None:
            return found
    return None
