"""Our results beside partners' and pooled together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helpers.estimates.pooling import pool_estimates
from helpers.evidence import Evidence
from helpers.figures.figure import Figure
from helpers.figures.pooled import School, forest
from helpers.findings import Finding, Kind
from helpers.page import Answer
from helpers.phases import impact
from helpers.phases.building import tally_finding

COMPARED = "How do our results sit beside our partners', and together?"
SHARED = {
    "impact.lessons.good_or_better": "Change in lessons judged good or better",
    "impact.lessons.outstanding": "Change in lessons judged outstanding",
    "impact.confidence": "Change in confident answers",
    "impact.progress.headline": "Progress of the leading year group, less national",
}
"""Findings that schools set side by side, by key, and what their change is called."""


def compared_answer(evidence: Evidence) -> Answer:
    """Our findings beside those that partners shared, and pooled where that makes sense."""
    if not evidence.partner_findings:
        return Answer(
            "links.compared",
            notice="No partner has shared findings yet. With their share packs in the folder "
            "partner_findings, this part would set results side by side.",
        )
    ours = _own_findings(evidence)
    sets = [
        one
        for key in SHARED
        if key in ours and (one := _side_by_side(evidence, key, ours[key])) is not None
    ]
    if not sets:
        return Answer("links.compared", notice="No finding is shared by us and a partner.")
    return Answer(
        "links.compared",
        tuple(one.finding for one in sets),
        tuple(one.figure for one in sets),
        statements=(POOLING_CAUTION,),
    )


POOLING_CAUTION = (
    "Schools chose to take part and measured in their own way, so together they show what schools "
    "like these saw, not what a school would gain."
)


@dataclass(frozen=True, slots=True)
class _SideBySide:
    finding: Finding
    figure: Figure


def _own_findings(evidence: Evidence) -> dict[str, Finding]:
    questions = (impact.lessons, impact.confidence, impact.progress)
    return {one.key: one for question in questions for one in question(evidence).findings}


def _theirs(pack: Mapping[str, object], key: str) -> Finding | None:
    found = pack["findings"]
    assert isinstance(found, list | tuple)
    return next((Finding.from_dict(one) for one in found if one["key"] == key), None)


def _side_by_side(evidence: Evidence, key: str, own: Finding) -> _SideBySide | None:
    """Ours and every partner's change of one key, pooled by random effects."""
    if own.change is None or not own.change.has_interval:
        return None
    schools = [School(evidence.settings.school, own.change, own=True)]
    for pack in evidence.partner_findings:
        other = _theirs(pack, key)
        if other is None or other.change is None or not other.change.has_interval:
            continue
        if (other.kind, other.measured_in) == (own.kind, own.measured_in):
            schools.append(School(str(pack["school"]), other.change))
    if len(schools) < 2:
        return None
    pooled = pool_estimates([one.estimate for one in schools if not isinstance(one.estimate, str)])
    span = _within_reach(pooled.prediction, own.kind)
    figure = forest(
        SHARED[key], schools, pooled.average, span, kind=own.kind,
        measured_in=own.measured_in, unit=own.unit,
    )  # fmt: skip
    positive = sum(
        (one.estimate.value or 0) > 0 for one in schools if not isinstance(one.estimate, str)
    )
    finding = tally_finding(
        f"{evidence.term.name} and partners' terms",
        positive,
        len(schools),
        key=f"links.compared.{key.removeprefix('impact.')}",
        question=COMPARED,
        subject="schools",
        predicate="above national" if own.compared_with else "higher than before",
        unit="schools",
        group=SHARED[key],
        notes=(pooled.average,),
    )
    return _SideBySide(finding, figure)


def _within_reach(span: tuple[float, float] | None, kind: Kind) -> tuple[float, float] | None:
    """A prediction interval, left out where it says no more than that anything is possible."""
    if span is not None and kind is Kind.SHARE and (span[0] < -1 or span[1] > 1):
        return None
    return span
