"""What several sources say of one focus area, where they differ, and what to ask then.

The thresholds stand in :data:`RULES`, which the page prints; nothing else decides a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.evidence import Evidence
from helpers.figures.bars import Count, counts
from helpers.figures.evidence_map import Focus, Seen, evidence_map
from helpers.findings import Absent, Cell, Finding, ResultTable, Share
from helpers.page import Answer
from helpers.phases import lessons as observed
from helpers.phases import planning_input as given
from helpers.phases import pupils
from helpers.phases.building import missing, number_finding, tally_finding
from helpers.planning.expertise import Expertise
from helpers.privacy import Part, Unit, hidden_parts
from helpers.wording import headline, joined

STRONG_FROM, WEAK_UNDER = 0.60, 0.40
SOURCES = ("Self-rating", "Observation", "Work scrutiny", "Pupils")
RULES = (
    "A source is strong on a focus from 60 % on, weak under 40 %, middling between: of staff who "
    "rate themselves able to help, of lessons with that focus at or above the line, of books at or "
    "above the line, of pupils' answers that say what worked well. Sources differ where one is "
    "strong and another weak. A focus comes first by its weak sources (two points each), then its "
    "middling ones (one), then by how many more staff want help than can give it. Results are told "
    "by year group, since no result belongs to one focus."
)

MAP = "Where do the sources agree and disagree?"
PRIORITIES = "So which priorities, and which workshops?"
CHALLENGE = "What should leaders ask?"


@dataclass(frozen=True, slots=True)
class Sight:
    """What one source says of one focus: so many of so many, or why nothing can be told."""

    count: int = 0
    base: int = 0
    absent: Absent | None = None

    @property
    def seen(self) -> Seen | Absent:
        """The word for it."""
        if self.absent is Absent.SUPPRESSED:
            return Absent.SUPPRESSED
        if not self.base:
            return Seen.NONE
        share = self.count / self.base
        if share >= STRONG_FROM:
            return Seen.STRONG
        return Seen.WEAK if share < WEAK_UNDER else Seen.MIDDLING


@dataclass(frozen=True, slots=True)
class Area:
    """One focus area as the sources see it, in the order of :data:`SOURCES`."""

    name: str
    sights: tuple[Sight, ...]
    unmet: int

    @property
    def words(self) -> tuple[Seen | Absent, ...]:
        """The word of each source."""
        return tuple(one.seen for one in self.sights)

    @property
    def verdict(self) -> str:
        """What the sources say together."""
        known = {one for one in self.words if one in (Seen.STRONG, Seen.MIDDLING, Seen.WEAK)}
        told = sum(one in (Seen.STRONG, Seen.MIDDLING, Seen.WEAK) for one in self.words)
        if told < 2:
            return "one source"
        if {Seen.STRONG, Seen.WEAK} <= known:
            return "differ"
        return "agree" if len(known) == 1 else "partly"

    @property
    def need(self) -> int:
        """Points by which priorities are put in order."""
        return 2 * self.words.count(Seen.WEAK) + self.words.count(Seen.MIDDLING)


def areas(evidence: Evidence) -> list[Area]:
    """Every focus area that an observation, a scrutiny or a session looked for, at baseline."""
    term = evidence.baseline
    lessons, books = evidence.at("observations", term), evidence.at("work_scrutiny", term)
    audit = given.latest_audit(evidence.between(term.id, term.id))
    known = given.told_expertise(evidence, audit)
    names = sorted({*lessons["focus"].dropna(), *books["criterion"].dropna()})
    kept = _kept_back(evidence, audit, lessons, names)
    return [
        Area(
            name,
            (
                _hidden_in(kept.skills, name) or _self_rating(evidence, audit, name),
                _hidden_in(kept.lessons, name) or _lessons(evidence, lessons, name),
                _books(evidence, books, name),
                _hidden_in(kept.answers, name) or _pupils(evidence, name),
            ),
            _unmet(known, name),
        )
        for name in names
    ]


@dataclass(frozen=True, slots=True)
class _KeptBack:
    """The focus areas of which a source does not tell, so that no total gives one back."""

    skills: frozenset[str]
    lessons: frozenset[str]
    answers: frozenset[str]


def _kept_back(
    evidence: Evidence, audit: pd.DataFrame, lessons: pd.DataFrame, names: Sequence[str]
) -> _KeptBack:
    """Decided from whole tables: all lessons and all answers of the term stand on other pages."""
    scale = evidence.settings.judgement_scale(evidence.baseline.id)
    seen = lessons.dropna(subset=["judgement"])
    reached = seen["judgement"].isin(scale.at_least(scale.good_from or scale.levels[-1]))
    judged = [
        Part(str(focus), frozenset(part["staff_id"]), _either(reached[part.index]), focus in names)
        for focus, part in seen.fillna({"focus": _NO_FOCUS}).groupby("focus")
    ]
    said = _pupils_said(evidence)
    answered = [
        Part(str(focus), _rows(part), _either(part["question"] == "worked_well"), focus in names)
        for focus, part in said.groupby("focus")
    ]
    return _KeptBack(
        given.hidden_skills(evidence, audit),
        hidden_parts(evidence.policy, Unit.STAFF, judged),
        hidden_parts(evidence.policy, Unit.PUPILS, answered),
    )


_NO_FOCUS = ""


def _rows(answers: pd.DataFrame) -> frozenset[str]:
    """Answers stand for the pupils who gave them: the table does not know who they are."""
    return frozenset(map(str, answers.index))


def _either(which: pd.Series[bool]) -> tuple[int, int]:
    return int(which.sum()), int((~which).sum())


def _hidden_in(hidden: frozenset[str], name: str) -> Sight | None:
    return Sight(absent=Absent.SUPPRESSED) if name in hidden else None


def _pupils_said(evidence: Evidence) -> pd.DataFrame:
    """The baseline term's answers of pupils, each with the focus of its session."""
    sessions = evidence.table("sessions")
    foci = dict(zip(sessions["session_id"], sessions["focus"].fillna(_NO_FOCUS), strict=True))
    said = evidence.at("pupil_interviews", evidence.baseline)
    return said.assign(focus=said["session_id"].map(foci).fillna(_NO_FOCUS))


