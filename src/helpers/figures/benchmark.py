"""Own figures with their doubt beside the national ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from helpers.figures import words
from helpers.figures.axes import level_axis
from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.lettering import width_of, wrap
from helpers.figures.quantities import cell_of, ends_of, level_of, n_of, reach
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
from helpers.figures.sheet import sheet
from helpers.figures.style import BLUE, EDGE, ORANGE, SMALL, SOFT, WIDTH
from helpers.findings import Absent, Cell, Finding, Kind, Quantity, ResultTable
from helpers.wording import capital

_LABEL = 1.75
_LEFT, _RIGHT = 2.25, 5.2
_REFERENCE = 6.4


@dataclass(frozen=True, slots=True)
class Against:
    """One year group, subject or pupil group: our figure, and the national one if there is any."""

    label: str
    own: Quantity
    national: float | None = None

    @property
    def hidden(self) -> bool:
        """Whether our figure is kept back; then the national one is not drawn either."""
        return self.own.absent is Absent.SUPPRESSED


def against(findings: Iterable[Finding]) -> tuple[Against, ...]:
    """The rows of findings whose last quantity is set against a benchmark.

    The national figure is our value less the difference.
    """
    found = []
    for one in findings:
        own = one.quantities[-1]
        level = level_of(own)
        gap = one.change.value if one.change and one.compared_with else None
        national = None if level is None or gap is None else round(level - gap, 6)
        found.append(Against(one.group or own.label or one.subject, own, national))
    return tuple(found)


def against_national(
    title: str,
    places: Sequence[Against],
    *,
    kind: Kind = Kind.MEAN,
    measured_in: str = "",
    unit: str = "pupils",
    ours: str = "Our school",
    reference: str = "National",
    note: str = "",
) -> Figure:
    """A dot with its 95 % interval for each row, and the national figure as a tick.

    ``kind`` says whether the figures are means (``measured_in`` names their unit) or shares.
    A row without a national figure has no tick; a hidden one has neither.
    """
    if not places:
        return nothing(title, f"{measured_in or unit} beside national figures")
    notes = foot(
        [f"Lines are 95 % intervals. n = number of {unit}.", note],
        [place.own.absent for place in places],
        WIDTH,
    )
    placed = rows([place.label for place in places], _LABEL, 0.85, 0.4)
    with sheet(placed.bottom + 0.26 + foot_height(notes) + EDGE) as page:
        axis = level_axis(kind, _levels(places))
        panel = page.panel(_LEFT, _RIGHT, axis.low, axis.high)
        key = [Entry(ours, BLUE, shape="o"), Entry(reference, ORANGE, shape="|")]
        draw_key(page, key, EDGE, EDGE, WIDTH - 2 * EDGE)
        measure = "Share" if kind is Kind.SHARE else capital(measured_in or "Average")
        head(page, _LEFT, 0.8, measure)
        head(page, _REFERENCE, 0.8, reference, at="right")
        head(page, WIDTH - EDGE, 0.8, "n", at="right")
        axis.draw(page, panel, placed.top, placed.bottom)
        placed.write(page)
        placed.separate(page, EDGE, WIDTH - EDGE)
        for row, (place, y) in enumerate(zip(places, placed.centres, strict=True)):
            level = level_of(place.own)
            if place.national is not None and not place.hidden:
                ends = (y - 0.14, y + 0.14)
                tick = (place.national, place.national)
                page.rule(panel, tick, ends, ORANGE, 3.2, name=f"national-{row}")
                told = words.told(place.national, kind)
                page.write(_REFERENCE, y, told, at="right", colour=SOFT)
            if level is None:
                absent(page, _LEFT, y, place.own.absent)
                continue
            low, high = ends_of(place.own.estimate)
            whisker(page, panel, low, high, y, BLUE)
            page.mark(panel, level, y, BLUE, name=f"own-{row}")
            told = words.beside(place.own, kind)
            ends = (level if low is None else low, level if high is None else high)
            x, before = _clear_of_tick(panel, place, ends, told)
            beside(page, panel, x, y, told, before=before)
            n = n_of(place.own)
            page.write(WIDTH - EDGE, y, "" if n is None else f"{n:,}", at="right")
        page.notes(notes)
        alt = _alt(places, kind, measured_in, unit, reference)
        return page.figure(title, alt, _table(title, places, kind, ours, reference, notes))


def _clear_of_tick(
    panel: Axes, place: Against, ends: tuple[float, float], told: str
) -> tuple[float, bool]:
    """Where our number goes, and whether it stands before that place.

    Right of the interval; but left of it where it would lie on the national tick, or past the tick
    where its row's label leaves no room on the left.
    """
    low, high = ends
    first, last = panel.get_xlim()
    inch = (last - first) / (_RIGHT - _LEFT)
    room = (width_of(told, SMALL) + 0.14) * inch
    if place.national is None or not high < place.national < high + room:
        return high, False
    label = EDGE + max(width_of(line) for line in wrap(place.label, _LABEL))
    fits = low - room > first - (_LEFT - label) * inch
    return (low, True) if fits else (place.national, False)


def _levels(places: Sequence[Against]) -> list[float]:
    shown = [place for place in places if not place.hidden]
    national = [place.national for place in shown if place.national is not None]
    return [*reach(place.own for place in shown), *national]


def _table(
    title: str,
    places: Sequence[Against],
    kind: Kind,
    ours: str,
    reference: str,
    notes: Sequence[str],
) -> ResultTable:
    scale = 100 if kind is Kind.SHARE else 1

    def cell(number: float | None, why: Absent | None) -> Cell:
        return (why or Absent.MISSING) if number is None else number * scale

    body: list[tuple[Cell, ...]] = []
    for place in places:
        own, why = place.own, place.own.absent
        low, high = (cell(end, why) for end in ends_of(own.estimate))
        national = cell(None if place.hidden else place.national, why if place.hidden else None)
        n = n_of(own)
        row = (cell_of(own), low, high, national, cell(None, why) if n is None else n)
        body.append((place.label, *row))
    columns = ("", ours, "from", "to", f"{reference}{' (%)' if scale == 100 else ''}", "n")
    return ResultTable(title, columns, tuple(body), " ".join(notes), 0 if scale == 100 else 1)


def _alt(places: Sequence[Against], kind: Kind, measured_in: str, unit: str, reference: str) -> str:
    known = [(place, level) for place in places if (level := level_of(place.own)) is not None]
    parts = []
    if known:
        name = reference if reference != "National" else "the national figure"
        parts += [_beside_national(known, kind, measured_in, unit, name)]
    else:
        parts.append("No figure can be shown.")
    kept = [place.label for place in places if place.hidden]
    if kept:
        parts.append(f"Hidden, because numbers are small: {words.named(kept)}.")
    parts.append(f"Dots with 95 % intervals beside ticks for {words.lower(reference)} figures.")
    return " ".join(part for part in parts if part)


def _beside_national(
    known: Sequence[tuple[Against, float]], kind: Kind, measured_in: str, unit: str, name: str
) -> str:
    def told(place: Against) -> str:
        mine = words.said(place.own, measured_in, unit)
        if place.national is None:
            return f"{place.label} ({mine})"
        return f"{place.label} ({mine}; national {words.told(place.national, kind)})"

    compared = [(p, level) for p, level in known if p.national is not None]
    if not compared:
        levels = [(p.label, level, words.said(p.own, measured_in, unit)) for p, level in known]
        return f"{capital(words.extremes(levels))}; no national figure is given."
    above = [one for one in compared if one[1] > (one[0].national or 0)]
    below = [one for one in compared if one[1] < (one[0].national or 0)]
    level = len(compared) - len(above) - len(below)
    if len(compared) == 1:
        way = "above" if above else "below" if below else "level with"
        return f"{told(compared[0][0])}: {way} {name}."
    text = f"Above {name} in {_part(len(above), len(compared))}"
    if len(below) == len(compared):
        text = f"Below {name} in {_part(len(below), len(compared))}"
    elif below:
        text += f", below in {words.named([told(one) for one, _ in below])}"
    if level:
        text += f", level in {level}"
    levels = [(p.label, number, words.said(p.own, measured_in, unit)) for p, number in known]
    return f"{text}. {capital(words.extremes(levels))}."


def _part(some: int, every: int) -> str:
    return f"all {every} rows" if some == every else f"{some or 'none'} of {every} rows"
