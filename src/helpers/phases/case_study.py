"""The case study that a teaching school publishes, in the order of its form.

Words come from the school's ``narrative`` folder, figures from the same functions as the phases'
own pages. ``study`` is one of :data:`STUDIES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from helpers.evidence import Evidence
from helpers.figures.figure import Figure
from helpers.figures.photograph import photograph
from helpers.findings import Absent, Cell, Finding, ResultTable
from helpers.page import Answer, Cover, Passage
from helpers.phases import impact
from helpers.phases.building import missing
from helpers.phases.cover import cover as page_cover
from helpers.phases.limits import DESIGN_LIMITS
from helpers.privacy import Unit
from helpers.problems import UsageError, near_miss
from helpers.settings import Term
from helpers.wording import counted, day, joined, month

STUDIES = {
    "research-and-development": "Research and development",
    "cpd": "Continuing professional development",
}
"""The two forms of case study, by the name that the notebook's parameter takes."""

Question = Callable[[Evidence], Answer]

_ORDER: dict[str, tuple[Question, ...]] = {
    "research-and-development": (
        impact.lessons,
        impact.progress,
        impact.objectives,
        impact.confidence,
    ),
    "cpd": (impact.confidence, impact.objectives, impact.lessons, impact.progress),
}
"""Which measures a study leads with: pupils and lessons, or staff."""


def cover(evidence: Evidence, study: str) -> Cover:
    """The common cover under the study's own title."""
    _known(study)
    return replace(page_cover(evidence), title=f"Case study: {STUDIES[study].lower()}")


def title(evidence: Evidence, study: str) -> Answer:
    """Which study this is, of which school, over which dates."""
    _known(study)
    first, last = evidence.baseline, evidence.term
    return Answer(
        "case.title",
        tables=(
            ResultTable(
                "The study at a glance",
                ("Item", "This study"),
                (
                    ("Title", f"{evidence.settings.programme}: {STUDIES[study].lower()}"),
                    ("School", evidence.settings.school),
                    ("Dates", f"{month(first.start)} to {month(last.end)}"),
                ),
            ),
        ),
    )


def aim(evidence: Evidence, study: str) -> Answer:
    """The aim in the school's words, and the objectives."""
    _known(study)
    wordings = [one.wording for one in evidence.settings.objectives]
    objectives = (Passage("Objectives", "\n".join(f"- {one}" for one in wordings)),)
    words = evidence.words("aim", study) or evidence.settings.aim
    rationale = _passages(evidence, study, ("Why we did this", "rationale"))
    return Answer(
        "case.aim",
        passages=(Passage("Aim", words), *(objectives if wordings else ()), *rationale),
    )


def details(evidence: Evidence, study: str) -> Answer:
    """What was done in each phase of the programme, counted from the tables."""
    _known(study)
    rows = tuple((phase, joined(done) or "not recorded") for phase, done in _by_phase(evidence))
    table = ResultTable("What was done, phase by phase", ("Phase", "What was done"), rows)
    return Answer("case.details", tables=(table,))


def involved(evidence: Evidence, study: str) -> Answer:
    """How many people took part, in numbers only, and the school's own words."""
    _known(study)
    staff = set(evidence.table("staff")["staff_id"])
    sessions = evidence.so_far("sessions")
    done = sessions[sessions["status"] == "completed"]
    coached = staff & (set(done["observer_id"]) | set(done["observed_id"]))
    workshops = evidence.table("workshop_attendance")
    attended = staff & set(workshops["staff_id"])
    rows = [
        ("Staff on the roster", len(staff)),
        ("Took part in at least one peer observation", len(coached)),
        ("Attended at least one workshop", len(attended)),
        ("Partner schools", len(evidence.table("partners"))),
    ]
    table = ResultTable("Who was involved", ("Who", "How many"), tuple(rows))
    words = _passages(evidence, study, ("In our words", "involvement"))
    shown = evidence.policy.base_allowed(Unit.STAFF, len(staff))
    return Answer("case.involved", tables=(table,) if shown else (), passages=words)


def outcomes(evidence: Evidence, study: str) -> Answer:
    """What came of it, in the school's words."""
    _known(study)
    words = _passages(evidence, study, ("", "outcomes"))
    return Answer("case.outcomes", passages=words, notice="" if words else _unwritten("outcomes"))


def measures(evidence: Evidence, study: str) -> Answer:
    """How the outcome was measured: which records, when, how many."""
    _known(study)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (what, *(_how_many(evidence, name, term) for term in _terms(evidence)))
        for name, what in (
            ("audit", "Skills audit: ratings"),
            ("observations", "Lesson observations: lessons"),
            ("work_scrutiny", "Work scrutiny: books judged"),
            ("questionnaires", "Questionnaires: answers"),
            ("progress", "Pupil results: one a pupil and subject"),
            ("pupil_interviews", "Pupil interviews: answers"),
            ("objectives", "Objectives: verdicts"),
        )
    )
    columns = ("Record", *(term.name for term in _terms(evidence)))
    table = ResultTable("How impact was measured", columns, rows)
    return Answer("case.measures", tables=(table,), statements=DESIGN_LIMITS[:3])


def impact_outcome(evidence: Evidence, study: str) -> Answer:
    """The leading findings of phase 4, in the order that suits the study."""
    _known(study)
    answers = [question(evidence) for question in _ORDER[study]]
    findings = tuple(one for answer in answers for one in _leading(answer))
    figures: tuple[Figure, ...] = tuple(one for answer in answers for one in answer.figures[:1])
    tables = tuple(
        table for answer in answers if answer.key == "impact.objectives" for table in answer.tables
    )
    words = _passages(evidence, study, ("In our words", "impact"))
    notice = " ".join(answer.notice for answer in answers if answer.notice)
    return Answer("case.impact", findings, figures, tables, words, notice=notice)


