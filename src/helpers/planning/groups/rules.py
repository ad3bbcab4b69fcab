"""What groups must respect, and why two people may not share one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations, pairwise
from typing import Literal

from helpers.planning.expertise import Person, Thresholds
from helpers.planning.groups.benefit import Weights

Pair = tuple[str, str]


class Rule(StrEnum):
    """A rule by its short name; :class:`Conflict` and :class:`Bar` say which one."""

    LINE_MANAGER = "line manager"
    FORBIDDEN_PAIR = "forbidden pair"
    MET_BEFORE = "met before"
    REQUIRED_PAIR = "required pair"
    FACILITATORS = "facilitators"
    THREES = "number of threes"
    STAFF_ID = "staff id"
    TIME = "time limit"


@dataclass(frozen=True, slots=True)
class GroupRules:
    """The school's rules for its Action Learning Sets.

    ``required_pairs`` share a group, ``forbidden_pairs`` never do, nor do a line manager and
    their own report. ``met`` lists pairs of the last terms: with ``meeting_again = "never"`` they
    may not meet, with ``"penalised"`` it costs ``weights.met_before`` points. ``threes`` is the
    number of threes of colleagues; ``None`` takes the fewest that leave nobody out, or the most
    where the school prefers threes. ``pairs`` is the number of pairs of colleagues, which settles
    the number of threes too.

    ``facilitators`` are people who join a pair and make it a three: they support but are not
    counted as learners, never share a group with another facilitator, may meet the same people
    again, and take one to ``groups_a_facilitator`` groups. ``facilitator_may_manage`` lets one
    join their own reports, which the smallest schools cannot avoid.
    """

    required_pairs: tuple[Pair, ...] = ()
    forbidden_pairs: tuple[Pair, ...] = ()
    met: tuple[Pair, ...] = ()
    meeting_again: Literal["never", "penalised"] = "never"
    prefer: Literal["pairs", "threes"] = "pairs"
    threes: int | None = None
    pairs: int | None = None
    facilitators: tuple[str, ...] = ()
    groups_a_facilitator: int = 1
    facilitator_may_manage: bool = False
    weights: Weights = field(default_factory=Weights)
    thresholds: Thresholds = field(default_factory=Thresholds)

    def threes_of(self, people: int) -> int | None:
        """The number of threes asked for, given so many colleagues; ``None`` if it is free."""
        if self.threes is not None or self.pairs is None:
            return self.threes
        return (people - 2 * self.pairs) // 3


@dataclass(frozen=True, slots=True)
class NamedRule:
    """One rule of the school's: which kind, and whom it is about."""

    rule: Rule
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A rule that cannot be met, whom it concerns, and a plain sentence with their staff ids.

    ``rules`` cannot all be kept, and without any one of them the others could.
    """

    rule: Rule
    people: tuple[str, ...]
    sentence: str
    rules: tuple[NamedRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A colleague with whom somebody may not share a group, and the rule that says so."""

    other: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Permissions:
    """Who may share a group; built by :meth:`of`. People in the order of their ids."""

    peers: tuple[str, ...]
    facilitators: tuple[str, ...]
    barred: Mapping[frozenset[str], Rule] = field(repr=False)
    required: Mapping[str, frozenset[str]] = field(repr=False)

    @classmethod
    def of(cls, people: Iterable[Person], rules: GroupRules) -> Permissions:
        """Read the rules; raises ``ValueError`` if a staff id is given twice."""
        found = sorted(people, key=lambda person: person.staff_id)
        ids = tuple(person.staff_id for person in found)
        for one, other in pairwise(ids):
            if one == other:
                raise ValueError(f"staff id {one!r} is given to more than one person")
        facilitators = tuple(one for one in ids if one in rules.facilitators)
        peers = tuple(one for one in ids if one not in rules.facilitators)
        barred = _barred(found, rules, frozenset(facilitators))
        return cls(peers, facilitators, barred, _required(ids, rules))

    def may_meet(self, one: str, other: str) -> bool:
        """Whether no rule keeps two people apart."""
        return frozenset((one, other)) not in self.barred

    def bars(self, staff_id: str) -> tuple[Bar, ...]:
        """Every colleague from whom somebody is kept, and by which rule."""
        found = [
            Bar(other, self.barred[frozenset((staff_id, other))])
            for other in (*self.peers, *self.facilitators)
            if other != staff_id and frozenset((staff_id, other)) in self.barred
        ]
        return tuple(found)

    def allow(self, members: tuple[str, ...], facilitator: str | None = None) -> bool:
        """Whether a whole group keeps every rule about who shares one with whom."""
        everyone = frozenset((*members, facilitator) if facilitator else members)
        if not all(self.required.get(one, frozenset()) <= everyone for one in members):
            return False
        return all(self.may_meet(a, b) for a, b in combinations(everyone, 2))


def _barred(
    people: list[Person], rules: GroupRules, facilitators: frozenset[str]
) -> dict[frozenset[str], Rule]:
    """Later rules overwrite earlier ones, so the firmest reason is the one told."""
    barred = {frozenset(pair): Rule.FACILITATORS for pair in combinations(facilitators, 2)}
    if rules.meeting_again == "never":
        apart = (frozenset(pair) for pair in rules.met)
        barred |= {pair: Rule.MET_BEFORE for pair in apart if not pair & facilitators}
    barred |= {frozenset(pair): Rule.FORBIDDEN_PAIR for pair in rules.forbidden_pairs}
    for person in people:
        manager = person.line_manager_id
        if manager and not (rules.facilitator_may_manage and manager in facilitators):
            barred[frozenset((person.staff_id, manager))] = Rule.LINE_MANAGER
    return barred


def _required(ids: tuple[str, ...], rules: GroupRules) -> dict[str, frozenset[str]]:
    required: dict[str, frozenset[str]] = {}
    for one, other in rules.required_pairs:
        if one in ids and other in ids:
            required[one] = required.get(one, frozenset()) | {other}
            required[other] = required.get(other, frozenset()) | {one}
    return required
