"""An executed notebook as the parts of a page: cover, headlines, sections, method notes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.findings import Finding
from helpers.page import ANSWER_TYPE, COVER_TYPE, Cover, chip, cover_html, html_of, safe
from helpers.problems import InputError
from helpers.reporting.key_figures import key_figure
from helpers.reporting.methods import hidden_notes, method_notes

HIDDEN_TAGS = {"explore", "parameters", "injected-parameters"}
IDS_OF_THE_TEMPLATE = ("in-brief", "method-notes", "main")


@dataclass(frozen=True, slots=True)
class Headline:
    """A finding in one breath, and where to read on.

    ``figures`` are its numbers, set large; ``doubt`` is how far they can be relied on.
    """

    key: str
    text: str
    strength: str
    href: str
    figures: tuple[str, ...] = ()
    doubt: str = ""

    @property
    def told(self) -> str:
        """The text as HTML."""
        return safe(self.text)

    @property
    def doubted(self) -> str:
        """The doubt as HTML."""
        return safe(self.doubt)

    @property
    def chip(self) -> str:
        """The word of evidence as HTML."""
        return chip(self.strength)


@dataclass(frozen=True, slots=True)
class Section:
    """One question: its heading, and the HTML of what was asked and answered."""

    id: str
    heading: str
    html: str
    findings: tuple[Finding, ...]
    headlines: tuple[Headline, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that a page shows; ``lead``, ``cover_html`` and ``methods`` are safe HTML."""

    title: str
    lead: str
    cover: Cover
    cover_html: str
    sections: tuple[Section, ...]
    methods: str

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in the order of reading."""
        return tuple(one for section in self.sections for one in section.findings)

    @property
    def headlines(self) -> tuple[Headline, ...]:
        """Every headline once, in the order of reading."""
        told = {one.key: one for section in reversed(self.sections) for one in section.headlines}
        return tuple(
            one for section in self.sections for one in section.headlines if told[one.key] is one
        )


def page_of(notebook: Any) -> Page:
    """The page that an executed notebook makes. Raises :class:`InputError` if it has not run."""
    cells = [one for one in notebook.cells if not HIDDEN_TAGS & set(one.metadata.get("tags", []))]
    opening, *questions = _by_question(cells)
    cover = _cover(opening)
    title, lead = _title(opening)
    ids = _ids([_heading(question[0]) for question in questions])
    sections = tuple(
        _section(place, question) for place, question in zip(ids, questions, strict=True)
    )
    findings = [one for section in sections for one in section.findings]
    html = "".join(section.html for section in sections)
    return Page(
        title=cover.title or title,
        lead=lead,
        cover=cover,
        cover_html=cover_html(cover),
        sections=sections,
        methods=method_notes(findings) + hidden_notes(cover.rules, html, findings),
    )


def _by_question(cells: Iterable[Any]) -> list[list[Any]]:
    """The opening cells, then the cells of each second-level heading."""
    groups: list[list[Any]] = [[]]
    for cell in cells:
        if cell.cell_type == "markdown" and cell.source.startswith("## "):
            groups.append([])
        groups[-1].append(cell)
    return groups


def _cover(cells: Iterable[Any]) -> Cover:
    for bundle in _bundles(cells):
        if COVER_TYPE in bundle:
            return Cover.from_dict(bundle[COVER_TYPE])
    raise InputError("This notebook has no results yet: run it first, then make a page of it.")


def _title(cells: Iterable[Any]) -> tuple[str, str]:
    """The notebook's first heading, and the Markdown around it as HTML."""
    words = "\n\n".join(one.source for one in cells if one.cell_type == "markdown")
    first, _, rest = words.partition("\n")
    return first.lstrip("# ").strip(), html_of(rest, below=1)


def _heading(cell: Any) -> str:
    return str(cell.source).partition("\n")[0].lstrip("# ").strip()


def _section(place: str, cells: Sequence[Any]) -> Section:
    asked = cells[0].source.partition("\n")[2]
    answers = [one[ANSWER_TYPE] for one in _bundles(cells) if ANSWER_TYPE in one]
    findings = {
        data["key"]: Finding.from_dict(data) for answer in answers for data in answer["findings"]
    }
    return Section(
        id=place,
        heading=_heading(cells[0]),
        html="".join([_words(asked), *map(_cell_html, cells[1:])]),
        findings=tuple(findings.values()),
        headlines=tuple(
            Headline(**told, href=f"#{place}", figures=key_figure(findings[told["key"]]))
            for answer in answers
            for told in answer["headlines"]
        ),
    )


def _cell_html(cell: Any) -> str:
    if cell.cell_type == "markdown":
        return _words(cell.source)
    return "".join(map(_shown, _bundles([cell])))


def _words(markdown: str) -> str:
    return f'<div class="question">{html_of(markdown, below=2)}</div>' if markdown.strip() else ""


def _shown(bundle: Mapping[str, Any]) -> str:
    """Our own answers as they are; whatever else a cell displays, as plain text only."""
    if ANSWER_TYPE in bundle:
        return str(bundle["text/html"])
    return f"<pre>{safe(str(bundle.get('text/plain', '')))}</pre>"


def _bundles(cells: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    for cell in cells:
        for output in cell.get("outputs", []):
            if output.output_type in {"display_data", "execute_result"}:
                yield output.data
            elif output.output_type == "error":
                yield {"text/plain": f"This part could not be made: {output.evalue}"}


def _ids(headings: Iterable[str]) -> list[str]:
    """An id from each heading, unlike any other on the page, the same on every run."""
    taken = list(IDS_OF_THE_TEMPLATE)
    for heading in headings:
        plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
        base = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "section"
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.append(slug)
    return taken[len(IDS_OF_THE_TEMPLATE) :]
