"""The path over all terms: where each measure has stood, term after term."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.evidence import Evidence
from helpers.findings import Absent, Cell, ResultTable, Share
from helpers.page import Answer
from helpers.phases import lessons as observed
from helpers.phases import voices
from helpers.phases.building import Counted, missing
from helpers.privacy import Unit
from helpers.settings import Term


@dataclass(frozen=True, slots=True)
class Step:
    """One measure in one term; ``scale`` names the scale, across which no line may be drawn."""

    term: Term
    side: Counted
    scale: str


def path_answer(evidence: Evidence) -> Answer:
    """Lessons and confidence in every term so far, each with its base."""
    runs = {
        "Lessons judged good or better": _lessons(evidence),
        "Confident answers": _confidence(evidence),
    }
    runs = {name: steps for name, steps in runs.items() if steps}
    if not runs:
        return missing("impact.path", evidence, "observations", "each measure term by term")
    columns = ("Measure", *(term.name for term in evidence.terms_so_far))
    rows = tuple(
        (name, *(_cell(evidence, steps, term) for term in evidence.terms_so_far))
        for name, steps in runs.items()
    )
    return Answer("impact.path", tables=(ResultTable("Each measure, term by term", columns, rows),))


def _lessons(evidence: Evidence) -> list[Step]:
    steps = []
    for term in evidence.terms_so_far:
        scale = evidence.settings.judgement_scale(term.id)
        seen = observed.judged(evidence, term)
        if scale.good_from and not seen.empty:
            tally = observed.tally(seen, scale, scale.good_from)
            steps.append(Step(term, tally.side(term.name), scale.name))
    return steps


def _confidence(evidence: Evidence) -> list[Step]:
    asked = [one for one in evidence.settings.questionnaires if one.role == "confidence"]
    return [
        Step(term, answers.side(term.name), one.item_scale)
        for one in asked
        for term in evidence.terms_so_far
        if (answers := voices.voices(evidence, one, term)).people
    ]


def _cell(evidence: Evidence, steps: list[Step], term: Term) -> Cell:
    found = next((step for step in steps if step.term.id == term.id), None)
    if found is None:
        return Absent.MISSING
    if not evidence.policy.base_allowed(Unit.STAFF, found.side.people):
        return Absent.SUPPRESSED
    return Share(found.side.count, found.side.base)
