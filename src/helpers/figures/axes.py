"""What the width of a panel means: shares, levels and changes, with their ticks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from helpers.figures.lettering import width_of
from helpers.figures.sheet import Sheet
from helpers.figures.style import RULE, SMALL, SOFT
from helpers.figures.words import signed
from helpers.findings import Kind
from helpers.numbers import decimal, points

_ROOM = 0.04
"""Blank at either end of the range, as a share of it."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The range of a panel; ``ticks`` are (place, words)."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def draw(self, sheet: Sheet, panel: Axes, top: float, bottom: float) -> None:
        """Hairlines behind the rows, and below them the numbers that have room."""
        inches = panel.get_position().width * sheet.drawing.get_figwidth()
        for place, _ in self.ticks:
            sheet.rule(panel, (place, place), (top, bottom), RULE, 0.8, under=True)
        for place, words in self._with_room(inches):
            sheet.write(place, bottom + 0.12, words, size=SMALL, at="center", colour=SOFT, on=panel)

    def _with_room(self, inches: float) -> list[tuple[float, str]]:
        """Nought first, then the outermost: a number that would touch another is left out."""
        kept: list[tuple[float, str]] = []
        scale = inches / (self.high - self.low)
        for place, words in sorted(self.ticks, key=lambda tick: (tick[0] != 0, -abs(tick[0]))):
            half = width_of(words, SMALL) / 2 + 0.04
            if all(
                abs(place - other) * scale > half + width_of(told, SMALL) / 2
                for other, told in kept
            ):
                kept.append((place, words))
        return sorted(kept)


def share_axis(steps: int = 4) -> Axis:
    """0 to 100 %."""
    return Axis(0, 1, tuple((i / steps, f"{points(i / steps)} %") for i in range(steps + 1)))


def level_axis(kind: Kind, levels: Iterable[float], steps: int = 4) -> Axis:
    """The whole of 0 to 100 % for shares; for means, a range that just holds every level."""
    if kind is Kind.SHARE:
        return share_axis(2 if steps < 4 else 4)
    return _fitted(tuple(levels) or (0.0, 1.0), steps, plus=False, scale=1)


def change_axis(kind: Kind, levels: Iterable[float], steps: int = 4) -> Axis:
    """A range that just holds every change and nought; shares in percentage points."""
    scale = 100 if kind is Kind.SHARE else 1
    return _fitted((0.0, *levels), steps, plus=True, scale=scale)


def _fitted(levels: Sequence[float], steps: int, *, plus: bool, scale: int) -> Axis:
    low, high = min(levels), max(levels)
    if low == high:
        low, high = low - (abs(low) / 10 or 0.5), high + (abs(high) / 10 or 0.5)
    room = (high - low) * _ROOM
    low, high = low - room, high + room
    found = MaxNLocator(steps + 1, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    places = [round(float(place), 10) for place in found if low <= place <= high]
    digits = next((d for d in range(4) if all(_round(p * scale, d) for p in places)), 4)
    tell = signed if plus else decimal
    return Axis(low, high, tuple((place, tell(place * scale, digits)) for place in places))


def _round(number: float, digits: int) -> bool:
    return abs(round(number, digits) - number) < 1e-9