def map_answer(evidence: Evidence) -> Answer:
    """The map of sources by focus area."""
    found = areas(evidence)
    if not found:
        return missing("baseline.triangulation", evidence, "observations", "focus areas")
    told = [one for one in found if one.verdict != "one source"]
    finding = tally_finding(
        evidence.baseline.name,
        sum(one.verdict == "differ" for one in told),
        len(told),
        key="baseline.triangulation.differ",
        question=MAP,
        subject="focus areas with two sources or more",
        predicate="seen differently by different sources",
        unit="focus areas",
        headline=True,
        sources=tuple(evidence.source(name) for name in ("audit", "observations", "work_scrutiny")),
    )
    figure = evidence_map(
        "What each source says of each focus area",
        SOURCES,
        [Focus(one.name, one.words, one.verdict) for one in found],
        note=f"Strong from {STRONG_FROM:.0%}, weak under {WEAK_UNDER:.0%}; the counts stand in the "
        "table below.",
    )
    rows = tuple((one.name, *map(_cell, one.sights)) for one in found)
    table = ResultTable("The counts behind the map", ("Focus area", *SOURCES), rows)
    return Answer("baseline.triangulation", (finding,), (figure,), (table,), statements=(RULES,))


def priorities_answer(evidence: Evidence) -> Answer:
    """Focus areas in order of need, each with what it calls for."""
    found = sorted(areas(evidence), key=lambda one: (-one.need, -one.unmet, one.name))
    if not found:
        return missing("baseline.priorities", evidence, "observations", "priorities")
    rows = tuple((one.name, one.need, one.unmet, _calls_for(one)) for one in found)
    columns = ("Focus area", "Points of need", "More want help than can give it", "Calls for")
    table = ResultTable("Priorities, most pressing first", columns, rows)
    weak = [one.name for one in found if Seen.WEAK in one.words]
    finding = tally_finding(
        evidence.baseline.name,
        len(weak),
        len(found),
        key="baseline.priorities.weak",
        question=PRIORITIES,
        subject="focus areas",
        predicate="weak in the eyes of at least one source",
        unit="focus areas",
    )
    bars = [Count(one.name, one.need) for one in found]
    figure = counts("Points of need, focus by focus", bars, unit="points")
    return Answer("baseline.priorities", (finding,), (figure,), (table,))


def challenge_answer(evidence: Evidence) -> Answer:
    """Questions for leaders, each with the evidence that raises it."""
    rows = (*_focus_questions(evidence), *_year_questions(evidence), *_cover_questions(evidence))
    finding = number_finding(
        [("in all", len(rows))],
        key="baseline.challenge",
        question=CHALLENGE,
        subject="Questions raised by the evidence",
        predicate="",
        unit="questions",
    )
    if not rows:
        return Answer("baseline.challenge", notice="No rule raised a question in this term.")
    table = ResultTable("Challenge questions", ("Ask", "Because"), rows)
    return Answer("baseline.challenge", (finding,), tables=(table,))


