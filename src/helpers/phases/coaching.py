"""Phase 3: what was planned and what happened, who took part, what was taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from helpers.estimates.proportions import proportion
from helpers.evidence import Evidence
from helpers.figures.bars import Count, counts
from helpers.figures.figure import Figure
from helpers.findings import Cell, Finding, ResultTable
from helpers.page import Answer
from helpers.phases import planning_input as given
from helpers.phases.building import (
    Counted,
    missing,
    share_finding,
    tally_finding,
)
from helpers.phases.fidelity import completed, fidelity_answer
from helpers.phases.pupil_voice import pupil_voice_answer
from helpers.phases.quotations import quotations_answer
from helpers.phases.timetable import session_timeline
from helpers.privacy import Unit
from helpers.wording import capital, day, joined

DELIVERY = "What was planned, and what happened?"
PARTICIPATION = "Who took part, and was anyone left out?"
WORKSHOPS = "Did the workshops meet the audit's gaps?"
STRATEGIES = "Which strategies were taken away, and tried?"


def delivery(evidence: Evidence) -> Answer:
    """Sessions planned, completed and cancelled, week by week."""
    held = evidence.at("sessions")
    if held.empty:
        return missing("coaching.delivery", evidence, "sessions", "what was planned and done")
    due = held[held["status"] != "planned"]
    finding = tally_finding(
        evidence.term.name,
        int((due["status"] == "completed").sum()),
        len(due),
        key="coaching.delivery.completed",
        question=DELIVERY,
        subject="sessions that were due",
        predicate="completed",
        unit="sessions",
        headline=True,
        sources=(evidence.source("sessions", len(held)),),
    )
    if evidence.policy.open:
        return Answer("coaching.delivery", (finding,))
    return Answer(
        "coaching.delivery",
        (finding,),
        (session_timeline(evidence, held),),
        (_by_focus(evidence, held),),
    )


def participation(evidence: Evidence) -> Answer:
    """The share of staff who observed or were observed; those left out by name for leaders.

    Who observed by who was observed is a table of staff sorted in two ways: where one of its cells
    is small, only those who did either are told of.
    """
    done = completed(evidence)
    if done.empty:
        return missing("coaching.participation", evidence, "sessions", "who took part")
    staff = sorted(evidence.table("staff")["staff_id"])
    observed, observing = set(done["observed_id"]), set(done["observer_id"])
    parts = (
        ("any", "in at least one peer observation", observed | observing),
        ("observing", "observers at least once", observing),
        ("observed", "observed at least once", observed),
        ("both", "observers and observed, each at least once", observing & observed),
    )
    findings = tuple(
        _staff_share(evidence, f"coaching.participation{'' if key == 'any' else '.' + key}",
                     predicate, [one for one in staff if one in who], staff, key == "any")
        for key, predicate, who in parts
    )  # fmt: skip
    observing_only, observed_only = len(observing - observed), len(observed - observing)
    crossed = any(
        evidence.policy.small(Unit.STAFF, count) for count in (observing_only, observed_only)
    )
    figure = _part_bars(findings[:1] if crossed else findings, len(staff))
    left = [evidence.person(one) for one in staff if one not in observed | observing]
    named = (f"Not yet in any peer observation: {joined(left)}.",) if left else ()
    statements = named if evidence.policy.named else ()
    return Answer(
        "coaching.participation", findings[:1], (figure,) if figure else (), statements=statements
    )


def workshops(evidence: Evidence) -> Answer:
    """Skills that staff wanted beside the workshops that were held, and attendance."""
    held = evidence.so_far("workshops")
    if held.empty:
        return missing(
            "coaching.workshops", evidence, "workshops", "workshops and the audit's gaps"
        )
    audit = given.latest_audit(evidence.between(evidence.baseline.id, evidence.baseline.id))
    known = given.told_expertise(evidence, audit)
    short = [one.skill for one in known.skills if len(one.asked) > len(one.can_help)]
    met = [one for one in short if one in set(held["skill"])]
    finding = tally_finding(
        evidence.term.name,
        len(met),
        len(short),
        key="coaching.workshops.gaps",
        question=WORKSHOPS,
        subject="skills with more wishes for help than offers",
        predicate="the subject of a workshop so far",
        unit="skills",
        headline=True,
        sources=(evidence.source("workshops", len(held)), evidence.source("audit", len(audit))),
    )
    missed = [one for one in short if one not in met]
    statement = (f"No workshop so far on {joined(missed)}.",) if missed else ()
    attended = _attendance(evidence, held)
    return Answer(
        "coaching.workshops", (finding,), (attended,) if attended else (),
        (_workshop_table(held),), statements=statement,
    )  # fmt: skip


def strategies(evidence: Evidence) -> Answer:
    """Strategies taken away from sessions, and the share tried in one's own class."""
    done = completed(evidence)
    taken = done.dropna(subset=["strategy_adopted"])
    if done.empty:
        return missing("coaching.strategies", evidence, "sessions", "strategies taken away")
    if taken.empty:
        return Answer(
            "coaching.strategies",
            notice="No session names a strategy yet: the column strategy_adopted of sessions.csv "
            "is blank.",
        )
    tried = taken["adopted_in_own_class"].fillna(False).astype(bool)
    people = int(taken["observer_id"].nunique())
    finding = share_finding(
        evidence,
        Unit.STAFF,
        [Counted(evidence.term.name, int(tried.sum()), len(taken), people)],
        key="coaching.strategies.tried",
        question=STRATEGIES,
        subject="strategies taken away",
        predicate="tried in the observer's own class",
        unit="sessions",
        headline=True,
        caveats=("Tried once is not the same as kept up.",),
        sources=(evidence.source("sessions", len(taken)),),
    )
    named = _pooled(evidence, taken, "strategy_adopted", "observer_id", "other strategies")
    found = named.value_counts()
    ordered = sorted(found.items(), key=lambda pair: (-int(pair[1]), str(pair[0])))
    figure = counts(
        "Strategies taken away from peer observations",
        [Count(str(name), int(number)) for name, number in ordered],
        unit="sessions",
    )
    figures = () if finding.suppressed else (figure,)
    return Answer("coaching.strategies", (finding,), figures)


