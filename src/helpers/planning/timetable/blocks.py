"""Sessions in blocks that can be settled one after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

from helpers.planning.timetable.scheduling import Schedule

Blocks = Sequence[Sequence[int]]
"""Sessions by their numbers."""


def circles_of(schedule: Schedule) -> Blocks:
    """The sessions of groups that share people, such as a facilitator, with one another alone."""
    first: dict[str, str] = {}

    def root(who: str) -> str:
        while first.setdefault(who, who) != who:
            who = first[who]
        return who

    for session in schedule.sessions:
        for who in session.together:
            first[root(who)] = root(session.observer)
    circles: defaultdict[str, list[int]] = defaultdict(list)
    for number, session in enumerate(schedule.sessions):
        circles[root(session.observer)].append(number)
    return list(circles.values())


def groups_of(schedule: Schedule) -> Blocks:
    """The sessions of each group, groups that share people beside one another."""
    groups: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for place, circle in enumerate(circles_of(schedule)):
        for number in circle:
            groups[place, schedule.sessions[number].group_id].append(number)
    return list(groups.values())


def blocks_of(schedule: Schedule, size: int) -> Blocks:
    """Whole groups in blocks of at most so many sessions, or of one group."""
    blocks = list[list[int]]()
    for group in groups_of(schedule):
        if blocks and len(blocks[-1]) + len(group) <= size:
            blocks[-1] += group
        else:
            blocks.append(list(group))
    return blocks


def dealt(groups: Blocks, blocks: int) -> Blocks:
    """Groups dealt out to so many blocks, so that those that were never in one block are."""
    return [list(chain.from_iterable(groups[start::blocks])) for start in range(blocks)]
