"""Phase 2: where lessons, pupils' work and results stood before, and what leaders should ask."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.estimates.agreement import agreement_within_one, exact_agreement, weighted_kappa
from helpers.evidence import Evidence
from helpers.figures.bars import Count, counts
from helpers.figures.benchmark import against, against_national
from helpers.figures.categories import Split, ordered_bars
from helpers.figures.figure import Figure
from helpers.findings import Absent, Finding
from helpers.page import Answer
from helpers.phases import lessons as observed
from helpers.phases import pupil_groups, pupils
from helpers.phases import triangulation as sources
from helpers.phases.building import Counted, family, missing, share_finding, tally_finding
from helpers.phases.challenge import challenge_answer
from helpers.privacy import Unit
from helpers.settings import Scale
from helpers.wording import capital, counted

TOO_FEW = "So few teachers were observed that nothing can be told without telling of a person."

Counts = NDArray[np.int_]

LESSONS = "How are lessons judged?"
OBSERVERS = "How consistent are observers?"
SCRUTINY = "What does work scrutiny show?"
RESULTS = "How do pupils' results and progress stand against national?"


def lessons(evidence: Evidence) -> Answer:
    """Lessons by category at baseline; for an ungraded school, next steps seen again."""
    term = evidence.baseline
    rows = evidence.at("observations", term)
    if rows.empty:
        return missing("baseline.lessons", evidence, "observations", "how lessons were judged")
    scale = evidence.settings.judgement_scale(term.id)
    seen_again = _seen_again(evidence, rows)
    if not scale.graded:
        return Answer("baseline.lessons", seen_again, statements=(_foci(rows),))
    seen = observed.judged(evidence, term)
    findings = tuple(_at_or_above(evidence, seen, line) for line in observed.lines(scale))
    bars = [observed.category_bar(evidence, term, scale)]
    figure = ordered_bars(
        f"How lessons were judged, {term.name}", scale.levels, bars, unit="lessons",
        line_from=scale.good_from or "",
    )  # fmt: skip
    return Answer("baseline.lessons", (*findings, *seen_again), (figure,))


def observers(evidence: Evidence) -> Answer:
    """Lessons that two people judged: how often they agreed, and by how much beyond chance."""
    term = evidence.baseline
    scale = evidence.settings.judgement_scale(term.id)
    seen = observed.judged(evidence, term)
    both = seen.dropna(subset=["second_judgement"])
    if seen.empty:
        return missing("baseline.observers", evidence, "observations", "how observers agree")
    if not evidence.policy.base_allowed(Unit.STAFF, int(seen["staff_id"].nunique())):
        return Answer("baseline.observers", notice=TOO_FEW)
    notes = (observed.own_coach(evidence, seen), observed.announced(seen))
    share = tally_finding(
        term.name, len(both), len(seen), key="baseline.observers.double", question=OBSERVERS,
        subject="lessons", predicate="seen by two observers", unit="lessons",
        sources=(evidence.source("observations", len(seen)),),
    )  # fmt: skip
    if len(both) < 2:
        return Answer("baseline.observers", (share,), statements=notes)
    first, second = (
        both[name].map(scale.position).to_numpy() for name in ("judgement", "second_judgement")
    )
    agreed = exact_agreement(first, second)
    near = agreement_within_one(first, second)
    kappas = tuple(
        weighted_kappa(first, second, len(scale.levels), weighting)
        for weighting in ("linear", "quadratic")
    )
    pairs_ = [
        ("baseline.observers.same", "given the same category by both observers", agreed),
        ("baseline.observers.near", "placed within one category of each other", near),
    ]
    findings = tuple(
        share_finding(
            evidence, Unit.STAFF,
            [Counted(term.name, round((one.value or 0) * one.n), one.n,
                     int(both["staff_id"].nunique()), one)],
            key=key, question=OBSERVERS, subject="lessons seen by two", predicate=predicate,
            unit="lessons", notes=kappas if key.endswith("same") else (),
            headline=key.endswith("same"),
            caveats=("Trained inspectors agree on about six lessons in ten.",),
            sources=(evidence.source("observations", len(both)),),
        )
        for key, predicate, one in pairs_
    )  # fmt: skip
    figures = (_apart(first, second),) if not findings[0].suppressed else ()
    return Answer("baseline.observers", (*findings, share), figures, statements=notes)


def scrutiny(evidence: Evidence) -> Answer:
    """Pupils' books by criterion, and the share that reaches the line."""
    term = evidence.baseline
    rows = evidence.at("work_scrutiny", term)
    if rows.empty:
        return missing("baseline.scrutiny", evidence, "work_scrutiny", "what pupils' books show")
    scale = evidence.settings.scrutiny_scale()
    line = scale.good_from or scale.levels[-1]
    findings = family(
        _books(evidence, part, scale, line, str(criterion))
        for criterion, part in rows.groupby("criterion")
    )
    bars = [
        _book_bar(evidence, part, scale, str(criterion))
        for criterion, part in rows.groupby("criterion")
    ]
    figure = ordered_bars(
        f"What pupils' books showed, {term.name}", scale.levels, bars, unit="books",
        line_from=line,
    )  # fmt: skip
    return Answer("baseline.scrutiny", findings, (figure,))