def pupil_voice(evidence: Evidence) -> Answer:
    """Themes of what pupils said worked well and would be even better."""
    return pupil_voice_answer(evidence)


def quotations(evidence: Evidence) -> Answer:
    """Colleagues' own words: for leaders each before and after names are taken out."""
    return quotations_answer(evidence)


def fidelity(evidence: Evidence) -> Answer:
    """Dose for each person, feedback given, and pairs beside threes."""
    return fidelity_answer(evidence)


def _by_focus(evidence: Evidence, held: pd.DataFrame) -> ResultTable:
    noted = held.fillna({"focus": "no focus noted"})
    focus = _pooled(evidence, noted, "focus", "observed_id", "other focuses")
    grouped = noted.groupby(focus)["status"]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(focus), *(int((status == word).sum()) for word in _STATUSES))
        for focus, status in grouped
    )
    columns = ("Focus", "Completed", "Planned", "Cancelled")
    return ResultTable(f"Sessions by focus, {evidence.term.name}", columns, rows)


def _pooled(
    evidence: Evidence, sessions: pd.DataFrame, column: str, who: str, others: str
) -> pd.Series[str]:
    """What was typed in a column, where it is not the word of one or two people only."""
    people = sessions.groupby(column)[who].nunique()
    few = [one for one in people.index if evidence.policy.small(Unit.STAFF, int(people[one]))]
    return sessions[column].where(~sessions[column].isin(few), others)


_STATUSES = ("completed", "planned", "cancelled")


def _staff_share(
    evidence: Evidence,
    key: str,
    predicate: str,
    who: Sequence[str],
    staff: Sequence[str],
    headline: bool,
) -> Finding:
    side = Counted(
        evidence.term.name, len(who), len(staff), len(staff), proportion(len(who), len(staff))
    )
    return share_finding(
        evidence,
        Unit.STAFF,
        [side],
        key=key,
        question=PARTICIPATION,
        subject="staff",
        predicate=predicate,
        unit="staff",
        headline=headline,
        caveats=("Sessions up to the end of the term are counted, from the start of the records.",),
        sources=(evidence.source("sessions"), evidence.source("staff")),
    )


def _part_bars(findings: Iterable[Finding], base: int) -> Figure | None:
    bars = [
        Count(capital(one.predicate), one.quantities[0].count or 0, base)
        for one in findings
        if not one.suppressed
    ]
    return counts("Taking part in peer observation", bars, unit="staff") if bars else None


def _attendance(evidence: Evidence, held: pd.DataFrame) -> Figure | None:
    """How many of the staff came to each workshop."""
    there = evidence.table("workshop_attendance").groupby("workshop_id")["staff_id"].nunique()
    base = len(evidence.table("staff"))
    if there.empty or evidence.policy.open or not evidence.policy.base_allowed(Unit.STAFF, base):
        return None
    bars = [
        Count(str(title), int(there.get(workshop, 0)), base)
        for workshop, title in zip(held["workshop_id"], held["title"], strict=True)
    ]
    return counts("Staff at each workshop", bars, unit="staff")


def _workshop_table(held: pd.DataFrame) -> ResultTable:
    ordered = held.sort_values(["date", "workshop_id"])
    rows = tuple(
        (day(when), title, skill)
        for when, title, skill in zip(
            ordered["date"], ordered["title"], ordered["skill"], strict=True
        )
    )
    return ResultTable("Workshops so far", ("Date", "Workshop", "Skill"), rows)
