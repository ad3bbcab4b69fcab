"""Action Learning Sets as pictures: who helps whom with what."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.lettering import height_of, short, width_of, wrap
from helpers.figures.rows import foot, foot_height
from helpers.figures.sheet import Sheet, sheet
from helpers.figures.style import BLUE, EDGE, FAINT_BLUE, INK, PAPER, RULE, SMALL, SOFT, WIDTH
from helpers.findings import Cell, ResultTable
from helpers.wording import counted, joined

_GAP = 0.14
_NAME = 10.0
"""Points of a person's name."""
_HEAD = 0.42
_UP = 0.38
"""How far along a long arrow its words stand: near the giver, and high where it slants."""
_OFF = 0.08
"""How far an arrow keeps to its own side of the straight line."""

_FLAT = 1.08
"""How much wider than a level arrow its words may be."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Help:
    """One person can help another with these skills."""

    giver: str
    taker: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """One Action Learning Set. The facilitator, if any, is one of ``people``."""

    name: str
    people: tuple[str, ...]
    helps: tuple[Help, ...] = ()
    facilitator: str = ""


def learning_sets(title: str, circles: Sequence[Circle], *, note: str = "") -> Figure:
    """Each set in a frame of its own: pairs two abreast, threes and more across the page.

    Arrows run from the one who can help to the one who wants it, with the skill beside them.
    It names persons: for leadership, or with role labels.
    """
    if not circles:
        return nothing(title, "Action Learning Sets")
    frames, bottom = _frames(circles)
    people = len({name for circle in circles for name in circle.people})
    about = f"n = {counted(people, 'person', 'people')} in {counted(len(circles), 'set')}."
    arrow = "Arrows run from who can help to who wants help."
    notes = foot([arrow, about, note], (), WIDTH)
    with sheet(bottom + 0.06 + foot_height(notes) + EDGE) as page:
        for place, (circle, frame) in enumerate(zip(circles, frames, strict=True)):
            _circle(page, circle, frame, place)
        page.notes(notes)
        return page.figure(title, _alt(circles, people), _table(title, circles, notes))


def _frames(circles: Sequence[Circle]) -> tuple[list[tuple[float, float, float, float]], float]:
    """Left, top, width and height of each frame, and where the last one ends."""
    frames: list[tuple[float, float, float, float]] = []
    y = EDGE
    for abreast in _abreast(circles):
        wide = _HALF if len(abreast[0].people) < 3 else WIDTH - 2 * EDGE
        tall = max(map(_tall, abreast))
        frames += [(EDGE + place * (wide + _GAP), y, wide, tall) for place in range(len(abreast))]
        y += tall + _GAP
    return frames, y - _GAP


_HALF = (WIDTH - 2 * EDGE - _GAP) / 2


def _abreast(circles: Sequence[Circle]) -> list[list[Circle]]:
    """Sets in their order, two small ones that follow each other side by side."""
    lines: list[list[Circle]] = []
    for circle in circles:
        last = lines[-1] if lines else []
        small = len(circle.people) < 3 and bool(last) and len(last[0].people) < 3
        if small and len(last) == 1:
            last.append(circle)
        else:
            lines.append([circle])
    return lines


def _tall(circle: Circle) -> float:
    if len(circle.people) > 2:
        return _HEAD + 2.65 + 0.5 * (len(circle.people) > 3)
    # The words of the two arrows stand above and below the middle, and must not leave the frame.
    room = _FLAT * (_HALF - 4 * _half_width(circle) - 0.3)
    most = max((len(_words(one.skills, room)) for one in circle.helps), default=0)
    return _HEAD + max(1.55, 2 * (_OFF + 0.05 + height_of(most, SMALL) + 0.07))


def _words(skills: Sequence[str], room: float) -> tuple[str, ...]:
    """What stands beside an arrow."""
    return wrap(joined(skills), room, SMALL, most=6)


def _circle(
    page: Sheet, circle: Circle, frame: tuple[float, float, float, float], place: int
) -> None:
    left, top, wide, tall = frame
    page.box(page.page, left, left + wide, top, top + tall, PAPER, edge=RULE, line=1.0)
    page.write(left + 0.12, top + 0.22, short(circle.name, wide - 0.24, bold=True), bold=True)
    at = _places(circle, left, top + _HEAD, wide, tall - _HEAD)
    wide_half = _half_width(circle)
    tallest = max((_half_height(name, wide_half) for name in circle.people), default=0.2)
    half = (wide_half, tallest)
    for number, one in enumerate(circle.helps):
        if one.giver in at and one.taker in at and one.giver != one.taker:
            _arrow(page, at[one.giver], at[one.taker], half, one.skills, f"help-{place}-{number}")
    middle = top + _HEAD + (tall - _HEAD) / 2
    for name, (x, y) in at.items():
        _person(page, name, x, y, half, dashed=name == circle.facilitator)
        if name == circle.facilitator:
            # Arrows leave a lower person upwards, so the word stands beneath.
            away = tallest + 0.12
            spot = y + away if y > middle + 0.01 else y - away + 0.02
            page.write(x, spot, "facilitator", size=_NAME, at="center", colour=SOFT)


def _places(circle: Circle, left: float, top: float, wide: float, tall: float) -> dict[str, Point]:
    """One in the middle, two abreast, three as a triangle, more in a ring."""
    people = circle.people
    if not people:
        return {}
    x, y = left + wide / 2, top + tall / 2
    across, down = wide / 2 - _half_width(circle) - 0.12, tall / 2 - 0.42
    if len(people) == 1:
        return {people[0]: (x, y)}
    if len(people) == 2:
        return {people[0]: (x - across, y), people[1]: (x + across, y)}
    turns = [2 * math.pi * place / len(people) - math.pi / 2 for place in range(len(people))]
    if len(people) == 3:
        spots = [(0.0, -1.0), (1.0, 0.85), (-1.0, 0.85)]
    else:
        spots = [(math.cos(turn), math.sin(turn)) for turn in turns]
    return {n: (x + across * a, y + down * b) for n, (a, b) in zip(people, spots, strict=True)}


def _half_width(circle: Circle) -> float:
    """Half the width of a person, in inches: less where two share half a page."""
    return 0.51 if len(circle.people) < 3 else 0.58


def _lines(name: str, half: float) -> tuple[str, ...]:
    return wrap(name, 2 * half - 0.06, _NAME, most=3)


def _half_height(name: str, half: float) -> float:
    return height_of(len(_lines(name, half)), _NAME) / 2 + 0.07


def _person(page: Sheet, name: str, x: float, y: float, half: Point, *, dashed: bool) -> None:
    wide, tall = half
    shape = FancyBboxPatch(
        (x - wide, y - tall),
        2 * wide,
        2 * tall,
        boxstyle="round,pad=0,rounding_size=0.1",
        facecolor=PAPER if dashed else FAINT_BLUE,
        edgecolor=BLUE,
        linewidth=1.3,
        linestyle="--" if dashed else "-",
        clip_on=False,
        zorder=3,
    )
    page.page.add_patch(shape)
    page.write(x, y, _lines(name, wide), size=_NAME, at="center")


def _arrow(
    page: Sheet, start: Point, end: Point, half: Point, skills: Sequence[str], name: str
) -> None:
    """An arrow a little to its own side of the straight line, its words on the outside."""
    long = math.dist(start, end)
    along = ((end[0] - start[0]) / long, (end[1] - start[1]) / long)
    side = (along[1], -along[0])
    begin = _way_out(along, side, half) + 0.03
    stop = long - _way_out((-along[0], -along[1]), side, half) - 0.03
    first = _moved(start, side, _OFF)
    ends = (_moved(first, along, begin), _moved(first, along, stop))
    page.page.add_patch(
        FancyArrowPatch(
            *ends,
            arrowstyle="-|>",
            mutation_scale=11,
            shrinkA=0,
            shrinkB=0,
            color=BLUE,
            linewidth=1.4,
            clip_on=False,
            gid=name,
        )
    )
    flat = abs(along[1]) < 0.2
    lines = _words(skills, (stop - begin) * _FLAT if flat else 1.35)
    size = (max(width_of(line, SMALL) for line in lines), height_of(len(lines), SMALL))
    away = 0.05 + abs(side[0]) * size[0] / 2 + abs(side[1]) * size[1] / 2
    upper = 1 - _UP if along[1] < -0.2 else 0.5 if flat and stop - begin < 2 else _UP
    middle = _moved(ends[0], along, upper * (stop - begin))
    page.write(*_moved(middle, side, away), lines, size=SMALL, at="center", colour=INK)


def _moved(point: Point, way: Point, far: float) -> Point:
    return point[0] + way[0] * far, point[1] + way[1] * far


def _way_out(along: Point, side: Point, half: Point) -> float:
    """How far an arrow, off to its side, runs inside a person's box before it leaves it."""
    reach = [
        (math.copysign(half[axis], along[axis]) - side[axis] * _OFF) / along[axis]
        for axis in (0, 1)
        if abs(along[axis]) > 1e-9
    ]
    return min(reach)


