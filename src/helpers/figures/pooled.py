"""Several schools and what they show together: a forest plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from helpers.estimates.estimate import Estimate
from helpers.figures import words
from helpers.figures.axes import change_axis
from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.rows import absent, foot, foot_height, head, rows, whisker
from helpers.figures.sheet import Sheet, sheet
from helpers.figures.style import BLUE, EDGE, INK, ORANGE, OUTLINE, SMALL, WIDTH
from helpers.findings import Absent, Cell, Kind, ResultTable
from helpers.wording import capital

_LABEL = 1.85
_LEFT, _RIGHT, _TOLD = 2.1, 4.55, 6.6
_FAR = 0.3
"""How far past the schools a prediction may push the axis, as a share of their range."""
_FURTHER = "Where a further school may lie"


@dataclass(frozen=True, slots=True)
class School:
    """One school's change or difference; ``own`` marks ours."""

    label: str
    estimate: Estimate | Absent
    own: bool = False


def forest(
    title: str,
    schools: Sequence[School],
    pooled: Estimate | None = None,
    prediction: tuple[float, float] | None = None,
    *,
    kind: Kind = Kind.MEAN,
    measured_in: str = "",
    unit: str = "pupils",
    what: str = "Difference",
    nought: str = "no difference",
    note: str = "",
) -> Figure:
    """Each school's estimate with its interval, then all together, then where another may lie.

    All numbers are differences in one unit (proportions for ``Kind.SHARE``); ``what`` names them
    ("Change", "Difference from national"), ``nought`` the line at 0. ``pooled.n`` counts schools.
    """
    if not schools:
        return nothing(title, "schools")
    labels = [one.label for one in schools]
    if pooled is not None and pooled.known:
        labels.append(_all(pooled))
    if prediction is not None:
        labels.append(_FURTHER)
    about = [f"Lines are 95 % intervals. n = number of {unit}.", note]
    if prediction is not None:
        about.insert(
            1, "The dashed line is the 95 % prediction interval; an arrow says that it runs on."
        )
    notes = foot(about, [one.estimate for one in schools], WIDTH)
    placed = rows(labels, _LABEL, 0.42, 0.42)
    with sheet(placed.bottom + 0.26 + foot_height(notes) + EDGE) as page:
        axis = change_axis(kind, _reach(schools, pooled, prediction))
        panel = page.panel(_LEFT, _RIGHT, axis.low, axis.high)
        measure = "percentage points" if kind is Kind.SHARE else measured_in
        head(page, _LEFT, 0.38, f"{what}, {measure}" if measure else what)
        head(page, WIDTH - EDGE, 0.38, "n", at="right")
        axis.draw(page, panel, placed.top, placed.bottom)
        page.rule(panel, (0, 0), (placed.top, placed.bottom), INK, 1.2, name="nought")
        placed.write(page)
        for row, (one, y) in enumerate(zip(schools, placed.centres, strict=False)):
            _school(page, panel, one, y, kind, row)
        place = len(schools)
        edge = (placed.tops[place], placed.tops[place]) if place < len(labels) else None
        if edge:
            page.rule(page.page, (EDGE, WIDTH - EDGE), edge, OUTLINE, 0.8)
        if pooled is not None and pooled.known:
            _together(page, panel, pooled, placed.centres[place], kind)
            place += 1
        if prediction is not None:
            y = placed.centres[place]
            _further(page, panel, prediction, y)
            page.write(_TOLD, y, _span(*prediction, kind), size=SMALL, at="right")
        page.notes(notes)
        alt = _alt(schools, pooled, prediction, kind, measure, nought)
        table = _table(title, schools, pooled, prediction, kind, what, notes)
        return page.figure(title, alt, table)


def _school(page: Sheet, panel: Axes, one: School, y: float, kind: Kind, row: int) -> None:
    if isinstance(one.estimate, Absent) or one.estimate.value is None:
        why = one.estimate if isinstance(one.estimate, Absent) else Absent.MISSING
        low, high = panel.get_xlim()
        absent(page, _LEFT - low / (high - low) * (_RIGHT - _LEFT) + 0.02, y, why)
        return
    estimate, colour = one.estimate, BLUE if one.own else OUTLINE
    whisker(page, panel, estimate.low, estimate.high, y, colour)
    page.mark(panel, one.estimate.value, y, colour, shape="o" if one.own else "s", name=f"s-{row}")
    page.write(_TOLD, y, _told(estimate, kind), size=SMALL, at="right", bold=one.own)
    page.write(WIDTH - EDGE, y, f"{estimate.n:,}", at="right")


