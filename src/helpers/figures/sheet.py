"""The paper a figure is drawn on: inches from the top left, real text, bytes that never vary."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Drawing
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from helpers.figures.figure import Figure
from helpers.figures.lettering import height_of, plain
from helpers.figures.style import (
    EDGE,
    FAMILIES,
    INK,
    LINE,
    OUTLINE,
    PAPER,
    SMALL,
    TEXT,
    WIDTH,
    house_style,
)
from helpers.findings import ResultTable


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing. ``page`` measures inches across and down; so does every panel downwards."""

    drawing: Drawing
    page: Axes
    height: float

    def panel(self, left: float, right: float, low: float, high: float) -> Axes:
        """A part of the sheet whose width runs over data from ``low`` to ``high``."""
        return _surface(self.drawing, left, right, low, high, self.height)

    def window(self, left: float, right: float, top: float, bottom: float) -> Axes:
        """A rectangle of the sheet for a chart that draws itself."""
        across, down = self.drawing.get_figwidth(), self.height
        return self.drawing.add_axes(
            (left / across, 1 - bottom / down, (right - left) / across, (bottom - top) / down)
        )

    def write(
        self,
        x: float,
        y: float,
        text: str | Sequence[str],
        *,
        size: float = TEXT,
        at: str = "left",
        colour: str = INK,
        bold: bool = False,
        on: Axes | None = None,
    ) -> None:
        """Lines of text, centred about ``y``, each its own element, so that any font stays put."""
        lines = (text,) if isinstance(text, str) else text
        step = size * LINE / 72
        first = y - step * (len(lines) - 1) / 2 + 0.36 * size / 72
        for place, line in enumerate(lines):
            (on or self.page).text(
                x,
                first + step * place,
                plain(line),
                size=size,
                ha=at,
                va="baseline",
                color=colour,
                weight=700 if bold else 400,
                parse_math=False,
            )

    def write_up(self, x: float, bottom: float, text: str, *, size: float, colour: str) -> None:
        """One line running upwards from ``bottom``, for headings of narrow columns."""
        self.page.text(
            x + 0.36 * size / 72,
            bottom,
            plain(text),
            size=size,
            rotation=90,
            rotation_mode="anchor",
            ha="left",
            va="baseline",
            color=colour,
            parse_math=False,
        )

    def box(
        self,
        on: Axes,
        start: float,
        end: float,
        top: float,
        bottom: float,
        colour: str,
        *,
        name: str = "",
        edge: str = PAPER,
        line: float = 1.0,
        hatch: str = "",
    ) -> None:
        """A filled rectangle from ``start`` to ``end`` of the panel."""
        shape = Rectangle(
            (start, top),
            end - start,
            bottom - top,
            facecolor=colour,
            edgecolor=edge,
            linewidth=line,
            hatch=hatch or None,
            clip_on=False,
        )
        shape.set_gid(name or None)
        on.add_patch(shape)

    def rule(
        self,
        on: Axes,
        across: tuple[float, float],
        down: tuple[float, float],
        colour: str = OUTLINE,
        line: float = 0.8,
        *,
        name: str = "",
        dashes: tuple[float, float] | None = None,
        under: bool = False,
    ) -> None:
        """A straight line from one point to another."""
        drawn = Line2D(
            across,
            down,
            color=colour,
            linewidth=line,
            linestyle=(0.0, dashes) if dashes else "solid",
            clip_on=False,
            zorder=0.5 if under else 2,
        )
        drawn.set_gid(name or None)
        on.add_line(drawn)

    def mark(
        self,
        on: Axes,
        x: float,
        y: float,
        colour: str,
        *,
        shape: str = "o",
        size: float = 8,
        hollow: bool = False,
        name: str = "",
        line: float = 1.6,
    ) -> None:
        """A dot (or another of matplotlib's markers)."""
        drawn = Line2D(
            [x],
            [y],
            marker=shape,
            markersize=size,
            markerfacecolor=PAPER if hollow else colour,
            markeredgecolor=colour,
            markeredgewidth=line,
            linestyle="none",
            clip_on=False,
            zorder=4,
        )
        drawn.set_gid(name or None)
        on.add_line(drawn)

    def notes(self, lines: Sequence[str]) -> None:
        """Small print at the foot of the sheet."""
        bottom = self.height - EDGE
        y = bottom - height_of(len(lines), SMALL) / 2
        self.write(EDGE, y, lines, size=SMALL, colour="#505A5F")

    def figure(self, title: str, alt: str, numbers: ResultTable) -> Figure:
        """The sheet as a finished figure."""
        return Figure(plain(title), _bytes(self.drawing, title), plain(alt), numbers)


@contextmanager
def sheet(height: float, width: float = WIDTH) -> Iterator[Sheet]:
    """A blank sheet in the house style, ``height`` inches high."""
    with house_style(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        drawing = Drawing(figsize=(width, height), facecolor=PAPER)
        FigureCanvasSVG(drawing)
        page = _surface(drawing, 0, width, 0, width, height)
        page.set_zorder(1)
        yield Sheet(drawing, page, height)


def _surface(
    drawing: Drawing, left: float, right: float, low: float, high: float, height: float
) -> Axes:
    width = drawing.get_figwidth()
    axes = drawing.add_axes((left / width, 0, (right - left) / width, 1))
    axes.set_axis_off()
    axes.set_xlim(low, high)
    axes.set_ylim(height, 0)
    return axes


def _bytes(drawing: Drawing, title: str) -> bytes:
    """SVG without a date, a document type or the font that happened to be at hand."""
    written = BytesIO()
    about = {"Date": None, "Creator": None, "Format": None, "Type": None, "Title": plain(title)}
    drawing.savefig(written, format="svg", metadata=about, facecolor=PAPER)
    text = written.getvalue().decode("utf-8")
    text = re.sub(r"<!DOCTYPE[^>]*>\s*", "", text, count=1)
    text = re.sub(r"""(<text style="[^"]*font-family: )'DejaVu Sans'""", rf"\1{FAMILIES}", text)
    text = re.sub(r"""( [xy]="[^"]*") transform="rotate\(-0 [^"]*\)">""", r"\1>", text)
    return text.encode("utf-8")
