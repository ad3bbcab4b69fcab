"""The path over all terms: where each measure has stood, term after term."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.estimates.means import mean
from helpers.evidence import Evidence
from helpers.figures.path import Run, Step, path
from helpers.findings import Finding, Kind
from helpers.page import Answer
from helpers.phases import lessons as observed
from helpers.phases import pupils
from helpers.phases.building import Averaged, mean_quantity, missing, share_quantity, tally_finding
from helpers.phases.voices import voices
from helpers.privacy import Unit
from helpers.settings import Questionnaire
from helpers.wording import capital

QUESTION = "Where has each measure stood, term after term?"
_ENOUGH = 3
"""From so many terms on, parts of a questionnaire have a path that before and after do not tell."""


def path_answer(evidence: Evidence) -> Answer:
    """Lessons, questionnaires and progress in every term so far, each with base and interval."""
    runs = [*_lessons(evidence), *_questionnaires(evidence), *_progress(evidence)]
    if not runs:
        return missing("impact.path", evidence, "observations", "each measure term by term")
    terms = [term.name for term in evidence.terms_so_far]
    unit = "people behind each dot"
    figures = [path("Each measure, term by term", terms, runs, unit=unit)]
    figures += [
        path(f"{one.name}, part by part and term by term", terms, parts, unit=unit)
        for one in evidence.settings.questionnaires
        if (parts := list(_constructs(evidence, one)))
    ]
    return Answer("impact.path", (_told(evidence, runs),), tuple(figures))


def _told(evidence: Evidence, runs: list[Run]) -> Finding:
    """How many measures were taken in every term; what they were stands in the figure."""
    terms = len(evidence.terms_so_far)
    return tally_finding(
        evidence.term.name,
        sum(len(run.steps) == terms for run in runs),
        len(runs),
        key="impact.path.terms",
        question=QUESTION,
        subject="measures",
        predicate=f"on record for all {terms} terms" if terms > 1 else "on record",
        unit="measures",
    )


def _lessons(evidence: Evidence) -> Iterator[Run]:
    """The share of lessons at or above each line; another scale breaks a path."""
    steps: dict[str, list[Step]] = {}
    for term in evidence.terms_so_far:
        scale = evidence.settings.judgement_scale(term.id)
        seen = observed.judged(evidence, term)
        for line in observed.lines(scale) if not seen.empty else ():
            side = observed.tally(seen, scale, line.level).side(term.name)
            quantity = share_quantity(evidence.policy, Unit.STAFF, side)
            steps.setdefault(f"Lessons judged {line.name}", []).append(
                Step(term.name, quantity, scale.name)
            )
    for label, found in steps.items():
        yield Run(label, tuple(found))


def _questionnaires(evidence: Evidence) -> Iterator[Run]:
    """The share of positive answers to each questionnaire."""
    for one in evidence.settings.questionnaires:
        steps = _steps(evidence, one)
        if steps:
            yield Run(one.name, steps)


def _constructs(evidence: Evidence, questionnaire: Questionnaire) -> Iterator[Run]:
    """The same for each construct, where enough terms make a path of it."""
    last = voices(evidence, questionnaire, evidence.term)
    for construct in last.constructs if len(last.constructs) > 1 else ():
        steps = _steps(evidence, questionnaire, construct)
        if len(steps) >= _ENOUGH:
            yield Run(capital(construct), steps)


def _steps(
    evidence: Evidence, questionnaire: Questionnaire, construct: str | None = None
) -> tuple[Step, ...]:
    steps = []
    for term in evidence.terms_so_far:
        answers = voices(evidence, questionnaire, term)
        part = answers.only(construct=construct) if construct else answers
        if part.people:
            kept = construct is not None and construct in answers.hidden(evidence, "construct")
            side = part.side(term.name, kept)
            steps.append(Step(term.name, share_quantity(evidence.policy, Unit.STAFF, side)))
    return tuple(steps)


def _progress(evidence: Evidence) -> Iterator[Run]:
    """The mean over all pupils; a gain grows within a year whatever a school does."""
    measure = evidence.settings.measure()
    steps = []
    for term in evidence.terms_so_far:
        rows = pupils.compared(evidence, term)
        if not rows.empty:
            values = pupils.by_pupil(rows)
            kept = not pupils.may_average(evidence, rows, apart=False)
            side = Averaged(term.name, mean(values.to_numpy()), len(values), kept)
            steps.append(Step(term.name, mean_quantity(evidence.policy, Unit.PUPILS, side)))
    if steps:
        label = f"{capital(measure.name)}, all pupils"
        yield Run(label, tuple(steps), Kind.MEAN, measure.unit)
