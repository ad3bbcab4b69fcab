"""Verdicts on the programme's objectives: fully, partly, not met."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.estimates.proportions import proportion
from helpers.evidence import Evidence
from helpers.figures.categories import Split, ordered_bars
from helpers.figures.figure import Figure
from helpers.findings import Absent, Finding
from helpers.page import Answer
from helpers.phases.building import Counted, missing, share_finding, split_finding
from helpers.privacy import Part, Unit, hidden_parts

VERDICTS = {"fully": "fully met", "partly": "partly met", "not met": "not met"}
"""What may stand in the table, best first, and how it is told."""

QUESTION = "Were the programme's objectives met?"


def verdicts_answer(evidence: Evidence) -> Answer:
    """Verdicts on each objective: fully, partly, not met; the split is always shown."""
    verdicts = evidence.at("objectives")
    if verdicts.empty:
        return missing("impact.objectives", evidence, "objectives", "verdicts on objectives")
    people = _verdict_givers(verdicts)
    met = _teachers_who_say_met(evidence, verdicts)
    split = split_finding(
        evidence,
        Unit.STAFF,
        [(name, int((verdicts["verdict"] == word).sum())) for word, name in VERDICTS.items()],
        people,
        key="impact.objectives.split",
        question=QUESTION,
        subject="verdicts",
        predicate="",
        unit="teachers",
        sources=(evidence.source("objectives", len(verdicts)),),
    )
    figures = () if split.suppressed else (_figure(evidence, verdicts),)
    return Answer("impact.objectives", (*met, split), figures)


def _verdict_givers(verdicts: pd.DataFrame) -> int:
    """How many people gave verdicts; for anonymous ones, the most that one objective had."""
    if verdicts["respondent_id"].notna().all():
        return int(verdicts["respondent_id"].nunique())
    return int(verdicts.groupby("objective").size().max())


def _teachers_who_say_met(evidence: Evidence, verdicts: pd.DataFrame) -> tuple[Finding, ...]:
    """Teachers who say that every objective was fully or partly met; needs signed verdicts."""
    if verdicts["respondent_id"].isna().any():
        return ()
    met = verdicts["verdict"].ne("not met").groupby(verdicts["respondent_id"]).all()
    side = Counted(
        evidence.term.name, int(met.sum()), len(met), len(met), proportion(int(met.sum()), len(met))
    )
    finding = share_finding(
        evidence,
        Unit.STAFF,
        [side],
        key="impact.objectives.met",
        question=QUESTION,
        subject="teachers",
        predicate="of the view that every objective was fully or partly met",
        unit="teachers",
        headline=True,
        caveats=("“Fully” and “partly” together hide how the two divide: the split is below.",),
        sources=(evidence.source("objectives", len(verdicts)),),
    )
    return (finding,)


def _givers(verdicts: pd.DataFrame) -> frozenset[str]:
    """Who gave these verdicts; anonymous people are taken to be the same few everywhere."""
    if verdicts["respondent_id"].notna().all():
        return frozenset(map(str, verdicts["respondent_id"]))
    return frozenset(map(str, range(len(verdicts))))


def _split(verdicts: pd.DataFrame, words: Sequence[str]) -> tuple[int, ...]:
    return tuple(int((verdicts["verdict"] == word).sum()) for word in words)


def _figure(evidence: Evidence, verdicts: pd.DataFrame) -> Figure:
    """Each objective's verdicts as an ordered bar, in the settings' order.

    All of them together are the split that the finding tells.
    """
    worst_first = tuple(VERDICTS)[::-1]
    by_objective = {str(one): part for one, part in verdicts.groupby("objective")}
    parts = [
        Part(one, _givers(by_objective[one]), _split(by_objective[one], worst_first))
        for one in sorted(by_objective)
    ]
    hidden = hidden_parts(evidence.policy, Unit.STAFF, parts)
    bars = [
        Split(one.wording, absent=Absent.SUPPRESSED)
        if one.id in hidden
        else Split(one.wording, _split(by_objective[one.id], worst_first))
        for one in evidence.settings.objectives
        if one.id in by_objective
    ]
    return ordered_bars(
        f"Teachers' verdicts on each objective, {evidence.term.name}",
        worst_first,
        bars,
        unit="verdicts",
        line_from="partly",
        line_name="fully or partly met",
    )