def results(evidence: Evidence) -> Answer:
    """Year groups and subjects beside national, and gaps between pupil groups."""
    rows = pupils.compared(evidence, evidence.baseline)
    if rows.empty:
        return missing("baseline.results", evidence, "progress", "results and progress")
    by_year = family(
        one
        for year in pupils.year_groups(rows)
        if (one := pupils.against_national(
            evidence, rows, year, f"baseline.results.year_{year}", RESULTS
        ))
    )  # fmt: skip
    gaps = pupil_groups.gaps(evidence, rows, "baseline.results", RESULTS)
    statement = () if by_year else ("benchmarks.csv has no figure for these year groups.",)
    return Answer(
        "baseline.results", (*by_year, *gaps), _results_figures(evidence, rows, by_year),
        statements=statement,
    )  # fmt: skip


def triangulation(evidence: Evidence) -> Answer:
    """Every source side by side, for each focus area and each year group."""
    return sources.map_answer(evidence)


def priorities(evidence: Evidence) -> Answer:
    """Which focus areas come first, and so which workshops."""
    return sources.priorities_answer(evidence)


def challenge(evidence: Evidence) -> Answer:
    """What leaders should ask; each question names its evidence."""
    return challenge_answer(evidence)


def _apart(first: Counts, second: Counts) -> Figure:
    """How many categories lay between two observers of the same lesson."""
    distance = abs(first - second)
    told = {
        "the same category": distance == 0,
        "one category apart": distance == 1,
        "two or more apart": distance > 1,
    }
    bars = [Count(label, int(which.sum()), len(first)) for label, which in told.items()]
    return counts("How far two observers of one lesson were apart", bars, unit="lessons")


def _at_or_above(evidence: Evidence, seen: pd.DataFrame, line: observed.Line) -> Finding:
    scale = evidence.settings.judgement_scale(evidence.baseline.id)
    tally = observed.tally(seen, scale, line.level)
    return share_finding(
        evidence, Unit.STAFF, [tally.side(evidence.baseline.name)],
        key=f"baseline.lessons.{line.key}", question=LESSONS, subject="lessons",
        predicate=f"judged {line.name}", unit="teachers", headline=line.key == "good_or_better",
        caveats=("A category is one observer's view of one lesson.",),
        sources=(evidence.source("observations", len(seen)),),
    )  # fmt: skip


def _seen_again(evidence: Evidence, rows: pd.DataFrame) -> tuple[Finding, ...]:
    """The share of next steps that were seen again later; teachers are the unit."""
    known = rows.dropna(subset=["next_step_seen_again"])
    if known.empty:
        return ()
    by_teacher = known["next_step_seen_again"].astype(bool).groupby(known["staff_id"])
    tally = observed.Tally(by_teacher.sum().astype(int), by_teacher.size().astype(int))
    return (
        share_finding(
            evidence, Unit.STAFF, [tally.side(evidence.baseline.name)],
            key="baseline.lessons.seen_again", question=LESSONS,
            subject="next steps that were followed up", predicate="seen again in a later lesson",
            unit="teachers",
            sources=(evidence.source("observations", len(known)),),
        ),
    )  # fmt: skip


def _foci(rows: pd.DataFrame) -> str:
    foci = rows["focus"].dropna().nunique()
    return f"{counted(len(rows), 'lesson')} observed, with {counted(foci, 'focus', 'foci')}."


def _books(
    evidence: Evidence, part: pd.DataFrame, scale: Scale, line: str, criterion: str
) -> Finding:
    reached = part["judgement"].isin(scale.at_least(line)).groupby(part["staff_id"])
    tally = observed.Tally(reached.sum().astype(int), reached.size().astype(int))
    return share_finding(
        evidence, Unit.STAFF, [tally.side(evidence.baseline.name)],
        key=f"baseline.scrutiny.{criterion.casefold().replace(' ', '_')}", question=SCRUTINY,
        subject="books", predicate=f"found to show it {line} or better", unit="classes' teachers",
        group=capital(criterion),
        sources=(evidence.source("work_scrutiny", len(part)),),
    )  # fmt: skip


def _book_bar(evidence: Evidence, part: pd.DataFrame, scale: Scale, criterion: str) -> Split:
    if not evidence.policy.base_allowed(Unit.STAFF, int(part["staff_id"].nunique())):
        return Split(criterion, absent=Absent.SUPPRESSED)
    found = part["judgement"].value_counts()
    return Split(criterion, tuple(int(found.get(level, 0)) for level in scale.levels))


def _results_figures(
    evidence: Evidence, rows: pd.DataFrame, by_year: tuple[Finding, ...]
) -> tuple[Figure, ...]:
    """Year groups beside national, then every subject of every year group."""
    measure = evidence.settings.measure()
    subjects = pupils.by_subject(evidence, rows, "baseline.results", RESULTS)
    drawn = []
    if by_year:
        title = f"{capital(measure.name)} by year group"
        drawn.append(against_national(title, against(by_year), measured_in=measure.unit))
    if subjects:
        title = "The same by year group and subject"
        drawn.append(against_national(title, against(subjects), measured_in=measure.unit))
    return tuple(drawn)
