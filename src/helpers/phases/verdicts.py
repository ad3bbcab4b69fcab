"""Verdicts on the programme's objectives: fully, partly, not met."""

from __future__ import annotations

import pandas as pd

from helpers.estimates.proportions import proportion
from helpers.evidence import Evidence
from helpers.findings import Cell, Finding, ResultTable, Share
from helpers.page import Answer
from helpers.phases.building import Counted, missing, share_finding, split_finding
from helpers.privacy import Unit

VERDICTS = ("fully", "partly", "not met")

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
        [(word, int((verdicts["verdict"] == word).sum())) for word in VERDICTS],
        people,
        key="impact.objectives.split",
        question=QUESTION,
        subject="verdicts",
        predicate="",
        unit="teachers",
        sources=(evidence.source("objectives", len(verdicts)),),
    )
    tables = (_objective_table(evidence, verdicts),) if not split.suppressed else ()
    return Answer("impact.objectives", (*met, split), tables=tables)


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


def _objective_table(evidence: Evidence, verdicts: pd.DataFrame) -> ResultTable:
    wording = {one.id: one.wording for one in evidence.settings.objectives}
    given = verdicts.groupby(["objective", "verdict"]).size().to_dict()
    asked = [one for one in wording if one in set(verdicts["objective"])]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (wording[objective], *_shares([given.get((objective, word), 0) for word in VERDICTS]))
        for objective in asked
    )
    return ResultTable(
        f"Teachers' verdicts on each objective, {evidence.term.name}",
        ("Objective", "Fully met", "Partly met", "Not met"),
        rows,
    )


def _shares(counts: list[int]) -> tuple[Share, ...]:
    return tuple(Share(count, sum(counts)) for count in counts)
