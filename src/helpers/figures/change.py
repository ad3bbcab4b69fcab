"""Before and after for several rows, and the change with its doubt beside it."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from helpers.figures import words
from helpers.figures.axes import change_axis, level_axis
from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.lettering import height_of, wrap
from helpers.figures.pairing import Pair, pairs, table, told
from helpers.figures.quantities import ends_of, level_of, n_of, reach
from helpers.figures.rows import (
    Entry,
    absent,
    beside,
    draw_key,
    foot,
    foot_height,
    head,
    rows,
    whisker,
)
from helpers.figures.sheet import Sheet, sheet
from helpers.figures.style import BLUE, EDGE, GREY, INK, OUTLINE, SMALL, WIDTH
from helpers.findings import Absent, Better, Kind
from helpers.wording import capital

__all__ = ["Pair", "before_and_after", "pairs"]

_LABEL = 1.55
_LEVELS, _CHANGES = (1.8, 3.95), (4.7, 6.1)
_LEVELS_ALONE = (1.8, 5.9)
_APART = 0.11


def before_and_after(
    title: str,
    pairs: Sequence[Pair],
    *,
    kind: Kind = Kind.SHARE,
    measured_in: str = "",
    unit: str,
    better: Better = Better.HIGHER,
    note: str = "",
) -> Figure:
    """Each row before and after with intervals, and on the right its change beside no change.

    ``kind`` says whether the rows are shares or means (``measured_in`` names their unit);
    ``unit`` is the unit of analysis in the plural ("teachers"). The terms' names are the
    quantities' labels. Where no row has a change, the right-hand side is left out.
    """
    if not pairs:
        return nothing(title, f"{unit} before and after")
    both = any(pair.known_change for pair in pairs)
    times = (pairs[0].before.label or "Before", pairs[0].after.label or "After")
    spare = "" if better is not Better.LOWER else "Lower is better."
    cells = [side.absent for pair in pairs for side in (pair.before, pair.after)]
    notes = foot([f"Lines are 95 % intervals. n = number of {unit}.", spare, note], cells, WIDTH)
    measure = _measure(kind, measured_in)
    headings = wrap(f"Change, {measure[1]}".rstrip(", "), 1.7, SMALL, most=2) if both else ("",)
    top = EDGE + 0.3 + height_of(len(headings), SMALL) + 0.06
    placed = rows([pair.label for pair in pairs], _LABEL, top, 0.54)
    with sheet(placed.bottom + 0.26 + foot_height(notes) + EDGE) as page:
        spread = _LEVELS if both else _LEVELS_ALONE
        axis = level_axis(
            kind,
            reach(side for pair in pairs if not pair.hidden for side in pair.sides),
            3 if both else 4,
        )
        levels = page.panel(*spread, axis.low, axis.high)
        draw_key(page, _key(times), EDGE, EDGE, WIDTH - 2 * EDGE)
        head(page, spread[0], top - 0.04, measure[0])
        head(page, WIDTH - EDGE, top - 0.04, "n", at="right")
        if both:
            head(page, _CHANGES[0], top - 0.04, headings)
        axis.draw(page, levels, placed.top, placed.bottom)
        placed.write(page)
        placed.separate(page, EDGE, WIDTH - EDGE)
        for place, pair in enumerate(pairs):
            _row(page, levels, pair, placed.centres[place], kind, place, spread[0])
            page.write(WIDTH - EDGE, placed.centres[place], _n(pair), at="right")
        if both:
            _changes(page, pairs, placed.centres, (placed.top, placed.bottom), kind)
        page.notes(notes)
        alt = told(pairs, kind, measured_in, changes=both)
        return page.figure(title, alt, table(title, pairs, times, kind, notes, changes=both))


def _key(times: tuple[str, str]) -> list[Entry]:
    return [Entry(times[0], OUTLINE, "o", hollow=True), Entry(times[1], BLUE, "o")]


def _measure(kind: Kind, measured_in: str) -> tuple[str, str]:
    """What a level is measured in, and what a change is."""
    if kind is Kind.SHARE:
        return "Share", "percentage points"
    return capital(measured_in or "Average"), measured_in


def _row(
    page: Sheet, panel: Axes, pair: Pair, y: float, kind: Kind, place: int, left: float
) -> None:
    """Two dots, one a little above the other, joined, with their numbers to the right."""
    if pair.hidden:
        absent(page, left, y, Absent.SUPPRESSED)
        return
    sides = ((pair.before, y - _APART, OUTLINE), (pair.after, y + _APART, BLUE))
    first, last = (level_of(side) for side, _, _ in sides)
    if first is not None and last is not None:
        page.rule(panel, (first, last), (y - _APART, y + _APART), GREY, 1.4, under=True)
    for (side, at, colour), time in zip(sides, ("before", "after"), strict=True):
        level = level_of(side)
        if level is None:
            absent(page, left, at, side.absent)
            continue
        low, high = ends_of(side.estimate)
        whisker(page, panel, low, high, at, colour)
        name = f"{time}-{place}"
        page.mark(panel, level, at, colour, hollow=time == "before", name=name)
        beside(page, panel, max(level, high or level), at, words.beside(side, kind))


def _changes(
    page: Sheet,
    pairs: Sequence[Pair],
    centres: Sequence[float],
    span: tuple[float, float],
    kind: Kind,
) -> None:
    known = [change for pair in pairs if (change := pair.known_change)]
    axis = change_axis(
        kind, [e for one in known for e in (one.value, *ends_of(one)) if e is not None], 3
    )
    panel = page.panel(*_CHANGES, axis.low, axis.high)
    axis.draw(page, panel, *span)
    page.rule(panel, (0, 0), span, INK, 1.2, name="no-change")
    for place, (pair, y) in enumerate(zip(pairs, centres, strict=True)):
        change = pair.known_change
        if change is None or change.value is None:
            continue
        low, high = ends_of(change)
        whisker(page, panel, low, high, y, BLUE)
        page.mark(panel, change.value, y, BLUE, shape="D", size=7, name=f"change-{place}")
        end = max(change.value, high if high is not None else change.value)
        beside(page, panel, end, y, words.difference(change.value, kind))


def _n(pair: Pair) -> str:
    """Who stands behind the row: those behind the change, or behind each side."""
    change = pair.known_change
    if pair.hidden:
        return ""
    behind = [change.n] if change else [n_of(side) for side in pair.sides]
    return ", ".join(dict.fromkeys(f"{one:,}" for one in behind if one is not None))