def dissemination(evidence: Evidence, study: str) -> Answer:
    """Who has been told and who will be."""
    _known(study)
    words = _passages(evidence, study, ("", "dissemination"))
    told = evidence.so_far("dissemination").sort_values(["date", "title"])
    if told.empty:
        answer = missing("case.dissemination", evidence, "dissemination", "who has been told what")
        return Answer(answer.key, passages=words, notice=answer.notice)
    rows = tuple(
        (day(date), *told_to)
        for date, *told_to in zip(
            *(told[name] for name in ("date", "audience", "format", "title", "status")),
            strict=True,
        )
    )
    columns = ("Date", "Audience", "Format", "Title", "Status")
    table = ResultTable("Dissemination, planned and done", columns, rows)
    return Answer("case.dissemination", tables=(table,), passages=words)


def next_steps(evidence: Evidence, study: str) -> Answer:
    """What happens next, in the school's words."""
    _known(study)
    words = _passages(evidence, study, ("", "next-steps"))
    return Answer("case.next", passages=words, notice="" if words else _unwritten("next-steps"))


def consent(evidence: Evidence, study: str) -> Answer:
    """Photographs with consent on record, and only those."""
    _known(study)
    words = _passages(evidence, study, ("", "consent"))
    listed = evidence.table("photographs")
    if listed.empty:
        answer = missing("case.consent", evidence, "photographs", "pictures with consent")
        return Answer(answer.key, passages=words, notice=answer.notice)
    agreed = listed.dropna(subset=["consent"])
    pictures = (
        photograph(alt_text, image, alt_text)
        for file, alt_text in zip(agreed["file"], agreed["alt_text"], strict=True)
        if (image := evidence.photograph(file)) is not None
    )
    held_back = len(listed) - len(agreed)
    statement = (
        f"Consent is on record for {counted(len(agreed), 'photograph')}; "
        f"{counted(held_back, 'photograph')} without it "
        f"{'is' if held_back == 1 else 'are'} not shown."
    )
    return Answer(
        "case.consent",
        figures=tuple(one for one in pictures if one is not None),
        passages=words,
        statements=(statement,),
    )


_OF_PUPILS = {"progress", "pupil_interviews"}


def _how_many(evidence: Evidence, name: str, term: Term) -> int | Absent:
    """The rows of a term; of pupils no small number is told, not even of what was recorded."""
    rows = len(evidence.at(name, term))
    if name in _OF_PUPILS and not evidence.policy.base_allowed(Unit.PUPILS, rows):
        return Absent.SUPPRESSED
    return rows


def _answers_so_far(evidence: Evidence) -> list[str]:
    """Pupils' answers up to the reported term, unless those of one term are too few to tell."""
    each = [_how_many(evidence, "pupil_interviews", term) for term in evidence.terms_so_far]
    told = [one for one in each if isinstance(one, int)]
    return [counted(sum(told), "answer") + " from pupils"] if len(told) == len(each) else []


def _known(study: str) -> None:
    if study not in STUDIES:
        raise UsageError(f'There is no case study "{study}". {near_miss(study, STUDIES)}')


def _leading(answer: Answer) -> tuple[Finding, ...]:
    """The findings that a case study quotes: the headlines, and every split of verdicts."""
    return tuple(one for one in answer.findings if one.headline or one.key.endswith(".split"))


def _passages(evidence: Evidence, study: str, *wanted: tuple[str, str]) -> tuple[Passage, ...]:
    found = ((heading, evidence.words(name, study)) for heading, name in wanted)
    return tuple(Passage(heading, words) for heading, words in found if words)


def _unwritten(name: str) -> str:
    return f"The school's words would stand here: write them in narrative/{name}.md."


def _terms(evidence: Evidence) -> tuple[Term, ...]:
    return (evidence.baseline, evidence.term) if evidence.compares else (evidence.term,)


def _by_phase(evidence: Evidence) -> list[tuple[str, list[str]]]:
    """Each phase and what the tables say was done in it, up to the reported term."""
    audits = evidence.so_far("audit")
    sessions = evidence.so_far("sessions")
    groups = evidence.so_far("groups")
    return [
        (
            "1. Skills audit",
            [
                counted(audits["term"].nunique(), "audit"),
                f"{counted(audits['skill'].nunique(), 'skill')} rated",
            ],
        ),
        (
            "2. Baseline",
            [
                counted(len(evidence.at("observations", evidence.baseline)), "lesson")
                + " observed",
                counted(len(evidence.at("work_scrutiny", evidence.baseline)), "book") + " read",
            ],
        ),
        (
            "3. Coaching programme",
            [
                counted(len(evidence.so_far("workshops")), "workshop"),
                counted(_sets(groups), "Action Learning Set"),
                counted(int((sessions["status"] == "completed").sum()), "peer observation"),
                *_answers_so_far(evidence),
            ],
        ),
        (
            "4. Impact",
            [counted(len(evidence.at("observations")), "lesson") + " observed again"],
        ),
        (
            "5. External links",
            [
                counted(len(evidence.table("partners")), "partner school"),
                counted(len(evidence.so_far("links")), "visit or exchange", "visits or exchanges"),
            ],
        ),
    ]


def _sets(groups: pd.DataFrame) -> int:
    return len(groups[["term", "group_id"]].drop_duplicates())
