"""A grid of numbers in tints: expertise by skill, ratings by term."""

from __future__ import annotations

from collections.abc import Sequence

from helpers import wording
from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.lettering import height_of, short, width_of, wrap
from helpers.figures.rows import Rows, foot, foot_height, head, rows
from helpers.figures.sheet import Sheet, sheet
from helpers.figures.style import (
    BLUE,
    EDGE,
    FAINT_BLUE,
    LIGHT_BLUE,
    MIDDLE_BLUE,
    PALE_BLUE,
    PAPER,
    SMALL,
    SOFT,
    WIDTH,
    ink_on,
)
from helpers.findings import Absent, ResultTable
from helpers.numbers import decimal
from helpers.wording import capital, joined

_LABEL, _LEFT, _RIGHT = 2.0, 2.25, WIDTH - EDGE
_TINTS = (PAPER, FAINT_BLUE, PALE_BLUE, LIGHT_BLUE, MIDDLE_BLUE, BLUE)

Number = int | float | Absent | None


def heat_map(
    title: str,
    names: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[Number]],
    *,
    counted: str,
    low: float | None = None,
    high: float | None = None,
    corner: str = "",
    note: str = "",
) -> Figure:
    """Numbers in a grid, darker for more, with the number in every cell.

    ``cells`` has one row for each of ``names`` and in it one number for each of ``columns``; a
    hidden cell shows ``c``, a missing one a dash. ``counted`` says what a cell is ("number of
    staff", "rating from 1 to 5"). The tint runs from ``low`` (nought) to ``high`` (the greatest).
    ``corner`` says what the rows are. Say in ``note`` how many people it rests on.
    """
    if not names or not columns:
        return nothing(title, counted)
    flat = [cell for row in cells for cell in row]
    known = [float(cell) for cell in flat if isinstance(cell, int | float)]
    ends = (
        min([0.0, *known]) if low is None else low,
        max([*known, 0.0]) if high is None else high,
    )
    wide = (_RIGHT - _LEFT) / len(columns)
    upright = any(width_of(word, SMALL) > wide * 1.02 for name in columns for word in name.split())
    headings = [_heading(column, wide, upright=upright) for column in columns]
    tall = max(
        width_of(lines[0], SMALL) if upright else height_of(len(lines), SMALL) for lines in headings
    )
    top = EDGE + tall + 0.08
    deepest = max(len(wrap(name, _LABEL)) for name in names)
    placed = rows(names, _LABEL, top, max(0.36, height_of(deepest) + 0.12))
    notes = foot([f"Each cell: {counted}.", note], flat, WIDTH)
    with sheet(placed.bottom + 0.06 + foot_height(notes) + EDGE) as page:
        if corner:
            head(page, EDGE, top - 0.06, corner)
        placed.write(page)
        for place, lines in enumerate(headings):
            x = _LEFT + wide * (place + 0.5)
            if upright:
                page.write_up(x, top - 0.06, lines[0], size=SMALL, colour=SOFT)
            else:
                head(page, x, top - 0.06, lines, at="center")
        _grid(page, cells, placed, ends)
        page.notes(notes)
        body = tuple((name, *row) for name, row in zip(names, cells, strict=True))
        numbers_ = ResultTable(title, (corner, *columns), body, note=" ".join(notes))
        return page.figure(title, _alt(names, columns, cells, counted), numbers_)


def _heading(name: str, wide: float, *, upright: bool) -> tuple[str, ...]:
    """A heading in lines, or in one line that will stand upright over a narrow column."""
    return (short(name, 1.6),) if upright else wrap(name, wide * 1.02, SMALL, most=4)


def _grid(
    page: Sheet, cells: Sequence[Sequence[Number]], placed: Rows, ends: tuple[float, float]
) -> None:
    """The cells, tinted by seaborn, with our lettering on them."""
    import numpy as np
    import seaborn
    from matplotlib.colors import LinearSegmentedColormap, to_hex

    tints = LinearSegmentedColormap.from_list("tints", _TINTS)
    known = np.array([[n if isinstance(n, int | float) else np.nan for n in row] for row in cells])
    low, high = ends[0], ends[1] if ends[1] > ends[0] else ends[0] + 1
    axes = page.window(_LEFT, _RIGHT, placed.top, placed.bottom)
    seaborn.heatmap(
        known.astype(float), ax=axes, cmap=tints, vmin=low, vmax=high, cbar=False,
        linewidths=1.5, linecolor=PAPER, xticklabels=False, yticklabels=False,
    )  # fmt: skip
    axes.collections[0].set_gid("tints")
    for y, numbers in zip(placed.centres, cells, strict=True):
        wide = (_RIGHT - _LEFT) / len(numbers)
        for place, number in enumerate(numbers):
            x = _LEFT + wide * (place + 0.5)
            if isinstance(number, int | float):
                ground = to_hex(tints((float(number) - low) / (high - low)))
                page.write(x, y, _told(number), at="center", colour=ink_on(ground))
            else:
                told = "c" if number is Absent.SUPPRESSED else "–"
                page.write(x, y, told, size=SMALL, at="center", colour=SOFT)


def _told(number: int | float) -> str:
    return str(number) if isinstance(number, int) else decimal(number, 1)


def _alt(
    names: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[Number]],
    counted: str,
) -> str:
    found = [
        (float(cell), f"{name} ({column})")
        for name, row in zip(names, cells, strict=True)
        for column, cell in zip(columns, row, strict=True)
        if isinstance(cell, int | float)
    ]
    parts = []
    if found:
        most, least = max(found)[0], min(found)[0]
        parts.append(f"{capital(counted)}: {_where(found, most, 'highest')}")
        parts[0] += f"; {_where(found, least, 'lowest')}." if least < most else "."
    hidden = sum(cell is Absent.SUPPRESSED for row in cells for cell in row)
    if hidden:
        be = "cell is" if hidden == 1 else "cells are"
        parts.append(f"{hidden} {be} hidden, because numbers are small.")
    shape = f"{wording.counted(len(names), 'row')} by {wording.counted(len(columns), 'column')}"
    return " ".join([*parts, f"A grid of {shape}."])


def _where(found: Sequence[tuple[float, str]], level: float, which: str) -> str:
    """``highest 6, for Behaviour (4 Strong)``, or only how often where it is often."""
    at = [place for number, place in found if number == level]
    where = f"for {joined(at)}" if len(at) <= 2 else f"in {len(at)} of {len(found)} cells"
    return f"{which} {decimal(level, 0 if level.is_integer() else 1)}, {where}"
