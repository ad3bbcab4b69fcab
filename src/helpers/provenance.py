"""Where a number comes from: which rows of which file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Which rows of which file stand behind a finding, and how many were left out and why."""

    file: str
    rows_read: int
    rows_used: int
    left_out: str = ""
