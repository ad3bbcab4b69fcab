"""The method notes at the end of a page: how every number on it was worked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helpers.estimates.estimate import Estimate
from helpers.estimates.methods import METHODS
from helpers.estimates.strength import STRENGTH_RULE
from helpers.findings import Finding, ResultTable
from helpers.numbers import decimal
from helpers.page import table_html
from helpers.wording import headline


def method_notes(findings: Sequence[Finding]) -> str:
    """HTML of all notes: methods with sources, the strength rule, tests, rows used; or blank."""
    if not findings:
        return ""
    tables = (_methods(findings), _rule(), _statistics(findings), _rows(findings))
    return "".join(table_html(table) for table in tables if table.rows)


def _estimates(finding: Finding) -> Iterable[Estimate]:
    yield from (one.estimate for one in finding.quantities if one.estimate)
    if finding.change:
        yield finding.change
    yield from finding.notes


def _methods(findings: Sequence[Finding]) -> ResultTable:
    used = dict.fromkeys(one.method for finding in findings for one in _estimates(finding))
    rows = tuple((METHODS[key].name, METHODS[key].description, METHODS[key].source) for key in used)
    return ResultTable("Methods used on this page", ("Method", "What it does", "Source"), rows)


def _rule() -> ResultTable:
    rows = tuple((rule.word.value.capitalize(), rule.when) for rule in STRENGTH_RULE)
    return ResultTable("When evidence is called clear", ("Word", "When it is used"), rows)


def _statistics(findings: Sequence[Finding]) -> ResultTable:
    """Tests and effect sizes, which stand here and nowhere else."""
    rows = tuple(
        (
            headline(finding),
            METHODS[one.method].name,
            "" if one.value is None else decimal(one.value, 2),
            "" if not one.has_interval else f"{decimal(one.low, 2)} to {decimal(one.high, 2)}",
            one.n,
            "" if one.p is None else _p_value(one.p),
        )
        for finding in findings
        for one in (*((finding.change,) if finding.change else ()), *finding.notes)
        if one.low is not None and one.high is not None
    )
    columns = ("Finding", "Method", "Value", "95 % interval", "n", "p")
    note = "Shares and their changes are given here as proportions from -1 to 1."
    return ResultTable("Statistics behind the sentences", columns, rows, note)


def _p_value(p: float) -> str:
    return "under 0.001" if p < 0.001 else decimal(p, 3)


def _rows(findings: Sequence[Finding]) -> ResultTable:
    read = {one.file: one for finding in findings for one in finding.sources}
    rows = tuple(
        (one.file, one.rows_read, one.left_out or "none")
        for one in sorted(read.values(), key=lambda source: source.file)
    )
    return ResultTable("Rows behind this page", ("File", "Rows read", "Left out"), rows)
