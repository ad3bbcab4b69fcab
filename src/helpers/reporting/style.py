"""The one style sheet of every page, and the hash by which a page allows it and no other."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

from helpers.school import PROJECT

TEMPLATES = PROJECT / "templates"


@dataclass(frozen=True, slots=True)
class Style:
    """CSS, and its digest as a Content-Security-Policy writes it."""

    css: str
    digest: str


def style() -> Style:
    """The project's own style sheet."""
    css = (TEMPLATES / "report" / "report.css").read_text(encoding="utf-8")
    return Style(css, b64encode(sha256(css.encode("utf-8")).digest()).decode("ascii"))
