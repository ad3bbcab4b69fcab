"""Which rows of which file stand behind findings, as a table."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.findings import Finding, ResultTable


def rows_behind(findings: Iterable[Finding], caption: str) -> ResultTable:
    """Rows read, the most that one finding used, and what was left out, file by file."""
    sources = [one for finding in findings for one in finding.sources]
    rows = tuple(
        (
            file,
            max(one.rows_read for one in sources if one.file == file),
            max(one.rows_used for one in sources if one.file == file),
            "; ".join(
                dict.fromkeys(one.left_out for one in sources if one.file == file and one.left_out)
            )
            or "none",
        )
        for file in sorted({one.file for one in sources})
    )
    columns = ("File", "Rows read", "Rows used", "Left out")
    note = "Rows used: the most that any one finding rests on; a finding looks at its own terms."
    return ResultTable(caption, columns, rows, note if rows else "")
