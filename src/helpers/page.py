"""What a notebook cell shows: one answer, as accessible HTML and as data."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from helpers.estimates.strength import Strength
from helpers.figures.figure import Figure
from helpers.findings import Absent, Cell, Finding, ResultTable, Share
from helpers.numbers import decimal, of
from helpers.prose import html_of
from helpers.wording import headline, how_we_know, sentence

ANSWER_TYPE = "application/vnd.peer-coaching.answer+json"
"""The media type under which an answer's findings travel inside an executed notebook."""
COVER_TYPE = "application/vnd.peer-coaching.cover+json"
"""The same for a cover."""

MARKS = {
    Absent.SUPPRESSED: "hidden, because so few people stand behind it",
    Absent.MISSING: "not recorded",
    Absent.NOT_APPLICABLE: "not applicable",
}
"""What the marks in a table mean; nought is 0 and is none of these."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The school's own words under a heading of ours; ``text`` is Markdown, never trusted."""

    heading: str
    text: str
    by: str = "the school"


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands at the top of every page: which school, which terms, for whom, from which rows.

    ``facts`` are label and text, in order. ``marking`` is "Confidential ..." for leadership.
    """

    school: str
    programme: str
    period: str
    audience: str
    facts: tuple[tuple[str, str], ...]
    marking: str = ""
    data_note: str = ""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        data = {
            "school": self.school,
            "programme": self.programme,
            "period": self.period,
            "audience": self.audience,
            "marking": self.marking,
        }
        text = f"{self.school}, {self.programme}, {self.period}"
        return {"text/html": cover_html(self), "text/plain": text, COVER_TYPE: data}


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question of a phase: findings first, then figures, tables and words.

    ``key`` names it (``impact.lessons``). ``notice`` says what would be here when a table is
    missing or everything is suppressed, and how to fill it. ``statements`` are sentences that
    rest on no statistics (who, when, what), each already safe for the audience.
    """

    key: str
    findings: tuple[Finding, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[ResultTable, ...] = ()
    passages: tuple[Passage, ...] = ()
    statements: tuple[str, ...] = ()
    notice: str = ""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            "text/html": answer_html(self),
            "text/plain": "\n".join((*map(headline, self.findings), *self.statements, self.notice)),
            ANSWER_TYPE: {
                "key": self.key,
                "findings": [one.to_dict() for one in self.findings],
                "headlines": [
                    {"key": one.key, "text": headline(one), "strength": one.strength.value}
                    for one in self.findings
                    if one.headline
                ],
            },
        }


def cover_html(cover: Cover) -> str:
    """The cover as HTML: what this page is about, in a list of facts."""
    facts = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{escape(text)}</dd></div>" for label, text in cover.facts
    )
    marking = _paragraph(cover.marking, "marking")
    note = _paragraph(cover.data_note, "data-note")
    return (
        f'<div class="cover">{marking}<p class="school">{escape(cover.school)}</p>'
        f'<p class="programme">{escape(cover.programme)}: {escape(cover.period)}</p>'
        f"<dl>{facts}</dl>{note}</div>"
    )


def answer_html(answer: Answer) -> str:
    """An answer as HTML, in the order in which it should be read."""
    parts = [
        _paragraph(answer.notice, "notice"),
        *(_finding(one, leading=place == 0) for place, one in enumerate(answer.findings)),
        _list(answer.statements, "statements"),
        *(_figure(one) for one in answer.figures),
        *(table_html(one) for one in answer.tables),
        *(_passage(one) for one in answer.passages),
        _caveats(answer.findings),
        _how(answer.findings),
    ]
    return f'<div class="answer" id="{escape(answer.key)}">{"".join(parts)}</div>'


