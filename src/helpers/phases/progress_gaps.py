"""Groups of pupils beside all others, now and at the baseline."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.evidence import Evidence
from helpers.findings import Absent, Cell, Finding, ResultTable
from helpers.numbers import decimal
from helpers.page import Answer
from helpers.phases import pupil_groups, pupils
from helpers.phases.building import missing

GAPS = "How do groups of pupils compare, and has that changed?"


def gaps_answer(evidence: Evidence) -> Answer:
    """Groups of pupils beside all others, now and at the baseline."""
    key = "impact.gaps"
    rows = pupils.compared(evidence, evidence.term)
    if rows.empty:
        return missing(key, evidence, "progress", "groups of pupils")
    now = pupil_groups.gaps(evidence, rows, key, GAPS)
    if not now:
        return Answer(key, notice="progress.csv marks no groups of pupils in this term.")
    before: tuple[Finding, ...] = ()
    if evidence.compares:
        earlier = pupils.compared(evidence, evidence.baseline)
        before = pupil_groups.gaps(evidence, earlier, key, GAPS)
    tables = (_gap_table(evidence, before, now),) if before else ()
    return Answer(key, now, tables=tables)


def _gap_table(
    evidence: Evidence, before: Sequence[Finding], now: Sequence[Finding]
) -> ResultTable:
    """Each gap at both times, with its interval; no test of one gap against the other."""
    earlier = {one.key: one for one in before}
    rows: list[tuple[Cell, ...]] = [
        (one.group, _gap(earlier.get(one.key)), _gap(one)) for one in now
    ]
    columns = ("Group", evidence.baseline.name, evidence.term.name)
    unit = evidence.settings.measure().unit
    note = (
        f"Gaps in {unit}: the group's average less that of other pupils, with 95 % intervals. "
        "Intervals that overlap much leave open whether a gap changed at all."
    )
    return ResultTable("Gaps between groups of pupils, before and now", columns, tuple(rows), note)


def _gap(finding: Finding | None) -> Cell:
    if finding is None:
        return Absent.MISSING
    change = finding.change
    if change is None or change.value is None:
        return Absent.SUPPRESSED if finding.suppressed else Absent.MISSING
    told = f"{'+' if change.value > 0 else ''}{decimal(change.value, 1)}"
    if change.low is None or change.high is None:
        return told
    return f"{told} ({decimal(change.low, 1)} to {decimal(change.high, 1)})"
