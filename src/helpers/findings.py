"""What a number is when it reaches a page: a finding, with its base, its doubt and its source.

A finding holds no sentence and knows no page: :mod:`helpers.wording` says it,
:mod:`helpers.figures` draws it, :mod:`helpers.page` shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from helpers.estimates.estimate import Estimate
from helpers.estimates.strength import Strength
from helpers.provenance import Source


class Absent(StrEnum):
    """Why a number is not shown. None of them is nought."""

    SUPPRESSED = "c"
    """Known, but so few stand behind it that it could tell of a person."""
    MISSING = "x"
    """Not collected, or not in the tables."""
    NOT_APPLICABLE = "z"
    """It makes no sense here."""


class Kind(StrEnum):
    """What the number of a finding counts."""

    SHARE = "share"
    """So many of so many."""
    MEAN = "mean"
    """An average, in the unit of the data."""
    NUMBER = "number"
    """A plain count or level with nothing to estimate: sessions held, an agreement statistic."""
    SPLIT = "split"
    """How so many fall into named categories."""


class Better(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a finding: at baseline, at review, of one group, or of a category.

    A share has ``count`` and ``base``; a mean has ``value`` and ``base``. ``estimate`` holds the
    interval. ``absent`` says why nothing is shown, and then the numbers are ``None``.
    """

    label: str
    count: int | None = None
    base: int | None = None
    value: float | None = None
    estimate: Estimate | None = None
    absent: Absent | None = None

    def __post_init__(self) -> None:
        if self.absent and any(x is not None for x in (self.count, self.value, self.estimate)):
            raise ValueError(f"{self.label}: absent ({self.absent.name}), yet it holds a number")
        if self.count is not None and self.base is not None and not 0 <= self.count <= self.base:
            raise ValueError(f"{self.label}: {self.count} of {self.base}")

    @property
    def share(self) -> float | None:
        """Count over base, 0 to 1, or ``None``."""
        return self.count / self.base if self.count is not None and self.base else None


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer in numbers.

    ``key`` is stable from run to run (``impact.lessons.good_or_better``). ``subject`` and
    ``predicate`` make the sentence: ("lessons", "judged good or better"). ``unit`` is the unit
    of analysis of the interval ("teachers"); ``measured_in`` is the unit of a mean ("points").
    ``quantities`` are in the order of telling; ``change`` is the last less the first, or the
    distance from a benchmark, with ``compared_with`` saying from what. ``group`` says which part
    of the whole it is about ("Year 4"), blank for all.
    """

    key: str
    question: str
    kind: Kind
    subject: str
    predicate: str
    unit: str
    quantities: tuple[Quantity, ...]
    change: Estimate | None = None
    compared_with: str = ""
    measured_in: str = ""
    paired: bool | None = None
    better: Better = Better.HIGHER
    strength: Strength | None = None
    """How far the data bear the change out; ``None`` where nothing is compared."""
    group: str = ""
    looked_at: int = 1
    """How many comparisons were looked at together; more than one were adjusted (Holm)."""
    caveats: tuple[str, ...] = ()
    notes: tuple[Estimate, ...] = ()
    """Statistics for the method notes only: effect sizes, tests."""
    sources: tuple[Source, ...] = ()
    headline: bool = False

    @property
    def suppressed(self) -> bool:
        """Whether any number of it is hidden for privacy."""
        return any(one.absent is Absent.SUPPRESSED for one in self.quantities)

    @property
    def direction(self) -> int:
        """1 for a rise, -1 for a fall, 0 for no change or none known."""
        value = self.change.value if self.change else None
        return 0 if not value else (1 if value > 0 else -1)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for JSON, in a fixed order.

        How many units changed or rose stays behind: beside the counts it would be a
        cross-tabulation of before by after, and only the rule for strength needs it.
        """
        return asdict(self, dict_factory=_published)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Finding:
        """The finding that :meth:`to_dict` wrote."""
        given = dict(data)
        given |= {
            "kind": Kind(given["kind"]),
            "better": Better(given["better"]),
            "strength": Strength(given["strength"]) if given["strength"] else None,
            "quantities": tuple(_quantity(one) for one in given["quantities"]),
            "change": _estimate(given["change"]),
            "caveats": tuple(given["caveats"]),
            "notes": tuple(Estimate(**one) for one in given["notes"]),
            "sources": tuple(Source(**one) for one in given["sources"]),
        }
        return cls(**given)


def _published(fields: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, value in fields if name not in {"changed", "rose"}}


def _estimate(data: Mapping[str, Any] | None) -> Estimate | None:
    return Estimate(**data) if data else None


def _quantity(data: Mapping[str, Any]) -> Quantity:
    absent = Absent(data["absent"]) if data["absent"] else None
    return Quantity(**{**data, "absent": absent, "estimate": _estimate(data["estimate"])})


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Numbers in rows, for the page and for the reader of a figure.

    A cell is text, a whole number, a float, a :class:`Share`, or :class:`Absent`. The first
    column names the row.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    decimals: int = field(default=1)

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{self.caption}: a row of {len(row)} cells under other columns")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, shown as ``3 of 6 (50 %)``."""

    count: int
    base: int


Cell = str | int | float | Share | Absent | None
