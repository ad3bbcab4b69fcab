"""The path of each measure over all terms: one strip a measure, broken where the scale changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from helpers.figures import words
from helpers.figures.axes import Axis, level_axis
from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.lettering import wrap
from helpers.figures.quantities import cell_of, ends_of, level_of, n_of, reach
from helpers.figures.rows import foot, foot_height
from helpers.figures.sheet import Sheet, sheet
from helpers.figures.style import BLUE, EDGE, INK, OUTLINE, PLUM, RULE, SMALL, SOFT, WIDTH
from helpers.findings import Absent, Cell, Kind, Quantity, ResultTable
from helpers.wording import joined

_LABEL = 1.45
_LEFT, _RIGHT = 2.2, WIDTH - EDGE
_STRIP, _TALL, _HEAD = 1.62, 0.95, 0.34
_NEAR_FOOT = 0.15


@dataclass(frozen=True, slots=True)
class Step:
    """One measure in one term; ``scale`` names the scale it was judged on."""

    term: str
    quantity: Quantity
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One measure over the terms. Between two steps on different scales no line is drawn."""

    label: str
    steps: tuple[Step, ...]
    kind: Kind = Kind.SHARE
    measured_in: str = ""

    def at(self, term: str) -> Step | None:
        """The step of a term."""
        return next((step for step in self.steps if step.term == term), None)

    def told(self, terms: Sequence[str]) -> list[tuple[int, Step]]:
        """Place and step of each term that has one, hidden ones too."""
        steps = [(place, self.at(term)) for place, term in enumerate(terms)]
        return [(p, s) for p, s in steps if s and s.quantity.absent is not Absent.MISSING]


def path(
    title: str, terms: Sequence[str], runs: Sequence[Run], *, unit: str, note: str = ""
) -> Figure:
    """Each run as a strip of dots with 95 % intervals over ``terms``, in their order.

    A missing term is a gap, a hidden one the letter c; a change of scale is a dashed line.
    ``unit`` is the plural of what n counts.
    """
    if not runs or not terms:
        return nothing(title, "terms")
    cells = [step.quantity.absent for run in runs for step in run.steps]
    notes = foot([f"Lines are 95 % intervals. n = number of {unit}.", note], cells, WIDTH)
    below = EDGE + _STRIP * len(runs)
    gap = (_RIGHT - _LEFT) / len(terms)
    names = [wrap(term, gap - 0.08, SMALL, most=2) for term in terms]
    with sheet(below + 0.4 + foot_height(notes) + EDGE) as page:
        for row, run in enumerate(runs):
            _strip(page, run, terms, EDGE + _STRIP * row, gap, row)
        for place, lines in enumerate(names):
            x = _LEFT + gap * (place + 0.5)
            page.write(x, below + 0.16, lines, size=SMALL, at="center", colour=SOFT)
        page.notes(notes)
        return page.figure(title, _alt(terms, runs), _table(title, terms, runs, notes))


