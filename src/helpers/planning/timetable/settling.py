"""Settle a timetable one aim after another, none at the cost of an aim before it.

For each aim the smallest question comes first: each session near its share of the term, in its
cheapest lessons; a large school some groups at a time, the others staying where they are. As soon
as an aim reaches what simple counting, or an easier question, says nobody can beat, it is proved,
and no larger question need be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from helpers.planning.timetable.aims import Aim, Step, aims_of, counted, measure, worth
from helpers.planning.timetable.blocks import Blocks, blocks_of, circles_of, dealt, groups_of
from helpers.planning.timetable.easing import eased
from helpers.planning.timetable.narrowing import cheapest, near_their_share
from helpers.planning.timetable.scheduling import Places, Schedule, part
from helpers.planning.timetable.searching import (
    Found,
    Limits,
    as_early_as_can_be,
    cheaper,
    fullest,
    sooner,
)

BLOCK = 60
"""How many sessions are settled at once, about."""
WHOLE = 15_000
"""How many lessons and talks a question about a whole school may choose from."""
_SWEEPS = 3

Narrowing = Callable[[Schedule], Schedule]
_NEAR, _NEARBY = partial(near_their_share, weeks=1), partial(near_their_share, weeks=4)


def settle(
    schedule: Schedule, limits: Limits, start: Places | None = None
) -> tuple[Places, tuple[Step, ...]]:
    """The places of all sessions, and how good they are for each aim."""
    places, steps, whole = start or {}, list[Step](), schedule
    for aim in aims_of(schedule):
        least = counted(whole, aim, steps)
        places, step = _Settling(whole, aim, tuple(steps), limits).settled(places, least)
        steps.append(step)
        if aim is Aim.COVER and step.value == least:
            whole = cheapest(whole)
    return _tidied(schedule, places, limits), tuple(steps)


@dataclass(frozen=True, slots=True)
class _Settling:
    """One aim of one timetable, after those that are settled."""

    whole: Schedule
    aim: Aim
    steps: tuple[Step, ...]
    limits: Limits

    def settled(self, places: Places, bound: int) -> tuple[Places, Step]:
        """Ask larger and larger questions until the aim cannot be bettered."""
        for asked in self._questions():
            if measure(self.whole, places, self.aim) <= bound:
                break
            places, shown = asked(places, bound)
            bound = max(bound, shown)
        return places, Step(self.aim, measure(self.whole, places, self.aim), bound)

    def _questions(self) -> Iterator[Callable[[Places, int], tuple[Places, int]]]:
        groups, blocks = groups_of(self.whole), blocks_of(self.whole, BLOCK)
        choices = self._choices(self.whole.numbers)
        circles = [one for one in circles_of(self.whole) if self._choices(one) <= WHOLE]
        if self.aim is not Aim.FINISH:
            yield partial(self._swept, blocks, _NEAR)
        if self.aim is Aim.LEFT_OUT:
            yield partial(self._swept, groups, cheapest)
        yield self._eased
        if self.aim in (Aim.LEFT_OUT, Aim.COVER):
            yield partial(self._alone, circles)
        yield partial(self._swept, blocks, _NEARBY)
        if len(blocks) > 1:
            yield partial(self._swept, dealt(groups, len(blocks)), _NEARBY)
        if choices <= WHOLE:
            yield self._exact
        elif self.aim in (Aim.LEFT_OUT, Aim.COVER):
            yield partial(self._swept, groups, _unchanged)
            yield partial(self._swept, circles, _unchanged)

    def _alone(self, circles: Blocks, places: Places, bound: int) -> tuple[Places, int]:
        """What the aim comes to at least if no circle has to heed another one's cover.

        That says something only where no circle could be better in the aims before.
        """
        alone, rest = 0, set(self.whole.numbers)
        for circle in circles:
            own = part(self.whole, circle, {})
            mine = {at: places[number] for at, number in enumerate(circle) if number in places}
            steps = list[Step]()
            for aim in (*(step.aim for step in self.steps), self.aim):
                least, value = counted(own, aim, steps), measure(own, mine, aim)
                if value > least:
                    least = cheaper(own, aim, steps, least, self.limits).bound
                if value > least and aim is not self.aim:
                    return places, bound
                steps.append(Step(aim, value, least))
            alone += steps[-1].bound
            rest -= set(circle)
        if rest:
            others = part(self.whole, sorted(rest), {})
            alone += 0 if self.steps else counted(others, self.aim, self.steps)
        return places, max(bound, alone)

    def _choices(self, numbers: Sequence[int]) -> int:
        found = (self.whole.openings[number] for number in numbers)
        return sum(len(one.lessons) + len(one.talks) for one in found)

    def _eased(self, places: Places, bound: int) -> tuple[Places, int]:
        return places, max(bound, eased(self.whole, self.aim, self.steps, self.limits))

    def _exact(self, places: Places, bound: int) -> tuple[Places, int]:
        found = self._searched(self.whole, self.whole, self.steps, places, bound)
        return self._better(places, found.places), found.bound

    def _swept(
        self, blocks: Blocks, narrowing: Narrowing, places: Places, bound: int
    ) -> tuple[Places, int]:
        """Settle block after block, the others staying, for as long as that helps."""
        for _ in range(_SWEEPS):
            before = measure(self.whole, places, self.aim)
            for block in blocks:
                places = self._block(block, narrowing, places, bound)
                if self.aim is Aim.FINISH and self._holds_up(block, places, before):
                    return places, bound
            if not bound < measure(self.whole, places, self.aim) < before:
                break
        return places, bound

    def _holds_up(self, block: Sequence[int], places: Places, finish: int) -> bool:
        """Whether sessions that were just settled still finish no sooner than all did."""
        last = max((places[n][0].moment[0] for n in block if n in places), default=-1)
        return last + 1 >= finish

    def _block(
        self, block: Sequence[int], narrowing: Narrowing, places: Places, bound: int
    ) -> Places:
        own = part(self.whole, block, places)
        mine = {at: places[number] for at, number in enumerate(block) if number in places}
        steps = list[Step]()
        for step in self.steps:
            steps.append(Step(step.aim, measure(own, mine, step.aim), step.bound))
        least = bound if self.aim is Aim.FINISH else counted(own, self.aim, steps)
        if measure(own, mine, self.aim) <= least:
            return places
        found = self._searched(narrowing(own), own, steps, mine, least).places
        if found is None:
            return places
        kept = {number: place for number, place in places.items() if number not in block}
        return self._better(places, kept | {block[at]: place for at, place in found.items()})

    def _searched(
        self,
        question: Schedule,
        whole: Schedule,
        steps: Sequence[Step],
        places: Places,
        bound: int,
    ) -> Found:
        if self.aim is Aim.FINISH:
            value = measure(whole, places, self.aim)
            return sooner(question, steps, bound, value, self.limits)
        if self.aim is Aim.LEFT_OUT and question is not self.whole:
            return fullest(question, steps, self.limits)
        return cheaper(question, self.aim, steps, bound, self.limits)

    def _better(self, places: Places, found: Places | None) -> Places:
        if found is None or worth(self.whole, found) > worth(self.whole, places):
            return places
        return found


def _tidied(schedule: Schedule, places: Places, limits: Limits) -> Places:
    for block in blocks_of(schedule, BLOCK):
        own = part(schedule, block, places)
        mine = {at: places[number] for at, number in enumerate(block) if number in places}
        tidy = as_early_as_can_be(own, mine, limits)
        kept = {number: place for number, place in places.items() if number not in block}
        places = kept | {block[at]: place for at, place in tidy.items()}
    return places


def _unchanged(schedule: Schedule) -> Schedule:
    return schedule
