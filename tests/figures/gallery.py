"""One of each figure, small enough to know every number of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import permutations

from helpers.estimates.estimate import Estimate
from helpers.figures.bars import Count, counts
from helpers.figures.benchmark import Against, against_national
from helpers.figures.categories import Split, ordered_bars
from helpers.figures.change import Pair, before_and_after
from helpers.figures.diverging import Item, likert
from helpers.figures.evidence_map import Focus, Seen, evidence_map
from helpers.figures.figure import Figure
from helpers.figures.heatmap import heat_map
from helpers.figures.network import Circle, Help, learning_sets
from helpers.figures.path import Run, Step, path
from helpers.figures.pooled import School, forest
from helpers.figures.slopes import Slope, slopes
from helpers.figures.supply import Supply, supply_and_demand
from helpers.figures.timeline import Happening, Status, sessions
from helpers.figures.weekgrid import Slot, week_grid
from helpers.findings import Absent, Quantity

TERMS = ("Spring 2013", "Summer 2013")
JUDGEMENTS = ("Inadequate", "Satisfactory", "Good", "Outstanding")
AGREEMENT = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
HIDDEN = Absent.SUPPRESSED


def share(label: str, count: int, base: int, low: float, high: float, n: int = 7) -> Quantity:
    return Quantity(label, count, base, estimate=Estimate(count / base, low, high, n, "wilson"))


def mean(value: float, low: float, high: float, n: int) -> Quantity:
    return Quantity("", base=n, value=value, estimate=Estimate(value, low, high, n, "t"))


def lessons() -> Figure:
    return ordered_bars(
        "Lessons by judgement",
        JUDGEMENTS,
        (Split(TERMS[0], (1, 6, 7, 0)), Split(TERMS[1], (0, 0, 7, 7))),
        unit="lessons",
        line_from="Good",
    )


def change() -> Figure:
    before, after = share(TERMS[0], 7, 14, 0.25, 0.75), share(TERMS[1], 14, 14, 0.78, 1)
    pair = Pair("Good or better", before, after, Estimate(0.5, 0.21, 0.79, 7, "x"))
    return before_and_after("Lessons before and after", (pair,), unit="teachers")


def benchmark() -> Figure:
    return against_national(
        "Progress beside national",
        (
            Against("Year 3", mean(11.2, 9.9, 12.4, 18), 12),
            Against("Year 4", Quantity("", absent=HIDDEN), 12.25),
            Against("Year 6", mean(13.4, 12.5, 14.2, 17), 12),
        ),
        measured_in="average points",
    )


def _twice(before: tuple[int, ...], after: tuple[int, ...]) -> tuple[Split, ...]:
    return Split(TERMS[0], before), Split(TERMS[1], after)


def questionnaire() -> Figure:
    return likert(
        "Coaching culture",
        AGREEMENT,
        (
            Item("I am trusted", _twice((1, 2, 1, 2, 1), (0, 0, 1, 3, 3))),
            Item("I have time", _twice((2, 2, 2, 1, 0), (2, 3, 1, 1, 0))),
        ),
        positive_from="Agree",
        neutral="Neither",
        positive_name="agree or strongly agree",
    )  # fmt: skip


def strategies() -> Figure:
    return counts(
        "Strategies adopted",
        (Count("Wait time", 6, 7), Count("Talk partners", 3, 7), Count("Hot seat", HIDDEN, 7)),
        unit="teachers",
    )


def supply() -> Figure:
    return supply_and_demand(
        "Help with skills",
        (Supply("Questioning", 5, 2), Supply("ICT", 0, 3), Supply("Behaviour", HIDDEN, HIDDEN)),
        people=7,
    )


def expertise() -> Figure:
    return heat_map(
        "Expertise",
        ("Questioning", "Feedback"),
        ("Not yet", "Secure", "Strong"),
        ((0, 3, 4), (HIDDEN, HIDDEN, 2)),
        counted="number of staff",
    )


def timeline() -> Figure:
    held = [Happening(date(2013, 1, day)) for day in (15, 22, 23)]
    called_off = Happening(date(2013, 2, 5), Status.CANCELLED)
    return sessions("Sessions", [*held, called_off], start=date(2013, 1, 7), end=date(2013, 3, 28))


def all_terms() -> Figure:
    steps = (
        Step("Autumn 2012", share("", 6, 14, 0.2, 0.7), "2012"),
        Step("Spring 2013", share("", 7, 14, 0.25, 0.75), "2012"),
        Step("Summer 2013", share("", 9, 14, 0.4, 0.85), "2025"),
    )
    terms = [step.term for step in steps]
    return path("Every term", terms, (Run("Good or better", steps),), unit="teachers")


def from_nought() -> Figure:
    """Dots that lie on the foot of their strip, where each n stands."""
    counted = ((0, 0.0, 0.35), (0, 0.0, 0.35), (7, 0.2, 0.8))
    steps = tuple(
        Step(term, share("", count, 14, low, high))
        for term, (count, low, high) in zip(("Autumn", "Spring", "Summer"), counted, strict=True)
    )
    runs = (Run("Outstanding", steps),)
    return path("From nought", [step.term for step in steps], runs, unit="teachers")


def pooled() -> Figure:
    return forest(
        "Schools together",
        (
            School("Our school", Estimate(1.4, 0.5, 2.3, 17, "t"), own=True),
            School("Partner A", Estimate(0.3, -0.6, 1.2, 31, "t")),
            School("Partner B", HIDDEN),
        ),
        Estimate(0.85, -0.1, 1.8, 3, "random-effects"),
        (-0.9, 2.6),
        measured_in="points",
    )


def people() -> Figure:
    return slopes(
        "Teachers",
        (Slope("Teacher A", 3.1, 4.2), Slope("Teacher B", 2.9, 2.4), Slope("Teacher C", 3.1, 3.1)),
        TERMS,
    )


def sets() -> Figure:
    helps = (
        Help("Teacher A", "Teacher B", ("Questioning",)),
        Help("Teacher B", "Teacher A", ("Feedback",)),
    )
    three = ("CPD coordinator", "Teacher C", "Teacher D")
    long = ("Differentiation for the most able",)
    all_ways = tuple(Help(a, b, long) for a, b in permutations(three, 2))
    circles = (
        Circle("Set 1", ("Teacher A", "Teacher B"), helps),
        Circle("Set 2", three, all_ways, facilitator="CPD coordinator"),
    )
    return learning_sets("Sets", circles)


def week() -> Figure:
    return week_grid(
        "The week",
        ("Monday", "Tuesday"),
        ("1", "2"),
        (
            Slot("Monday", "1", "A visits B", "visit"),
            Slot("Monday", "2", "Set 1 meets", "feedback"),
        ),
    )


def triangulation() -> Figure:
    cells = (Seen.STRONG, Seen.WEAK, Seen.NONE, HIDDEN)
    return evidence_map(
        "Where sources agree",
        ("Self-rating", "Observation", "Results", "Pupil voice"),
        (Focus("Questioning", cells, "differ"),),
    )


GALLERY: dict[str, Callable[[], Figure]] = {
    one.__name__: one
    for one in (
        lessons, change, benchmark, questionnaire, strategies, supply, expertise, timeline,
        all_terms, from_nought, pooled, people, sets, week, triangulation,
    )
}  # fmt: skip
