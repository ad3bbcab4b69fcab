"""People's own paths from one term to the next, with their names: for leadership only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpers.figures import words
from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.lettering import height_of, wrap
from helpers.figures.rows import Entry, draw_key, foot, foot_height, head
from helpers.figures.sheet import Sheet, sheet
from helpers.figures.spread import spread
from helpers.figures.style import BLUE, EDGE, GREY, OUTLINE, PLUM, RULE, SMALL, WIDTH
from helpers.findings import Absent, Cell, Kind, ResultTable
from helpers.wording import counted

_LEFT, _RIGHT = 2.75, 4.45
_ASIDE = 0.3
_ROOM = _LEFT - _ASIDE - EDGE

Label = tuple[float, tuple[str, ...]]
"""A value, and the lines that name it and everybody who stands there."""


@dataclass(frozen=True, slots=True)
class Slope:
    """One person before and after; ``None`` where there is nothing for a term."""

    name: str
    before: float | None
    after: float | None

    @property
    def way(self) -> int:
        """1 up, -1 down, 0 level or seen once."""
        if self.before is None or self.after is None:
            return 0
        return (self.after > self.before) - (self.after < self.before)

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """Before and after."""
        return self.before, self.after


_LOOKS = {1: Entry("Up", BLUE, "o"), 0: Entry("Level", OUTLINE, "o"), -1: Entry("Down", PLUM, "D")}


def slopes(
    title: str,
    people: Sequence[Slope],
    times: tuple[str, str],
    *,
    kind: Kind = Kind.MEAN,
    measured_in: str = "",
    levels: Sequence[str] = (),
    note: str = "",
) -> Figure:
    """A line for each person, named at both ends. It shows persons: never outside leadership.

    For ordered categories give their names in ``levels``, lowest first: values are then places on
    that scale, from 0. People at the same point share a label; falls are dashed.
    """
    seen = [one for one in people if one.ends != (None, None)]
    if not seen:
        return nothing(title, "people seen")
    both = sum(None not in one.ends for one in seen)
    told = f"n = {counted(both, 'person', 'people')} seen in both terms" + (
        f", and {len(seen) - both} in one only." if both < len(seen) else "."
    )
    notes = foot([told, f"Measured in {measured_in}." if measured_in else "", note], (), WIDTH)
    sides = [_labels(seen, side, kind, levels) for side in (0, 1)]
    tall = max(1.5, *(sum(_sizes(side)) for side in sides))
    top = EDGE + 0.66
    with sheet(top + tall + 0.16 + foot_height(notes) + EDGE) as page:
        down = _scale(seen, levels, top + 0.1, tall - 0.2)
        ways = [way for way in (1, 0, -1) if any(one.way == way for one in seen)]
        draw_key(page, [_LOOKS[way] for way in ways], EDGE, EDGE, WIDTH - 2 * EDGE)
        for x, time, at in ((_LEFT, times[0], "right"), (_RIGHT, times[1], "left")):
            head(page, x, top - 0.14, time, at=at)
            page.rule(page.page, (x, x), (top, top + tall), RULE, 0.8, under=True)
        for row, one in enumerate(seen):
            _slope(page, one, down, row)
        for side, way in zip(sides, (-1, 1), strict=True):
            _names(page, side, down, way, (top, top + tall))
        page.notes(notes)
        body = tuple((one.name, *(_cell(end, kind, levels) for end in one.ends)) for one in people)
        numbers = ResultTable(title, ("Person", *times), body, note=" ".join(notes))
        return page.figure(title, _alt(seen, times), numbers)


def _scale(
    seen: Sequence[Slope], levels: Sequence[str], top: float, tall: float
) -> Callable[[float], float]:
    """From a value to inches down the sheet."""
    found = [end for one in seen for end in one.ends if end is not None]
    low, high = (0.0, float(len(levels) - 1)) if levels else (min(found), max(found))
    return lambda value: top + tall * (1 - (value - low) / ((high - low) or 1))


def _labels(seen: Sequence[Slope], side: int, kind: Kind, levels: Sequence[str]) -> list[Label]:
    """One label a value, highest first, with everybody who stands there."""
    values = sorted({end for one in seen if (end := one.ends[side]) is not None}, reverse=True)
    return [
        (value, _label([one.name for one in seen if one.ends[side] == value], value, kind, levels))
        for value in values
    ]


def _label(
    names: Sequence[str], value: float, kind: Kind, levels: Sequence[str]
) -> tuple[str, ...]:
    told = levels[int(value)] if levels else words.told(value, kind)
    return wrap(f"{told}: {', '.join(names)}", _ROOM, SMALL, most=4)


def _sizes(side: Sequence[Label]) -> list[float]:
    return [height_of(len(lines), SMALL) + 0.03 for _, lines in side]


def _slope(page: Sheet, one: Slope, down: Callable[[float], float], row: int) -> None:
    colour, shape = _LOOKS[one.way].colour, _LOOKS[one.way].shape
    if one.before is not None and one.after is not None:
        ends = (down(one.before), down(one.after))
        dashes = (4.0, 2.0) if one.way < 0 else None
        across = (_LEFT, _RIGHT)
        page.rule(page.page, across, ends, colour, 1.8, name=f"slope-{row}", dashes=dashes)
    for x, end in zip((_LEFT, _RIGHT), one.ends, strict=True):
        if end is not None:
            hollow = None in one.ends
            page.mark(page.page, x, down(end), colour, shape=shape, size=6, hollow=hollow)


def _names(
    page: Sheet,
    side: Sequence[Label],
    down: Callable[[float], float],
    way: int,
    span: tuple[float, float],
) -> None:
    """Labels beside their points, with a thin lead where they had to give way."""
    start = _LEFT if way < 0 else _RIGHT
    wanted = [down(value) for value, _ in side]
    middles = spread(wanted, _sizes(side), *span)
    for at, y, (_, lines) in zip(wanted, middles, side, strict=True):
        x = start + way * _ASIDE
        page.rule(page.page, (start + way * 0.08, x - way * 0.05), (at, y), GREY, 0.8, under=True)
        page.write(x, y, lines, size=SMALL, at="right" if way < 0 else "left")


def _cell(end: float | None, kind: Kind, levels: Sequence[str]) -> Cell:
    if end is None:
        return Absent.MISSING
    if levels:
        return levels[int(end)]
    return words.told(end, kind) if kind is Kind.SHARE else end


def _alt(seen: Sequence[Slope], times: tuple[str, str]) -> str:
    both = [one for one in seen if None not in one.ends]
    if not both:
        return f"Nobody was seen in both {times[0]} and {times[1]}. One mark a person."
    ways = {way: [one.name for one in both if one.way == way] for way in (1, 0, -1)}
    text = (
        f"Of {counted(len(both), 'person', 'people')} seen in both {times[0]} and {times[1]}, "
        f"{len(ways[1]) or 'none'} went up, {len(ways[0]) or 'none'} stayed level "
        f"and {len(ways[-1]) or 'none'} went down"
    )
    fell = f" ({words.named(ways[-1])})" if ways[-1] else ""
    return f"{text}{fell}. One line a person."
