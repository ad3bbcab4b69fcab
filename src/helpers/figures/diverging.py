"""Questionnaire answers either side of a line: disagreement to the left, agreement to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from helpers.figures import words
from helpers.figures.axes import Axis
from helpers.figures.blank import nothing
from helpers.figures.categories import Split
from helpers.figures.figure import Figure
from helpers.figures.lettering import height_of, short, width_of, wrap
from helpers.figures.rows import (
    Entry,
    absent,
    draw_key,
    foot,
    foot_height,
    head,
    key_height,
    rows,
)
from helpers.figures.sheet import Sheet, sheet
from helpers.figures.style import (
    BLUE,
    EDGE,
    INK,
    LIGHT_BLUE,
    MIDDLE_BLUE,
    OUTLINE,
    PALE_GREY,
    SMALL,
    SOFT,
    WIDTH,
    ink_on,
)
from helpers.findings import Absent, Cell, ResultTable, Share
from helpers.numbers import points
from helpers.wording import capital

_ITEM, _TERM = 1.85, 2.1
_LEFT, _RIGHT = 3.3, 5.75
_ASIDE = 6.45
_BAR, _PITCH = 0.24, 0.3
MOST_EITHER_SIDE = 3
"""More categories on one side of the line could not be told apart."""
_AGAINST = {1: ("#F6A57C",), 2: ("#C8500F", "#F6A57C"), 3: ("#9A3B06", "#E0682A", "#F6A57C")}
_FOR = {1: (BLUE,), 2: (LIGHT_BLUE, BLUE), 3: (LIGHT_BLUE, MIDDLE_BLUE, BLUE)}


@dataclass(frozen=True, slots=True)
class Item:
    """One question and how it was answered each time, in the order of telling."""

    wording: str
    sides: tuple[Split, ...]


@dataclass(frozen=True, slots=True)
class _Parts:
    """Which categories lie left, aside and right, and how each looks."""

    scale: tuple[str, ...]
    left: range
    aside: int | None
    right: range

    @property
    def colours(self) -> tuple[str, ...]:
        middle = (PALE_GREY,) if self.aside is not None else ()
        return (*_AGAINST.get(len(self.left), ()), *middle, *_FOR[len(self.right)])

    def share(self, side: Split, levels: range) -> float:
        return sum(side.known[level] for level in levels) / side.base if side.base else 0.0


def likert(
    title: str,
    scale: Sequence[str],
    items: Sequence[Item],
    *,
    positive_from: str,
    neutral: str = "",
    positive_name: str = "",
    unit: str = "respondents",
    note: str = "",
) -> Figure:
    """Each item's answers either side of a common line, one bar a term, best items where given.

    ``scale`` is lowest first; answers from ``positive_from`` on lie right of the line, ``neutral``
    as a number in a column by itself, so that it sways neither side, and the rest left of it.
    ``positive_name`` says in words what the right side counts ("agree"). Up to three categories
    a side.
    """
    if not items:
        return nothing(title, "answers")
    parts = _parts(scale, positive_from, neutral)
    name = positive_name or f"{words.lower(positive_from)} or better"
    drawn = zip(scale, parts.colours, strict=True)
    key = [Entry(word, colour, outline=OUTLINE) for word, colour in drawn if word != neutral]
    above = height_of(len(wrap(neutral, 0.72, SMALL, most=4)), SMALL) if neutral else 0.16
    top = EDGE + key_height(key, WIDTH - 2 * EDGE) + 0.14 + above
    tallest = max(len(item.sides) for item in items)
    placed = rows([i.wording for i in items], _ITEM, top, tallest * _PITCH + 0.16, most=4)
    sides = [side for item in items for side in item.sides]
    notes = foot([f"n = number of {unit}.", note], [side.why for side in sides], WIDTH)
    with sheet(placed.bottom + 0.26 + foot_height(notes) + EDGE) as page:
        axis = _axis(parts, sides)
        panel = page.panel(_LEFT, _RIGHT, axis.low, axis.high)
        draw_key(page, key, EDGE, EDGE, WIDTH - 2 * EDGE)
        head(page, WIDTH - EDGE, top - 0.02, "n", at="right")
        if parts.aside is not None:
            head(page, _ASIDE, top - 0.02, wrap(neutral, 0.72, SMALL, most=4), at="right")
        axis.draw(page, panel, placed.top, placed.bottom)
        page.rule(panel, (0, 0), (placed.top, placed.bottom), INK, 1.2, name="line")
        placed.write(page)
        placed.separate(page, EDGE, WIDTH - EDGE)
        for row, item in enumerate(items):
            first = placed.centres[row] - _PITCH * (len(item.sides) - 1) / 2
            for turn, side in enumerate(item.sides):
                _side(page, panel, side, first + _PITCH * turn, parts, f"{row}-{turn}")
        page.notes(notes)
        alt = _alt(items, parts, name, unit)
        return page.figure(title, alt, _table(title, items, parts, name, notes))


def _parts(scale: Sequence[str], positive_from: str, neutral: str) -> _Parts:
    line = scale.index(positive_from)
    aside = scale.index(neutral) if neutral else None
    if aside is not None and aside != line - 1:
        raise ValueError(f"{neutral!r} does not stand just before {positive_from!r} on the scale")
    left = range(line if aside is None else aside)
    right = range(line, len(scale))
    if len(left) > MOST_EITHER_SIDE or len(right) > MOST_EITHER_SIDE:
        raise ValueError("more than three categories on one side cannot be told apart")
    return _Parts(tuple(scale), left, aside, right)


def _axis(parts: _Parts, sides: Sequence[Split]) -> Axis:
    """Quarters that hold the longest bar on either side."""
    quarters = [
        max(1, *(-int(-parts.share(side, levels) * 4 // 1) for side in sides), 1)
        for levels in (parts.left, parts.right)
    ]
    low, high = -quarters[0] if parts.left else 0, quarters[1]
    step = 1 if high - low <= 4 else 2
    places = [place for place in range(low, high + 1) if place % step == 0]
    ticks = tuple((place / 4, f"{points(abs(place) / 4)} %") for place in places)
    return Axis(low / 4, high / 4, ticks)


def _side(page: Sheet, panel: Axes, side: Split, y: float, parts: _Parts, name: str) -> None:
    inches = (_RIGHT - _LEFT) / (panel.get_xlim()[1] - panel.get_xlim()[0])
    page.write(_TERM, y, short(side.label, _LEFT - _TERM - 0.08), size=SMALL, colour=SOFT)
    if not side.base:
        absent(page, _LEFT - panel.get_xlim()[0] * inches + 0.02, y, side.why)
        return
    start = -parts.share(side, parts.left)
    for level in (*parts.left, *parts.right):
        end = start + side.known[level] / side.base
        _segment(page, panel, side, level, (start, end), y, parts, inches, name)
        start = end
    if parts.aside is not None:
        told = str(side.known[parts.aside])
        page.write(_ASIDE, y, told, size=SMALL, at="right", colour=SOFT)
    page.write(WIDTH - EDGE, y, str(side.base), at="right")


def _segment(
    page: Sheet,
    panel: Axes,
    side: Split,
    level: int,
    ends: tuple[float, float],
    y: float,
    parts: _Parts,
    inches: float,
    name: str,
) -> None:
    count, colour = side.known[level], parts.colours[level]
    if not count:
        return
    top, bottom = y - _BAR / 2, y + _BAR / 2
    name = f"answer-{name}-{level}"
    page.box(panel, *ends, top, bottom, colour, name=name, edge=OUTLINE, line=0.6)
    if (ends[1] - ends[0]) * inches > width_of(str(count), SMALL) + 0.04:
        ink, middle = ink_on(colour), sum(ends) / 2
        page.write(middle, y, str(count), size=SMALL, at="center", colour=ink, on=panel)


def _table(
    title: str, items: Sequence[Item], parts: _Parts, name: str, notes: Sequence[str]
) -> ResultTable:
    body: list[tuple[Cell, ...]] = []
    for item in items:
        for side in item.sides:
            counts: tuple[Cell, ...] = side.counts
            if side.absent or not counts:
                counts = (side.why,) * len(parts.scale)
            share: Cell = side.why
            if side.base:
                share = Share(sum(side.known[level] for level in parts.right), side.base)
            n: Cell = side.why or side.base
            body.append((item.wording, side.label, *counts, share, n))
    columns = ("Item", "Term", *parts.scale, capital(name), "n")
    return ResultTable(title, columns, tuple(body), note=" ".join(notes))


def _alt(items: Sequence[Item], parts: _Parts, name: str, unit: str) -> str:
    last = [(item, item.sides[-1]) for item in items if item.sides and item.sides[-1].base]
    told = []
    if last:
        when = last[0][1].label
        levels = [
            (
                f"“{item.wording}”",
                parts.share(side, parts.right),
                words.of(sum(side.known[level] for level in parts.right), side.base, unit),
            )
            for item, side in last
        ]
        start = f"{when}: " if when else ""
        if len(levels) == 1:
            told.append(f"{start}{levels[0][0]}, {levels[0][2]} {words.lower(name)}.")
        else:
            told.append(f"{start}{words.lower(name)} is {words.extremes(levels)}.")
        told.append(_moved(items, parts))
    if any(side.why is Absent.SUPPRESSED for item in items for side in item.sides):
        told.append("Some answers are hidden, because numbers are small.")
    told.append("Bars either side of a line, by item and term.")
    return " ".join(one for one in told if one)


def _moved(items: Sequence[Item], parts: _Parts) -> str:
    both = [one.sides for one in items if len(one.sides) > 1 and all(s.base for s in one.sides)]
    if not both:
        return ""
    moves = [
        parts.share(sides[-1], parts.right) - parts.share(sides[0], parts.right) for sides in both
    ]
    up, down = sum(move > 1e-9 for move in moves), sum(move < -1e-9 for move in moves)
    same = len(moves) - up - down
    return (
        f"Against {both[0][0].label}, the share is higher for {up or 'none'}, lower for "
        f"{down or 'none'} and the same for {same or 'none'} of {len(moves)} items."
    )
