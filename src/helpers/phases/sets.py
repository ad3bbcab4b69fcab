"""Action Learning Sets and their timetable: as decided, and as the planner proposes them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.evidence import Evidence
from helpers.figures.figure import Figure
from helpers.figures.network import Circle, Help, learning_sets
from helpers.figures.timeline import Happening, Status, sessions
from helpers.figures.weekgrid import Slot, week_grid
from helpers.findings import Finding, ResultTable
from helpers.page import Answer
from helpers.phases import planning_input as given
from helpers.phases.building import missing, number_finding, tally_finding
from helpers.planning.benefit import Exchange, Weights, exchanges
from helpers.planning.groups import Group, GroupPlan, propose_groups
from helpers.planning.timetable import Timetable, propose_timetable, visits
from helpers.wording import counted, day, joined

GROUPS = "Who should coach whom, and why?"
TIMETABLE = "When do people visit one another?"


def groups_answer(evidence: Evidence) -> Answer:
    """The term's sets where they are decided; the planner's proposal beside or instead."""
    audit = given.latest_audit(evidence)
    if audit.empty:
        return missing("audit.groups", evidence, "audit", "who could learn with whom")
    decided = decided_sets(evidence)
    plan = proposal(evidence)
    findings = (*_decided_findings(evidence, decided), _plan_finding(plan))
    statements = (_how_good(plan), *plan.conflicts) if evidence.policy.named else (_how_good(plan),)
    if not evidence.policy.named:
        return Answer(
            "audit.groups", findings, tables=(_skills_table(plan),), statements=statements
        )
    figures = [_picture(evidence, "The planner's proposal", _circles(evidence, plan.groups))]
    if decided:
        figures.insert(0, _picture(evidence, "The sets as decided", _decided_circles(evidence)))
    return Answer(
        "audit.groups", findings, tuple(figures), (_why_table(evidence, plan),),
        statements=statements,
    )  # fmt: skip


def timetable_answer(evidence: Evidence) -> Answer:
    """This term's sessions week by week, and the timetable that the planner would draw up."""
    held = evidence.at("sessions")
    findings: list[Finding] = []
    figures: list[Figure] = []
    tables: list[ResultTable] = []
    if not held.empty:
        findings.append(_session_counts(evidence, held))
        figures.append(session_timeline(evidence, held))
    groups = decided_sets(evidence) or [one.members for one in proposal(evidence).groups]
    if not evidence.has("availability"):
        answer = missing(
            "audit.timetable", evidence, "availability", "a timetable with the least cover"
        )
        return Answer(answer.key, tuple(findings), tuple(figures), notice=answer.notice)
    weeks = given.weeks(evidence)
    placeable = [group for group in groups if all(who in weeks for who in group)]
    rules = given.timetable_rules(evidence)
    plan = propose_timetable(placeable, weeks, given.school_days(evidence, evidence.term), rules)
    findings.append(_timetable_finding(plan, len(visits(placeable, rules.rounds))))
    if evidence.policy.named:
        figures.append(_week(evidence, plan))
        tables.append(_plan_table(evidence, plan))
    return Answer("audit.timetable", tuple(findings), tuple(figures), tuple(tables))


def decided_sets(evidence: Evidence) -> list[tuple[str, ...]]:
    """The members of this term's sets, facilitators left out."""
    rows = evidence.at("groups")
    rows = rows[rows["role"] != "facilitator"]
    return [tuple(sorted(set(one))) for _, one in rows.groupby("group_id")["staff_id"]]


def proposal(evidence: Evidence) -> GroupPlan:
    """The planner's groups from the latest audit; those who met lately are kept apart."""
    audit = given.latest_audit(evidence)
    known = given.expertise(evidence, audit)
    people = given.people(evidence, audit)
    return propose_groups(people, known, given.rules(evidence, evidence.term))


def _decided_findings(evidence: Evidence, decided: Sequence[Sequence[str]]) -> tuple[Finding, ...]:
    if not decided:
        return ()
    rows = evidence.at("groups")
    guided = rows[rows["role"] == "facilitator"]["group_id"].nunique()
    return (
        number_finding(
            [("sets", len(decided)), ("people in them", len({one for s in decided for one in s})),
             ("sets with a facilitator", guided)],
            key="audit.groups.decided", question=GROUPS,
            subject=f"Action Learning Sets in {evidence.term.name}", predicate="", unit="sets",
            sources=(evidence.source("groups", len(rows)),),
        ),
    )  # fmt: skip


def _plan_finding(plan: GroupPlan) -> Finding:
    placed = [who for one in plan.groups for who in one.members]
    learning = {each.coachee for one in plan.groups for each in one.exchanges}
    return tally_finding(
        "the planner's proposal",
        len(learning),
        len(placed) + len(plan.unplaced),
        key="audit.groups.proposal",
        question=GROUPS,
        subject="people",
        predicate="with a partner who can help with something they want",
        unit="people",
        headline=True,
    )


def _how_good(plan: GroupPlan) -> str:
    sizes = joined(
        [
            counted(sum(len(one.members) == size for one in plan.groups), name)
            for size, name in ((2, "pair"), (3, "three"))
            if any(len(one.members) == size for one in plan.groups)
        ]
    )
    best = (
        "No other grouping is fairer or, at that fairness, worth more: this was proved."
        if plan.proved
        else "It is good, but was not proved to be the best possible."
    )
    left = (
        f" {counted(len(plan.unplaced), 'person', 'people')} could not be placed under the rules."
    )
    return f"The planner proposes {sizes}. {best}{left if plan.unplaced else ''}"


