"""How many teachers were judged higher, the same or lower than before: for leaders alone.

It crosses before with after teacher by teacher, so no other reader may see it (DESIGN section 6).
"""

from __future__ import annotations

import pandas as pd

from helpers.estimates.ordered import cliffs_delta, dominance_paired
from helpers.evidence import Evidence
from helpers.findings import Finding
from helpers.phases.building import split_finding
from helpers.privacy import Unit
from helpers.settings import Scale

_MOVED = ("judged higher than before", "judged the same", "judged lower")


def teachers_moved(
    evidence: Evidence, before: pd.DataFrame, after: pd.DataFrame, question: str
) -> tuple[Finding, ...]:
    """Teachers seen in both terms by which way the middle one of their judgements went.

    ``before`` and ``after`` are judged lessons on one scale. The note holds Cliff's dominance with
    Tango's interval and the exact Wilcoxon test, or Cliff's delta where no two were seen twice.
    """
    scale = evidence.settings.judgement_scale(evidence.term.id)
    first, second = _middle(before, scale), _middle(after, scale)
    if not evidence.policy.named or first.empty or second.empty:
        return ()
    both = first.index.intersection(second.index)
    was, now = first[both], second[both]
    note = (
        dominance_paired(was.to_numpy(), now.to_numpy())
        if len(both) > 1
        else cliffs_delta(first.to_numpy(), second.to_numpy())
    )
    counts = [int((now > was).sum()), int((now == was).sum()), int((now < was).sum())]
    finding = split_finding(
        evidence,
        Unit.STAFF,
        list(zip(_MOVED, counts, strict=True)),
        len(both),
        key="impact.lessons.teachers_moved",
        question=question,
        subject="teachers seen in both terms, each by the middle one of their judgements",
        predicate="",
        unit="teachers",
        notes=(note,),
        sources=(evidence.source("observations", len(before) + len(after)),),
    )
    return (finding,) if len(both) else ()


def _middle(lessons: pd.DataFrame, scale: Scale) -> pd.Series[int]:
    """The middle place on the scale of each teacher's judgements: an order, never a distance.

    Of an even number it is the lower of the two in the middle, so that it is a judgement made.
    """
    places = lessons["judgement"].map({level: n for n, level in enumerate(scale.levels)})
    return places.groupby(lessons["staff_id"]).quantile(0.5, interpolation="lower")
