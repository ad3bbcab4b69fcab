"""The path of each measure over all terms: one strip a measure, broken where the scale changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpers.figures import words
from helpers.figures.blank import nothing
from helpers.figures.figure import Figure
from helpers.figures.lettering import wrap
from helpers.figures.rows import Axis, foot, foot_height, level_axis
from helpers.figures.sheet import Sheet, sheet
from helpers.figures.style import BLUE, EDGE, INK, OUTLINE, PLUM, RULE, SMALL, SOFT, WIDTH
from helpers.findings import Absent, Cell, Kind, Quantity, ResultTable, Share

_LABEL = 1.45
_LEFT, _RIGHT = 2.2, WIDTH - EDGE
_STRIP, _TALL = 1.5, 0.95


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
    foot_ = top + 0.15 + _TALL
    axis = level_axis(run.kind, _levels(run), 2)
    page.write(EDGE, foot_ - _TALL / 2, wrap(run.label, _LABEL, most=4))
    for place, told in axis.ticks:
        y = _down(axis, place, foot_)
        page.rule(page.page, (_LEFT, _RIGHT), (y, y), RULE, 0.8, under=True)
        page.write(_LEFT - 0.06, y, told, size=SMALL, at="right", colour=SOFT)
    earlier: tuple[Step, float, float] | None = None
    for place, term in enumerate(terms):
        x, step = _LEFT + gap * (place + 0.5), run.at(term)
        if step is None or step.quantity.absent is Absent.MISSING:
            continue
        level = words.level_of(step.quantity)
        if level is None:
            page.write(x, foot_ - _TALL / 2, "c" if step.quantity.absent is Absent.SUPPRESSED else "–", at="center", colour=SOFT)
            earlier = None
            continue
        y = _down(axis, level, foot_)
        if earlier is not None:
            _joined(page, earlier, (step, x, y), (top + 0.1, foot_), f"{row}-{place}")
        _step(page, axis, run, step, (x, y), foot_, f"{row}-{place}")
        earlier = (step, x, y)


def _joined(
    page: Sheet,
    start: tuple[Step, float, float],
    end: tuple[Step, float, float],
    span: tuple[float, float],
    name: str,
) -> None:
    """A line from term to term, or a break where the scale is another."""
    if start[0].scale == end[0].scale:
        across, down = (start[1], end[1]), (start[2], end[2])
        page.rule(page.page, across, down, BLUE, 1.4, name=f"run-{name}")
        return
    x = (start[1] + end[1]) / 2
    page.rule(page.page, (x, x), span, PLUM, 1.2, name=f"break-{name}", dashes=(3, 2))
    page.write(x, span[0] - 0.06, "new scale", size=SMALL, at="center", colour=PLUM)


def _step(
    page: Sheet,
    axis: Axis,
    run: Run,
    step: Step,
    at: tuple[float, float],
    foot_: float,
    name: str,
) -> None:
    (x, y), own = at, step.quantity
    level = words.level_of(own)
    assert level is not None
    if own.estimate and own.estimate.low is not None and own.estimate.high is not None:
        ends = (_down(axis, own.estimate.low, foot_), _down(axis, own.estimate.high, foot_))
        page.rule(page.page, (x, x), ends, OUTLINE, 1.6, name=f"interval-{name}")
    page.mark(page.page, x, y, BLUE, name=f"step-{name}")
    page.write(x + 0.1, y - 0.09, words.told(level, run.kind), size=SMALL, colour=INK)
    n = _n(own)
    if n is not None:
        page.write(x, foot_ + 0.14, f"n = {n}", size=SMALL, at="center", colour=SOFT)


def _down(axis: Axis, level: float, foot_: float) -> float:
    return foot_ - (level - axis.low) / (axis.high - axis.low) * _TALL


def _n(own: Quantity) -> int | None:
    return own.estimate.n if own.estimate else own.base


def _levels(run: Run) -> list[float]:
    found = []
    for own in (step.quantity for step in run.steps):
        level = words.level_of(own)
        ends = (own.estimate.low, own.estimate.high) if own.estimate else ()
        found += [one for one in (level, *ends) if one is not None]
    return found


def _table(
    title: str, terms: Sequence[str], runs: Sequence[Run], notes: Sequence[str]
) -> ResultTable:
    body = [(run.label, *(_cell(run.at(term)) for term in terms)) for run in runs]
    return ResultTable(title, ("Measure", *terms), tuple(body), note=" ".join(notes))


def _cell(step: Step | None) -> Cell:
    if step is None or step.quantity.absent:
        return step.quantity.absent if step else Absent.MISSING
    if step.quantity.count is not None and step.quantity.base is not None:
        return Share(step.quantity.count, step.quantity.base)
    return Absent.MISSING if step.quantity.value is None else step.quantity.value


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
    breaks = [one.term for first, one in zip(steps, steps[1:], strict=False) if first.scale != one.scale]
    return f"{text}; the scale changed in {words.listed(breaks)}." if breaks else f"{text}."
