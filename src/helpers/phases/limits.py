"""What a before-and-after without a comparison group cannot show."""

from __future__ import annotations

from helpers.evidence import Evidence
from helpers.page import Answer, Passage
from helpers.privacy import Unit

DESIGN_LIMITS = (
    "There is no comparison group: we cannot say what would have happened without the programme.",
    "Observers knew that the programme was running, and may have hoped for it.",
    "Teachers have had more practice at being observed, and weak results tend to rise by "
    "themselves.",
    "In a large English trial of structured peer observation (82 secondary schools, published in "
    "2017) pupils' results did not differ from those of other schools.",
    "We would change our mind if judgements fell back with new observers, if pupils' results did "
    "not follow, or if similar schools without the programme changed as much.",
)
"""Printed with every before-and-after page (DESIGN section 5)."""


def limits_answer(evidence: Evidence) -> Answer:
    """What this design cannot rule out, and what would change our mind."""
    return Answer(
        "impact.limits",
        statements=(*DESIGN_LIMITS, *_dropped_out(evidence)),
        passages=_what_else_changed(evidence),
    )


def _dropped_out(evidence: Evidence) -> tuple[str, ...]:
    """How many teachers were seen in only one of the two terms."""
    if not evidence.compares:
        return ()
    before, after = (
        set(evidence.at("observations", term)["staff_id"])
        for term in (evidence.baseline, evidence.term)
    )
    if not before | after or not evidence.policy.base_allowed(Unit.STAFF, len(before | after)):
        return ()
    return (
        f"{len(before & after)} teachers were observed in both terms, {len(before - after)} only "
        f"in {evidence.baseline.name} and {len(after - before)} only in {evidence.term.name}.",
    )


def _what_else_changed(evidence: Evidence) -> tuple[Passage, ...]:
    words = evidence.settings.what_else_changed
    return (Passage("What else changed that year", words),) if words else ()
