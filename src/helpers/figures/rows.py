"""Rows one below the other, and the keys, headings and notes they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from helpers.figures.lettering import height_of, width_of, wrap
from helpers.figures.sheet import Sheet
from helpers.figures.style import EDGE, INK, PAPER, RULE, SMALL, SOFT, TEXT
from helpers.figures.words import HIDDEN_NOTE, UNKNOWN
from helpers.findings import Absent


@dataclass(frozen=True, slots=True)
class Rows:
    """Labels in lines, and where each row lies, in inches from the top of the sheet."""

    labels: tuple[tuple[str, ...], ...]
    tops: tuple[float, ...]
    bottoms: tuple[float, ...]
    top: float
    bottom: float

    @property
    def centres(self) -> tuple[float, ...]:
        """The middle of each row."""
        return tuple((a + b) / 2 for a, b in zip(self.tops, self.bottoms, strict=True))

    def write(
        self, sheet: Sheet, x: float = EDGE, size: float = TEXT, *, shift: float = 0.0
    ) -> None:
        """The labels, from ``x`` rightwards, ``shift`` inches below the middle of their rows."""
        for lines, y in zip(self.labels, self.centres, strict=True):
            sheet.write(x, y + shift, lines, size=size)

    def taller(self, extra: Sequence[float]) -> Rows:
        """The same rows with so many more inches each."""
        tops, bottoms, added = [], [], 0.0
        for top, bottom, more in zip(self.tops, self.bottoms, extra, strict=True):
            tops.append(top + added)
            added += more
            bottoms.append(bottom + added)
        return Rows(self.labels, tuple(tops), tuple(bottoms), self.top, self.bottom + added)

    def separate(self, sheet: Sheet, left: float, right: float) -> None:
        """A hairline between one row and the next."""
        for y in self.bottoms[:-1]:
            sheet.rule(sheet.page, (left, right), (y, y), RULE, 0.6, under=True)


def rows(
    labels: Sequence[str], width: float, top: float, least: float, size: float = TEXT, most: int = 3
) -> Rows:
    """Rows from ``top`` downwards, each at least ``least`` inches and as high as its label."""
    broken = tuple(wrap(label, width, size, most=most) for label in labels)
    tops, bottoms, y = [], [], top
    for lines in broken:
        tops.append(y)
        y += max(least, height_of(len(lines), size) + 0.12)
        bottoms.append(y)
    return Rows(broken, tuple(tops), tuple(bottoms), top, y)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a key: a name and the look it stands for."""

    name: str
    colour: str
    shape: str = "s"
    hollow: bool = False
    outline: str = ""


def key_height(entries: Sequence[Entry], width: float) -> float:
    """Inches that a key takes."""
    return 0.24 * (1 + max((line for line, _ in _places(entries, width)), default=0))


def draw_key(sheet: Sheet, entries: Sequence[Entry], left: float, top: float, width: float) -> None:
    """Names with their looks in one line, or in as many as they need."""
    for entry, (line, across) in zip(entries, _places(entries, width), strict=True):
        x, y = left + across, top + 0.12 + 0.24 * line
        if entry.shape == "s":
            edge, ends = entry.outline or entry.colour, (x, x + 0.16, y - 0.08, y + 0.08)
            sheet.box(sheet.page, *ends, entry.colour, edge=edge, line=0.6)
        else:
            thick = 3.0 if entry.shape == "|" else 1.6
            look, at = entry.colour, (x + 0.08, y)
            sheet.mark(sheet.page, *at, look, shape=entry.shape, hollow=entry.hollow, line=thick)
        sheet.write(x + 0.24, y, entry.name, size=SMALL)


def _places(entries: Sequence[Entry], width: float) -> list[tuple[int, float]]:
    found, line, x = [], 0, 0.0
    for entry in entries:
        needed = 0.24 + width_of(entry.name, SMALL)
        if x and x + needed > width:
            line, x = line + 1, 0.0
        found.append((line, x))
        x += needed + 0.2
    return found


def whisker(
    sheet: Sheet, panel: Axes, low: float | None, high: float | None, y: float, colour: str = INK
) -> None:
    """The interval as a line, where there is one."""
    if low is not None and high is not None:
        sheet.rule(panel, (low, high), (y, y), colour, 1.8, name=f"interval-{colour[1:]}-{y:.3f}")


def absent(sheet: Sheet, x: float, y: float, why: Absent | None) -> None:
    """Words in place of a mark: a number that is hidden or unknown is never drawn as nought."""
    told = UNKNOWN[why or Absent.MISSING]
    sheet.box(sheet.page, x, x + width_of(told, SMALL), y - 0.1, y + 0.1, PAPER, line=0)
    sheet.write(x + 0.06, y, told, size=SMALL, colour=SOFT)


def head(
    sheet: Sheet, x: float, bottom: float, words: str | Sequence[str], at: str = "left"
) -> None:
    """The heading of a column, standing on ``bottom``."""
    lines = (words,) if isinstance(words, str) else words
    sheet.write(x, bottom - height_of(len(lines), SMALL) / 2, lines, size=SMALL, at=at, colour=SOFT)


def beside(
    sheet: Sheet, panel: Axes, x: float, y: float, words: str, *, before: bool = False
) -> None:
    """A number just right of a mark or the end of its interval, or just left, ``before`` it."""
    low, high = panel.get_xlim()
    inches = panel.get_position().width * sheet.drawing.get_figwidth()
    aside, at = (-0.1, "right") if before else (0.1, "left")
    sheet.write(x + aside * (high - low) / inches, y, words, size=SMALL, at=at, on=panel)


def foot(lines: Sequence[str], cells: Iterable[object], width: float) -> tuple[str, ...]:
    """Notes in lines that fit, with the meaning of ``c`` where any cell is hidden."""
    hidden = any(cell is Absent.SUPPRESSED for cell in cells)
    wanted = [*lines, HIDDEN_NOTE] if hidden else list(lines)
    whole = " ".join(line for line in wanted if line)
    return wrap(whole, width - 2 * EDGE, SMALL, most=5) if whole else ()


def foot_height(notes: Sequence[str]) -> float:
    """Inches that the notes take, with the blank above them."""
    return height_of(len(notes), SMALL) + 0.1 if notes else 0.0
