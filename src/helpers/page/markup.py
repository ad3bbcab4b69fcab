"""Plain text as HTML: escaped, and without the letters that can make text lie."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from unicodedata import normalize

_NO_LETTERS = "".join(
    chr(plane + last) for plane in range(0, 0xF0000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    f"\ufeff\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef{_NO_LETTERS}\U000f0000-\U0010ffff]"
)
"""Control characters, overrides of the writing direction, halves of letters, places in Unicode
that hold no letter or one that only some computers know (a bullet pasted from Word is one)."""

_LOOSE_PERCENT = re.compile(r"(?<=\d) %")


def visible(text: str) -> str:
    """The text without characters that are not seen but change what is; accents composed."""
    return normalize("NFC", _HIDDEN.sub("", text))


def safe(text: str) -> str:
    """The text for HTML; a per cent sign never begins a line."""
    return escape(_LOOSE_PERCENT.sub("\u00a0%", visible(text)))


def paragraph(text: str, kind: str) -> str:
    """A paragraph of that class, or nothing for no text."""
    return f'<p class="{kind}">{safe(text)}</p>' if text else ""


def bullets(items: Iterable[str], kind: str = "") -> str:
    """A list, or nothing for no items."""
    told = "".join(f"<li>{safe(item)}</li>" for item in items)
    named = f' class="{kind}"' if kind else ""
    return f"<ul{named}>{told}</ul>" if told else ""
