"""Markdown that others wrote, as HTML that can do no harm."""

from __future__ import annotations

import mistune
import nh3

from helpers.page.markup import visible

_TAGS = {
    *("p", "br", "hr", "ul", "ol", "li", "strong", "em", "code", "blockquote", "a"),
    *("h2", "h3", "h4", "h5", "h6"),
}
_DEEPEST = 6
_OUTWARD = ("https://", "http://", "mailto:")
"""Where a link may lead; nothing of the school's own folder travels with a report."""


def html_of(markdown: str, below: int = 3) -> str:
    """Markdown to HTML: raw HTML shows as text, links go to the web or to an address only.

    Headings start one level under ``below`` and skip no level, however they were typed. A
    picture is shown by its description alone: pictures need consent, and come another way.
    """
    text = visible(markdown.replace("\r\n", "\n").replace("\r", "\n"))
    written = mistune.create_markdown(renderer=_Renderer(below))(text)
    return nh3.clean(
        visible(str(written)),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={one.partition(":")[0] for one in _OUTWARD},
        link_rel="noopener noreferrer",
    )


class _Renderer(mistune.HTMLRenderer):
    """HTML with headings in order below a given level; made anew for each text."""

    def __init__(self, below: int) -> None:
        super().__init__(escape=True)
        self._below = below
        self._last = below

    def heading(self, text: str, level: int, **attrs: object) -> str:  # noqa: ARG002
        self._last = min(level + self._below, self._last + 1, _DEEPEST)
        return f"<h{self._last}>{text}</h{self._last}>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if not url.lower().startswith(_OUTWARD):
            return text
        return super().link(text, url, title)

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002
        return mistune.escape(text)
