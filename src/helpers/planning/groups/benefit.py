"""What people in a group can learn from one another, in whole points.

All scores are integers, so that two plans are never told apart by rounding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from helpers.planning.expertise import Expertise, Person

_EARLY_YEARS = {"N": -1, "R": 0}


@dataclass(frozen=True, slots=True)
class Weights:
    """How many points each good thing about a group is worth.

    ``wanted`` and ``unasked`` are points for each step of the rating scale between supporter and
    learner, in a skill the learner asked for help with, or only rates low. Of each learner's
    skills the ``skills_a_term`` most valuable count, because a group can work on only a few.
    ``reciprocity`` is added for each two members who both learn from each other.
    ``year_spread`` is added for each year between the members' year groups, up to ``most_years``
    (below zero it prefers colleagues of the same phase). ``experience`` is added for a group that
    has somebody experienced beside somebody new. ``met_before`` is taken off for each two members
    who met in the last terms, where meeting again is allowed; ``workload`` for each member of a
    three on whom both others rely.
    """

    wanted: int = 3
    unasked: int = 1
    skills_a_term: int = 3
    reciprocity: int = 5
    year_spread: int = 1
    most_years: int = 3
    experience: int = 2
    met_before: int = 10
    workload: int = 2


@dataclass(frozen=True, slots=True)
class Transfer:
    """One skill that can go from a supporter to a learner; ``gap`` in steps of the scale."""

    skill: str
    supporter: str
    learner: str
    gap: int
    wanted: bool
    points: int


@dataclass(frozen=True, slots=True)
class Benefit:
    """Scores pairs and groups of one school; built by :meth:`of`."""

    weights: Weights
    years: Mapping[str, tuple[int, ...]] = field(repr=False)
    experienced: Mapping[str, bool | None] = field(repr=False)
    met: frozenset[frozenset[str]] = field(repr=False)
    between: Mapping[tuple[str, str], tuple[Transfer, ...]] = field(repr=False)

    @classmethod
    def of(
        cls,
        people: Iterable[Person],
        expertise: Expertise,
        weights: Weights = Weights(),
        met: Iterable[tuple[str, str]] = (),
    ) -> Benefit:
        """Work out every transfer between two people once; ``met`` are pairs of the last terms."""
        placed = sorted(people, key=lambda person: person.staff_id)
        years = {person.staff_id: _years(person) for person in placed}
        experienced = {person.staff_id: person.experienced for person in placed}
        apart = frozenset(frozenset(pair) for pair in met)
        return cls(weights, years, experienced, apart, _between(expertise, weights, years))

    def learning(self, supporter: str, learner: str) -> int:
        """Points that a learner gains from one supporter."""
        return sum(one.points for one in self.learned(learner, (supporter,)))

    def learned(self, learner: str, others: Iterable[str]) -> tuple[Transfer, ...]:
        """What a learner takes from a group, most valuable first, each skill from one supporter.

        The strongest supporter of a skill counts; a second one adds nothing, or threes would seem
        richer than they are.
        """
        best: dict[str, Transfer] = {}
        for supporter in sorted(others):
            for one in self.between.get((supporter, learner), ()):
                if one.skill not in best or one.points > best[one.skill].points:
                    best[one.skill] = one
        ranked = sorted(best.values(), key=lambda one: (-one.points, one.skill))
        return tuple(ranked[: self.weights.skills_a_term])

    def gain(self, learner: str, others: Iterable[str]) -> int:
        """Points that one person gains from a group with ``others``."""
        return sum(one.points for one in self.learned(learner, others))

    def mutual(self, one: str, other: str) -> bool:
        """Whether two people can each learn something from the other."""
        return self.learning(one, other) > 0 and self.learning(other, one) > 0

    def years_apart(self, members: Iterable[str]) -> int | None:
        """Years between the two members furthest apart; ``None`` where fewer than two teach one.

        Two people who teach several year groups are as far apart as their nearest two.
        """
        apart = (
            min(abs(one - other) for one in self.years[a] for other in self.years[b])
            for a, b in combinations(sorted(members), 2)
            if self.years[a] and self.years[b]
        )
        return max(apart, default=None)

    def mixed(self, members: Iterable[str]) -> bool:
        """Whether somebody experienced is beside somebody new."""
        return {True, False} <= {self.experienced[one] for one in members}

    def relied_on(self, members: Iterable[str]) -> tuple[str, ...]:
        """Members on whom at least two others rely: without them, each would learn less."""
        around = tuple(sorted(members))
        return tuple(
            one
            for one in around
            if sum(self._relies(other, one, around) for other in around if other != one) > 1
        )

    def _relies(self, learner: str, supporter: str, around: tuple[str, ...]) -> bool:
        others = [one for one in around if one != learner]
        without = [one for one in others if one != supporter]
        return self.gain(learner, others) > self.gain(learner, without)

    def pair_value(self, one: str, other: str) -> int:
        """Worth of a pair: what each learns, the bonus for both directions, years, having met."""
        return self.group_value((one, other))

    def group_value(self, members: Iterable[str], facilitator: str | None = None) -> int:
        """Worth of a group: what its members learn (a facilitator gives, not takes) and bonuses.

        Only members count for the bonuses; a facilitator's load is limited by a rule instead.
        """
        peers = tuple(sorted(members))
        everyone = (*peers, facilitator) if facilitator else peers
        gains = sum(self.gain(one, (o for o in everyone if o != one)) for one in peers)
        pairs = tuple(combinations(peers, 2))
        mutual = sum(self.mutual(one, other) for one, other in pairs)
        met = sum(frozenset(pair) in self.met for pair in pairs)
        years = min(self.years_apart(peers) or 0, self.weights.most_years)
        return (
            gains
            + self.weights.reciprocity * mutual
            + self.weights.year_spread * years
            + self.weights.experience * self.mixed(peers)
            - self.weights.met_before * met
            - self.weights.workload * len(self.relied_on(peers))
        )


def _year(text: str) -> int | None:
    return int(text) if text.isdecimal() else _EARLY_YEARS.get(text)


def _years(person: Person) -> tuple[int, ...]:
    years = (_year(text) for text in person.year_groups)
    return tuple(year for year in years if year is not None)


def _between(
    expertise: Expertise, weights: Weights, placed: Collection[str]
) -> dict[tuple[str, str], tuple[Transfer, ...]]:
    """Every transfer, by supporter and learner; skills in the order of their names."""
    found: dict[tuple[str, str], list[Transfer]] = {}
    for cover in expertise.skills:
        learners = [one for one in (*cover.asked, *cover.low) if one in placed]
        for supporter in (one for one in cover.can_help if one in placed):
            for learner in learners:
                gap = expertise.gap(cover.skill, supporter, learner)
                if gap:
                    wanted = expertise.ratings[learner, cover.skill].wants_support
                    points = gap * (weights.wanted if wanted else weights.unasked)
                    transfer = Transfer(cover.skill, supporter, learner, gap, wanted, points)
                    found.setdefault((supporter, learner), []).append(transfer)
    return {pair: tuple(transfers) for pair, transfers in found.items()}
