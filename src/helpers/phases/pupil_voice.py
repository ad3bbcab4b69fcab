"""What pupils say of the lessons: themes for everybody, their own words for leaders."""

from __future__ import annotations

import pandas as pd

from helpers.evidence import Evidence
from helpers.figures.bars import Count, counts
from helpers.figures.figure import Figure
from helpers.findings import Absent, ResultTable
from helpers.page import Answer
from helpers.phases.building import (
    Counted,
    missing,
    share_finding,
)
from helpers.privacy import Unit, hidden_line
from helpers.wording import day

VOICE = "What do pupils say?"


def pupil_voice_answer(evidence: Evidence) -> Answer:
    """Themes of what pupils said worked well and would be even better, in the reported term.

    One term at a time: counts that grow from report to report would tell the few new answers.
    """
    said = evidence.at("pupil_interviews")
    if said.empty:
        return missing("coaching.pupil_voice", evidence, "pupil_interviews", "what pupils say")
    well = int((said["question"] == "worked_well").sum())
    finding = share_finding(
        evidence,
        Unit.PUPILS,
        [Counted(evidence.term.name, well, len(said), len(said))],
        key="coaching.pupil_voice.well",
        question=VOICE,
        subject="answers of pupils",
        predicate="on what worked well, the others on what would be even better",
        unit="answers",
        caveats=("A theme is one reader's; another reader might sort the answers otherwise.",),
        sources=(evidence.source("pupil_interviews", len(said)),),
    )
    # Beside the number of all answers, the base of one question would tell that of the other.
    figures = (
        ()
        if finding.suppressed
        else tuple(
            one
            for question, title in (
                ("worked_well", "What worked well, in pupils' words"),
                ("even_better_if", "It would be even better if"),
            )
            if (one := _themes(evidence, said, question, title))
        )
    )
    told = evidence.so_far("pupil_interviews")
    tables = (_quotations(told),) if evidence.policy.named else ()
    return Answer(
        "coaching.pupil_voice", (finding,), figures, tables, statements=_since(evidence, told)
    )


def _themes(evidence: Evidence, said: pd.DataFrame, question: str, title: str) -> Figure | None:
    """Answers by theme, most first; themes with few answers are hidden, and stand last."""
    asked = said[said["question"] == question]
    if not evidence.policy.base_allowed(Unit.PUPILS, len(asked)) or asked.empty:
        return None
    found = asked["theme"].fillna("no theme given").value_counts().sort_index()
    numbers = [int(number) for number in found]
    hidden = hidden_line(evidence.policy, Unit.PUPILS, numbers)
    told = [
        (gone, -number, str(theme))
        for theme, number, gone in zip(found.index, numbers, hidden, strict=True)
    ]
    bars = [
        *(Count(theme, -less, len(asked)) for gone, less, theme in sorted(told) if not gone),
        *(
            Count(theme, Absent.SUPPRESSED, len(asked))
            for theme in sorted(t for gone, _, t in told if gone)
        ),
    ]
    return counts(title, bars, unit="answers")


def _quotations(said: pd.DataFrame) -> ResultTable:
    asked = {"worked_well": "Worked well", "even_better_if": "Even better if"}
    kept = said.drop_duplicates(["question", "response"]).sort_values(["question", "theme"])
    rows = tuple(
        (asked[question], response, "" if pd.isna(theme) else theme)
        for question, response, theme in zip(
            kept["question"], kept["response"], kept["theme"], strict=True
        )
    )
    return ResultTable("In pupils' own words", ("Question", "Answer", "Theme"), rows)


def _since(evidence: Evidence, said: pd.DataFrame) -> tuple[str, ...]:
    """When interviews began, if not with the first session."""
    all_sessions = evidence.so_far("sessions").set_index("session_id")["date"]
    dates = all_sessions.reindex(said["session_id"].dropna().unique()).dropna()
    if dates.empty or dates.min() <= all_sessions.min():
        return ()
    return (
        f"Pupil interviews began part-way, with the sessions of {day(dates.min())}; earlier "
        "sessions have none.",
    )
