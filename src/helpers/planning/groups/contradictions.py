"""Rules that cannot be met whatever the plan: found by counting, before any search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from helpers.planning.groups.conflict_words import joined, why_apart
from helpers.planning.groups.rules import (
    Conflict,
    GroupRules,
    NamedRule,
    Pair,
    Permissions,
    Rule,
)


def contradictions(permissions: Permissions, rules: GroupRules) -> tuple[Conflict, ...]:
    """Every rule that contradicts another rule or the number of people, all at once."""
    return (
        *_unknown(permissions, rules),
        *_required_apart(permissions, rules),
        *_required_crowds(permissions),
        *_threes(permissions, rules),
        *_facilitators(permissions, rules),
    )


def _unknown(permissions: Permissions, rules: GroupRules) -> Iterator[Conflict]:
    known = {*permissions.peers, *permissions.facilitators}
    places: tuple[tuple[str, Iterable[str]], ...] = (
        ("the required pairs", _people(rules.required_pairs)),
        ("the forbidden pairs", _people(rules.forbidden_pairs)),
        ("the facilitators", rules.facilitators),
    )
    for place, named in places:
        for one in sorted(set(named) - known):
            said = f"{one} stands in {place}, but nobody taking part has that staff id."
            yield Conflict(Rule.STAFF_ID, (one,), said)
    for pair in (*rules.required_pairs, *rules.forbidden_pairs):
        if pair[0] == pair[1]:
            said = f"A pair names {pair[0]} twice; a pair is two people."
            yield Conflict(Rule.STAFF_ID, (pair[0],), said)


def _required_apart(permissions: Permissions, rules: GroupRules) -> Iterator[Conflict]:
    for pair in sorted({(min(pair), max(pair)) for pair in rules.required_pairs}):
        rule = permissions.barred.get(frozenset(pair))
        if rule is not None:
            said = f"{pair[0]} and {pair[1]} are a required pair, but {why_apart(rule)}."
            both = (NamedRule(Rule.REQUIRED_PAIR, pair), NamedRule(rule, pair))
            yield Conflict(Rule.REQUIRED_PAIR, pair, said, both)


def _required_crowds(permissions: Permissions) -> Iterator[Conflict]:
    """People whom required pairs chain together must fit one group."""
    for crowd in _chained(permissions.required, permissions.peers):
        people = tuple(sorted(crowd))
        facilitators = [one for one in people if one in permissions.facilitators]
        if len(people) > 3:
            chain = _chain(permissions, people)
            four = tuple(sorted({one for pair in chain for one in pair}))
            said = f"Required pairs put {joined(four)} into one group, which holds three."
            yield Conflict(Rule.REQUIRED_PAIR, four, said, _required(chain))
        elif len(facilitators) > 1:
            said = f"Required pairs put {joined(facilitators)} into one group, but both facilitate."
            guide = [(min(one, other), max(one, other)) for one in people
                     for other in facilitators if other in permissions.required[one]]  # fmt: skip
            yield Conflict(Rule.REQUIRED_PAIR, people, said, _required(guide))
        else:
            yield from _crowd_apart(permissions, people)


def _crowd_apart(permissions: Permissions, people: tuple[str, ...]) -> Iterator[Conflict]:
    for one, other in combinations(people, 2):
        rule = permissions.barred.get(frozenset((one, other)))
        if rule is not None and other not in permissions.required[one]:
            said = (
                f"Required pairs put {joined(people)} into one group, but {one} and {other} may "
                f"not share one: {why_apart(rule)}."
            )
            rules = (*_required(_chain(permissions, people)), NamedRule(rule, (one, other)))
            yield Conflict(Rule.REQUIRED_PAIR, people, said, rules)


def _required(pairs: Iterable[Pair]) -> tuple[NamedRule, ...]:
    return tuple(NamedRule(Rule.REQUIRED_PAIR, pair) for pair in sorted(set(pairs)))


def _chain(permissions: Permissions, people: tuple[str, ...]) -> list[Pair]:
    """Required pairs that chain as few as four people together (or all, where they are fewer)."""
    start = next(one for one in people if one in permissions.peers)
    reached, pairs = [start], list[Pair]()
    for one in reached:
        # A facilitator of several groups joins nobody to others.
        for other in sorted(permissions.required[one]) if one in permissions.peers else ():
            if other not in reached and len(reached) < 4:
                reached.append(other)
                pairs.append((min(one, other), max(one, other)))
    return pairs


def _threes(permissions: Permissions, rules: GroupRules) -> Iterator[Conflict]:
    people, pairs, threes = len(permissions.peers), rules.pairs, rules.threes
    said = None
    if pairs is not None:
        left = people - 2 * pairs
        if pairs < 0 or left < 0:
            said = f"{pairs} pairs were asked for; {people} people make at most {people // 2}."
        elif left % 3 or threes not in (None, left // 3):
            asked = f"{pairs} pairs" + ("" if threes is None else f" and {threes} threes")
            said = (
                f"{asked} were asked for; of {people} people the pairs leave {left}, who are not "
                f"{'threes alone' if threes is None else f'{threes} threes'}."
            )
    elif threes is not None:
        left = people - 3 * threes
        if threes < 0 or left < 0:
            said = f"{threes} threes were asked for; {people} people make at most {people // 3}."
        elif left % 2:
            said = (
                f"{threes} threes were asked for; of {people} people that leaves {left}, "
                "who cannot all be in pairs."
            )
    if said is not None:
        yield Conflict(Rule.THREES, (), said, (NamedRule(Rule.THREES),))


def _facilitators(permissions: Permissions, rules: GroupRules) -> Iterator[Conflict]:
    if rules.groups_a_facilitator < 1:
        said = "A facilitator must be allowed at least one group."
        yield Conflict(Rule.FACILITATORS, permissions.facilitators, said)
    threes = rules.threes_of(len(permissions.peers))
    if threes is None:
        # Where threes are preferred, pairs are made for the facilitators.
        threes = len(permissions.peers) % 2
    pairs = (len(permissions.peers) - 3 * threes) // 2
    if len(permissions.facilitators) > max(0, pairs):
        said = (
            f"{len(permissions.facilitators)} facilitators were named, one to a pair; "
            f"{len(permissions.peers)} other people make {max(0, pairs)} pairs."
        )
        yield Conflict(Rule.FACILITATORS, permissions.facilitators, said)


def _people(pairs: tuple[Pair, ...]) -> tuple[str, ...]:
    return tuple(one for pair in pairs for one in pair)


def _chained(required: Mapping[str, frozenset[str]], peers: tuple[str, ...]) -> list[set[str]]:
    """People joined by required pairs; a facilitator of several groups joins nobody to others."""
    crowds: list[set[str]] = []
    left = set(required) & set(peers)
    while left:
        crowd, new = set[str](), {min(left)}
        while new:
            crowd |= new
            through = new & set(peers)
            new = {other for one in through for other in required[one]} - crowd
        left -= crowd
        crowds.append(crowd)
    return crowds