def _strip(page: Sheet, run: Run, terms: Sequence[str], top: float, gap: float, row: int) -> None:
    foot_ = top + _HEAD + _TALL
    axis = level_axis(run.kind, reach(step.quantity for step in run.steps), 2)
    page.write(EDGE, foot_ - _TALL / 2, wrap(run.label, _LABEL, most=4))
    for place, told in axis.ticks:
        y = _down(axis, place, foot_)
        page.rule(page.page, (_LEFT, _RIGHT), (y, y), RULE, 0.8, under=True)
        page.write(_LEFT - 0.06, y, told, size=SMALL, at="right", colour=SOFT)
    marks = [
        _Mark(place, step, _LEFT + gap * (place + 0.5), axis, foot_)
        for place, step in run.told(terms)
    ]
    for first, then in pairwise(marks):
        _joined(page, first, then, (top + 0.2, foot_), row)
    for mark, after in zip_longest(marks, marks[1:]):
        _step(page, run, mark, after, f"{row}-{mark.place}")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A step and where it stands on its strip."""

    place: int
    step: Step
    x: float
    axis: Axis
    foot: float

    def down(self, level: float) -> float:
        """Inches from the top of the sheet."""
        return _down(self.axis, level, self.foot)

    @property
    def y(self) -> float | None:
        """Inches from the top, or nothing where the step is hidden."""
        level = level_of(self.step.quantity)
        return None if level is None else self.down(level)


def _joined(page: Sheet, first: _Mark, then: _Mark, span: tuple[float, float], row: int) -> None:
    """A line from term to term, dashed over a gap; or a break where the scale is another."""
    name = f"{row}-{then.place}"
    if first.step.scale != then.step.scale:
        x = (first.x + then.x) / 2
        page.rule(page.page, (x, x), span, PLUM, 1.2, name=f"break-{name}", dashes=(3, 2))
        page.write(x, span[0] - 0.1, "new scale", size=SMALL, at="center", colour=PLUM)
    elif first.y is not None and then.y is not None:
        dashes = (3.0, 2.0) if then.place - first.place > 1 else None
        across, down = (first.x, then.x), (first.y, then.y)
        page.rule(page.page, across, down, BLUE, 1.4, name=f"run-{name}", dashes=dashes)


def _step(page: Sheet, run: Run, mark: _Mark, then: _Mark | None, name: str) -> None:
    """A dot, its interval and its number, which keeps clear of the line that follows."""
    x, own = mark.x, mark.step.quantity
    if mark.y is None:
        told = "c" if own.absent is Absent.SUPPRESSED else "–"
        page.write(x, mark.foot - _TALL / 2, told, size=SMALL, at="center", colour=SOFT)
        return
    low, high = ends_of(own.estimate)
    if low is not None and high is not None:
        ends = (mark.down(low), mark.down(high))
        page.rule(page.page, (x, x), ends, OUTLINE, 1.6, name=f"interval-{name}")
    page.mark(page.page, x, mark.y, BLUE, name=f"step-{name}")
    broken = then is not None and then.step.scale != mark.step.scale
    climbs = not broken and then is not None and then.y is not None and then.y < mark.y
    # Under a dot near the foot stands its n, so its number goes above it, before the climb.
    low_down = mark.foot - mark.y < _NEAR_FOOT
    aside, at = (-0.09, "right") if broken or (climbs and low_down) else (0.09, "left")
    down = 0.1 if climbs and not low_down else -0.1
    page.write(x + aside, mark.y + down, words.beside(own, run.kind), size=SMALL, at=at, colour=INK)
    n = n_of(own)
    if n is not None:
        page.write(x, mark.foot + 0.14, f"n = {n}", size=SMALL, at="center", colour=SOFT)


def _down(axis: Axis, level: float, foot_: float) -> float:
    return foot_ - (level - axis.low) / (axis.high - axis.low) * _TALL


def _table(
    title: str, terms: Sequence[str], runs: Sequence[Run], notes: Sequence[str]
) -> ResultTable:
    body = [(run.label, *(_cell(run.at(term)) for term in terms)) for run in runs]
    return ResultTable(title, ("Measure", *terms), tuple(body), note=" ".join(notes))


def _cell(step: Step | None) -> Cell:
    return cell_of(step.quantity) if step else Absent.MISSING


def _alt(terms: Sequence[str], runs: Sequence[Run]) -> str:
    told = [_course(terms, run) for run in runs]
    strips = "One strip" if len(runs) == 1 else f"{len(runs)} strips"
    return " ".join([*(one for one in told if one), f"{strips} of dots with intervals, by term."])


def _course(terms: Sequence[str], run: Run) -> str:
    """``Good or better: 7 of 14 (50 %) in Spring 2013, 14 of 14 (100 %) in Summer 2013.``"""
    steps = [step for term in terms if (step := run.at(term)) and not step.quantity.absent]
    if not steps:
        return f"{run.label}: nothing can be shown."
    ends = [steps[0]] if len(steps) == 1 else [steps[0], steps[-1]]
    told = [f"{words.said(one.quantity, run.measured_in)} in {one.term}" for one in ends]
    text = f"{run.label}: {', then '.join(told)}"
    breaks = [one.term for first, one in pairwise(steps) if first.scale != one.scale]
    return f"{text}; the scale changed in {joined(breaks)}." if breaks else f"{text}."
