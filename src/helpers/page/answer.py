"""The answer to one question of a phase, as accessible HTML and as data."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.estimates.strength import Strength
from helpers.figures.figure import Figure
from helpers.findings import Finding, ResultTable
from helpers.page.markup import bullets, paragraph, safe
from helpers.page.prose import html_of
from helpers.page.tables import table_html
from helpers.wording import headline, how_we_know, sentence

ANSWER_TYPE = "application/vnd.peer-coaching.answer+json"
"""The media type under which an answer's findings travel inside an executed notebook."""

EVIDENCE = {
    Strength.CLEAR: "Clear evidence",
    Strength.SUGGESTIVE: "Suggestive evidence",
    Strength.NOT_CLEAR: "Not clear",
    Strength.TOO_FEW: "Too few to say",
}
"""The strength of evidence as a page says it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The school's own words under a heading of ours; ``text`` is Markdown, never trusted."""

    heading: str
    text: str
    by: str = "the school"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question of a phase: findings first, then figures, tables and words.

    ``key`` names it (``impact.lessons``). ``notice`` says what would be here when a table is
    missing or everything is suppressed, and how to fill it. ``statements`` are sentences that
    rest on no statistics (who, when, what), each already safe for the audience. ``details`` are
    figures for those who want to know more: on the screen they open at a click, in print they
    are left to the screen.
    """

    key: str
    findings: tuple[Finding, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[ResultTable, ...] = ()
    passages: tuple[Passage, ...] = ()
    statements: tuple[str, ...] = ()
    notice: str = ""
    details: tuple[Figure, ...] = ()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        told = (*map(headline, self.findings), *self.statements, self.notice)
        return {
            "text/html": answer_html(self),
            "text/plain": "\n".join(filter(None, told)),
            ANSWER_TYPE: {
                "key": self.key,
                "findings": [one.to_dict() for one in self.findings],
                "headlines": [
                    {"key": one.key, "text": headline(one), "strength": strength_shown(one)}
                    for one in self.findings
                    if one.headline
                ],
            },
        }


def strength_shown(finding: Finding) -> str:
    """The word of evidence, or blank where nothing is compared and so nothing is judged."""
    compared = finding.change is not None and finding.change.known
    return finding.strength.value if compared and finding.strength else ""


def chip(strength: str) -> str:
    """A word of evidence in a frame; neither screen nor print needs its colour."""
    if not strength:
        return ""
    return (
        f'<p class="strength {strength.replace(" ", "-")}">'
        '<span class="visually-hidden">Strength of evidence: </span>'
        f"{EVIDENCE[Strength(strength)]}</p>"
    )


def answer_html(answer: Answer) -> str:
    """An answer as HTML, in the order in which it should be read."""
    parts = [
        paragraph(answer.notice, "notice"),
        *(_finding(one, leading=place == 0) for place, one in enumerate(answer.findings)),
        bullets(answer.statements, "statements"),
        *map(_figure, answer.figures),
        *map(_closed, answer.details),
        *map(table_html, answer.tables),
        *map(_passage, answer.passages),
        _caveats(answer.findings),
        _how(answer.findings),
    ]
    return f'<div class="workbook answer">{"".join(parts)}</div>'


def _finding(finding: Finding, *, leading: bool) -> str:
    return (
        f'<div class="finding {"leading" if leading else "further"}">'
        f"{paragraph(headline(finding), 'headline')}{chip(strength_shown(finding))}"
        f"{paragraph(sentence(finding), 'sentence')}</div>"
    )


def _closed(figure: Figure) -> str:
    """A figure behind its own title."""
    return (
        f'<details class="more"><summary>{safe(figure.title)}</summary>'
        f"{_figure(figure, captioned=False)}</details>"
    )


def _figure(figure: Figure, *, captioned: bool = True) -> str:
    data = base64.b64encode(figure.image).decode("ascii")
    # A photograph is called what it shows: nobody should hear the same words twice.
    told = captioned and figure.title != figure.alt
    caption = f"<figcaption>{safe(figure.title)}</figcaption>" if told else ""
    numbers = (
        '<details class="numbers"><summary>The numbers in this figure</summary>'
        f"{table_html(figure.numbers)}</details>"
        if figure.numbers.rows
        else ""
    )
    image = f'<img alt="{safe(figure.alt)}" src="data:{figure.media_type};base64,{data}">'
    return f"<figure>{caption}{image}{numbers}</figure>"


def _passage(passage: Passage) -> str:
    if not passage.text.strip():
        return ""
    heading = f"<h3>{safe(passage.heading)}</h3>" if passage.heading else ""
    words = html_of(passage.text, below=3 if heading else 2)
    by = paragraph(f"In the words of {passage.by}", "by")
    return f'<div class="passage">{heading}<blockquote>{words}</blockquote>{by}</div>'


def _caveats(findings: Iterable[Finding]) -> str:
    caveats = dict.fromkeys(caveat for one in findings for caveat in one.caveats)
    if not caveats:
        return ""
    return f'<div class="caveats"><h3>What to bear in mind</h3>{bullets(caveats)}</div>'


def _how(findings: Sequence[Finding]) -> str:
    notes = dict.fromkeys(filter(None, map(how_we_know, findings)))
    if not notes:
        return ""
    return f'<details class="how"><summary>How we know</summary>{bullets(notes)}</details>'
