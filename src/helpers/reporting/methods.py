"""The method notes at the end of a page: how every number on it was worked out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from helpers.estimates.estimate import Estimate
from helpers.estimates.methods import METHODS, measured_coverage
from helpers.estimates.strength import STRENGTH_RULE
from helpers.findings import Absent, Cell, Finding, ResultTable
from helpers.numbers import decimal
from helpers.page import table_html
from helpers.page.markup import bullets, paragraph
from helpers.page.tables import MARK
from helpers.reporting.sources import rows_behind
from helpers.wording import capital, counted, joined

TO = "\u00a0to\u00a0"
"""Both ends of an interval stay on one line."""


def method_notes(findings: Sequence[Finding]) -> str:
    """HTML of all notes: the strength rule, methods with sources, tests, rows; or blank."""
    if not findings:
        return ""
    tables = (
        _rule() if any(map(_compared, findings)) else None,
        _methods(findings),
        _coverage(findings),
        _statistics(findings),
        rows_behind(findings, "Rows behind this page"),
    )
    return "".join(table_html(table) for table in tables if table and table.rows)


def hidden_notes(rules: Sequence[str], html: str, findings: Sequence[Finding]) -> str:
    """HTML that says how much of a page is hidden and by which rules, never which; or blank.

    Numbers in tables are counted by their mark in ``html``. Small numbers and those hidden for
    their sake are counted together: apart, they would tell which is which.
    """
    if not rules:
        return ""
    how_much = how_much_is_hidden("On this page", html, findings)
    how_much = f"{how_much} The rules are the same on every page:"
    return f"<h3>What is hidden, and why</h3>{paragraph(how_much, 'hidden')}{bullets(rules)}"


def how_much_is_hidden(where: str, html: str, findings: Sequence[Finding]) -> str:
    """How many numbers in the tables of ``html``, and how many findings, are hidden."""
    cells, told = html.count(MARK), sum(one.suppressed for one in findings)
    return (
        f"{where} {counted(cells, 'number')} in tables and {counted(told, 'finding')} "
        f"{'is' if cells + told == 1 else 'are'} hidden."
    )


def _compared(finding: Finding) -> list[Estimate]:
    """What was tested: the change or difference, then the statistics for these notes only."""
    tested = [finding.change] if finding.change else []
    return [one for one in (*tested, *finding.notes) if one.known]


def _estimates(finding: Finding) -> Iterable[Estimate]:
    yield from (one.estimate for one in finding.quantities if one.estimate)
    yield from _compared(finding)


def _methods(findings: Sequence[Finding]) -> ResultTable:
    used = dict.fromkeys(one.method for finding in findings for one in _estimates(finding))
    rows = tuple((METHODS[key].name, METHODS[key].description, METHODS[key].source) for key in used)
    return ResultTable("Methods used on this page", ("Method", "What it does", "Source"), rows)


def _coverage(findings: Sequence[Finding]) -> ResultTable:
    """How often the 95 % intervals of this page's methods held the truth in simulations."""
    used = {one.method for finding in findings for one in _estimates(finding)}
    lowest: dict[tuple[str, int], float] = {}
    for one in measured_coverage():
        place = one.method, one.n
        lowest[place] = min(one.coverage, lowest.get(place, 1.0))
    sizes = sorted({n for _, n in lowest})
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (METHODS[key].name, *(_share(lowest.get((key, n))) for n in sizes))
        for key in METHODS
        if key in used and any((key, n) in lowest for n in sizes)
    )
    columns = ("Method", *(f"n = {n}" for n in sizes))
    note = (
        "Of 100 intervals that claim 95 %, so many held the true value in the least favourable "
        "of the simulated cases (benchmarks/coverage.py)."
    )
    return ResultTable("How often the intervals hold", columns, rows, f"{note}{_bold(used)}")


BOLD = 0.92
"""An interval that holds the truth less often is called too narrow where it is shown."""


def _bold(used: Collection[str]) -> str:
    """Words for the shown methods whose intervals are narrower than they claim, or blank."""
    cases: dict[tuple[str, str], list[int]] = {}
    for one in measured_coverage():
        if one.method in used and one.coverage < BOLD:
            cases.setdefault((one.method, one.scenario), []).append(one.n)
    told = "; ".join(
        f"{METHODS[method].name} at n = {joined([str(n) for n in sorted(sizes)])} ({scenario})"
        for (method, scenario), sizes in cases.items()
    )
    return f" Under 92 %, so read as too narrow there: {told}." if told else ""


def _share(coverage: float | None) -> Cell:
    return Absent.NOT_APPLICABLE if coverage is None else f"{decimal(100 * coverage, 1)} %"


def _rule() -> ResultTable:
    rows = tuple((rule.word.value.capitalize(), rule.when) for rule in STRENGTH_RULE)
    return ResultTable("How strong is the evidence: the rule", ("Word", "When it is used"), rows)


def _statistics(findings: Sequence[Finding]) -> ResultTable:
    """Tests and effect sizes, which stand here and nowhere else."""
    rows = tuple(
        (_name(finding), *_statistic(one)) for finding in findings for one in _compared(finding)
    )
    columns = ("Finding", "Method", "Value", "95 % interval", "n", "p")
    note = "Shares and their changes are given here as proportions, from −1 to 1."
    return ResultTable("Statistics behind the sentences", columns, rows, note)


def _name(finding: Finding) -> str:
    words = f"{finding.subject} {finding.predicate}".strip()
    told = f"{finding.group}: {words}" if finding.group else words
    return capital(told)


def _statistic(estimate: Estimate) -> tuple[Cell, ...]:
    method = METHODS[estimate.method].name
    low, high = estimate.low, estimate.high
    return (
        f"{method} ({estimate.note})" if estimate.note else method,
        None if estimate.value is None else decimal(estimate.value, 2),
        None if low is None or high is None else f"{decimal(low, 2)}{TO}{decimal(high, 2)}",
        estimate.n,
        _tested(estimate),
    )


def _tested(estimate: Estimate) -> str | None:
    if estimate.p is None:
        return None
    exact = _p_value(estimate.p)
    return exact if estimate.mid_p is None else f"{exact} (mid-p {_p_value(estimate.mid_p)})"


def _p_value(p: float) -> str:
    return "under 0.001" if p < 0.001 else decimal(p, 3)
