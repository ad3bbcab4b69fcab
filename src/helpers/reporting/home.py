"""The index page: five headlines first, then the way to everything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from helpers.findings import Finding
from helpers.page import Cover, cover_html, table_html
from helpers.reporting.notebooks import NotebookPage
from helpers.reporting.parts import Headline, Page
from helpers.reporting.sources import rows_behind

LEADING = (
    "impact.lessons.good_or_better",
    "impact.progress.headline",
    "impact.objectives.met",
    "impact.confidence",
    "coaching.participation",
    "impact.lessons.outstanding",
    "impact.progress.years_above",
)
"""The findings that a governor meets first, best first; as many as :data:`HOW_MANY` are shown.

Lessons, pupils, objectives, staff, and whether the programme took place. Where a school has fewer
of these, other headlines follow in the order of reading.
"""
HOW_MANY = 5


@dataclass(frozen=True, slots=True)
class Card:
    """One page of the report, with what it answers."""

    href: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that the index page shows; ``cover_html`` and ``rows`` are safe HTML."""

    cover: Cover
    cover_html: str
    headlines: tuple[Headline, ...]
    cards: tuple[Card, ...]
    rows: str
    hidden: int


def home_of(pages: Sequence[tuple[NotebookPage, Page]], findings: Sequence[Finding]) -> Home:
    """The index page from all composed pages, in the order of reading."""
    cover = replace(pages[0][1].cover, title="")
    table = rows_behind(findings, "Tables behind these pages")
    return Home(
        cover=cover,
        cover_html=cover_html(cover),
        headlines=_headlines(pages),
        cards=tuple(Card(page.file, page.title, page.about) for page, _ in pages),
        rows=table_html(table) if table.rows else "",
        hidden=sum(one.suppressed for one in findings),
    )


def _headlines(pages: Iterable[tuple[NotebookPage, Page]]) -> tuple[Headline, ...]:
    """The leading findings that exist, then other headlines, each linked to its section."""
    found: dict[str, Headline] = {}
    for page, parts in pages:
        for one in parts.headlines:
            found.setdefault(one.key, replace(one, href=f"{page.file}{one.href}"))
    first = [found[key] for key in LEADING if key in found]
    others = [one for key, one in found.items() if key not in LEADING]
    return tuple([*first, *others][:HOW_MANY])
