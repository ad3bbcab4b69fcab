"""A picture that can be heard: drawing, alternative text and numbers travel together."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.findings import ResultTable


@dataclass(frozen=True, slots=True)
class Figure:
    """One drawing for a page.

    ``image`` is the file's bytes and ``media_type`` what they are (``image/svg+xml`` or
    ``image/png``). ``alt`` states the finding, not the kind of chart. ``numbers`` holds every
    number that the drawing shows, for those who read rather than look.
    """

    title: str
    image: bytes
    alt: str
    numbers: ResultTable
    media_type: str = "image/svg+xml"
