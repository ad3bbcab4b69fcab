"""Pairs of quantities, before and after, and how a table and a sentence tell them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from helpers.estimates.estimate import Estimate
from helpers.figures import words
from helpers.figures.quantities import cell_of, ends_of, level_of
from helpers.findings import Absent, Cell, Finding, Kind, Quantity, ResultTable
from helpers.wording import capital, joined


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: a share or a mean before and after, and the change if it can be told.

    The two quantities carry their own intervals (``estimate``); the drawing puts each dot at the
    share or value and the line from ``estimate.low`` to ``estimate.high``.
    """

    label: str
    before: Quantity
    after: Quantity
    change: Estimate | None = None

    @property
    def hidden(self) -> bool:
        """Whether either side is kept back; then neither it nor the change is drawn."""
        return Absent.SUPPRESSED in (self.before.absent, self.after.absent)

    @property
    def sides(self) -> tuple[Quantity, Quantity]:
        """Before and after."""
        return self.before, self.after

    @property
    def known_change(self) -> Estimate | None:
        """The change, if it is known and both sides may be shown."""
        shown = self.before.absent is None and self.after.absent is None
        return self.change if shown and self.change is not None and self.change.known else None


def pairs(findings: Iterable[Finding]) -> tuple[Pair, ...]:
    """The rows of findings that have a first and a last quantity."""
    return tuple(
        Pair(
            one.group or capital(f"{one.subject} {one.predicate}".strip()),
            one.quantities[0],
            one.quantities[-1],
            one.change,
        )
        for one in findings
        if len(one.quantities) > 1
    )


def table(
    title: str,
    pairs: Sequence[Pair],
    times: tuple[str, str],
    kind: Kind,
    notes: Sequence[str],
    *,
    changes: bool,
) -> ResultTable:
    """Every number that the drawing shows."""
    scale = 100 if kind is Kind.SHARE else 1
    what = "Change (percentage points)" if kind is Kind.SHARE else "Change"
    columns: tuple[str, ...] = ("", times[0], times[1])
    if changes:
        columns = (*columns, what, "from", "to", "n")
    body: list[tuple[Cell, ...]] = []
    for pair in pairs:
        sides = (Absent.SUPPRESSED if pair.hidden else cell_of(side) for side in pair.sides)
        change = pair.known_change
        none = Absent.SUPPRESSED if pair.hidden else Absent.MISSING
        numbers: tuple[Cell, ...] = (none,) * 4
        if change is not None:
            ends = (change.value, *ends_of(change))
            numbers = (*(none if one is None else one * scale for one in ends), change.n)
        body.append((pair.label, *sides, *(numbers if changes else ())))
    decimals = 0 if kind is Kind.SHARE else 1
    return ResultTable(title, columns, tuple(body), note=" ".join(notes), decimals=decimals)


def told(pairs: Sequence[Pair], kind: Kind, measured_in: str, *, changes: bool) -> str:
    """The alternative text: one or two rows in full, more as how many rose and fell."""
    shown = [pair for pair in pairs if not pair.hidden and None not in map(level_of, pair.sides)]
    hidden = [pair.label for pair in pairs if pair.hidden]
    parts = []
    if not shown:
        parts.append("No change can be shown.")
    elif len(shown) <= 2:
        parts += [f"{_row(pair, kind, measured_in)}." for pair in shown]
    else:
        parts.append(_summary(shown, kind, measured_in))
    if hidden:
        parts.append(f"Hidden, because numbers are small: {words.named(hidden)}.")
    parts.append(
        "Dots with 95 % intervals before and after, and the change beside a line of no change."
        if changes
        else "Dots with 95 % intervals, before and after."
    )
    return " ".join(parts)


def _row(pair: Pair, kind: Kind, measured_in: str) -> str:
    """``Questioning: 7 of 14 (50 %) in Spring 2013, then ..., a change of +50 ...``."""
    sides = [
        f"{words.said(side, measured_in)}{f' in {side.label}' if side.label else ''}"
        for side in pair.sides
    ]
    text = f"{pair.label}: {', then '.join(sides)}"
    change = pair.known_change
    if change is None or change.value is None:
        return text
    unit = "percentage points" if kind is Kind.SHARE else measured_in
    text += f", a change of {words.difference(change.value, kind)} {unit}".rstrip()
    low, high = ends_of(change)
    if low is None or high is None:
        return text
    span = f"{words.difference(low, kind)} to {words.difference(high, kind)}"
    return f"{text} (95 % interval {span})"


def _summary(shown: Sequence[Pair], kind: Kind, measured_in: str) -> str:
    """``Summer 2013 is higher than Spring 2013 in all 6 rows. The change is highest for ...``."""
    moves = [_move(pair) for pair in shown]
    first, last = shown[0].before.label or "before", shown[0].after.label or "after"
    unit = "percentage points" if kind is Kind.SHARE else measured_in
    levels = [
        (pair.label, move, f"{words.difference(move, kind)} {unit}".strip())
        for pair, move in zip(shown, moves, strict=True)
    ]
    counts = (
        ("higher than", sum(move > 0 for move in moves)),
        ("lower than", sum(move < 0 for move in moves)),
        ("the same as", sum(move == 0 for move in moves)),
    )
    (way, most), *others = [one for one in counts if one[1]]
    part = f"all {most}" if not others else f"{most} of {len(moves)}"
    ways = [f"{last} is {way} {first} in {part} rows"]
    ways += [f"{way.rsplit(' ', 1)[0]} in {count}" for way, count in others]
    return f"{joined(ways)}. The change is {words.extremes(levels)}."


def _move(pair: Pair) -> float:
    change = pair.known_change
    if change is not None and change.value is not None:
        return change.value
    return (level_of(pair.after) or 0) - (level_of(pair.before) or 0)
