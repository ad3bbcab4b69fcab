"""The index page: what was done, five headlines, then the way to everything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from helpers.estimates.strength import Strength
from helpers.findings import Better, Finding
from helpers.page import Cover, strength_shown, table_html
from helpers.reporting.key_figures import key_figure
from helpers.reporting.methods import how_much_is_hidden
from helpers.reporting.notebooks import NotebookPage
from helpers.reporting.parts import Headline, Page
from helpers.reporting.sources import rows_behind
from helpers.wording import headline, sentence

DONE = ("coaching.delivery.completed", "coaching.participation", "coaching.strategies.tried")
"""The findings that say what took place, which come before what changed."""
LEADING = (
    "impact.lessons.good_or_better",
    "impact.progress.headline",
    "impact.objectives.split",
    "impact.confidence",
    "impact.lessons.outstanding",
    "impact.progress.years_above",
)
"""The findings that a governor meets first, best first; as many as :data:`HOW_MANY` are shown.

Lessons, pupils, objectives (always split), staff. Where a school has fewer of these, other
headlines follow in the order of reading.
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
    """Everything that the index page shows; ``rows`` is safe HTML.

    ``done`` is what took place, ``headlines`` what was found. ``setbacks`` are all findings that
    went the wrong way, of ``compared`` comparisons; ``hidden`` says how much is kept back for
    privacy.
    """

    cover: Cover
    done: tuple[Headline, ...]
    headlines: tuple[Headline, ...]
    setbacks: tuple[Headline, ...]
    compared: int
    cards: tuple[Card, ...]
    rows: str
    hidden: str


def home_of(pages: Sequence[tuple[NotebookPage, Page]], findings: Sequence[Finding]) -> Home:
    """The index page from all composed pages, in the order of reading; ``findings`` are all."""
    cover = replace(pages[0][1].cover, title="")
    table = rows_behind(findings, "Tables behind these pages")
    told = {one.key: one for one in reversed([*_told(pages)])}
    html = "".join(section.html for _, page in pages for section in page.sections)
    return Home(
        cover=cover,
        done=tuple(replace(told[key], doubt="") for key in DONE if key in told),
        headlines=tuple(told[one.key] for one in leading(findings)),
        setbacks=tuple(told[one.key] for one in setbacks(findings)),
        compared=sum(bool(strength_shown(one)) for one in findings),
        cards=tuple(Card(page.file, page.title, page.about) for page, _ in pages),
        rows=table_html(table) if table.rows else "",
        hidden=how_much_is_hidden("In these pages", html, findings),
    )


def leading(findings: Sequence[Finding]) -> list[Finding]:
    """The leading findings that there are, then other headlines, up to :data:`HOW_MANY`."""
    by_key = {one.key: one for one in findings}
    first = [by_key[key] for key in LEADING if key in by_key]
    others = [one for one in findings if one.headline and one.key not in (*LEADING, *DONE)]
    return [*first, *others][:HOW_MANY]


def setbacks(findings: Sequence[Finding]) -> list[Finding]:
    """All that went the wrong way; of two findings on the same thing, the later one."""
    latest = {(one.subject, one.predicate, one.group): one for one in findings}
    return [one for one in latest.values() if went_wrong(one)]


def went_wrong(finding: Finding) -> bool:
    """Whether a change, or a difference from a benchmark, points the wrong way with some evidence.

    These stand on the first page whoever chose the headlines.
    """
    worse = {Better.HIGHER: -1, Better.LOWER: 1, Better.NEITHER: None}[finding.better]
    evident = finding.strength in {Strength.CLEAR, Strength.SUGGESTIVE}
    return evident and finding.direction == worse


def _told(pages: Sequence[tuple[NotebookPage, Page]]) -> Iterator[Headline]:
    """Every finding of every page in one breath, linked to its section."""
    for page, parts in pages:
        for section in parts.sections:
            for one in section.findings:
                yield Headline(
                    key=one.key,
                    text=headline(one),
                    strength=strength_shown(one),
                    href=f"{page.file}#{section.id}",
                    figures=key_figure(one),
                    doubt=sentence(one),
                )