def table_html(table: ResultTable) -> str:
    """A table with caption and scopes; a key below explains the marks that occur in it."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    body = "".join(_row(row, table.decimals) for row in table.rows)
    marks = {cell for row in table.rows for cell in row if isinstance(cell, Absent)}
    key = "; ".join(f"{mark.value}: {MARKS[mark]}" for mark in Absent if mark in marks)
    notes = " ".join(filter(None, (table.note, f"{key}." if key else "")))
    return (
        '<div class="table" role="region" tabindex="0" '
        f'aria-label="{escape(table.caption)}"><table><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f"{_paragraph(notes, 'table-note')}"
    )


def _row(row: Sequence[Cell], decimals: int) -> str:
    first, *others = row
    cells = "".join(_cell(cell, decimals) for cell in others)
    return f'<tr><th scope="row">{_text(first, decimals)}</th>{cells}</tr>'


def _cell(cell: Cell, decimals: int) -> str:
    number = ' class="number"' if isinstance(cell, int | float | Share | Absent) else ""
    return f"<td{number}>{_text(cell, decimals)}</td>"


def _text(cell: Cell, decimals: int) -> str:
    match cell:
        case None:
            return ""
        case Absent():
            return f'<abbr title="{MARKS[cell]}">{cell.value}</abbr>'
        case Share():
            return escape(of(cell.count, cell.base))
        case int():
            return f"{cell:,}"
        case float():
            return decimal(cell, decimals)
        case str():
            return escape(cell)


def _finding(finding: Finding, *, leading: bool) -> str:
    level = "leading" if leading else "further"
    said = _paragraph(sentence(finding), "sentence")
    return (
        f'<div class="finding {level}"><p class="headline">{escape(headline(finding))}</p>'
        f"{said}{_chip(finding)}</div>"
    )


def _chip(finding: Finding) -> str:
    """The strength of evidence as a word; its shape in print does not rest on colour."""
    if finding.change is None or not finding.change.known:
        return ""
    kind = finding.strength.value.replace(" ", "-")
    return (
        f'<p class="strength {kind}"><span class="visually-hidden">Strength of evidence: </span>'
        f"{escape(_EVIDENCE[finding.strength])}</p>"
    )


_EVIDENCE = {
    Strength.CLEAR: "Clear evidence",
    Strength.SUGGESTIVE: "Suggestive evidence",
    Strength.NOT_CLEAR: "Not clear",
    Strength.TOO_FEW: "Too few to say",
}


def _figure(figure: Figure) -> str:
    data = base64.b64encode(figure.image).decode("ascii")
    numbers = (
        f'<details class="numbers"><summary>The numbers in this figure</summary>'
        f"{table_html(figure.numbers)}</details>"
        if figure.numbers.rows
        else ""
    )
    return (
        f"<figure><figcaption>{escape(figure.title)}</figcaption>"
        f'<img alt="{escape(figure.alt)}" src="data:{figure.media_type};base64,{data}">'
        f"{numbers}</figure>"
    )


def _passage(passage: Passage) -> str:
    heading = f"<h3>{escape(passage.heading)}</h3>" if passage.heading else ""
    return f'<div class="passage">{heading}<blockquote>{html_of(passage.text)}</blockquote></div>'


def _caveats(findings: Iterable[Finding]) -> str:
    caveats = dict.fromkeys(caveat for one in findings for caveat in one.caveats)
    if not caveats:
        return ""
    return f'<div class="caveats"><h3>What to bear in mind</h3>{_list(caveats, "")}</div>'


def _how(findings: Sequence[Finding]) -> str:
    notes = dict.fromkeys(filter(None, map(how_we_know, findings)))
    if not notes:
        return ""
    told = _list(notes, "")
    return f'<details class="how"><summary>How we know</summary>{told}</details>'


def _list(items: Iterable[str], kind: str) -> str:
    told = "".join(f"<li>{escape(item)}</li>" for item in items)
    named = f' class="{kind}"' if kind else ""
    return f"<ul{named}>{told}</ul>" if told else ""


def _paragraph(text: str, kind: str) -> str:
    return f'<p class="{kind}">{escape(text)}</p>' if text else ""


def as_mapping(bundle: Mapping[str, Any], media_type: str) -> Mapping[str, Any] | None:
    """The JSON of one of our media types in a cell's output, if it is there."""
    found = bundle.get(media_type)
    return found if isinstance(found, Mapping) else None
