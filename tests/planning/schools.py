"""Small schools made by chance from a seed, and the best grouping found by trying every one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

from helpers.planning.expertise import Person, SkillRating
from helpers.planning.groups.rules import GroupRules

Shape = tuple[tuple[str, ...], str | None]
Case = tuple[list[Person], list[SkillRating], GroupRules]


def school(seed: int, most: int = 8) -> Case:
    """People, ratings and rules; every kind of rule turns up in some seeds."""
    chance = random.Random(seed)
    ids = [f"T{n}" for n in range(chance.randint(1, most))]
    years = ["N", "R", "1", "2", "3", "4", "5", "6"]
    people = [
        Person(
            one,
            year_groups=tuple(chance.sample(years, chance.randint(0, 2))),
            line_manager_id=chance.choice(ids) if one != ids[0] and chance.random() < 0.3 else None,
            experienced=chance.choice([True, False, None]),
        )
        for one in ids
    ]
    people = [
        p if p.line_manager_id != p.staff_id else replace(p, line_manager_id=None) for p in people
    ]
    ratings = [
        SkillRating(one, skill, rating, chance.random() < 0.8, chance.random() < 0.4)
        for one in ids
        for skill in ("assessment", "behaviour", "feedback", "questioning")
        if chance.random() < 0.9
        for rating in [chance.randint(1, 5)]
    ]
    pairs = list(combinations(ids, 2))

    def some(share: float) -> tuple[tuple[str, str], ...]:
        return tuple(pair for pair in pairs if chance.random() < share)

    rules = GroupRules(
        forbidden_pairs=some(0.15) if seed % 2 else (),
        met=some(0.2),
        meeting_again="never" if seed % 3 else "penalised",
        required_pairs=tuple(chance.sample(pairs, 1)) if pairs and seed % 5 == 0 else (),
        prefer="threes" if seed % 6 == 1 else "pairs",
        threes=len(ids) % 2 + 2 * chance.randint(0, 1) if seed % 7 == 0 else None,
        facilitators=(ids[-1],) if seed % 4 == 0 and len(ids) > 2 else (),
        groups_a_facilitator=1 + seed % 2,
        facilitator_may_manage=seed % 8 == 0,
    )
    return people, ratings, rules


def gain(learner: str, shape: Shape, ratings: list[SkillRating], rules: GroupRules) -> int:
    """What one member learns, straight from the definition."""
    members, facilitator = shape
    by_skill: dict[str, int] = {}
    for own, other in product(ratings, ratings):
        if (
            own.staff_id == learner
            and other.staff_id != learner
            and other.staff_id in (*members, facilitator)
            and own.skill == other.skill
            and (own.wants_support or own.rating <= 2)
            and other.can_support
            and other.rating >= 4
        ):
            points = (other.rating - own.rating) * (3 if own.wants_support else 1)
            by_skill[own.skill] = max(points, by_skill.get(own.skill, 0))
    return sum(sorted(by_skill.values())[-3:])


def value(shape: Shape, case: Case) -> int:
    """What a group is worth, straight from the definition (default weights)."""
    people, ratings, rules = case
    members, _ = shape
    total = sum(gain(one, shape, ratings, rules) for one in members)
    years = {
        p.staff_id: [{"N": -1, "R": 0}.get(y) if y in "NR" else int(y) for y in p.year_groups]
        for p in people
    }
    furthest = 0
    for one, other in combinations(members, 2):
        pair = ((one, other), None)
        if gain(one, pair, ratings, rules) and gain(other, pair, ratings, rules):
            total += 5
        if (one, other) in rules.met or (other, one) in rules.met:
            total -= 10
        apart = [abs(a - b) for a, b in product(years[one], years[other])]  # type: ignore[operator]
        furthest = max(furthest, min(apart, default=0))
    known = {p.experienced for p in people if p.staff_id in members}
    total += 2 * ({True, False} <= known)
    for leant_on in members if len(members) == 3 else ():
        others = [one for one in members if one != leant_on]
        full = [gain(one, shape, ratings, rules) for one in others]
        less = [gain(one, (tuple(others), None), ratings, rules) for one in others]
        total -= 2 * (full[0] > less[0] and full[1] > less[1])
    return total + min(furthest, 3)


def permitted(shape: Shape, case: Case) -> bool:
    """Whether a group keeps every rule, straight from the rules."""
    people, _, rules = case
    members, facilitator = shape
    everyone = {*members, facilitator} - {None}
    for person in people:
        both = {person.staff_id, person.line_manager_id} <= everyone
        if both and not (rules.facilitator_may_manage and person.line_manager_id == facilitator):
            return False
    if any(set(pair) <= everyone for pair in rules.forbidden_pairs):
        return False
    if rules.meeting_again == "never" and any(set(pair) <= set(members) for pair in rules.met):
        return False
    for pair in rules.required_pairs:
        if set(pair) & set(members) and not set(pair) <= everyone:
            return False
    return True


def groupings(case: Case) -> Iterator[tuple[Shape, ...]]:
    """Every way of putting people into permitted groups, with anybody left out."""
    people, _, rules = case
    peers = tuple(p.staff_id for p in people if p.staff_id not in rules.facilitators)
    known: dict[Shape, bool] = {}

    def ok(shape: Shape) -> bool:
        if shape not in known:
            known[shape] = permitted(shape, case)
        return known[shape]

    def parts(left: tuple[str, ...], leads: int) -> Iterator[tuple[Shape, ...]]:
        if not left:
            yield ()
            return
        first, rest = left[0], left[1:]
        yield from parts(rest, leads)
        for size in (1, 2):
            for others in combinations(rest, size):
                after = tuple(one for one in rest if one not in others)
                members = (first, *others)
                if ok((members, None)):
                    yield from (((members, None), *more) for more in parts(after, leads))
                if size == 1 and leads and ok((members, rules.facilitators[0])):
                    led = (members, rules.facilitators[0])
                    yield from ((led, *more) for more in parts(after, leads - 1))

    yield from parts(peers, rules.groups_a_facilitator if rules.facilitators else 0)


def best(case: Case) -> tuple[int, int, int, int] | None:
    """Fewest left out, fewest (or most) threes, highest floor and total; ``None`` if none fits.

    Left out are colleagues (two points each if there is a facilitator) and the facilitator.
    """
    people, _, rules = case
    peers = [p.staff_id for p in people if p.staff_id not in rules.facilitators]
    found = []
    for plan in groupings(case):
        threes = sum(len(members) == 3 for members, _ in plan)
        missing = len(peers) - sum(len(members) for members, _ in plan)
        unled = bool(rules.facilitators) and not any(leader for _, leader in plan)
        if rules.threes in (None, threes):
            found.append((missing * (len(rules.facilitators) + 1) + unled, threes, plan))
    if not found:
        return None
    most = rules.prefer == "threes"
    left, _, threes = min((cost, len(p) - n if most else n, n) for cost, n, p in found)
    open_ = [plan for cost, count, plan in found if (cost, count) == (left, threes)]
    gains, worth, ceiling, highest = _tables(case, threes > 0)

    def floor(plan: tuple[Shape, ...]) -> int:
        short = (gains[g][one] for g in plan for one in g[0] if gains[g][one] < ceiling[one])
        return min(short, default=highest)

    fairest = max(floor(plan) for plan in open_)
    total = max(sum(worth[g] for g in plan) for plan in open_ if floor(plan) == fairest)
    return left, threes, fairest, total


def _tables(
    case: Case, threes: bool
) -> tuple[dict[Shape, dict[str, int]], dict[Shape, int], dict[str, int], int]:
    people, ratings, rules = case
    peers = [p.staff_id for p in people if p.staff_id not in rules.facilitators]
    shapes: list[Shape] = [
        (pair, leader) for pair in combinations(peers, 2) for leader in (None, *rules.facilitators)
    ]
    shapes += [(three, None) for three in combinations(peers, 3)] if threes else []
    shapes = [shape for shape in shapes if permitted(shape, case)]
    gains = {s: {one: gain(one, s, ratings, rules) for one in s[0]} for s in shapes}
    ceiling = {one: max((g[one] for g in gains.values() if one in g), default=0) for one in peers}
    highest = max((points for g in gains.values() for points in g.values()), default=0)
    return gains, {s: value(s, case) for s in shapes}, ceiling, highest


def staff_room(seed: int, size: int) -> Case:
    """A school of any size with twelve skills, managers, pairs that met, and forbidden pairs."""
    chance = random.Random(seed)
    ids = [f"T{n:03d}" for n in range(size)]
    managers = ids[: max(2, size // 9)]
    people = [
        Person(
            one,
            year_groups=(str(chance.randint(1, 6)),) if chance.random() < 0.9 else (),
            line_manager_id=chance.choice(managers) if one not in managers else None,
            experienced=chance.choice([True, False, None]),
        )
        for one in ids
    ]
    ratings = []
    for one in ids:
        level = chance.gauss(3, 0.6)
        for number in range(12):
            rating = min(5, max(1, round(chance.gauss(level, 1))))
            wants = rating <= 3 and chance.random() < (0.6 if rating < 3 else 0.2)
            ratings.append(
                SkillRating(one, f"skill {number}", rating, chance.random() < 0.7, wants)
            )
    mixed = chance.sample(ids, size)
    met = tuple(
        pair
        for place in range(0, size - 2, 3)
        for pair in combinations(mixed[place : place + 3], 2)
    )
    apart = tuple((one, other) for one, other in zip(mixed[::9], mixed[4::9], strict=False))
    return people, ratings, GroupRules(met=met, forbidden_pairs=apart)