def _table(title: str, circles: Sequence[Circle], notes: Sequence[str]) -> ResultTable:
    body: list[tuple[Cell, ...]] = []
    for circle in circles:
        lines = [(one.giver, joined(one.skills), one.taker) for one in circle.helps]
        members = joined(circle.people)
        body += [(circle.name, members, *line) for line in lines or [("", "", "")]]
    columns = ("Set", "People", "Can help", "With", "Wants help")
    return ResultTable(title, columns, tuple(body), note=" ".join(notes))


def _alt(circles: Sequence[Circle], people: int) -> str:
    """Every exchange where there are few; where there are many, how many each set has."""
    many, helps = len(circles), [one for circle in circles for one in circle.helps]
    sets = "one Action Learning Set" if many == 1 else f"{many} Action Learning Sets"
    start = f"{counted(people, 'person', 'people')} in {sets}"
    if not helps:
        return f"{start}. Names in frames, without arrows."
    if len(helps) <= 5:
        told = "; ".join(
            f"{one.giver} helps {one.taker} with {joined(one.skills)}" for one in helps
        )
        return f"{start}: {told}. Names joined by arrows."
    skills = Counter(skill for one in helps for skill in one.skills)
    skill, times = max(skills.items(), key=lambda one: (one[1], one[0]))
    return (
        f"{start}, {len(helps)} offers of help; most often with {skill}, {times} times. "
        "Names joined by arrows."
    )
