"""When people visit one another: sessions as held, and the timetable that the planner draws up."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pandas as pd

from helpers.evidence import Evidence
from helpers.figures.figure import Figure
from helpers.figures.timeline import Happening, Status, sessions
from helpers.figures.weekgrid import Slot, week_grid
from helpers.findings import Cell, Finding, ResultTable
from helpers.page import Answer
from helpers.phases import planning_input as given
from helpers.phases.building import missing, number_finding, tally_finding
from helpers.phases.plans import decided_sets, proposal, timetable_for
from helpers.planning.timetable.aims import Aim
from helpers.planning.timetable.proposing import Timetable, UnplacedSession
from helpers.planning.timetable.sessions import Session
from helpers.wording import counted, day, joined

QUESTION = "When do people visit one another?"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def timetable_answer(evidence: Evidence) -> Answer:
    """This term's sessions week by week, and the timetable that the planner would draw up."""
    held = evidence.at("sessions")
    findings = [] if held.empty else [_session_counts(evidence, held)]
    timeline = not held.empty and not evidence.policy.open
    figures = [session_timeline(evidence, held)] if timeline else []
    if not evidence.has("availability"):
        answer = missing(
            "audit.timetable", evidence, "availability", "a timetable with the least cover"
        )
        return Answer(answer.key, tuple(findings), tuple(figures), notice=answer.notice)
    groups = decided_sets(evidence).plan.groups or proposal(evidence).plan.groups
    plan = timetable_for(evidence, groups)
    findings.append(_plan_finding(plan))
    if not evidence.policy.named:
        return Answer("audit.timetable", tuple(findings), tuple(figures))
    figures.append(_week(evidence, plan))
    return Answer(
        "audit.timetable",
        tuple(findings),
        tuple(figures),
        (_plan_table(evidence, plan),),
        statements=(how_good_timetable(plan),),
    )


def how_good_timetable(plan: Timetable) -> str:
    """Whether the timetable was proved best, or how near it is."""
    if plan.proved and plan.steps[0].aim is Aim.CHANGED:
        return (
            "No other timetable changes less of what is in diaries; of those that change as "
            "little none places more visits, then takes less cover, then is more even, then is "
            "over sooner: this was proved."
        )
    if plan.proved:
        return (
            "No other timetable places more visits; of those that place as many none takes less "
            "cover; of those none is more even, or as even and over sooner: this was proved."
        )
    open_ = next(step for step in plan.steps if step.value != step.bound)
    return (
        f"That this is the best possible timetable was not proved: for {open_.aim} it reached "
        f"{open_.value}, and nothing can be below {open_.bound}."
    )


def cover(lessons: float) -> str:
    """``no cover``, ``1 lesson of cover``, ``1.5 lessons of cover``."""
    if not lessons:
        return "no cover"
    return f"{lessons:g} lesson{'s' * (lessons != 1)} of cover"


def why_not(evidence: Evidence, plan: Timetable) -> Iterator[str]:
    """Visits without a place and the reasons, those of one set and the same reasons together."""
    alike: dict[tuple[str, str], list[Session]] = {}
    for one in plan.unplaced:
        alike.setdefault((one.session.group_id, reasons(evidence, one)), []).append(one.session)
    for (_, told), visits in alike.items():
        pairs = dict.fromkeys((one.observer, one.observed) for one in visits)
        who = joined([f"{evidence.person(a)} to {evidence.person(b)}" for a, b in pairs])
        yield f"{who} ({counted(len(visits), 'visit')}): {told}"


def reasons(evidence: Evidence, one: UnplacedSession) -> str:
    """Why a visit has no place: in short, then each smallest set of rules that prevents it."""
    rules = given.timetable_rules(evidence)
    told = (impasse.sentence(rules, evidence.person) for impasse in one.impasses)
    return " ".join((f"{one.reason}.", *told))


def session_timeline(evidence: Evidence, held: pd.DataFrame) -> Figure:
    """Sessions by week and status; a line for each set for leaders, one line for others."""
    named = evidence.policy.named
    lines = list(held["group_id"].fillna("No set")) if named else ["Sessions"] * len(held)
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


def _session_counts(evidence: Evidence, held: pd.DataFrame) -> Finding:
    counts = held["status"].value_counts()
    return number_finding(
        [(status.value, int(counts.get(status.value, 0))) for status in Status],
        key="audit.timetable.sessions",
        question=QUESTION,
        subject=f"Peer observations in {evidence.term.name}",
        predicate="",
        unit="sessions",
        sources=(evidence.source("sessions", len(held)),),
    )


def _plan_finding(plan: Timetable) -> Finding:
    return tally_finding(
        "the planner's timetable",
        len(plan.bookings),
        len(plan.bookings) + len(plan.unplaced),
        key="audit.timetable.proposal",
        question=QUESTION,
        subject="visits",
        predicate=f"placed within the rules, with {cover(plan.cover)}",
        unit="visits",
    )


def _week(evidence: Evidence, plan: Timetable) -> Figure:
    """The proposal as a grid of days and periods; where many visits meet, how many."""
    spots: dict[tuple[int, int], list[Session]] = {}
    when: dict[Session, str] = {}
    for one in plan.bookings:
        spots.setdefault((one.date.weekday(), one.period), []).append(one.session)
        when[one.session] = f"{one.date.day}/{one.date.month}"
    slots = []
    for (weekday, period), visits in sorted(spots.items()):
        told = [f"{_who(evidence, one)}, {when[one]}" for one in visits]
        if len(told) > MOST_IN_A_CELL:
            told = [counted(len(told), "visit")]
        slots += [Slot(DAYS[weekday], f"Period {period}", words) for words in told]
    periods = range(1, max((period for _, period in spots), default=0) + 1)
    return week_grid(
        "The proposed timetable in the week",
        DAYS,
        [f"Period {number}" for number in periods],
        slots,
        one="entry",
        many="entries",
        note="Each gives the observer, the observed and the day.",
    )


MOST_IN_A_CELL = 5
"""How many visits of one period are told one by one."""


def _who(evidence: Evidence, one: Session) -> str:
    return f"{evidence.person(one.observer)} to {evidence.person(one.observed)}"


def _plan_table(evidence: Evidence, plan: Timetable) -> ResultTable:
    placed: list[tuple[Cell, ...]] = [
        (
            f"{weekday(one.date)}, period {one.period}",
            evidence.person(one.session.observer),
            evidence.person(one.session.observed),
            "yes" if one.cover else "no",
            f"{weekday(one.feedback_date)}, period {one.feedback_period}"
            if one.feedback_date
            else "to be agreed",
        )
        for one in plan.bookings
    ]
    unplaced: list[tuple[Cell, ...]] = [
        (
            f"not placed: {reasons(evidence, one)}",
            evidence.person(one.session.observer),
            evidence.person(one.session.observed),
            "",
            "",
        )
        for one in plan.unplaced
    ]
    columns = ("When", "Observer", "Observed", "Cover", "Feedback talk")
    return ResultTable(
        f"The proposed timetable, {evidence.term.name}", columns, (*placed, *unplaced)
    )


def weekday(date: datetime.date) -> str:
    """``Thu 18 April``; which year it is, the term says."""
    return f"{DAYS[date.weekday()][:3]} {day(date).rsplit(' ', 1)[0]}"
