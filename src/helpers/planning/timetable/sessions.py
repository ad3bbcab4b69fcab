"""Which peer observations a programme needs: everyone observes and is observed once a round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from helpers.planning.groups.proposing import Group


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One peer observation to be timetabled; rounds count from 1.

    ``together`` are all who talk about it afterwards: the whole group with its facilitator.
    """

    group_id: str
    round: int
    observer: str
    observed: str
    together: tuple[str, ...] = ()
    facilitator: str | None = None


def sessions_of(groups: Iterable[Group], rounds: int) -> tuple[Session, ...]:
    """The sessions of all groups, by group, round and observer.

    In a pair each observes the other. In a three they go round in a circle, which turns the other
    way in every second round, so that after two rounds everyone has seen everyone. A facilitator
    neither observes nor is observed. Raises ``ValueError`` if a group's id is given twice.
    """
    found = tuple(sorted(groups, key=lambda group: group.group_id))
    if len({group.group_id for group in found}) < len(found):
        raise ValueError("two groups share one id")
    return tuple(sorted(s for g in found for n in range(1, rounds + 1) for s in _round(g, n)))


def _round(group: Group, number: int) -> Iterator[Session]:
    step = 1 if number % 2 else -1
    for place, observer in enumerate(group.members):
        observed = group.members[(place + step) % len(group.members)]
        yield Session(group.group_id, number, observer, observed, group.everyone, group.facilitator)
