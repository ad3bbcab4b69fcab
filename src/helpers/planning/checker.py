"""An independent look at a group plan: every rule and every score, by other means.

Shares the data classes with the planner and none of its functions: scores are worked out again
from the ratings, and who may meet from the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from helpers.planning.expertise import Person, SkillRating
from helpers.planning.groups import Group, GroupPlan
from helpers.planning.rules import GroupRules

_EARLY = {"N": -1, "R": 0}


def check_groups(
    plan: GroupPlan,
    people: Iterable[Person],
    ratings: Iterable[SkillRating],
    rules: GroupRules,
) -> tuple[str, ...]:
    """Every rule that a plan breaks and every number in it that is wrong, as sentences."""
    staff, audit = list(people), list(ratings)
    if plan.conflicts:
        return ("A plan with conflicts must propose no groups.",) if plan.groups else ()
    return (
        *_places(plan, staff, rules),
        *_company(plan.groups, staff, rules),
        *_scores(plan, staff, audit, rules),
        *_floor(plan, staff, audit, rules),
    )


def _places(plan: GroupPlan, staff: Sequence[Person], rules: GroupRules) -> Iterator[str]:
    left_out = {one.staff_id for one in plan.unplaced}
    peers = Counter(one for group in plan.groups for one in group.members)
    led = Counter(group.facilitator for group in plan.groups if group.facilitator)
    for person in staff:
        who, leads = person.staff_id, person.staff_id in rules.facilitators
        groups = led[who] if leads else peers[who]
        if (groups == 0) != (who in left_out):
            yield f"{who} is in {groups} groups and {'' if who in left_out else 'not '}unplaced."
        if groups > (rules.groups_a_facilitator if leads else 1):
            yield f"{who} is in {groups} groups."
        if (leads and peers[who]) or (not leads and led[who]):
            yield f"{who} has the wrong part in a group."
    strangers = {*peers, *led, *left_out} - {person.staff_id for person in staff}
    yield from (f"{who} does not take part." for who in sorted(strangers))
    threes = sum(len(group.members) == 3 for group in plan.groups)
    if rules.threes is not None and threes != rules.threes:
        yield f"There are {threes} threes; {rules.threes} were asked for."


def _company(groups: Iterable[Group], staff: Sequence[Person], rules: GroupRules) -> Iterator[str]:
    for group in groups:
        size, together = len(group.members), {*group.members, group.facilitator} - {None}
        if size not in (2, 3) or len(together) > 3 or len(set(group.members)) < size:
            yield f"{group.group_id} has {len(together)} people, {size} of them members."
        for one, other in combinations(sorted(filter(None, together)), 2):
            for fault in _apart(one, other, staff, rules):
                yield f"{group.group_id} has {one} and {other}: {fault}."
        for one, other in rules.required_pairs:
            if len({one, other} & set(group.members)) == 1 and not {one, other} <= together:
                yield f"{group.group_id} parts {one} and {other}, a required pair."


def _apart(one: str, other: str, staff: Sequence[Person], rules: GroupRules) -> Iterator[str]:
    """Why two people may not share a group."""
    pair, leaders = {one, other}, set(rules.facilitators) & {one, other}
    for person in staff:
        excused = rules.facilitator_may_manage and person.line_manager_id in leaders
        if {person.staff_id, person.line_manager_id} == pair and not excused:
            yield "line manager and report"
    if any(set(banned) == pair for banned in rules.forbidden_pairs):
        yield "a forbidden pair"
    if rules.meeting_again == "never" and not leaders and any(set(m) == pair for m in rules.met):
        yield "they met in the last terms"
    if len(leaders) > 1:
        yield "two facilitators"


def _scores(
    plan: GroupPlan, staff: Sequence[Person], audit: Sequence[SkillRating], rules: GroupRules
) -> Iterator[str]:
    if [score.group_id for score in plan.scores] != [group.group_id for group in plan.groups]:
        yield "Scores and groups do not match."
        return
    for group, score in zip(plan.groups, plan.scores, strict=True):
        everyone = {*group.members, group.facilitator} - {None}
        gains = tuple(_gain(one, everyone - {one}, audit, rules) for one in group.members)
        if gains != score.gains:
            yield f"{group.group_id} gives {gains} points, not {score.gains}."
        value = sum(gains) + _bonus(group.members, staff, audit, rules)
        if value != score.value:
            yield f"{group.group_id} is worth {value} points, not {score.value}."
    if plan.total != sum(score.value for score in plan.scores):
        yield f"The total is {sum(score.value for score in plan.scores)}, not {plan.total}."
    if plan.bound < plan.total or (plan.proved and plan.bound != plan.total):
        yield f"The bound {plan.bound} does not fit the total {plan.total}."


def _gain(
    learner: str, others: Iterable[str | None], audit: Sequence[SkillRating], rules: GroupRules
) -> int:
    """Best supporter of each skill, best skills of the term."""
    weights, limits, around = rules.weights, rules.thresholds, set(others)
    points = []
    for own in audit:
        if own.staff_id != learner or not (own.wants_support or own.rating <= limits.wants_up_to):
            continue
        gaps = [
            one.rating - own.rating
            for one in audit
            if one.skill == own.skill
            and one.staff_id in around
            and one.can_support
            and one.rating >= limits.can_help_from
        ]
        step = weights.wanted if own.wants_support else weights.unasked
        points.append(step * max([0, *gaps]))
    return sum(sorted(points, reverse=True)[: weights.skills_a_term])


def _bonus(
    members: Sequence[str], staff: Sequence[Person], audit: Sequence[SkillRating], rules: GroupRules
) -> int:
    weights = rules.weights
    years = {
        one.staff_id: [_EARLY[y] if y in _EARLY else int(y) for y in one.year_groups]
        for one in staff
    }
    total, spread = 0, [0]
    for one, other in combinations(members, 2):
        if _gain(one, [other], audit, rules) and _gain(other, [one], audit, rules):
            total += weights.reciprocity
        if any({one, other} == set(met) for met in rules.met):
            total -= weights.met_before
        apart = [abs(a - b) for a in years[one] for b in years[other]]
        spread.append(min(apart, default=0))
    return total + weights.year_spread * min(max(spread), weights.most_years)


def _floor(
    plan: GroupPlan, staff: Sequence[Person], audit: Sequence[SkillRating], rules: GroupRules
) -> Iterator[str]:
    """Whoever gets less than the floor gets the most that any permitted group could give."""
    for group, score in zip(plan.groups, plan.scores, strict=False):
        for who, gain in zip(group.members, score.gains, strict=False):
            if gain >= plan.floor:
                continue
            most = _most(
                who, staff, audit, rules, threes=any(len(g.members) == 3 for g in plan.groups)
            )
            if gain < most:
                yield f"{who} gets {gain} points: less than the floor, and {most} were possible."


def _most(
    who: str,
    staff: Sequence[Person],
    audit: Sequence[SkillRating],
    rules: GroupRules,
    *,
    threes: bool,
) -> int:
    ids = [person.staff_id for person in staff if person.staff_id != who]
    leaders = set(rules.facilitators)
    best = 0
    for size in (1, 2):
        for others in combinations(ids, size):
            peers = tuple(one for one in others if one not in leaders)
            if not peers or (len(peers) == 2 and not threes):
                continue
            led = next((one for one in others if one in leaders), None)
            if not any(_company([Group("?", (who, *peers), led)], staff, rules)):
                best = max(best, _gain(who, others, audit, rules))
    return best
