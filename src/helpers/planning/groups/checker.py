"""An independent look at a group plan: every rule and every score, by other means.

Shares the data classes with the planner and none of its functions: scores are worked out again
from the ratings, and who may meet from the rules, one group at a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from helpers.planning.expertise import Person, SkillRating
from helpers.planning.groups.proposing import Group, GroupPlan
from helpers.planning.groups.rules import GroupRules

_EARLY = {"N": -1, "R": 0}


def check_groups(
    plan: GroupPlan,
    people: Iterable[Person],
    ratings: Iterable[SkillRating],
    rules: GroupRules,
) -> tuple[str, ...]:
    """Every rule that a plan breaks and every number in it that is wrong, as sentences."""
    school = _School.of(list(people), list(ratings), rules)
    if plan.conflicts:
        return ("A plan with conflicts must propose no groups.",) if plan.groups else ()
    known = {who for group in plan.groups for who in group.everyone} <= set(school.staff)
    return (
        *_places(plan, school),
        *_company(plan.groups, school),
        *(_scores(plan, school) if known else ()),
        *(_floor(plan, school) if known else ()),
    )


@dataclass(frozen=True, slots=True)
class _School:
    """What there is to look up: who is who, who may not meet and why, who teaches whom what.

    ``lessons[learner][supporter][skill]`` are points.
    """

    rules: GroupRules
    staff: Mapping[str, Person]
    apart: Mapping[frozenset[str], Sequence[str]]
    lessons: Mapping[str, Mapping[str, Mapping[str, int]]]

    @classmethod
    def of(
        cls, people: Sequence[Person], audit: Sequence[SkillRating], rules: GroupRules
    ) -> _School:
        apart: dict[frozenset[str], list[str]] = defaultdict(list)
        leaders = set(rules.facilitators)
        for person in people:
            excused = rules.facilitator_may_manage and person.line_manager_id in leaders
            if person.line_manager_id is not None and not excused:
                pair = frozenset((person.staff_id, person.line_manager_id))
                apart[pair].append("line manager and report")
        for banned in rules.forbidden_pairs:
            apart[frozenset(banned)].append("a forbidden pair")
        for met in rules.met if rules.meeting_again == "never" else ():
            if not leaders.intersection(met):
                apart[frozenset(met)].append("they met in the last terms")
        for two in combinations(sorted(leaders), 2):
            apart[frozenset(two)].append("two facilitators")
        staff = {person.staff_id: person for person in people}
        return cls(rules, staff, apart, _lessons(audit, rules))

    def gain(self, learner: str, others: Iterable[str]) -> int:
        """The best supporter of each skill, the best skills of the term."""
        best: Counter[str] = Counter()
        for supporter in others:
            for skill, points in self.lessons[learner][supporter].items():
                best[skill] = max(best[skill], points)
        return sum(points for _, points in best.most_common(self.rules.weights.skills_a_term))


def _lessons(
    audit: Sequence[SkillRating], rules: GroupRules
) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    able: dict[str, list[SkillRating]] = defaultdict(list)
    for one in audit:
        if one.can_support and one.rating >= rules.thresholds.can_help_from:
            able[one.skill].append(one)
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for own in audit:
        if own.wants_support or own.rating <= rules.thresholds.wants_up_to:
            step = rules.weights.wanted if own.wants_support else rules.weights.unasked
            for one in able[own.skill]:
                if one.rating > own.rating:
                    points = step * (one.rating - own.rating)
                    found[own.staff_id][one.staff_id][own.skill] = points
    return found


def _places(plan: GroupPlan, school: _School) -> Iterator[str]:
    rules, left_out = school.rules, {one.staff_id for one in plan.unplaced}
    peers = Counter(one for group in plan.groups for one in group.members)
    led = Counter(group.facilitator for group in plan.groups if group.facilitator)
    for who in school.staff:
        leads = who in rules.facilitators
        groups = led[who] if leads else peers[who]
        if (groups == 0) != (who in left_out):
            yield f"{who} is in {groups} groups and {'' if who in left_out else 'not '}unplaced."
        if groups > (rules.groups_a_facilitator if leads else 1):
            yield f"{who} is in {groups} groups."
        if (leads and peers[who]) or (not leads and led[who]):
            yield f"{who} has the wrong part in a group."
    strangers = {*peers, *led, *left_out} - set(school.staff)
    yield from (f"{who} does not take part." for who in sorted(strangers))
    for asked, size, name in ((rules.threes, 3, "threes"), (rules.pairs, 2, "pairs")):
        made = sum(len(group.members) == size for group in plan.groups)
        if asked is not None and made != asked:
            yield f"There are {made} {name}; {asked} were asked for."


def _company(groups: Iterable[Group], school: _School) -> Iterator[str]:
    for group in groups:
        size, together = len(group.members), set(group.everyone)
        if size not in (2, 3) or len(together) > 3 or len(set(group.members)) < size:
            yield f"{group.group_id} has {len(together)} people, {size} of them members."
        for one, other in combinations(sorted(together), 2):
            for fault in school.apart.get(frozenset((one, other)), ()):
                yield f"{group.group_id} has {one} and {other}: {fault}."
        for one, other in school.rules.required_pairs:
            if len({one, other} & set(group.members)) == 1 and not {one, other} <= together:
                yield f"{group.group_id} parts {one} and {other}, a required pair."


def _scores(plan: GroupPlan, school: _School) -> Iterator[str]:
    if [score.group_id for score in plan.scores] != [group.group_id for group in plan.groups]:
        yield "Scores and groups do not match."
        return
    for group, score in zip(plan.groups, plan.scores, strict=True):
        together = set(group.everyone)
        gains = tuple(school.gain(one, together - {one}) for one in group.members)
        if gains != score.gains:
            yield f"{group.group_id} gives {gains} points, not {score.gains}."
        value = sum(gains) + _bonus(group.members, school)
        if value != score.value:
            yield f"{group.group_id} is worth {value} points, not {score.value}."
    if plan.total != sum(score.value for score in plan.scores):
        yield f"The total is {sum(score.value for score in plan.scores)}, not {plan.total}."
    if plan.bound < plan.total or (plan.proved and plan.bound != plan.total):
        yield f"The bound {plan.bound} does not fit the total {plan.total}."
    if plan.floor_bound < plan.floor or (plan.proved and plan.floor_bound != plan.floor):
        yield f"The floor's bound {plan.floor_bound} does not fit the floor {plan.floor}."


def _bonus(members: Sequence[str], school: _School) -> int:
    weights = school.rules.weights
    met = [set(pair) for pair in school.rules.met]
    total, spread = 0, [0]
    for one, other in combinations(members, 2):
        if school.gain(one, [other]) and school.gain(other, [one]):
            total += weights.reciprocity
        if {one, other} in met:
            total -= weights.met_before
        apart = [abs(a - b) for a in _years(school.staff[one]) for b in _years(school.staff[other])]
        spread.append(min(apart, default=0))
    standing = [school.staff[one].experienced for one in members]
    if any(one is True for one in standing) and any(one is False for one in standing):
        total += weights.experience
    for leant_on in members:
        others = [one for one in members if one != leant_on]
        without = {one: school.gain(one, [o for o in others if o != one]) for one in others}
        lean = [one for one in others if school.gain(one, set(members) - {one}) > without[one]]
        if len(lean) == 2:
            total -= weights.workload
    return total + weights.year_spread * min(max(spread), weights.most_years)


def _years(person: Person) -> list[int]:
    years = (_EARLY.get(year, year) for year in person.year_groups)
    return [int(year) for year in years if isinstance(year, int) or year.isdecimal()]


def _floor(plan: GroupPlan, school: _School) -> Iterator[str]:
    """Whoever gets less than the floor gets the most that any permitted group could give."""
    threes = any(len(group.members) == 3 for group in plan.groups)
    for group, score in zip(plan.groups, plan.scores, strict=False):
        for who, gain in zip(group.members, score.gains, strict=False):
            if gain < plan.floor and (most := _most(who, school, threes=threes)) > gain:
                yield f"{who} gets {gain} points: less than the floor, and {most} were possible."


def _most(who: str, school: _School, *, threes: bool) -> int:
    """The most that any permitted group could give somebody."""
    leaders, best = set(school.rules.facilitators), 0
    others = sorted(set(school.staff) - {who})
    alone = {one: school.gain(who, [one]) for one in others}
    for one in (one for one in others if alone[one]):
        # Two supporters together never give more than the sum of what each gives.
        for other in (
            other for other in others if other == one or alone[one] + alone[other] > best
        ):
            company = {one, other}
            peers = sorted(company - leaders)
            led = next(iter(company & leaders), None)
            if not peers or (len(peers) == 2 and not threes) or len(company & leaders) > 1:
                continue
            gain = school.gain(who, company)
            if gain > best and not any(_company([Group("?", (who, *peers), led)], school)):
                best = gain
    return best