def _skills_table(plan: GroupPlan) -> ResultTable:
    """What would be learnt across all groups; no person, no group."""
    found: dict[str, int] = {}
    for one in plan.groups:
        for each in one.exchanges:
            found[each.skill] = found.get(each.skill, 0) + 1
    rows = tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
    columns = ("Skill", "Times that it goes from one colleague to another")
    return ResultTable("What would be learnt in the proposed groups", columns, rows)


def _circles(evidence: Evidence, groups: Sequence[Group]) -> list[Circle]:
    return [
        _circle(evidence, f"Set {place}", one.members, one.exchanges)
        for place, one in enumerate(groups, start=1)
    ]


def _decided_circles(evidence: Evidence) -> list[Circle]:
    known = given.expertise(evidence, given.latest_audit(evidence))
    rows = evidence.at("groups")
    circles = []
    for name, group in rows.groupby("group_id"):
        members = tuple(sorted(set(group["staff_id"])))
        guides = sorted(set(group.loc[group["role"] == "facilitator", "staff_id"]))
        found = exchanges(known, Weights(), members)
        guide = evidence.person(guides[0]) if guides else ""
        circles.append(_circle(evidence, str(name), members, found, guide))
    return circles


def _circle(
    evidence: Evidence,
    name: str,
    members: Sequence[str],
    found: Sequence[Exchange],
    facilitator: str = "",
) -> Circle:
    between: dict[tuple[str, str], list[str]] = {}
    for one in found:
        between.setdefault((one.coach, one.coachee), []).append(one.skill)
    helps = tuple(
        Help(evidence.person(coach), evidence.person(coachee), tuple(skills))
        for (coach, coachee), skills in between.items()
    )
    return Circle(name, tuple(evidence.person(one) for one in members), helps, facilitator)


def _picture(evidence: Evidence, title: str, circles: Sequence[Circle]) -> Figure:
    return learning_sets(f"{title}, {evidence.term.name}", circles)


def _why_table(evidence: Evidence, plan: GroupPlan) -> ResultTable:
    rows = tuple(
        (
            joined([evidence.person(who) for who in one.members]),
            joined(
                [
                    f"{evidence.person(each.coach)} helps {evidence.person(each.coachee)} with "
                    f"{each.skill}"
                    for each in one.exchanges
                ]
            )
            or "nothing that either asked for",
            one.value,
        )
        for one in plan.groups
    )
    columns = ("Group", "What goes from whom to whom", "Points")
    return ResultTable("Why these groups are proposed", columns, rows)


def _session_counts(evidence: Evidence, held: pd.DataFrame) -> Finding:
    counts = held["status"].value_counts()
    return number_finding(
        [(status.value, int(counts.get(status.value, 0))) for status in Status],
        key="audit.timetable.sessions",
        question=TIMETABLE,
        subject=f"Peer observations in {evidence.term.name}",
        predicate="",
        unit="sessions",
        sources=(evidence.source("sessions", len(held)),),
    )


def session_timeline(evidence: Evidence, held: pd.DataFrame) -> Figure:
    """Sessions by week and status; a line for each set for leaders, one line for others."""
    rows = held["group_id"].fillna("No set") if evidence.policy.named else None
    lines = list(rows) if rows is not None else ["Sessions"] * len(held)
    happenings = [
        Happening(when.date(), Status(status), line)
        for when, status, line in zip(held["date"], held["status"], lines, strict=True)
    ]
    return sessions(
        f"Peer observations, {evidence.term.name}",
        happenings,
        start=evidence.term.start,
        end=evidence.term.end,
        rows_in_order=sorted(set(lines)),
    )


def _timetable_finding(plan: Timetable, wanted: int) -> Finding:
    cover = counted(round(plan.cover), "lesson")
    return tally_finding(
        "the planner's timetable",
        len(plan.placed),
        wanted,
        key="audit.timetable.proposal",
        question=TIMETABLE,
        subject="visits",
        predicate=f"placed within the rules, with {cover} of cover",
        unit="visits",
    )


_DAYS = given.DAYS


def _week(evidence: Evidence, plan: Timetable) -> Figure:
    """The first weeks of the proposal as a grid of days and periods."""
    spots: dict[tuple[str, str], list[str]] = {}
    for one in plan.placed:
        where = (_DAYS[one.day.weekday()], f"Period {one.period}")
        who = f"{evidence.person(one.visit.observer)} to {evidence.person(one.visit.observed)}"
        spots.setdefault(where, []).append(f"{who}, {one.day.day}/{one.day.month}")
    periods = sorted({slot[1] for slot in spots})
    slots = [Slot(where[0], where[1], "; ".join(told)) for where, told in sorted(spots.items())]
    return week_grid("The proposed timetable in the week", _DAYS, periods, slots, one="slot",
                     many="slots")  # fmt: skip


def _plan_table(evidence: Evidence, plan: Timetable) -> ResultTable:
    placed = tuple(
        (
            day(one.day), f"Period {one.period}", evidence.person(one.visit.observer),
            evidence.person(one.visit.observed), "yes" if one.cover else "no",
            f"{day(one.feedback[0])}, period {one.feedback[1]}" if one.feedback else "after school",
        )
        for one in plan.placed
    )  # fmt: skip
    unplaced = tuple(
        ("not placed", reason, evidence.person(visit.observer), evidence.person(visit.observed), "",
         "")
        for visit, reason in plan.unplaced
    )  # fmt: skip
    columns = ("Day", "When", "Observer", "Observed", "Cover", "Feedback talk")
    return ResultTable("The proposed timetable", columns, (*placed, *unplaced))
