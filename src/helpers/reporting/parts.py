"""An executed notebook as the parts of a page: cover, headlines, sections, method notes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from helpers.findings import Finding
from helpers.page import ANSWER_TYPE, COVER_TYPE
from helpers.prose import html_of
from helpers.reporting.methods import method_notes

HIDDEN_TAGS = {"explore", "parameters", "injected-parameters"}


def page_of(notebook: Any) -> dict[str, Any]:
    """The page's parts as plain data for the template; HTML values are safe to print."""
    cells = [one for one in notebook.cells if not HIDDEN_TAGS & set(one.metadata.get("tags", []))]
    title, lead = "", ""
    cover: Mapping[str, Any] = {}
    sections: list[dict[str, Any]] = []
    taken = {"in-brief", "method-notes", "main"}
    for cell in cells:
        if cell.cell_type == "markdown":
            level, heading, rest = _heading(cell.source)
            if level == 1:
                title, lead = heading, html_of(rest)
            else:
                place = _slug(heading, taken)
                asked = f'<div class="question">{html_of(rest)}</div>' if rest else ""
                sections.append({"id": place, "heading": heading, "html": asked, "answers": []})
            continue
        for bundle in _bundles(cell):
            if COVER_TYPE in bundle:
                cover = {**bundle[COVER_TYPE], "html": bundle["text/html"]}
            elif sections:
                sections[-1]["html"] += _html(bundle)
                if ANSWER_TYPE in bundle:
                    sections[-1]["answers"].append(bundle[ANSWER_TYPE])
    findings = [
        Finding.from_dict(one)
        for section in sections
        for answer in section["answers"]
        for one in answer["findings"]
    ]
    return {
        "title": cover.get("title") or title,
        "lead": lead,
        "cover": cover,
        "sections": sections,
        "headlines": list(_headlines(sections)),
        "methods": method_notes(findings),
    }


def _heading(source: str) -> tuple[int, str, str]:
    """Level, text and what follows, of a Markdown cell that begins with a heading."""
    first, _, rest = source.partition("\n")
    found = re.match(r"(#+)\s+(.*)", first)
    return (len(found[1]), found[2].strip(), rest.strip()) if found else (2, first, rest)


def _slug(heading: str, taken: set[str]) -> str:
    """An id from a heading, unlike any other on the page."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "section"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    taken.add(slug)
    return slug


def _bundles(cell: Any) -> Iterable[Mapping[str, Any]]:
    for output in cell.outputs:
        if output.output_type in {"display_data", "execute_result"}:
            yield output.data
        elif output.output_type == "error":
            told = f"This part could not be made: {output.evalue}"
            yield {"text/html": f'<p class="notice">{escape(told)}</p>'}


def _html(bundle: Mapping[str, Any]) -> str:
    """The HTML of an output; plain text where there is none."""
    if "text/html" in bundle:
        return str(bundle["text/html"])
    return f"<p>{escape(str(bundle.get('text/plain', '')))}</p>"


def _headlines(sections: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, str]]:
    for section in sections:
        for answer in section["answers"]:
            for one in answer["headlines"]:
                yield {**one, "href": f"#{section['id']}"}
