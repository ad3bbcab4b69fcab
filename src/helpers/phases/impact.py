"""Phase 4: did it work? Each measure before and after, with how sure one can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from helpers.evidence import Evidence
from helpers.figures.benchmark import against, against_national
from helpers.findings import Finding
from helpers.page import Answer
from helpers.phases import lessons as observed
from helpers.phases import pupils
from helpers.phases.building import family, missing, tally_finding
from helpers.phases.dose import dose_answer
from helpers.phases.limits import limits_answer
from helpers.phases.path import path_answer
from helpers.phases.questionnaires import role_answer
from helpers.phases.verdicts import verdicts_answer
from helpers.settings import Scale

LESSONS_QUESTION = "Are lessons judged better than before?"
PROGRESS_QUESTION = "How does pupils' progress stand against national?"


def lessons(evidence: Evidence) -> Answer:
    """Lesson judgements before and after, with the teacher as the unit of every interval."""
    before = observed.judged(evidence, evidence.baseline)
    after = observed.judged(evidence, evidence.term)
    scale = evidence.settings.judgement_scale(evidence.term.id)
    if after.empty:
        return missing("impact.lessons", evidence, "observations", "how lessons are judged")
    if evidence.settings.judgement_scale(evidence.baseline.id).levels != scale.levels:
        return _scale_changed(evidence, scale)
    findings = tuple(
        observed.share_before_and_after(
            evidence, before, after, line, f"impact.lessons.{line.key}", LESSONS_QUESTION
        )
        for line in observed.lines(scale)
    )
    figures = observed.figures(evidence, findings)
    return Answer("impact.lessons", findings, figures)


def progress(evidence: Evidence) -> Answer:
    """Pupils' progress beside the national figures, by year group."""
    rows = pupils.compared(evidence, evidence.term)
    if rows.empty:
        return missing("impact.progress", evidence, "progress", "pupils' progress")
    if not evidence.has("benchmarks"):
        return missing("impact.progress", evidence, "benchmarks", "progress beside national")
    found = [
        pupils.against_national(
            evidence, rows, year, f"impact.progress.year_{year}", PROGRESS_QUESTION
        )
        for year in pupils.year_groups(rows)
    ]
    by_year = family(one for one in found if one is not None)
    leading = _progress_headlines(evidence, by_year)
    others = tuple(one for one in by_year if one.group not in {first.group for first in leading})
    measure = evidence.settings.measure()
    title = f"{measure.name[:1].upper()}{measure.name[1:]} beside national, {evidence.term.name}"
    figure = against_national(title, against(by_year), measured_in=measure.unit)
    return Answer("impact.progress", (*leading, *others), (figure,) if by_year else ())


def confidence(evidence: Evidence) -> Answer:
    """Teachers' confidence before and after, question by question."""
    return role_answer(evidence, "confidence", "Are teachers more confident?")


def culture(evidence: Evidence) -> Answer:
    """The coaching-culture audit before and after, construct by construct."""
    return role_answer(evidence, "culture", "Has a culture of coaching taken hold?")


def coaches(evidence: Evidence) -> Answer:
    """The coaches' self-review before and after."""
    return role_answer(evidence, "coach", "How do coaches see their own practice?")


def feedback(evidence: Evidence) -> Answer:
    """What staff say of the programme itself."""
    return role_answer(evidence, "feedback", "What do staff say of the programme?")


def objectives(evidence: Evidence) -> Answer:
    """Verdicts on each objective: fully, partly, not met; the split is always shown."""
    return verdicts_answer(evidence)


def dose(evidence: Evidence) -> Answer:
    """Whether teachers with more sessions changed more: described, never claimed as cause."""
    return dose_answer(evidence)


def path(evidence: Evidence) -> Answer:
    """Every measure term by term, so that a school in its third year sees its path."""
    return path_answer(evidence)


def limits(evidence: Evidence) -> Answer:
    """What this design cannot rule out, and what would change our mind."""
    return limits_answer(evidence)


def _scale_changed(evidence: Evidence, scale: Scale) -> Answer:
    other = evidence.settings.judgement_scale(evidence.baseline.id)
    return Answer(
        "impact.lessons",
        notice=f"Lessons were judged on “{other.name}” in {evidence.baseline.name} and on "
        f"“{scale.name}” in {evidence.term.name}. Two scales cannot be compared, so no change is "
        "shown.",
    )


def _progress_headlines(evidence: Evidence, by_year: Sequence[Finding]) -> tuple[Finding, ...]:
    """The year group that the settings lead with, and in how many the mean is above national."""
    wanted = f"impact.progress.year_{evidence.settings.progress.headline_year_group}"
    leading = tuple(
        replace(one, key="impact.progress.headline", headline=True)
        for one in by_year
        if one.key == wanted
    )
    shown = [one for one in by_year if one.change is not None]
    if len(shown) < 2:
        return leading
    overall = tally_finding(
        evidence.term.name,
        sum(one.direction > 0 for one in shown),
        len(shown),
        key="impact.progress.years_above",
        question=PROGRESS_QUESTION,
        subject="year groups",
        predicate="above the national figure",
        unit="year groups",
        headline=True,
        sources=shown[0].sources,
    )
    return (*leading, overall)
