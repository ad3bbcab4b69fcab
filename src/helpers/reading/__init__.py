"""From a file's bytes to a frame of strings: nothing is guessed without saying so."""

from __future__ import annotations

from helpers.reading.layout import Layout, Record, layout_of
from helpers.reading.sheet import Sheet, read_sheet
from helpers.reading.text import decoded, read_bytes

__all__ = [
    "Layout",
    "Record",
    "Sheet",
    "decoded",
    "layout_of",
    "read_bytes",
    "read_sheet",
]
