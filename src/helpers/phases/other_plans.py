"""The proposal beside other plans: those nearly as good, and the one that was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from helpers.evidence import Evidence
from helpers.findings import Cell, ResultTable
from helpers.phases.plans import Sets, prices
from helpers.planning.groups.alternatives import Alternative
from helpers.planning.groups.concessions import Concession
from helpers.planning.groups.proposing import Group, GroupPlan
from helpers.planning.groups.rules import Rule
from helpers.wording import counted, joined


def others_table(evidence: Evidence, best: GroupPlan, others: Sequence[Alternative]) -> ResultTable:
    """Who would be with whom in each other plan, what it gives up, what it shares."""
    meetings = sum(len(one.pairs) for one in best.groups)
    rows: list[tuple[Cell, ...]] = [
        ("the proposal", company(evidence, best.groups), "nothing", f"all {meetings}")
    ]
    rows += [
        (
            str(number),
            company(evidence, one.plan.groups),
            f"{counted(one.given_up, 'point')} of {best.total}" if one.given_up else "nothing",
            f"{one.shared_pairs} of {meetings}",
        )
        for number, one in enumerate(others, start=1)
    ]
    return ResultTable(
        "Other plans nearly as good",
        ("Alternative", "Who would be together", "Gives up", "Meetings as in the proposal"),
        tuple(rows),
        note="People know what no table says: where one of these suits better, take it. "
        "A meeting is two people who share a set.",
    )


_RULES = {
    Rule.LINE_MANAGER: "No line manager with their own report",
    Rule.FORBIDDEN_PAIR: "Named pairs kept apart",
    Rule.MET_BEFORE: "Those who met in the last terms kept apart",
    Rule.REQUIRED_PAIR: "Named pairs kept together",
    Rule.THREES: "So many pairs or threes",
}


def prices_table(evidence: Evidence, plan: GroupPlan) -> tuple[ResultTable, ...]:
    """What was given up for each kind of rule in force; nothing where there is none."""
    rows = tuple((_RULES[one.rule], _price(one)) for one in prices(evidence, plan))
    note = "Each rule by itself: the best plan without it, beside the proposal."
    return (ResultTable("What each rule costs", ("Rule", "Costs"), rows, note),) if rows else ()


def _price(one: Concession) -> str:
    if one.left_out != one.left_out_without:
        fewer = counted(one.left_out - one.left_out_without, "person", "people")
        return f"a place for {fewer}"
    if one.points is None:
        return (
            f"fairness: whoever gains least could gain {counted(one.floor_without, 'point')}, "
            f"not {one.floor}"
        )
    return counted(one.points, "point") if one.points > 0 else "nothing"


def company(evidence: Evidence, groups: Iterable[Group]) -> str:
    """Groups by the names of their people: ``A and B; C and D with E``."""
    return "; ".join(together(evidence, group) for group in groups)


def together(evidence: Evidence, group: Group) -> str:
    """A group's people by name, the facilitator last."""
    members = joined([evidence.person(one) for one in group.members])
    guide = f", with {evidence.person(group.facilitator)}" if group.facilitator else ""
    return f"{members}{guide}"


def same_sets(one: Sets, other: Sets) -> bool:
    """Whether the same people are together, with the same facilitators."""
    return _company(one).keys() == _company(other).keys()


def _company(sets: Sets) -> dict[tuple[tuple[str, ...], str | None], Group]:
    return {(one.members, one.facilitator): one for one in sets.plan.groups}


def differences(evidence: Evidence, decided: Sets, proposed: Sets) -> Iterator[str]:
    """How the sets as decided differ from the proposal; for leaders, since it names people."""
    ours, theirs = _company(decided), _company(proposed)
    if not ours or not theirs:
        return
    if same_sets(decided, proposed):
        yield "The sets as decided are those that the planner proposes."
        return
    same = len(ours.keys() & theirs.keys())
    yield (
        f"The sets as decided are not the planner's proposal: {same} of {len(ours)} are the same "
        f"in both. {_worth(decided, proposed)}"
    )
    only = [one for key, one in theirs.items() if key not in ours]
    yield f"Proposed in their place: {company(evidence, only)}."
    yield from _kept_apart(evidence, decided)


def _worth(decided: Sets, proposed: Sets) -> str:
    if not decided.why:
        return ""
    worth = sum(one.value for one in decided.why)
    return (
        f"By the planner's count the decided ones are worth {counted(worth, 'point')}, the "
        f"proposal {proposed.plan.total}."
    )


def _kept_apart(evidence: Evidence, decided: Sets) -> Iterator[str]:
    """Pairs that the settings would keep apart, since they met in the last terms."""
    met = [pair for why in decided.why for pair in why.met_before]
    if met:
        named = "; ".join(joined([evidence.person(one) for one in pair]) for pair in met)
        yield (
            f"The settings keep those apart who were in a set together shortly before: {named}. "
            "Set terms_before_meeting_again to 0 in programme.toml to let sets go on."
        )
