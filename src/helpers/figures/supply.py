"""Who can help with a skill against who wants help: bars either side of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from helpers.figures import words
from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.rows import foot, foot_height, head, rows
from helpers.figures.sheet import Sheet, sheet
from helpers.figures.style import BLUE, EDGE, INK, ORANGE, PLUM, SMALL, WIDTH
from helpers.findings import Absent, Cell, ResultTable

_LABEL = 1.75
_LEFT, _MIDDLE, _RIGHT = 2.45, 4.45, 6.45


@dataclass(frozen=True, slots=True)
class Supply:
    """One skill: how many can help with it, and how many want help."""

    skill: str
    can_help: int | Absent
    want_help: int | Absent

    @property
    def uncovered(self) -> bool:
        """Whether help is wanted and nobody offers it."""
        return self.can_help == 0 and isinstance(self.want_help, int) and self.want_help > 0


def supply_and_demand(
    title: str, skills: Sequence[Supply], *, people: int, unit: str = "staff", note: str = ""
) -> Figure:
    """Per skill, offers to the left and wishes to the right, in the order given.

    ``people`` is how many filled in the audit. A skill that is wanted and offered by nobody is
    marked in words and colour.
    """
    if not skills:
        return nothing(title, "skills")
    cells = [cell for one in skills for cell in (one.can_help, one.want_help)]
    notes = foot([f"n = {people} {unit}.", note], cells, WIDTH)
    placed = rows([one.skill for one in skills], _LABEL, 0.4, 0.4)
    longest = max([1, *(cell for cell in cells if isinstance(cell, int))])
    with sheet(placed.bottom + 0.04 + foot_height(notes) + EDGE) as page:
        panel = page.panel(_LEFT, _RIGHT, -longest, longest)
        head(page, _MIDDLE - 0.12, 0.36, "Can help", at="right")
        head(page, _MIDDLE + 0.12, 0.36, "Want help")
        placed.write(page)
        placed.separate(page, EDGE, WIDTH - EDGE)
        for row, (one, y) in enumerate(zip(skills, placed.centres, strict=True)):
            _half(page, panel, one, y, row, way=-1)
            _half(page, panel, one, y, row, way=1)
        page.rule(panel, (0, 0), (placed.top, placed.bottom), INK, 1.2, name="nought")
        page.notes(notes)
        body: tuple[tuple[Cell, ...], ...] = tuple(
            (one.skill, one.can_help, one.want_help) for one in skills
        )
        numbers = ResultTable(title, ("Skill", "Can help", "Want help"), body, note=" ".join(notes))
        return page.figure(title, _alt(skills, people, unit), numbers)


def _half(page: Sheet, panel: Axes, one: Supply, y: float, row: int, way: int) -> None:
    count = one.can_help if way < 0 else one.want_help
    if isinstance(count, Absent):
        told = "c" if count is Absent.SUPPRESSED else words.UNKNOWN[count]
        page.write(_MIDDLE + 0.12 * way, y, told, size=SMALL, at="left" if way > 0 else "right")
        return
    name, colour = ("can", BLUE) if way < 0 else ("want", ORANGE)
    if count:
        start, end = sorted((0, way * count))
        page.box(panel, start, end, y - 0.13, y + 0.13, colour, line=0, name=f"{name}-{row}")
    reach = count / (panel.get_xlim()[1]) * (_RIGHT - _MIDDLE) + 0.1
    told, ink = ("nobody yet", PLUM) if way < 0 and one.uncovered else (str(count), INK)
    at = "left" if way > 0 else "right"
    page.write(_MIDDLE + way * reach, y, told, at=at, colour=ink, bold=ink == PLUM)


def _alt(skills: Sequence[Supply], people: int, unit: str) -> str:
    wanted = [
        (one.skill, float(one.want_help), f"{one.want_help} of {people} {unit}")
        for one in skills
        if isinstance(one.want_help, int)
    ]
    offered = [
        (one.skill, float(one.can_help), f"{one.can_help} of {people} {unit}")
        for one in skills
        if isinstance(one.can_help, int)
    ]
    parts = [
        f"{name}: {words.highest(levels)}."
        for name, levels in (("Most wanted", wanted), ("Most offered", offered))
        if levels
    ]
    bare = [one.skill for one in skills if one.uncovered]
    if bare:
        parts.append(f"Wanted, but offered by nobody yet: {words.named(bare)}.")
    if any(Absent.SUPPRESSED in (one.can_help, one.want_help) for one in skills):
        parts.append("Some numbers are hidden, because they are small.")
    return " ".join([*parts, "Bars either side of a line, one row a skill."])
