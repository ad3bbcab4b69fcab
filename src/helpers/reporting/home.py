"""The index page: five headlines first, then the way to everything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from helpers.findings import Finding, ResultTable
from helpers.page import table_html
from helpers.reporting.notebooks import NotebookPage
from helpers.reporting.render import render_home

LEADING = (
    "impact.lessons.good_or_better",
    "impact.progress.headline",
    "impact.objectives.met",
    "impact.confidence",
    "coaching.participation",
    "impact.lessons.outstanding",
    "impact.progress.years_above",
)
"""The findings that a governor meets first, best first; as many as :data:`HOW_MANY` are shown."""
HOW_MANY = 5

Composed = tuple[NotebookPage, Mapping[str, Any]]


def home(
    pages: Sequence[Composed], findings: Sequence[Finding], navigation: Sequence[Mapping[str, Any]]
) -> str:
    """The index page from all composed pages, in the order of reading."""
    cover = pages[0][1]["cover"]
    return render_home(
        {
            "cover": cover,
            "navigation": navigation,
            "headlines": _headlines(pages),
            "cards": [
                {"href": page.file, "title": page.title, "about": page.about} for page, _ in pages
            ],
            "rows": table_html(_rows(findings)),
            "hidden": sum(one.suppressed for one in findings),
        }
    )


def _headlines(pages: Sequence[Composed]) -> list[dict[str, str]]:
    """The leading findings that exist, then other headlines, each linked to its section."""
    found: dict[str, dict[str, str]] = {}
    for page, parts in pages:
        for one in parts["headlines"]:
            found.setdefault(one["key"], {**one, "href": f"{page.file}{one['href']}"})
    first = [found[key] for key in LEADING if key in found]
    others = [one for key, one in found.items() if key not in LEADING]
    return [*first, *others][:HOW_MANY]


def _rows(findings: Iterable[Finding]) -> ResultTable:
    read = {one.file: one for finding in findings for one in finding.sources}
    rows = tuple(
        (one.file, one.rows_read, one.left_out or "none")
        for one in sorted(read.values(), key=lambda source: source.file)
    )
    return ResultTable("Tables behind these pages", ("File", "Rows read", "Left out"), rows)
