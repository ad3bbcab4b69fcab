"""What every page begins with: which school, which terms, for whom, from which rows."""

from __future__ import annotations

from helpers.evidence import Evidence
from helpers.page import Cover
from helpers.privacy import Audience
from helpers.schemas import TABLES
from helpers.wording import counted

_READERS = {
    Audience.LEADERSHIP: "Senior leaders (names people)",
    Audience.GOVERNORS: "Governors (names nobody)",
    Audience.PUBLIC: "Anyone (names nobody)",
}


def cover(evidence: Evidence) -> Cover:
    """The cover for the terms and the audience of ``evidence``."""
    settings = evidence.settings
    named = evidence.audience is Audience.LEADERSHIP
    facts = [
        ("Term reported on", evidence.term.name),
        ("Compared with", evidence.baseline.name if evidence.compares else "no earlier term"),
        ("For", _READERS[evidence.audience]),
        ("Built from", _rows(evidence)),
    ]
    if settings.contact:
        facts.append(("Questions to", settings.contact))
    return Cover(
        school=settings.school,
        programme=settings.programme,
        period=_period(evidence),
        audience=evidence.audience.value,
        facts=tuple(facts),
        marking="Confidential: names members of staff. Not for circulation." if named else "",
        data_note=settings.data_note,
        aim=settings.aim,
        rules=evidence.policy.rules,
    )


def _period(evidence: Evidence) -> str:
    if not evidence.compares:
        return evidence.term.name
    return f"{evidence.baseline.name} to {evidence.term.name}"


def _rows(evidence: Evidence) -> str:
    """``2,310 rows of 20 tables, 2 left out``."""
    present = [evidence.readings[name] for name in TABLES if evidence.readings[name].present]
    read = sum(one.rows_read for one in present)
    used = sum(one.rows_used for one in present)
    told = f"{read:,} rows of {counted(len(present), 'table')}"
    return f"{told}, {read - used:,} left out" if read > used else f"{told}, all used"
