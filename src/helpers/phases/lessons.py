"""Lessons by teacher: counting what observers judged, with the teacher as the unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.estimates.clustered import (
    clustered_change,
    clustered_difference_unpaired,
    clustered_share,
)
from helpers.estimates.estimate import Estimate
from helpers.evidence import Evidence
from helpers.figures.categories import Split, ordered_bars
from helpers.figures.change import before_and_after, pairs
from helpers.figures.figure import Figure
from helpers.figures.slopes import Slope, slopes
from helpers.findings import Absent, Finding, Kind
from helpers.phases.building import NOT_FOLLOWED, Counted, may_follow, share_finding
from helpers.phases.detectable import could_show
from helpers.privacy import Unit
from helpers.settings import Scale, Term

Counts = NDArray[np.int_]


@dataclass(frozen=True, slots=True)
class Tally:
    """For each teacher (index): lessons at or above a line, and lessons judged."""

    counts: pd.Series[int]
    bases: pd.Series[int]

    @property
    def count(self) -> int:
        """Lessons at or above the line."""
        return int(self.counts.sum())

    @property
    def base(self) -> int:
        """Lessons judged."""
        return int(self.bases.sum())

    @property
    def teachers(self) -> int:
        """Teachers observed."""
        return len(self.bases)

    def side(self, label: str) -> Counted:
        """One side of a before-and-after, with an interval that rests on teachers."""
        estimate = clustered_share(self.counts.to_numpy(), self.bases.to_numpy())
        return Counted(label, self.count, self.base, self.teachers, estimate)


def judged(evidence: Evidence, term: Term) -> pd.DataFrame:
    """The term's lessons that carry a judgement."""
    return evidence.at("observations", term).dropna(subset=["judgement"])


def tally(lessons: pd.DataFrame, scale: Scale, line: str) -> Tally:
    """Lessons of each teacher at or above ``line`` (a level of the scale)."""
    reached = lessons["judgement"].isin(scale.at_least(line))
    by_teacher = reached.groupby(lessons["staff_id"])
    return Tally(by_teacher.sum().astype(int), by_teacher.size().astype(int))


def change(before: Tally, after: Tally, *, followed: bool = True) -> tuple[Estimate, bool]:
    """The change in share between two terms, and whether it is paired by teacher.

    Teachers seen in both terms are compared with themselves; where there are fewer than two of
    them, or nobody may be ``followed``, the two terms are compared as different teachers.
    """
    both = before.bases.index.intersection(after.bases.index)
    if followed and len(both) >= 2:
        paired = clustered_change(
            before.counts[both].to_numpy(),
            before.bases[both].to_numpy(),
            after.counts[both].to_numpy(),
            after.bases[both].to_numpy(),
        )
        return paired, True
    unpaired = clustered_difference_unpaired(
        before.counts.to_numpy(),
        before.bases.to_numpy(),
        after.counts.to_numpy(),
        after.bases.to_numpy(),
    )
    return unpaired, False


@dataclass(frozen=True, slots=True)
class Line:
    """A line drawn on a scale: from which level, what lessons there are called, a stable key."""

    level: str
    name: str
    key: str


def lines(scale: Scale) -> list[Line]:
    """The lines drawn on the scale: good or better, and outstanding."""
    drawn = []
    if scale.good_from:
        drawn.append(Line(scale.good_from, f"{scale.good_from} or better", "good_or_better"))
    if scale.outstanding_from:
        highest = scale.outstanding_from == scale.levels[-1]
        name = scale.outstanding_from if highest else f"{scale.outstanding_from} or better"
        drawn.append(Line(scale.outstanding_from, name, "outstanding"))
    return drawn


def category_counts(lessons: pd.DataFrame, scale: Scale) -> tuple[int, ...]:
    """Lessons in each category of the scale, lowest first."""
    found = lessons["judgement"].value_counts()
    return tuple(int(found.get(level, 0)) for level in scale.levels)


def figures(evidence: Evidence, findings: Sequence[Finding]) -> tuple[Figure, ...]:
    """Judgements of both terms as ordered bars, and the shares with their change."""
    scale = evidence.settings.judgement_scale(evidence.term.id)
    terms = (evidence.baseline, evidence.term) if evidence.compares else (evidence.term,)
    bars = [category_bar(evidence, term, scale) for term in terms]
    if not findings or all(bar.why for bar in bars):
        return ()
    judgements = ordered_bars(
        "How lessons were judged",
        scale.levels,
        bars,
        unit="lessons",
        line_from=scale.good_from or "",
    )
    before_after = pairs(findings)
    if not before_after:
        return (judgements,)
    change = before_and_after(
        "Lessons before and after, and the change", before_after, unit="teachers"
    )
    return judgements, change, *_own_paths(evidence, findings[0])


def _own_paths(evidence: Evidence, finding: Finding) -> tuple[Figure, ...]:
    """Each teacher before and after, by name: for leaders only."""
    scale = evidence.settings.judgement_scale(evidence.term.id)
    if not evidence.policy.named or not scale.good_from:
        return ()
    before, after = (
        tally(judged(evidence, term), scale, scale.good_from)
        for term in (evidence.baseline, evidence.term)
    )
    first, second = (one.counts / one.bases for one in (before, after))
    people = [
        Slope(evidence.person(who), _value(first, who), _value(second, who))
        for who in sorted({*first.index, *second.index}, key=evidence.person)
    ]
    times = (evidence.baseline.name, evidence.term.name)
    title = f"Each teacher's share of {finding.subject} {finding.predicate}"
    return (slopes(title, people, times, kind=Kind.SHARE),)


