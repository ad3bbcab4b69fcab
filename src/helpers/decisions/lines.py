"""Lines of text at a prompt: headings, paragraphs and lists."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

WIDE = 96


def heading(words: str) -> Iterator[str]:
    """A line of its own, underlined, after a blank one."""
    yield ""
    yield words
    yield "-" * len(words)


def wrapped(words: str, before: str = "", later: str | None = None) -> Iterator[str]:
    """A paragraph of at most so many letters a line."""
    follow = " " * len(before) if later is None else later
    yield from textwrap.wrap(
        " ".join(words.split()), WIDE, initial_indent=before, subsequent_indent=follow
    )


def items(sentences: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    """Sentences as the items of a list."""
    for one in sentences:
        yield from wrapped(one, "- ")
