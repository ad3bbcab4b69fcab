"""Scales and measures: what a school judges, rates and counts with, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from helpers.problems import folded, near_miss


class Frozen(BaseModel):
    """A part of the settings: checked when it is made, and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Scale(Frozen):
    """An ordered list of words, lowest first, and where on it a line is drawn.

    ``good_from`` and ``outstanding_from`` serve judgements and work scrutiny, ``positive_from``
    serves questionnaires. A scale without levels is ungraded.
    """

    name: str
    levels: tuple[str, ...]
    good_from: str | None = None
    outstanding_from: str | None = None
    positive_from: str | None = None
    synonyms: dict[str, str] = Field(default_factory=dict)
    years: str = ""
    warning: str = ""

    @model_validator(mode="after")
    def _lines_are_levels(self) -> Self:
        lines = (self.good_from, self.outstanding_from, self.positive_from)
        named = (*filter(None, lines), *self.synonyms.values())
        strangers = [word for word in named if word not in self.levels]
        if strangers:
            raise ValueError(
                " ".join(
                    f'"{word}" is not a level. {near_miss(word, self.levels)}' for word in strangers
                )
            )
        if len({folded(level) for level in self.levels}) < len(self.levels):
            raise ValueError("two of the levels are alike")
        if self.good_from and self.outstanding_from:
            self._in_order(self.good_from, self.outstanding_from)
        return self

    def _in_order(self, good: str, outstanding: str) -> None:
        if self.position(outstanding) < self.position(good):
            raise ValueError("outstanding_from lies below good_from: list the lowest level first")

    @property
    def graded(self) -> bool:
        """Whether lessons are put into categories at all."""
        return bool(self.levels)

    def level(self, word: str) -> str | None:
        """The level that a typed word stands for, whatever its case; ``None`` if there is none."""
        known = {folded(other): level for other, level in self.synonyms.items()}
        known |= {folded(level): level for level in self.levels}
        return known.get(folded(word))

    def position(self, level: str) -> int:
        """Place of a level on the scale, 0 for the lowest."""
        return self.levels.index(level)

    def at_least(self, line: str) -> tuple[str, ...]:
        """The levels from ``line`` upwards."""
        return self.levels[self.levels.index(line) :]


class RatingScale(Frozen):
    """Whole numbers by which staff rate a skill, and when a rating means help or need."""

    name: str = "Skill rating"
    lowest: int = 1
    highest: int = 5
    labels: tuple[str, ...] = ()
    can_help_from: int = 4
    wants_support_to: int = 2

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.lowest <= self.wants_support_to < self.can_help_from <= self.highest:
            raise ValueError(
                "lowest, wants_support_to, can_help_from and highest must rise in that order"
            )
        if self.labels and len(self.labels) != self.highest - self.lowest + 1:
            raise ValueError("give one label for each rating from lowest to highest, or none")
        return self


class Measure(Frozen):
    """How pupils' results are measured and what is compared with the benchmark.

    ``compare = "gain"`` compares ``result`` less ``starting_point``; ``"result"`` compares the
    result itself.
    """

    name: str
    unit: str
    lowest: float
    highest: float
    compare: Literal["gain", "result"]
    about: str = ""


@cache
def presets() -> dict[str, dict[str, Scale | Measure]]:
    """The scales and measures that ship with the workbook, by kind and name."""
    text = files("helpers").joinpath("presets.toml").read_text(encoding="utf-8")
    return {
        kind: {
            name: (Measure if kind == "measure" else Scale).model_validate(given)
            for name, given in named.items()
        }
        for kind, named in tomllib.loads(text).items()
    }
