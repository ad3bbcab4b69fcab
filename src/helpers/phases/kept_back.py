"""The focus areas of which a source does not tell, so that no total gives one back.

All lessons and all pupils' answers of a term stand on other pages, so what is left when the focus
areas told of are taken away must not be a single hidden one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from helpers.evidence import Evidence
from helpers.findings import Absent
from helpers.phases import planning_input as given
from helpers.phases.sight import Sight
from helpers.privacy import Part, Unit, hidden_parts

_NO_FOCUS = ""
_HIDDEN = Sight(absent=Absent.SUPPRESSED)


@dataclass(frozen=True, slots=True)
class KeptBack:
    """For each source, the focus areas that it does not tell of."""

    skills: frozenset[str]
    lessons: frozenset[str]
    answers: frozenset[str]

    def skill(self, name: str) -> Sight | None:
        """A hidden sight if self-ratings of this are kept back."""
        return _HIDDEN if name in self.skills else None

    def lessons_on(self, name: str) -> Sight | None:
        """A hidden sight if lessons with this focus are kept back."""
        return _HIDDEN if name in self.lessons else None

    def answers_on(self, name: str) -> Sight | None:
        """A hidden sight if pupils' answers after such sessions are kept back."""
        return _HIDDEN if name in self.answers else None


def kept_back(evidence: Evidence, audit: pd.DataFrame, names: Collection[str]) -> KeptBack:
    """What is kept back at baseline; ``names`` are the focus areas of which a page tells at all."""
    scale = evidence.settings.judgement_scale(evidence.baseline.id)
    seen = evidence.at("observations", evidence.baseline).dropna(subset=["judgement"])
    reached = seen["judgement"].isin(scale.at_least(scale.good_from or scale.levels[-1]))
    judged = [
        Part(str(focus), frozenset(part["staff_id"]), _either(reached[part.index]), focus in names)
        for focus, part in seen.fillna({"focus": _NO_FOCUS}).groupby("focus")
    ]
    said = _said(evidence)
    answered = [
        Part(str(focus), _rows(part), _either(part["question"] == "worked_well"), focus in names)
        for focus, part in said.groupby("focus")
    ]
    return KeptBack(
        given.hidden_skills(evidence, audit),
        hidden_parts(evidence.policy, Unit.STAFF, judged),
        hidden_parts(evidence.policy, Unit.PUPILS, answered),
    )


def _said(evidence: Evidence) -> pd.DataFrame:
    """The baseline term's answers of pupils, each with the focus of its session."""
    sessions = evidence.table("sessions")
    foci = dict(zip(sessions["session_id"], sessions["focus"].fillna(_NO_FOCUS), strict=True))
    said = evidence.at("pupil_interviews", evidence.baseline)
    return said.assign(focus=said["session_id"].map(foci).fillna(_NO_FOCUS))


def _rows(answers: pd.DataFrame) -> frozenset[str]:
    """Answers stand for the pupils who gave them: the table does not know who they are."""
    return frozenset(map(str, answers.index))


def _either(which: pd.Series[bool]) -> tuple[int, int]:
    return int(which.sum()), int((~which).sum())
