"""What a notebook cell shows: a cover or one answer, as accessible HTML and as data.

``markup`` (plain text), ``prose`` (Markdown), ``tables``, then ``cover`` and ``answer``.
"""

from __future__ import annotations

from helpers.page.answer import (
    ANSWER_TYPE,
    EVIDENCE,
    Answer,
    Passage,
    answer_html,
    chip,
    strength_shown,
)
from helpers.page.cover import COVER_TYPE, Cover, cover_html
from helpers.page.markup import safe
from helpers.page.prose import html_of
from helpers.page.tables import MARKS, table_html

__all__ = [
    "ANSWER_TYPE",
    "COVER_TYPE",
    "EVIDENCE",
    "MARKS",
    "Answer",
    "Cover",
    "Passage",
    "answer_html",
    "chip",
    "cover_html",
    "html_of",
    "safe",
    "strength_shown",
    "table_html",
]
