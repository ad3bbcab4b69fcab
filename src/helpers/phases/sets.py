"""Action Learning Sets: as the school decided them, and as the planner proposes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.evidence import Evidence
from helpers.figures.bars import Count, counts
from helpers.figures.figure import Figure
from helpers.figures.network import Circle, Help, learning_sets
from helpers.findings import Cell, Finding, ResultTable
from helpers.page import Answer
from helpers.phases import planning_input as given
from helpers.phases.building import missing, number_finding, tally_finding
from helpers.planning.checker import check_groups
from helpers.planning.explain import GroupExplanation, explain_groups
from helpers.planning.groups import Group, GroupPlan, propose_groups
from helpers.privacy import Unit
from helpers.wording import counted, joined

TOO_FEW = "So few staff filled in the audit that nothing can be told without telling of a person."
QUESTION = "Who should coach whom, and why?"


@dataclass(frozen=True, slots=True)
class Sets:
    """Groups and the reasons for each, in the same order."""

    plan: GroupPlan
    why: tuple[GroupExplanation, ...]


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
        learnt = (_skills_figure(proposed),) if proposed.why else ()
        return Answer("audit.groups", findings, learnt, statements=_how_good(proposed.plan))
    pictures = [("The sets as decided", decided), ("The planner's proposal", proposed)]
    figures = tuple(_picture(evidence, title, one) for title, one in pictures if one.why)
    tables = (_why_table(evidence, proposed),) if proposed.why else ()
    faults = tuple(one.sentence for one in proposed.plan.conflicts)
    statements = (*_how_good(proposed.plan), *faults)
    return Answer("audit.groups", findings, figures, tables, statements=statements)


def decided_sets(evidence: Evidence) -> Sets:
    """This term's sets from ``groups.csv``, explained from the latest audit."""
    rows = evidence.at("groups")
    groups = []
    for name, members in rows.groupby("group_id"):
        guides = set(members.loc[members["role"] == "facilitator", "staff_id"])
        peers = tuple(sorted(set(members["staff_id"]) - guides))
        guide = min(guides) if guides and len(peers) < 3 else None
        if len(peers) > 1:
            groups.append(Group(str(name), peers, guide))
    return _explained(evidence, GroupPlan(tuple(groups)))


def proposal(evidence: Evidence) -> Sets:
    """The planner's groups from the latest audit; those who met lately are kept apart.

    Raises ``AssertionError`` if the independent checker finds a rule broken: that is a fault of
    the planner, and no report may show such a plan.
    """
    audit = given.latest_audit(evidence)
    people, ratings = given.people(evidence, audit), given.ratings(evidence, audit)
    rules = given.rules(evidence, evidence.term)
    plan = propose_groups(people, ratings, rules)
    faults = check_groups(plan, people, ratings, rules)
    assert not faults, faults
    return _explained(evidence, plan)


def _explained(evidence: Evidence, plan: GroupPlan) -> Sets:
    audit = given.latest_audit(evidence)
    known = {who for group in plan.groups for who in group.everyone}
    if audit.empty or not plan.groups or not known <= set(evidence.table("staff")["staff_id"]):
        return Sets(plan, ())
    people = given.people(evidence, evidence.table("staff"))
    ratings = given.ratings(evidence, audit)
    return Sets(plan, explain_groups(plan, people, ratings, given.rules(evidence, evidence.term)))


def _decided_findings(evidence: Evidence, decided: Sets) -> tuple[Finding, ...]:
    groups = decided.plan.groups
    if not groups:
        return ()
    numbers = [
        ("sets", len(groups)),
        ("people in them", len({who for one in groups for who in one.members})),
        ("sets with a facilitator", sum(one.facilitator is not None for one in groups)),
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


def _how_good(plan: GroupPlan) -> tuple[str, ...]:
    """How many pairs and threes, whether that was proved best, and how many are left over."""
    if not plan.groups:
        return ("The planner's rules contradict one another, so it proposes no groups.",)
    sizes = Counter(len(one.members) for one in plan.groups)
    told = joined([counted(sizes[size], name) for size, name in _SIZES if sizes[size]])
    best = (
        "No other grouping is fairer or, at that fairness, worth more: this was proved."
        if plan.proved
        else f"It is within {max(plan.gap, 0.01):.0%} of the best possible."
    )
    left = counted(len(plan.unplaced), "person", "people")
    over = f" {left} could not be placed under the rules." if plan.unplaced else ""
    return (f"The planner proposes {told}. {best}{over}",)


_SIZES = ((2, "pair"), (3, "three"))


def _skills_figure(proposed: Sets) -> Figure:
    """What would be learnt across all groups; no person, no group."""
    found = Counter(one.skill for why in proposed.why for one in why.transfers)
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
            joined([f"{one.skill} from {evidence.person(one.supporter)}" for one in member.learns])
            or "nothing that this group can give",
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


def _others(why: GroupExplanation, staff_id: str) -> list[str]:
    guide = [why.facilitator] if why.facilitator else []
    return [one.staff_id for one in why.members if one.staff_id != staff_id] + guide
