"""Where sources of evidence agree: focus areas down, sources across, a word in every cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from matplotlib.lines import Line2D

from helpers.figures import words
from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.lettering import height_of, wrap
from helpers.figures.rows import foot, foot_height, head, rows
from helpers.figures.sheet import Sheet, sheet
from helpers.figures.style import BLUE, EDGE, FAINT_BLUE, PALE_BLUE, PAPER, RULE, SMALL, SOFT, WIDTH
from helpers.findings import Absent, ResultTable
from helpers.wording import capital, joined

_LABEL, _LEFT = 1.45, 1.65


class Seen(StrEnum):
    """What one source says of one focus area."""

    STRONG = "strong"
    MIDDLING = "middling"
    WEAK = "weak"
    NONE = "none"
    """The source says nothing on it."""


_LOOKS = {
    Seen.STRONG: ("full", PALE_BLUE),
    Seen.MIDDLING: ("left", FAINT_BLUE),
    Seen.WEAK: ("none", PAPER),
}


@dataclass(frozen=True, slots=True)
class Focus:
    """One focus area: what each source says, and in ``verdict`` what they say together."""

    area: str
    cells: tuple[Seen | Absent, ...]
    verdict: str = ""


def evidence_map(
    title: str, sources: Sequence[str], areas: Sequence[Focus], *, note: str = ""
) -> Figure:
    """A grid of word, shape and tint: full circle strong, half middling, empty weak.

    ``areas`` have one cell for each of ``sources``. If any has a verdict ("agree", "differ"), it
    stands in a last column. Say in ``note`` what strong and weak mean and how many it rests on.
    """
    if not areas or not sources:
        return nothing(title, "focus areas")
    judged = any(area.verdict for area in areas)
    right = WIDTH - EDGE - (0.9 if judged else 0)
    wide = (right - _LEFT) / len(sources)
    headings = [wrap(source, wide * 1.04, SMALL, most=3) for source in sources]
    top = EDGE + height_of(max(len(lines) for lines in headings), SMALL) + 0.08
    placed = rows([area.area for area in areas], _LABEL, top, 0.56)
    notes = foot([note], [cell for area in areas for cell in area.cells], WIDTH)
    with sheet(placed.bottom + 0.06 + foot_height(notes) + EDGE) as page:
        placed.write(page)
        for place, lines in enumerate(headings):
            head(page, _LEFT + wide * (place + 0.5), top - 0.06, lines, at="center")
        if judged:
            head(page, right + 0.1, top - 0.06, "Together")
        for row, area in enumerate(areas):
            span = (placed.tops[row], placed.bottoms[row])
            for place, cell in enumerate(area.cells):
                start = _LEFT + wide * place
                _cell(page, cell, (start, start + wide), span, f"{row}-{place}")
            page.write(
                right + 0.1, sum(span) / 2, wrap(area.verdict, 0.85, SMALL, most=3), size=SMALL
            )
        page.notes(notes)
        columns = ("Focus area", *sources, *(("Together",) if judged else ()))
        body = tuple(
            (
                area.area,
                *(cell if isinstance(cell, Absent) else cell.value for cell in area.cells),
                *((area.verdict,) if judged else ()),
            )
            for area in areas
        )
        numbers = ResultTable(title, columns, body, note=" ".join(notes))
        return page.figure(title, _alt(areas, sources), numbers)


def _cell(
    page: Sheet,
    cell: Seen | Absent,
    across: tuple[float, float],
    span: tuple[float, float],
    name: str,
) -> None:
    x, y = sum(across) / 2, sum(span) / 2
    look = None if isinstance(cell, Absent) else _LOOKS.get(cell)
    tint = look[1] if look else PAPER
    ends = (across[0] + 0.02, across[1] - 0.02, span[0] + 0.02, span[1] - 0.02)
    page.box(page.page, *ends, tint, edge=RULE, line=0.8, name=f"cell-{name}")
    if look is None:
        told = "c" if cell is Absent.SUPPRESSED else "none" if cell is Seen.NONE else "–"
        page.write(x, y, told, size=SMALL, at="center", colour=SOFT)
        return
    fill = look[0]
    page.page.add_line(
        Line2D(
            [x],
            [y - 0.1],
            marker="o",
            markersize=11,
            fillstyle=fill,  # type: ignore[arg-type]
            markerfacecolor=BLUE,
            markerfacecoloralt=PAPER,
            markeredgecolor=BLUE,
            markeredgewidth=1.4,
            clip_on=False,
            gid=f"{cell}-{name}",
        )
    )
    page.write(x, y + 0.13, str(cell), size=SMALL, at="center")


def _alt(areas: Sequence[Focus], sources: Sequence[str]) -> str:
    parts = [_row(area, sources) for area in areas[:6]]
    if len(areas) > 6:
        rest = len(areas) - 6
        parts.append(f"{rest} more focus {'area is' if rest == 1 else 'areas are'} in the table.")
    if any(cell is Absent.SUPPRESSED for area in areas for cell in area.cells):
        parts.append("Some cells are hidden, because numbers are small.")
    return " ".join([*parts, "A grid of focus areas by source of evidence."])


def _row(area: Focus, sources: Sequence[str]) -> str:
    """``Questioning: strong in observation and results, weak in self-rating (differ).``"""
    told = []
    for seen in (Seen.STRONG, Seen.MIDDLING, Seen.WEAK):
        where = [
            words.lower(source)
            for source, cell in zip(sources, area.cells, strict=True)
            if cell is seen
        ]
        if where:
            told.append(f"{seen} in {joined(where)}")
    verdict = f" ({area.verdict})" if area.verdict else ""
    return f"{capital(area.area)}: {', '.join(told) or 'no evidence'}{verdict}."