def _value(shares: pd.Series[float], who: str) -> float | None:
    return float(shares[who]) if who in shares.index else None


def category_bar(evidence: Evidence, term: Term, scale: Scale) -> Split:
    """One term's judgements, hidden where too few teachers stand behind them."""
    seen = judged(evidence, term)
    if not evidence.policy.base_allowed(Unit.STAFF, int(seen["staff_id"].nunique())):
        return Split(term.name, absent=Absent.SUPPRESSED)
    return Split(term.name, category_counts(seen, scale) if len(seen) else ())


def observer_caveats(evidence: Evidence, before: pd.DataFrame, after: pd.DataFrame) -> list[str]:
    """What must be said beside any comparison of lesson judgements (DESIGN section 5)."""
    warning = evidence.settings.judgement_scale(evidence.term.id).warning
    return [
        *([warning] if warning else []),
        _same_observers(before, after),
        *_seen_by_two(evidence, after),
        own_coach(evidence, after),
        announced(after),
    ]


def _could_show(estimate: Estimate) -> tuple[str, ...]:
    return could_show(
        estimate, "teachers", looked="seen", more="; several lessons of each make it less"
    )


def _same_observers(before: pd.DataFrame, after: pd.DataFrame) -> str:
    first = before.groupby("staff_id")["observer_id"].agg(set)
    second = after.groupby("staff_id")["observer_id"].agg(set)
    both = first.index.intersection(second.index)
    same = sum(bool(first[teacher] & second[teacher]) for teacher in both)
    return (
        f"For {same} of the {len(both)} teachers seen in both terms at least one observer was the "
        "same; a new observer may judge differently."
    )


def _seen_by_two(evidence: Evidence, lessons: pd.DataFrame) -> tuple[str, ...]:
    """How many lessons two people judged, and how alike; not of lessons of a few teachers."""
    both = lessons.dropna(subset=["second_judgement"])
    if both.empty:
        return (f"None of the {len(lessons)} lessons was judged by a second observer.",)
    if not evidence.policy.base_allowed(Unit.STAFF, int(both["staff_id"].nunique())):
        return ()
    alike = int((both["judgement"] == both["second_judgement"]).sum())
    return (
        f"{len(both)} of {len(lessons)} lessons were judged by two people, who chose the same "
        f"category for {alike} of them.",
    )


def own_coach(evidence: Evidence, lessons: pd.DataFrame) -> str:
    """In how many lessons the observer was of the teacher's own Action Learning Set."""
    pairs = _coaching_pairs(evidence)
    if not pairs:
        return "groups.csv does not say whether an observer was the teacher's own coach."
    own = sum(
        frozenset(pair) in pairs
        for pair in zip(lessons["staff_id"], lessons["observer_id"], strict=True)
    )
    return (
        f"In {own} of {len(lessons)} lessons the observer was in the teacher's own Action "
        "Learning Set."
    )


def _coaching_pairs(evidence: Evidence) -> set[frozenset[str]]:
    groups = evidence.so_far("groups")
    members = groups.groupby(["term", "group_id"])["staff_id"].agg(set)
    return {
        frozenset((one, other)) for group in members for one in group for other in group - {one}
    }


def announced(lessons: pd.DataFrame) -> str:
    """How many lessons the teacher knew of beforehand."""
    known = lessons["announced"].dropna()
    if known.empty:
        return "observations.csv does not say whether lessons had been announced beforehand."
    return f"{int(known.sum())} of {len(known)} lessons had been announced beforehand."


def share_before_and_after(
    evidence: Evidence,
    before: pd.DataFrame,
    after: pd.DataFrame,
    line: Line,
    key: str,
    question: str,
) -> Finding:
    """The share of lessons at or above a line in both terms, with the teacher as the unit.

    ``before`` and ``after`` are :func:`judged` lessons on the reported term's scale.
    """
    scale = evidence.settings.judgement_scale(evidence.term.id)
    first, second = tally(before, scale, line.level), tally(after, scale, line.level)
    compares = evidence.compares and first.base > 0
    followed = may_follow(evidence, first.bases.index, second.bases.index)
    estimate, paired = change(first, second, followed=followed) if compares else (None, None)
    sides = [first.side(evidence.baseline.name)] if compares else []
    return share_finding(
        evidence,
        Unit.STAFF,
        [*sides, second.side(evidence.term.name)],
        estimate,
        key=key,
        question=question,
        subject="lessons",
        predicate=f"judged {line.name}",
        unit="teachers",
        paired=paired,
        caveats=(
            *(() if followed else (NOT_FOLLOWED,)),
            *observer_caveats(evidence, before, after),
            *_could_show(estimate),
        )
        if estimate is not None
        else (),
        sources=(evidence.source("observations", len(before) + len(after)),),
        headline=True,
    )
