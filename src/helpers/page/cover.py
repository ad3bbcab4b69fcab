"""What stands at the top of every page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from helpers.page.markup import paragraph, safe, visible
from helpers.page.notebook_style import NOTEBOOK_STYLE

COVER_TYPE = "application/vnd.peer-coaching.cover+json"
"""The media type under which a cover travels inside an executed notebook."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Which school, which terms, for whom, from which rows.

    ``facts`` are label and text, in order. ``aim`` is the programme's, told on the first page of a
    report. ``marking`` is "Confidential ..." for leadership.
    ``rules`` say what this audience is not told, and why.
    ``title`` takes the place of the notebook's own where one notebook makes several pages.
    """

    school: str
    programme: str
    period: str
    audience: str
    facts: tuple[tuple[str, str], ...]
    marking: str = ""
    data_note: str = ""
    title: str = ""
    aim: str = ""
    rules: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Cover:
        """The cover that travelled as JSON, fit for the head of a page too."""
        facts = tuple((visible(label), visible(text)) for label, text in data["facts"])
        lists = {"facts", "rules"}
        words = {name: visible(text) for name, text in data.items() if name not in lists}
        return cls(**words, facts=facts, rules=tuple(map(visible, data.get("rules", ()))))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            "text/html": f"{NOTEBOOK_STYLE}{cover_html(self)}",
            "text/plain": f"{self.school}, {self.programme}, {self.period}",
            COVER_TYPE: asdict(self),
        }


def cover_html(cover: Cover) -> str:
    """The cover as HTML: what this page is about, in a list of facts."""
    facts = "".join(
        f"<div><dt>{safe(label)}</dt><dd>{safe(text)}</dd></div>" for label, text in cover.facts
    )
    return (
        f'<div class="workbook cover">{paragraph(cover.marking, "marking")}'
        f"{paragraph(cover.school, 'school')}"
        f"{paragraph(f'{cover.programme}, {cover.period}', 'programme')}"
        f"<dl>{facts}</dl>{paragraph(cover.data_note, 'data-note')}</div>"
    )
