"""The path over all terms: where each measure has stood, term after term."""

from __future__ import annotations

from helpers.estimates.means import mean
from helpers.evidence import Evidence
from helpers.figures.path import Run, Step, path
from helpers.findings import Finding, Kind
from helpers.page import Answer
from helpers.phases import lessons as observed
from helpers.phases import pupils, voices
from helpers.phases.building import Averaged, mean_quantity, missing, number_finding, share_quantity
from helpers.privacy import Unit

QUESTION = "Where has each measure stood, term after term?"


def path_answer(evidence: Evidence) -> Answer:
    """Lessons, confidence and progress in every term so far, each with its base and interval."""
    runs = [one for one in (_lessons(evidence), _confidence(evidence), _progress(evidence)) if one]
    if not runs:
        return missing("impact.path", evidence, "observations", "each measure term by term")
    terms = [term.name for term in evidence.terms_so_far]
    figure = path("Each measure, term by term", terms, runs, unit="people behind each dot")
    return Answer("impact.path", (_told(evidence, runs),), (figure,))


def _told(evidence: Evidence, runs: list[Run]) -> Finding:
    """In how many terms each measure was taken; what it was stands in the figure."""
    return number_finding(
        [(run.label.casefold(), len(run.steps)) for run in runs],
        key="impact.path.terms",
        question=QUESTION,
        subject=f"Terms with a figure, of {len(evidence.terms_so_far)} so far",
        predicate="",
        unit="terms",
    )


def _lessons(evidence: Evidence) -> Run | None:
    """The share of lessons at or above the line; another scale breaks the line."""
    steps = []
    for term in evidence.terms_so_far:
        scale = evidence.settings.judgement_scale(term.id)
        seen = observed.judged(evidence, term)
        if scale.good_from and not seen.empty:
            side = observed.tally(seen, scale, scale.good_from).side(term.name)
            steps.append(
                Step(term.name, share_quantity(evidence.policy, Unit.STAFF, side), scale.name)
            )
    return Run("Lessons judged good or better", tuple(steps)) if steps else None


def _confidence(evidence: Evidence) -> Run | None:
    asked = [one for one in evidence.settings.questionnaires if one.role == "confidence"]
    steps = tuple(
        Step(term.name, share_quantity(evidence.policy, Unit.STAFF, side), one.item_scale)
        for one in asked[:1]
        for term in evidence.terms_so_far
        if (answers := voices.voices(evidence, one, term)).people
        for side in [answers.side(term.name)]
    )
    return Run("Confident answers", steps) if steps else None


def _progress(evidence: Evidence) -> Run | None:
    """The mean over all pupils; it grows within a year whatever a school does."""
    measure = evidence.settings.measure()
    steps = []
    for term in evidence.terms_so_far:
        rows = pupils.compared(evidence, term)
        if rows.empty:
            continue
        values = pupils.by_pupil(rows)
        side = Averaged(term.name, mean(values.to_numpy()), len(values))
        steps.append(Step(term.name, mean_quantity(evidence.policy, Unit.PUPILS, side)))
    label = f"{measure.name[:1].upper()}{measure.name[1:]}, all pupils"
    return Run(label, tuple(steps), Kind.MEAN, measure.unit) if steps else None
