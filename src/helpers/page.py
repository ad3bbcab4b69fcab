"""What a notebook cell shows: one answer, as accessible HTML and as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpers.figures.figure import Figure
from helpers.findings import Finding, ResultTable

ANSWER_TYPE = "application/vnd.peer-coaching.answer+json"
"""The media type under which an answer's findings travel inside an executed notebook."""


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

    def _repr_mimebundle_(self, **_: Any) -> Mapping[str, Any]:
        raise NotImplementedError
