"""Questions for leaders, raised by documented rules; each names its evidence."""

from __future__ import annotations

from itertools import zip_longest

from helpers.evidence import Evidence
from helpers.figures.evidence_map import Seen
from helpers.findings import Cell, Finding, ResultTable
from helpers.numbers import decimal
from helpers.page import Answer
from helpers.phases import planning_input as given
from helpers.phases import pupils
from helpers.phases.building import number_finding
from helpers.phases.sight import Area, Sight
from helpers.phases.triangulation import SOURCES, areas
from helpers.phases.year_map import years
from helpers.privacy import Unit
from helpers.wording import joined

CHALLENGE = "What should leaders ask?"
RULES = (
    "A question is asked where two sources differ on a focus area or a year group (one strong, "
    "one weak by the rules above); where results in a subject are clearly or apparently below "
    "national; and where somebody asks for help that nobody here can give."
)

_OF_SKILL = "{} of {} staff rate themselves able to help"
_OF_YEAR = "{} of {} self-ratings there lie above the line where help is wanted"
_TOLD = (
    "{} of {} lessons reached the line",
    "{} of {} books reached the line",
    "{} of {} pupils' answers say what worked well",
)


def challenge_answer(evidence: Evidence) -> Answer:
    """Questions for leaders, each with the evidence that raises it."""
    by_year = years(evidence)
    below = _below_national(evidence, by_year)
    asked = {name for name in _strong_lessons(evidence, by_year) if name in below}
    rows = (
        *_differences(areas(evidence), "on", _OF_SKILL),
        *_differences([one for one in by_year if one.name not in asked], "in", _OF_YEAR),
        *below.values(),
        *_cover_questions(evidence),
    )
    finding = number_finding(
        [("in all", len(rows))],
        key="baseline.challenge",
        question=CHALLENGE,
        subject="Questions raised by the evidence",
        predicate="",
        unit="questions",
    )
    if not rows:
        return Answer(
            "baseline.challenge",
            notice="No rule raised a question in this term.",
            statements=(RULES,),
        )
    table = ResultTable("Challenge questions", ("Ask", "Because"), rows)
    return Answer("baseline.challenge", (finding,), tables=(table,), statements=(RULES,))


def _differences(found: list[Area], where: str, ratings: str) -> tuple[tuple[Cell, ...], ...]:
    """Where one source is strong and another weak: what explains it?"""
    return tuple(
        (f"What explains the difference {where} {one.name}?", _because(one, ratings))
        for one in found
        if one.verdict == "differ"
    )


def _because(area: Area, ratings: str) -> str:
    """What the sources that are strong or weak say, in their order."""
    told = [
        f"results are {sight.told}" if sight.told else words.format(sight.count, sight.base)
        for words, sight in zip_longest((ratings, *_TOLD), area.sights, fillvalue="")
        if isinstance(sight, Sight) and sight.seen in (Seen.STRONG, Seen.WEAK)
    ]
    return joined(told)


def _below_national(evidence: Evidence, by_year: list[Area]) -> dict[str, tuple[Cell, ...]]:
    """By year group with subjects below national: a question, beside good lessons seen there."""
    rows, seen = pupils.compared(evidence, evidence.baseline), _strong_lessons(evidence, by_year)
    asked: dict[str, tuple[Cell, ...]] = {}
    for year in pupils.year_groups(rows):
        below = [
            (subject, one)
            for subject in sorted(rows["subject"].unique())
            if (one := pupils.against_national(evidence, rows, year, "", CHALLENGE, subject))
            and one.direction < 0
            and one.strength in ("clear", "suggestive")
        ]
        if below:
            name = pupils.year_name(year)
            asked[name] = _year_question(evidence, name, below, seen)
    return asked


def _strong_lessons(evidence: Evidence, by_year: list[Area]) -> dict[str, str]:
    """By year group, the lessons seen there in words, where most of them reached the line."""
    line = evidence.settings.judgement_scale(evidence.baseline.id).good_from
    lessons = {one.name: one.sights[SOURCES.index("Observation")] for one in by_year}
    return {
        year: f"{_so_many(one)} lessons seen there were judged {line} or better."
        for year, one in lessons.items()
        if one.seen is Seen.STRONG
    }


def _so_many(sight: Sight) -> str:
    return f"All {sight.base}" if sight.count == sight.base else f"{sight.count} of {sight.base}"


def _year_question(
    evidence: Evidence,
    year: str,
    below: list[tuple[str, Finding]],
    strong_lessons: dict[str, str],
) -> tuple[Cell, ...]:
    subjects = joined([subject for subject, _ in below])
    measure = evidence.settings.measure().name
    figures = joined([f"{subject} ({_beside(one)})" for subject, one in below])
    told = f"In {year} {measure} was below national in {figures}."
    if year not in strong_lessons:
        return (f"What is being done about {subjects} in {year}?", told)
    ask = f"Lessons and {subjects} in {year} differ. What explains the difference?"
    return (ask, f"{told} {strong_lessons[year]}")


def _beside(finding: Finding) -> str:
    """``2.9 against 6``."""
    own, change = finding.quantities[-1].value, finding.change
    assert own is not None and change is not None and change.value is not None
    return f"{decimal(own, 1)} against {own - change.value:.6g}"


def _cover_questions(evidence: Evidence) -> tuple[tuple[Cell, ...], ...]:
    audit = given.latest_audit(evidence.between(evidence.baseline.id, evidence.baseline.id))
    known = given.told_expertise(evidence, audit)
    people = int(audit["staff_id"].nunique())
    return tuple(
        (
            f"Who outside the school can help with {one.skill}?",
            f"{len(one.asked)} of {people} staff want help with it, and nobody here can give it",
        )
        for one in known.skills
        if one.asked and not one.can_help and evidence.policy.base_allowed(Unit.STAFF, people)
    )
