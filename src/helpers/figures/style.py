"""One look for every figure: colours, sizes of type, and the settings matplotlib draws with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib

WIDTH = 7.2
"""Inches: the text width of a page, and of A4 in print."""
EDGE = 0.12
"""Inches of blank panel around the drawing, so that it stands on a dark page too."""

TEXT, SMALL = 12.0, 11.0
"""Points. Smaller type could not be read on a telephone, where the figure is half as wide."""
LINE = 1.22
"""Distance between two lines of one label, in sizes of type."""

BLUE, TEAL, PLUM, ORANGE = "#12436D", "#28A197", "#801650", "#F46A25"
"""Government analysts' categories, in the order of use; four at most on one figure."""
CHARCOAL, LILAC = "#3D3D3D", "#A285D1"
MIDDLE_BLUE, LIGHT_BLUE, PALE_BLUE, FAINT_BLUE = "#2073BC", "#6BACE6", "#BAD7F1", "#E4EFF9"
INK, SOFT = "#0B0C0C", "#505A5F"
"""Type: what is said, and what is said about it."""
GREY, PALE_GREY, RULE, PAPER = "#BFBFBF", "#E6E6E6", "#D4D7D9", "#FFFFFF"
OUTLINE = "#5A6368"
"""Round shapes too pale to stand on white by themselves."""

FAMILIES = "Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
"""What the page asks for. Lengths are measured in DejaVu Sans, which comes with matplotlib and is
the widest of them: so every computer draws the same bytes, with slack for the font at hand."""

_SETTINGS: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "peer-coaching-workbook",
    "hatch.linewidth": 0.8,
    "hatch.color": OUTLINE,
    "lines.solid_capstyle": "butt",
}


@contextmanager
def house_style() -> Iterator[None]:
    """Our settings on top of matplotlib's own defaults, whatever the notebook has set."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


_GREYS = (
    (),
    (GREY,),
    (PALE_GREY, GREY),
    ("#F2F2F2", "#DADADA", "#B4B4B4"),
    ("#F5F5F5", "#E2E2E2", "#CBCBCB", "#ADADAD"),
    ("#F5F5F5", "#E2E2E2", "#CBCBCB", "#ADADAD", "#808080"),
)
_BLUES = (
    (),
    (BLUE,),
    (LIGHT_BLUE, BLUE),
    (LIGHT_BLUE, MIDDLE_BLUE, BLUE),
    (PALE_BLUE, LIGHT_BLUE, MIDDLE_BLUE, BLUE),
    (FAINT_BLUE, PALE_BLUE, LIGHT_BLUE, MIDDLE_BLUE, BLUE),
)


def ordered(below: int, above: int) -> tuple[str, ...]:
    """A ramp for ordered categories, pale to dark: greys below the line, blues from it on.

    It falls steadily in lightness, so that it keeps its order in grey print. With nothing below
    the line it is blue throughout.
    """
    if below + above > 5:
        raise ValueError(f"{below + above} ordered categories; five can be told apart at most")
    if below and above == 4:
        return PALE_GREY, *_BLUES[4]
    if below == 3 and above == 2:
        return *_GREYS[3], MIDDLE_BLUE, BLUE
    return *_GREYS[below], *_BLUES[above]


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB``, 0 black to 1 white (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """The type to set on a colour: white where it can be read, or else black."""
    return PAPER if contrast(PAPER, colour) >= 4.5 else "#000000"
