"""Action Learning Sets: as the school decided them, and as the planner proposes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from helpers.evidence import Evidence
from helpers.figures.bars import Count, counts
from helpers.figures.figure import Figure
from helpers.figures.network import Circle, Help, learning_sets
from helpers.findings import Cell, Finding, ResultTable
from helpers.page import Answer
from helpers.phases import planning_input as given
from helpers.phases.building import missing, number_finding, tally_finding
from helpers.phases.other_plans import differences, others_table, prices_table, same_sets
from helpers.phases.plans import Sets, decided_sets, others, proposal
from helpers.planning.groups.explain import GroupExplanation, MemberExplanation
from helpers.planning.groups.proposing import GroupPlan
from helpers.planning.groups.rules import Conflict
from helpers.privacy import Unit
from helpers.wording import counted, joined

TOO_FEW = "So few staff filled in the audit that nothing can be told without telling of a person."
QUESTION = "Who should coach whom, and why?"


def groups_answer(evidence: Evidence) -> Answer:
    """The term's sets where they are decided; the planner's proposal beside or instead."""
    if given.latest_audit(evidence).empty:
        return missing("audit.groups", evidence, "audit", "who could learn with whom")
    decided, proposed = decided_sets(evidence), proposal(evidence)
    findings = (*_decided_findings(evidence, decided), _proposal_finding(proposed))
    placed = {who for group in proposed.plan.groups for who in group.members}
    if not evidence.policy.base_allowed(Unit.STAFF, len(placed) + len(proposed.plan.unplaced)):
        return Answer("audit.groups", notice=TOO_FEW)
    if not evidence.policy.named:
        hidden = given.hidden_skills(evidence, given.latest_audit(evidence))
        drawn = proposed.why and not evidence.policy.open
        learnt = (_skills_figure(proposed, hidden),) if drawn else ()
        return Answer("audit.groups", findings, learnt, statements=(how_good(proposed.plan),))
    statements = (
        how_good(proposed.plan),
        *conflicts(evidence, proposed.plan),
        *differences(evidence, decided, proposed),
    )
    return Answer(
        "audit.groups",
        findings,
        tuple(_pictures(evidence, decided, proposed)),
        tuple(_tables(evidence, proposed)),
        statements=statements,
    )


def _pictures(evidence: Evidence, decided: Sets, proposed: Sets) -> Iterator[Figure]:
    """The sets as decided and as proposed; one picture where they are the same."""
    alike = same_sets(decided, proposed)
    if decided.why:
        yield _picture(evidence, f"The sets as decided{_TOO * alike}", decided)
    if proposed.why and not alike:
        yield _picture(evidence, "The planner's proposal", proposed)


_TOO = ", which the planner proposes too"


def _tables(evidence: Evidence, proposed: Sets) -> Iterator[ResultTable]:
    if proposed.why:
        yield _why_table(evidence, proposed)
        yield from prices_table(evidence, proposed.plan)
        found = others(evidence)
        if found:
            yield others_table(evidence, proposed.plan, found)


def _decided_findings(evidence: Evidence, decided: Sets) -> tuple[Finding, ...]:
    groups = decided.plan.groups
    if not groups:
        return ()
    numbers = [
        ("in all", len(groups)),
        ("people in them", len({who for one in groups for who in one.members})),
        ("with a facilitator", sum(one.facilitator is not None for one in groups)),
    ]
    finding = number_finding(
        numbers,
        key="audit.groups.decided",
        question=QUESTION,
        subject=f"Action Learning Sets in {evidence.term.name}",
        predicate="",
        unit="sets",
        sources=(evidence.source("groups", len(evidence.at("groups"))),),
    )
    return (finding,)


def _proposal_finding(proposed: Sets) -> Finding:
    learning = {one.learner for why in proposed.why for one in why.transfers}
    placed = {who for group in proposed.plan.groups for who in group.members}
    return tally_finding(
        "the planner's proposal",
        len(learning),
        len(placed) + len(proposed.plan.unplaced),
        key="audit.groups.proposal",
        question=QUESTION,
        subject="people",
        predicate="with a partner who can help with something they could gain from",
        unit="people",
        headline=True,
    )


def how_good(plan: GroupPlan) -> str:
    """How many pairs and threes, whether that was proved best, and how many are left over."""
    if plan.conflicts:
        return "The planner's rules contradict one another, so it proposes no groups."
    if not plan.groups:
        return "Of those who filled in the audit and take part no group can be made."
    sizes = Counter(len(one.members) for one in plan.groups)
    told = joined([counted(sizes[size], name) for size, name in _SIZES if sizes[size]])
    guided = sum(one.facilitator is not None for one in plan.groups)
    guides = f", {guided} of them with a facilitator" if guided else ""
    best = (
        "No other grouping is fairer or, at that fairness, worth more: this was proved."
        if plan.proved
        else f"It is within {max(plan.gap, 0.01):.0%} of the best possible."
    )
    left = counted(len(plan.unplaced), "person", "people")
    over = f" {left} could not be placed under the rules." if plan.unplaced else ""
    return f"The planner proposes {told}{guides}. {best}{over}"


def conflicts(evidence: Evidence, plan: GroupPlan) -> tuple[str, ...]:
    """Rules that cannot be met together, with the names of the people whom they concern.

    Either nothing can be proposed under them, or somebody is left without a group.
    """
    return tuple(_by_name(evidence, one) for one in (*plan.conflicts, *plan.obstacles))


def _by_name(evidence: Evidence, conflict: Conflict) -> str:
    ids = "|".join(re.escape(one) for one in sorted(conflict.people, key=len, reverse=True))
    if not ids:
        return conflict.sentence
    named = re.compile(rf"(?<![\w-])(?:{ids})(?![\w-])")
    return named.sub(lambda found: evidence.person(found[0]), conflict.sentence)


_SIZES = ((2, "pair"), (3, "three"))


def _skills_figure(proposed: Sets, hidden: frozenset[str]) -> Figure:
    """What would be learnt across all groups; no person, no group, no skill that few rated."""
    passed = (one.skill for why in proposed.why for one in why.transfers)
    found = Counter(skill for skill in passed if skill not in hidden)
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    bars = [Count(skill, times) for skill, times in ordered]
    title = "What would go from one colleague to another in the proposed groups"
    return counts(title, bars, unit="times")


def _picture(evidence: Evidence, title: str, sets: Sets) -> Figure:
    circles = [_circle(evidence, one) for one in sets.why]
    return learning_sets(f"{title}, {evidence.term.name}", circles)


def _circle(evidence: Evidence, why: GroupExplanation) -> Circle:
    between: dict[tuple[str, str], list[str]] = {}
    for one in why.transfers:
        between.setdefault((one.supporter, one.learner), []).append(one.skill)
    helps = tuple(
        Help(evidence.person(giver), evidence.person(taker), tuple(skills))
        for (giver, taker), skills in between.items()
    )
    guide = (why.facilitator,) if why.facilitator else ()
    people = tuple(evidence.person(who) for who in (*(one.staff_id for one in why.members), *guide))
    return Circle(why.group_id, people, helps, people[-1] if guide else "")


def _why_table(evidence: Evidence, proposed: Sets) -> ResultTable:
    rows: Sequence[tuple[Cell, ...]] = [
        (
            evidence.person(member.staff_id),
            joined([evidence.person(one) for one in _others(why, member.staff_id)]),
            learnt(evidence, member) or "nothing that this group can give",
            member.gain,
            f"{evidence.person(member.best_other)} (+{member.given_up})"
            if member.best_other and member.given_up
            else "nobody",
        )
        for why in proposed.why
        for member in why.members
    ]
    columns = ("Who", "With", "Learns", "Points", "Would learn more from")
    return ResultTable("Why these groups are proposed", columns, tuple(rows))


def learnt(evidence: Evidence, member: MemberExplanation) -> str:
    """What somebody learns from whom: ``phonics and questioning from Teacher B``; or blank."""
    skills: dict[str, list[str]] = {}
    for one in member.learns:
        skills.setdefault(one.supporter, []).append(one.skill)
    return "; ".join(f"{joined(some)} from {evidence.person(who)}" for who, some in skills.items())


def _others(why: GroupExplanation, staff_id: str) -> list[str]:
    guide = [why.facilitator] if why.facilitator else []
    return [one.staff_id for one in why.members if one.staff_id != staff_id] + guide
