"""Labels made fit to draw: cleaned, measured and broken into lines."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from matplotlib.font_manager import FontProperties, findfont, get_font

from helpers.figures.style import LINE, SMALL, TEXT

_DROPPED = {"Cc", "Cs", "Co", "Cn"}
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that turn the direction of reading: a label must not reorder its neighbours."""


def plain(text: str) -> str:
    """One line of printable characters: control characters dropped, white space made single."""
    spaced = (" " if letter.isspace() else letter for letter in text)
    kept = (
        letter
        for letter in spaced
        if letter not in _TURNING and unicodedata.category(letter) not in _DROPPED
    )
    return " ".join("".join(kept).split())


def width_of(text: str, size: float = TEXT, *, bold: bool = False) -> float:
    """Inches that a line takes in the widest of our fonts."""
    return sum(_advance(letter, bold) for letter in text) * size / 72


def height_of(lines: int, size: float = TEXT) -> float:
    """Inches that so many lines take."""
    return lines * size * LINE / 72


def wrap(
    text: str, width: float, size: float = TEXT, *, bold: bool = False, most: int = 3
) -> tuple[str, ...]:
    """The text in lines no wider than ``width`` inches; past ``most`` lines it ends in ``…``."""
    lines: list[str] = []
    current = ""
    whole = plain(text).split()
    for word in (part for one in whole for part in _parts(one, width, size, bold)):
        longer = f"{current} {word}".strip()
        if current and width_of(longer, size, bold=bold) > width:
            lines.append(current)
            longer = word
        current = longer
    lines.append(current)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _shortened(f"{lines[most - 1]} ", width, size, bold))


def short(text: str, width: float, size: float = SMALL, *, bold: bool = False) -> str:
    """The text on one line, cut with ``…`` where it is too long."""
    whole = plain(text)
    if width_of(whole, size, bold=bold) <= width:
        return whole
    return _shortened(whole, width, size, bold)


def _shortened(text: str, width: float, size: float, bold: bool) -> str:
    while text and width_of(f"{text}…", size, bold=bold) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _parts(word: str, width: float, size: float, bold: bool) -> list[str]:
    """A word, or a word too long for any line in pieces that fit."""
    parts, current = [], ""
    for letter in word:
        if current and width_of(current + letter, size, bold=bold) > width:
            parts.append(current)
            current = ""
        current += letter
    return [*parts, current]


@lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool) -> float:
    """The width of one character, in sizes of type; guessed where the font has none."""
    font = get_font(findfont(FontProperties(family="DejaVu Sans", weight=700 if bold else 400)))
    if font.get_char_index(ord(letter)) == 0:
        return 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.7
    font.set_size(100, 72)
    return float(font.load_char(ord(letter)).linearHoriAdvance) / 65536 / 100
