"""Phase 4: did it work? Each measure before and after, with how sure one can be."""

from __future__ import annotations

from helpers.evidence import Evidence
from helpers.page import Answer
from helpers.phases import lessons as observed
from helpers.phases.building import missing
from helpers.phases.dose import dose_answer
from helpers.phases.limits import limits_answer
from helpers.phases.path import path_answer
from helpers.phases.progress import against_national_answer
from helpers.phases.progress_change import since_baseline_answer
from helpers.phases.progress_gaps import gaps_answer
from helpers.phases.questionnaires import role_answer
from helpers.phases.teachers_moved import teachers_moved
from helpers.phases.verdicts import verdicts_answer
from helpers.settings import Scale

LESSONS_QUESTION = "Are lessons judged better than before?"


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
    moved = teachers_moved(evidence, before, after, LESSONS_QUESTION) if evidence.compares else ()
    return Answer("impact.lessons", (*findings, *moved), figures)


def progress(evidence: Evidence) -> Answer:
    """Pupils' progress beside the national figures, in all, by year group and by subject."""
    return against_national_answer(evidence)


def progress_change(evidence: Evidence) -> Answer:
    """Pupils' results since the baseline, within the same year groups."""
    return since_baseline_answer(evidence)


def gaps(evidence: Evidence) -> Answer:
    """Groups of pupils beside all others, now and at the baseline."""
    return gaps_answer(evidence)


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
