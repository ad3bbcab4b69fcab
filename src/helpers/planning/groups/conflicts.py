"""The smallest sets of rules that together keep somebody out of every group.

Found by implicit hitting sets (Ignatiev, Previti, Liffiton and Marques-Silva 2015, *CP 2015*,
LNCS 9255, 173-182): every grouping that takes all people in breaks some rules; a set of rules
that meets each of these broken sets, and is as small as can be, is a smallest conflict as soon as
no grouping keeps it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from helpers.planning.expertise import Expertise, Person
from helpers.planning.groups.benefit import Benefit
from helpers.planning.groups.candidates import Candidates, permitted_groups
from helpers.planning.groups.conflict_words import conflict_of
from helpers.planning.groups.rules import Conflict, GroupRules, NamedRule, Permissions, Rule
from helpers.planning.program import Row, minimise

UP_TO = 30
"""So many colleagues are looked at together; beyond, only people whom every group is barred to."""
_MOST = 5
"""How many conflicts are named at once."""


def obstacles(
    people: Sequence[Person], rules: GroupRules, missing: Collection[str], *, seconds: float
) -> tuple[Conflict, ...]:
    """Smallest conflicts, no rule in two of them, that keep ``missing`` people without a group.

    With nobody missing: that keep the school from the number of threes it asks for.
    """
    puzzle = _Puzzle.of(people, rules, everyone=bool(missing), seconds=seconds)
    found: list[Conflict] = []
    if len(puzzle.permissions.peers) <= UP_TO:
        while len(found) < _MOST and (smallest := puzzle.smallest()):
            found.append(conflict_of(smallest, everyone=puzzle.everyone))
            puzzle = puzzle.without(smallest)
        return tuple(found)
    for one in sorted(set(missing) & set(puzzle.permissions.peers)):
        if len(found) < _MOST and (lonely := puzzle.bars_all_groups(one)):
            found.append(conflict_of(lonely))
            puzzle = puzzle.without(lonely)
    return tuple(found)


def named_rules(people: Sequence[Person], rules: GroupRules) -> tuple[NamedRule, ...]:
    """Every single rule in force that keeps people apart, or together, or says how many."""
    permissions = Permissions.of(people, rules)
    taking_part = {*permissions.peers, *permissions.facilitators}
    found = {
        NamedRule(rule, tuple(sorted(pair)))
        for pair, rule in permissions.barred.items()
        if pair <= taking_part and rule is not Rule.FACILITATORS
    }
    for pair in rules.required_pairs:
        if set(pair) <= taking_part and set(pair) & set(permissions.peers):
            found.add(NamedRule(Rule.REQUIRED_PAIR, (min(pair), max(pair))))
    if rules.threes_of(len(permissions.peers)) is not None:
        found.add(NamedRule(Rule.THREES))
    if permissions.facilitators:
        found.add(NamedRule(Rule.FACILITATORS, permissions.facilitators))
    return tuple(sorted(found, key=lambda one: (one.rule, one.people)))


@dataclass(frozen=True, slots=True)
class _Puzzle:
    """All groups there could be without any rule, and which rules each of them breaks."""

    permissions: Permissions
    candidates: Candidates = field(repr=False)
    rules: GroupRules
    named: tuple[NamedRule, ...]
    everyone: bool
    seconds: float

    @classmethod
    def of(
        cls, people: Sequence[Person], rules: GroupRules, *, everyone: bool, seconds: float
    ) -> _Puzzle:
        permissions = Permissions.of(people, rules)
        free = replace(permissions, barred={}, required={})
        nothing = Benefit.of(people, Expertise.of(()))
        # Too many threes to look at where only the bars of single people are of interest.
        threes = len(permissions.peers) <= UP_TO
        candidates = permitted_groups(free, nothing, threes=threes)
        named = named_rules(people, rules)
        return cls(permissions, candidates, rules, named, everyone, seconds)

    def without(self, rules: Collection[NamedRule]) -> _Puzzle:
        """The same puzzle after some rules are dropped."""
        return replace(self, named=tuple(one for one in self.named if one not in rules))

    def broken_by(self, rule: NamedRule) -> NDArray[np.bool_]:
        """The columns that break a rule about two people."""
        one, other = (self.candidates.people.index(who) for who in rule.people)
        if rule.rule is not Rule.REQUIRED_PAIR:
            return self.candidates.having(one) & self.candidates.having(other)
        peer, needed = (one, other) if one < self.candidates.peers else (other, one)
        return self.candidates.having(peer) & ~self.candidates.having(needed)

    def bars_all_groups(self, staff_id: str) -> tuple[NamedRule, ...]:
        """The fewest rules of which every group with somebody breaks one; none if one does not."""
        own = self.candidates.having(self.candidates.people.index(staff_id))
        about = [one for one in self.named if len(one.people) == 2 and one.rule in _OF_TWO]
        if not own.any() or not about:
            return ()
        broken = np.array([self.broken_by(one)[own] for one in about])
        rows = [Row(np.flatnonzero(column).tolist(), 1, len(about)) for column in broken.T]
        answer = minimise([1] * len(about), rows, seconds=self.seconds)
        if answer is None:
            return ()
        return tuple(one for one, value in zip(about, answer.values, strict=True) if value)

    def smallest(self) -> tuple[NamedRule, ...]:
        """The fewest rules that no grouping keeps together; none if one keeps them all."""
        sets: list[list[int]] = []
        while True:
            kept = self._hitting(sets)
            broken = self._broken(kept)
            if broken is None:
                return tuple(self.named[number] for number in sorted(kept))
            if not broken:
                return ()
            # More sets at once: hold what was broken too, until no grouping is left.
            while broken:
                sets.append(sorted(broken))
                kept = kept | broken
                broken = self._broken(kept) or set()

    def _hitting(self, sets: list[list[int]]) -> set[int]:
        rows = [Row(one, 1, len(self.named)) for one in sets]
        # Of equally small sets, the one whose rules come first, whatever the solver's version.
        dear = len(self.named) ** 2
        costs = [dear + number for number in range(len(self.named))]
        answer = minimise(costs, rows, seconds=self.seconds)
        assert answer is not None, "every set has a rule in it"
        return {number for number, value in enumerate(answer.values) if value}

    def _broken(self, kept: set[int]) -> set[int] | None:
        """The fewest rules that a grouping breaks which keeps some; ``None`` if none keeps them."""
        columns, first = len(self.candidates), len(self.candidates)
        spare = first + len(self.named)
        rows = list(self._rows(first))
        rows += [Row([first + number], 0, 0) for number in kept]
        costs = [0] * columns + [1] * len(self.named)
        for place in range(self.candidates.peers):
            own = np.flatnonzero(self.candidates.having(place)).tolist()
            rows.append(Row(own if self.everyone else [*own, spare + place], 1, 1))
        costs += [] if self.everyone else [0] * self.candidates.peers
        answer = minimise(costs, rows, seconds=self.seconds)
        if answer is None:
            return None
        return {n for n, value in enumerate(answer.values[first:spare]) if value}

    def _rows(self, first: int) -> Iterator[Row]:
        """A rule may be broken only where its own column says so."""
        peers = self.candidates.peers
        for number, one in enumerate(self.named, start=first):
            if one.rule is Rule.THREES:
                threes = np.flatnonzero(self.candidates.are_threes).tolist()
                asked = self.rules.threes_of(peers) or 0
                weights = [1.0] * len(threes)
                yield Row([*threes, number], -np.inf, asked, [*weights, -float(peers)])
                yield Row([*threes, number], asked, np.inf, [*weights, float(peers)])
            elif one.rule is Rule.FACILITATORS:
                for place in range(peers, len(self.candidates.people)):
                    led = np.flatnonzero(self.candidates.having(place)).tolist()
                    most = self.rules.groups_a_facilitator
                    weights = [1.0] * len(led)
                    yield Row([*led, number], 0, most, [*weights, -float(peers)])
            else:
                broken = np.flatnonzero(self.broken_by(one)).tolist()
                yield Row([*broken, number], -np.inf, 0, [*[1.0] * len(broken), -1.0])


_OF_TWO = (Rule.LINE_MANAGER, Rule.FORBIDDEN_PAIR, Rule.MET_BEFORE, Rule.REQUIRED_PAIR)