def _self_rating(evidence: Evidence, audit: pd.DataFrame, name: str) -> Sight:
    rated = audit[audit["skill"] == name]
    if not evidence.policy.base_allowed(Unit.STAFF, len(rated)):
        return Sight(absent=Absent.SUPPRESSED)
    able = int((rated["rating"] >= evidence.settings.scales.skills.can_help_from).sum())
    return Sight(able, len(rated))


def _lessons(evidence: Evidence, lessons: pd.DataFrame, name: str) -> Sight:
    scale = evidence.settings.judgement_scale(evidence.baseline.id)
    seen = lessons[lessons["focus"] == name].dropna(subset=["judgement"])
    if not scale.good_from or seen.empty:
        return Sight(absent=Absent.MISSING)
    # Lessons of one focus belong to a few teachers: fewer than the base, and it tells of them.
    if not evidence.policy.base_allowed(Unit.STAFF, int(seen["staff_id"].nunique())):
        return Sight(absent=Absent.SUPPRESSED)
    tally = observed.tally(seen, scale, scale.good_from)
    return Sight(tally.count, tally.base)


def _books(evidence: Evidence, books: pd.DataFrame, name: str) -> Sight:
    scale = evidence.settings.scrutiny_scale()
    read = books[books["criterion"] == name]
    if read.empty:
        return Sight(absent=Absent.MISSING)
    if not evidence.policy.base_allowed(Unit.STAFF, int(read["staff_id"].nunique())):
        return Sight(absent=Absent.SUPPRESSED)
    reached = read["judgement"].isin(scale.at_least(scale.good_from or scale.levels[-1]))
    return Sight(int(reached.sum()), len(read))


def _pupils(evidence: Evidence, name: str) -> Sight:
    """Pupils' answers after sessions with this focus: the share that say what worked well."""
    said = _pupils_said(evidence)
    said = said[said["focus"] == name]
    if said.empty:
        return Sight(absent=Absent.MISSING)
    well = int((said["question"] == "worked_well").sum())
    if not evidence.policy.share_allowed(Unit.PUPILS, well, len(said)):
        return Sight(absent=Absent.SUPPRESSED)
    return Sight(well, len(said))


def _unmet(known: Expertise, name: str) -> int:
    cover = next((one for one in known.skills if one.skill == name), None)
    return max(0, len(cover.asked) - len(cover.can_help)) if cover else 0


def _cell(sight: Sight) -> Cell:
    return sight.absent or Share(sight.count, sight.base)


def _calls_for(area: Area) -> str:
    if area.unmet and Seen.WEAK in area.words:
        return "a workshop, then peer observation"
    if Seen.WEAK in area.words:
        return "peer observation with those who are strong in it"
    return "sharing what works" if Seen.STRONG in area.words else "peer observation"


_TOLD = (
    "{} of {} staff rate themselves able to help",
    "{} of {} lessons with this focus reached the line",
    "{} of {} books reached the line",
    "{} of {} pupils' answers say what worked well",
)


def _focus_questions(evidence: Evidence) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            f"What explains the difference on {one.name}?",
            joined(
                [
                    told.format(sight.count, sight.base)
                    for told, sight in zip(_TOLD, one.sights, strict=True)
                    if sight.seen in (Seen.STRONG, Seen.WEAK)
                ]
            ),
        )
        for one in areas(evidence)
        if one.verdict == "differ"
    )


def _year_questions(evidence: Evidence) -> tuple[tuple[Cell, ...], ...]:
    """Year groups and subjects below national; beside lessons there, where that may be told."""
    rows = pupils.compared(evidence, evidence.baseline)
    asked: list[tuple[Cell, ...]] = []
    for year in pupils.year_groups(rows):
        for subject in sorted(rows["subject"].unique()):
            one = pupils.against_national(evidence, rows, year, "", CHALLENGE, subject)
            if one is not None and one.direction < 0 and one.strength in ("clear", "suggestive"):
                asked.append(_year_question(evidence, year, subject, one))
    return tuple(asked)


def _year_question(
    evidence: Evidence, year: str, subject: str, finding: Finding
) -> tuple[Cell, ...]:
    seen = observed.judged(evidence, evidence.baseline)
    seen = seen[seen["year_group"] == year]
    scale = evidence.settings.judgement_scale(evidence.baseline.id)
    teachers = int(seen["staff_id"].nunique())
    told = headline(finding)
    if scale.good_from and len(seen) and evidence.policy.base_allowed(Unit.STAFF, teachers):
        tally = observed.tally(seen, scale, scale.good_from)
        if tally.count == tally.base:
            told += f" All {tally.base} lessons seen there were judged {scale.good_from} or better."
            return (f"Lessons and {subject} in {pupils.year_name(year)} differ. Why?", told)
    return (f"What is being done about {subject} in {pupils.year_name(year)}?", told)


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
