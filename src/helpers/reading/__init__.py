"""From a file's bytes to a frame of strings: nothing is guessed without saying so."""

from __future__ import annotations

from helpers.reading.sheet import Sheet, read_sheet
from helpers.reading.text import decoded, read_bytes

__all__ = ["Sheet", "decoded", "read_bytes", "read_sheet"]
