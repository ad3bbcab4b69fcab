"""What several sources say of each focus area and year group, and where they differ.

The thresholds stand in :data:`RULES`, which the page prints; nothing else decides a word.
"""

from __future__ import annotations

from collections.abc import Sequence

from helpers.evidence import Evidence
from helpers.figures.bars import Count, counts
from helpers.figures.evidence_map import Focus, Seen, evidence_map
from helpers.findings import Finding, ResultTable
from helpers.numbers import points
from helpers.page import Answer
from helpers.phases import planning_input as given
from helpers.phases.building import missing, tally_finding
from helpers.phases.kept_back import kept_back
from helpers.phases.sight import (
    STRONG_FROM,
    WEAK_UNDER,
    Area,
    of_books,
    of_interviews,
    of_lessons,
    of_ratings,
)
from helpers.phases.year_map import RESULTS, years
from helpers.planning.expertise import Expertise
from helpers.wording import capital

SOURCES = ("Self-rating", "Observation", "Work scrutiny", "Pupils")
RULES = (
    "A source is strong on a focus from 60 % on, weak under 40 %, middling between: of staff who "
    "rate themselves able to help (by year group: of self-ratings above the line where help is "
    "wanted), of lessons with that focus at or above the line, of books at or "
    "above the line, of pupils' answers that say what worked well. Sources differ where one is "
    "strong and another weak. A focus comes first by its weak sources (two points each), then its "
    "middling ones (one), then by how many more staff want help than can give it. Results are told "
    "by year group, since no result belongs to one focus: strong where they are clearly or "
    "apparently above national, weak where they are below, middling where neither can be said."
)
ONE_SOURCE = "No focus area has two sources that can be told side by side yet."
FEW_BY_YEAR = (
    "A year group's lessons and books belong to one or two teachers, so setting them beside its "
    "results would tell of a person. Leaders see that map."
)

MAP = "Where do the sources agree and disagree?"
PRIORITIES = "So which priorities, and which workshops?"


def areas(evidence: Evidence) -> list[Area]:
    """Every focus area that an observation or a scrutiny looked for, at baseline."""
    term = evidence.baseline
    lessons, books = evidence.at("observations", term), evidence.at("work_scrutiny", term)
    sessions, skills = evidence.table("sessions"), evidence.settings.scales.skills
    audit = given.latest_audit(evidence.between(term.id, term.id))
    known = given.told_expertise(evidence, audit)
    names = sorted({*lessons["focus"].dropna(), *books["criterion"].dropna()})
    kept = kept_back(evidence, audit, names)
    return [
        Area(
            name,
            (
                kept.skill(name)
                or of_ratings(evidence, audit[audit["skill"] == name], skills.can_help_from),
                kept.lessons_on(name) or of_lessons(evidence, lessons[lessons["focus"] == name]),
                of_books(evidence, books[books["criterion"] == name]),
                kept.answers_on(name)
                or of_interviews(evidence, sessions[sessions["focus"] == name]),
            ),
            _unmet(known, name),
        )
        for name in names
    ]


def map_answer(evidence: Evidence) -> Answer:
    """The map of sources by focus area, and by year group where more than one source may tell."""
    found, by_year = areas(evidence), years(evidence)
    if not found and not by_year:
        return missing("baseline.triangulation", evidence, "observations", "focus areas")
    told = [one for one in (*found, *by_year) if one.verdict != "one source"]
    findings = (_differing(evidence, told),) if told else ()
    maps: list[tuple[str, tuple[str, ...], list[Area]]] = [("focus area", SOURCES, found)]
    several = any(one.verdict != "one source" for one in by_year)
    maps += [("year group", (*SOURCES, RESULTS), by_year)] if several else []
    figures = tuple(
        evidence_map(
            f"What each source says of each {of}",
            sources,
            [Focus(one.name, one.words, one.verdict) for one in found],
            note=f"Strong from {points(STRONG_FROM)} %, weak under {points(WEAK_UNDER)} %; the "
            "counts stand in the table below.",
        )
        for of, sources, found in maps
        if found
    )
    tables = tuple(
        ResultTable(
            f"The counts behind the map, by {of}",
            (capital(of), *sources),
            tuple((one.name, *(sight.cell for sight in one.sights)) for one in found),
        )
        for of, sources, found in maps
        if found
    )
    few = () if several or not by_year else (FEW_BY_YEAR,)
    alone = () if told else (ONE_SOURCE,)
    statements = (*alone, RULES, *few)
    return Answer("baseline.triangulation", findings, figures, tables, statements=statements)


def _differing(evidence: Evidence, told: Sequence[Area]) -> Finding:
    """How many areas that two sources or more tell of are seen differently by them."""
    return tally_finding(
        evidence.baseline.name,
        sum(one.verdict == "differ" for one in told),
        len(told),
        key="baseline.triangulation.differ",
        question=MAP,
        subject="focus areas and year groups with two sources or more",
        predicate="seen differently by different sources",
        unit="focus areas",
        headline=True,
        sources=tuple(evidence.source(name) for name in ("audit", "observations", "work_scrutiny")),
    )


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


def _unmet(known: Expertise, name: str) -> int:
    cover = next((one for one in known.skills if one.skill == name), None)
    return max(0, len(cover.asked) - len(cover.can_help)) if cover else 0


def _calls_for(area: Area) -> str:
    if area.unmet and Seen.WEAK in area.words:
        return "a workshop, then peer observation"
    if Seen.WEAK in area.words:
        return "peer observation with those who are strong in it"
    return "sharing what works" if Seen.STRONG in area.words else "peer observation"