def _together(page: Sheet, panel: Axes, pooled: Estimate, y: float, kind: Kind) -> None:
    """The pooled estimate as a lozenge as wide as its interval."""
    assert pooled.value is not None
    low = pooled.value if pooled.low is None else pooled.low
    high = pooled.value if pooled.high is None else pooled.high
    points = [(low, y), (pooled.value, y - 0.11), (high, y), (pooled.value, y + 0.11)]
    shape = Polygon(points, closed=True, facecolor=ORANGE, edgecolor=INK, linewidth=0.8)
    shape.set_clip_on(False)
    shape.set_gid("pooled")
    panel.add_patch(shape)
    page.write(_TOLD, y, _told(pooled, kind), size=SMALL, at="right", bold=True)


def _told(estimate: Estimate, kind: Kind) -> str:
    told = words.difference(estimate.value or 0, kind)
    if estimate.low is None or estimate.high is None:
        return told
    return f"{told} ({_span(estimate.low, estimate.high, kind)})"


def _all(pooled: Estimate) -> str:
    return f"All {pooled.n} schools together" if pooled.n != 1 else "The one school"


def _further(page: Sheet, panel: Axes, prediction: tuple[float, float], y: float) -> None:
    """The prediction interval, with an arrow where it runs on past the panel."""
    low, high = panel.get_xlim()
    start, end = max(prediction[0], low), min(prediction[1], high)
    page.rule(panel, (start, end), (y, y), BLUE, 1.8, name="prediction", dashes=(3, 2))
    if prediction[0] < low:
        page.mark(panel, low, y, BLUE, shape="<", size=7, name="on-left")
    if prediction[1] > high:
        page.mark(panel, high, y, BLUE, shape=">", size=7, name="on-right")


def _span(low: float, high: float, kind: Kind) -> str:
    return f"{words.difference(low, kind)} to {words.difference(high, kind)}"


def _reach(
    schools: Sequence[School], pooled: Estimate | None, prediction: tuple[float, float] | None
) -> list[float]:
    """What the axis holds: every school, and as much of the prediction as leaves them room."""
    estimates = [one.estimate for one in schools if isinstance(one.estimate, Estimate)]
    estimates += [pooled] if pooled else []
    found = [end for one in estimates for end in (one.value, one.low, one.high) if end is not None]
    if prediction is None or not found:
        return [*found, *(prediction or ())]
    low, high = min(0.0, *found), max(0.0, *found)
    most = (high - low) * _FAR
    return [low, high, max(prediction[0], low - most), min(prediction[1], high + most)]


def _table(
    title: str,
    schools: Sequence[School],
    pooled: Estimate | None,
    prediction: tuple[float, float] | None,
    kind: Kind,
    what: str,
    notes: Sequence[str],
) -> ResultTable:
    scale = 100 if kind is Kind.SHARE else 1

    def line(label: str, estimate: Estimate | Absent) -> tuple[Cell, ...]:
        if isinstance(estimate, Absent):
            return (label, *(estimate,) * 4)
        ends = (estimate.value, estimate.low, estimate.high)
        cells = (Absent.MISSING if end is None else end * scale for end in ends)
        return (label, *cells, estimate.n)

    body = [line(one.label, one.estimate) for one in schools]
    if pooled is not None and pooled.known:
        label, *cells = line(_all(pooled), pooled)
        body.append((label, *cells[:-1], f"{pooled.n} schools"))
    if prediction is not None:
        none = Absent.NOT_APPLICABLE
        ends = tuple(end * scale for end in prediction)
        body.append((_FURTHER, none, *ends, none))
    columns = ("School", what, "from", "to", "n")
    return ResultTable(title, columns, tuple(body), " ".join(notes), 0 if scale == 100 else 1)


def _alt(
    schools: Sequence[School],
    pooled: Estimate | None,
    prediction: tuple[float, float] | None,
    kind: Kind,
    measure: str,
    nought: str,
) -> str:
    known = [
        (one.label, one.estimate.value, f"{_told(one.estimate, kind)} {measure}".strip(), one.own)
        for one in schools
        if isinstance(one.estimate, Estimate) and one.estimate.value is not None
    ]
    parts = [f"{label}: {told}." for label, _, told, own in known if own]
    if not known:
        parts.append("No school's estimate can be shown.")
    if len(known) > 1:
        parts.append(f"{capital(words.extremes([one[:3] for one in known]))}.")
    if pooled is not None and pooled.known:
        line = f"{_all(pooled)}: {_told(pooled, kind)} {measure}".strip()
        if pooled.low is not None and pooled.high is not None:
            where = "includes" if pooled.low <= 0 <= pooled.high else "leaves out"
            line += f"; the interval {where} {nought}"
        parts.append(f"{line}.")
    if prediction is not None:
        parts.append(f"A further school may lie anywhere from {_span(*prediction, kind)}.")
    hidden = [one.label for one in schools if one.estimate is Absent.SUPPRESSED]
    if hidden:
        parts.append(f"Hidden, because numbers are small: {words.named(hidden)}.")
    return " ".join([*parts, "A forest plot with 95 % intervals."])
