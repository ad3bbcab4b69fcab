"""A school's own Markdown as HTML that can do no harm."""

from __future__ import annotations

import re

import mistune
import nh3

_TAGS = {"p", "ul", "ol", "li", "strong", "em", "blockquote", "a", "br", "h4", "h5", "h6"}

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Control characters and overrides of the writing direction: they can make text lie."""


def html_of(markdown: str) -> str:
    """Markdown to HTML: raw HTML shows as text, links go to the web or to an address only.

    Headings move below those of the page.
    """
    text = _HIDDEN.sub("", markdown)
    written = mistune.create_markdown(escape=True, renderer=_Renderer(escape=True))(text)
    return nh3.clean(
        str(written),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


class _Renderer(mistune.HTMLRenderer):
    """HTML with headings below level three."""

    def heading(self, text: str, level: int, **attrs: object) -> str:  # noqa: ARG002
        deeper = min(level + 3, 6)
        return f"<h{deeper}>{text}</h{deeper}>\n"
