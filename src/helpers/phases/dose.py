"""Coaching set beside change: what goes together, never what causes what."""

from __future__ import annotations

import pandas as pd

from helpers.estimates.association import rank_correlation
from helpers.evidence import Evidence
from helpers.findings import Cell, Finding, Kind, Quantity, ResultTable
from helpers.page import Answer
from helpers.phases import lessons as observed
from helpers.phases.building import missing
from helpers.privacy import Unit

QUESTION = "Does more coaching go with more change?"

DOSE_CAUTION = (
    "Those who had more coaching may differ in other ways: they may have been keener, or have had "
    "more room to improve. Nothing here says that the coaching made the difference."
)


def dose_answer(evidence: Evidence) -> Answer:
    """Whether teachers with more sessions changed more: described, never claimed as cause."""
    sessions = evidence.so_far("sessions")
    done = sessions[sessions["status"] == "completed"]
    if done.empty:
        return missing("impact.dose", evidence, "sessions", "coaching set beside change")
    change = _change_by_teacher(evidence)
    if change.empty:
        return missing("impact.dose", evidence, "observations", "coaching set beside change")
    part = pd.concat([done["observer_id"], done["observed_id"]]).value_counts()
    together = pd.DataFrame({"sessions": part, "change": change}).dropna(subset=["change"])
    together = together.fillna({"sessions": 0})
    tables = (_by_teacher(evidence, together),) if evidence.policy.named else ()
    return Answer("impact.dose", (_association(evidence, together),), tables=tables)


def _change_by_teacher(evidence: Evidence) -> pd.Series[float]:
    """Each teacher's change in the share of lessons at or above the line, seen both times."""
    scale = evidence.settings.judgement_scale(evidence.term.id)
    if not scale.good_from or not evidence.compares:
        return pd.Series(dtype=float)
    before, after = (
        observed.tally(observed.judged(evidence, term), scale, scale.good_from)
        for term in (evidence.baseline, evidence.term)
    )
    return (after.counts / after.bases - before.counts / before.bases).dropna()


def _association(evidence: Evidence, together: pd.DataFrame) -> Finding:
    """Rank correlation of sessions and change, hidden where too few teachers stand behind it."""
    estimate = rank_correlation(together["sessions"], together["change"])
    allowed = evidence.policy.base_allowed(Unit.STAFF, len(together))
    return Finding(
        key="impact.dose",
        question=QUESTION,
        kind=Kind.NUMBER,
        subject="Rank correlation of sessions taken part in with change in judgements "
        "(−1 to 1; 0: none)",
        predicate="",
        unit="teachers",
        quantities=(Quantity("", value=estimate.value, estimate=estimate),)
        if allowed and estimate.known
        else (),
        caveats=(DOSE_CAUTION,),
        sources=(evidence.source("sessions"), evidence.source("observations")),
    )


def _by_teacher(evidence: Evidence, together: pd.DataFrame) -> ResultTable:
    """Sessions and change of each teacher, for leaders."""
    ordered = together.sort_values(["sessions", "change"])
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (evidence.person(str(who)), int(taken), f"{100 * change:+.0f}")
        for who, taken, change in zip(
            ordered.index, ordered["sessions"], ordered["change"], strict=True
        )
    )
    columns = ("Teacher", "Sessions", "Change in share of lessons, percentage points")
    return ResultTable("Sessions and change, teacher by teacher", columns, rows)
