"""Why a session has no place: the smallest sets of obstacles that leave no time together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from helpers.planning.obstacles import (
    Barrier,
    Clause,
    Obstacle,
    Surroundings,
    at_lesson,
    at_talk,
    said,
)
from helpers.planning.openings import TimetableRules
from helpers.planning.sessions import Session

_MOST = 4
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


def impasses(around: Surroundings, session: Session) -> tuple[Impasse, ...]:
    """The smallest impasse, and those that would be left if one of its obstacles went.

    None if there is a time. If there is one impasse, the session could be held as soon as any one
    of its obstacles goes; if there are more, one has to go of each.
    """
    times = _times(around, session)
    if not times:
        return (Impasse((Obstacle(Barrier.CALENDAR),)),)
    return _smallest(times)


def _times(around: Surroundings, session: Session) -> Times:
    """Every lesson with every talk, and with none; those that only add obstacles left out."""
    lessons = [(one, at_lesson(around, session, one)) for one in around.moments]
    within = around.rules.feedback_within_days
    if within is None:
        return _fewest(found for _, found in lessons)
    talks = [(one, at_talk(around, session, one)) for one in around.moments]
    later = frozenset[frozenset[Clause]]()
    found = set[frozenset[Clause]]()
    # From the last lesson to the first, so that the talks after each are those seen already.
    for place in reversed(range(len(lessons))):
        (day, _), clauses = lessons[place]
        last = bisect_right(talks, day + within, key=lambda talk: talk[0][0])
        soon = {own for _, own in talks[place + 1 : last]}
        found |= {clauses | own for own in soon}
        found |= {clauses | own | {_SOON} for own in later - soon}
        found.add(clauses | {_TALK})
        later = frozenset(_fewest((*later, talks[place][1])))
    return _fewest(found)


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


def _smallest(times: Times) -> tuple[Impasse, ...]:
    found: list[frozenset[Obstacle]] = []
    waiting: list[frozenset[Obstacle]] = [frozenset()]
    while waiting and len(found) < _MOST:
        gone = waiting.pop(0)
        left = [frozenset(one for one in clauses if not one & gone) for clauses in times]
        if all(left) and all(one & gone for one in found):
            least = next(one for size in count(1) if (one := _within(left, frozenset(), size)))
            found.append(least)
            waiting += [gone | {one} for one in sorted(least)]
    return tuple(Impasse(tuple(sorted(one))) for one in found)


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
