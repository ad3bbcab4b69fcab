"""A school's settings: ``programme.toml`` as frozen, checked objects."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from helpers.problems import InputError, Problem, Severity, UsageError, near_miss

SETTINGS_FILE = "programme.toml"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Scale(_Frozen):
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
        for word in (*filter(None, lines), *self.synonyms.values()):
            if word not in self.levels:
                raise ValueError(f'"{word}" is not a level. {near_miss(word, self.levels)}')
        return self

    @property
    def graded(self) -> bool:
        """Whether lessons are put into categories at all."""
        return bool(self.levels)

    def level(self, word: str) -> str | None:
        """The level that a typed word stands for, whatever its case; ``None`` if there is none."""
        typed = " ".join(word.split()).casefold()
        known = {level.casefold(): level for level in self.levels}
        known |= {other.casefold(): level for other, level in self.synonyms.items()}
        return known.get(typed)

    def position(self, level: str) -> int:
        """Place of a level on the scale, 0 for the lowest."""
        return self.levels.index(level)

    def at_least(self, line: str) -> tuple[str, ...]:
        """The levels from ``line`` upwards."""
        return self.levels[self.levels.index(line) :]


class RatingScale(_Frozen):
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


class Measure(_Frozen):
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


class Term(_Frozen):
    """One term, in the order in which the settings list them."""

    id: str
    name: str
    start: date
    end: date
    judgement_scale: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"the term ends on {self.end}, not after it starts on {self.start}")
        return self


class Objective(_Frozen):
    """One of the programme's objectives; ``id`` is what ``objectives.csv`` names."""

    id: str
    wording: str


class Questionnaire(_Frozen):
    """One questionnaire; ``role`` tells the phases which one holds confidence, culture and so on."""

    id: str
    name: str
    role: Literal["confidence", "culture", "coach", "feedback", "other"] = "other"
    item_scale: str = "agreement-5"


class Privacy(_Frozen):
    """The small-number thresholds of DESIGN section 6; a school may raise, never lower them."""

    pupil_base: Annotated[int, Field(ge=6)] = 6
    pupil_count: Annotated[int, Field(ge=6)] = 6
    staff_base: Annotated[int, Field(ge=5)] = 5
    staff_cross: Annotated[int, Field(ge=3)] = 3


class Planning(_Frozen):
    """What the groups and the timetable must respect."""

    prefer: Literal["spread of years", "same phase"] = "spread of years"
    terms_before_meeting_again: Annotated[int, Field(ge=0)] = 1
    rounds: Annotated[int, Field(ge=1)] = 2
    observed_a_week: Annotated[int, Field(ge=1)] = 1
    cover_a_day: Annotated[int, Field(ge=0)] = 2
    feedback_within_days: Annotated[int, Field(ge=0)] = 5
    required_pairs: tuple[tuple[str, str], ...] = ()
    forbidden_pairs: tuple[tuple[str, str], ...] = ()
    closed: tuple[date, ...] = ()


class Scales(_Frozen):
    """Which scales the school uses, and any of its own."""

    judgement: str = "ungraded"
    scrutiny: str = "scrutiny-4"
    skills: RatingScale = RatingScale()
    own_judgement: dict[str, Scale] = Field(default_factory=dict)
    own_scrutiny: dict[str, Scale] = Field(default_factory=dict)
    own_response: dict[str, Scale] = Field(default_factory=dict)


class Progress(_Frozen):
    """Which progress measure the school uses, and any of its own."""

    measure: str = "scaled-score"
    own_measure: dict[str, Measure] = Field(default_factory=dict)
    headline_year_group: str = "6"


class Defaults(_Frozen):
    """The terms that a run compares when nobody says otherwise."""

    baseline: str
    review: str


class Settings(_Frozen):
    """Everything that ``programme.toml`` says."""

    school: str
    programme: str
    aim: str
    contact: str = ""
    data_note: str = ""
    what_else_changed: str = ""
    default_terms: Defaults
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    objectives: tuple[Objective, ...] = ()
    questionnaires: tuple[Questionnaire, ...] = ()
    scales: Scales = Scales()
    progress: Progress = Progress()
    privacy: Privacy = Privacy()
    planning: Planning = Planning()

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        term_ids = [term.id for term in self.terms]
        for twice in {key for key in term_ids if term_ids.count(key) > 1}:
            raise ValueError(f'the term "{twice}" is listed twice')
        for word in (self.default_terms.baseline, self.default_terms.review):
            if word not in term_ids:
                raise ValueError(
                    f'the default term "{word}" is not listed. {near_miss(word, term_ids)}'
                )
        for name, kind in self._named_scales():
            if name not in self.known(kind):
                raise ValueError(
                    f'there is no {kind} "{name}". {near_miss(name, self.known(kind))}'
                )
        return self

    def _named_scales(self) -> Iterator[tuple[str, str]]:
        yield self.scales.judgement, "judgement"
        yield self.scales.scrutiny, "scrutiny"
        yield self.progress.measure, "measure"
        yield from (
            (term.judgement_scale, "judgement") for term in self.terms if term.judgement_scale
        )
        yield from ((one.item_scale, "response") for one in self.questionnaires)

    def known(self, kind: str) -> Mapping[str, Scale | Measure]:
        """All presets of a kind (judgement, scrutiny, response, measure) and the school's own."""
        own: dict[str, Mapping[str, Scale | Measure]] = {
            "judgement": self.scales.own_judgement,
            "scrutiny": self.scales.own_scrutiny,
            "response": self.scales.own_response,
            "measure": self.progress.own_measure,
        }
        return {**presets()[kind], **own[kind]}

    def term(self, term_id: str) -> Term:
        """The term of that id; raises :class:`UsageError` with the near miss."""
        for term in self.terms:
            if term.id == term_id:
                return term
        raise UsageError(
            f'There is no term "{term_id}" in {SETTINGS_FILE}. '
            f"{near_miss(term_id, (term.id for term in self.terms))}"
        )

    def judgement_scale(self, term_id: str | None = None) -> Scale:
        """The scale in use for lessons, in one term or by default."""
        named = self.term(term_id).judgement_scale if term_id else None
        return self._scale("judgement", named or self.scales.judgement)

    def scrutiny_scale(self) -> Scale:
        """The scale in use for pupils' work."""
        return self._scale("scrutiny", self.scales.scrutiny)

    def response_scale(self, name: str) -> Scale:
        """A questionnaire's scale by name."""
        return self._scale("response", name)

    def measure(self) -> Measure:
        """The progress measure in use."""
        found = self.known("measure")[self.progress.measure]
        assert isinstance(found, Measure)
        return found

    def _scale(self, kind: str, name: str) -> Scale:
        found = self.known(kind)[name]
        assert isinstance(found, Scale)
        return found

    def questionnaire(self, questionnaire_id: str) -> Questionnaire | None:
        """The questionnaire of that id, if the settings name it."""
        return next((one for one in self.questionnaires if one.id == questionnaire_id), None)


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


def read_settings(folder: Path) -> Settings:
    """Settings of the school in ``folder``; raises :class:`InputError` that lists every fault."""
    path = folder / SETTINGS_FILE
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError(
            f"{folder} has no {SETTINGS_FILE}. Make a school folder with: workbook new FOLDER"
        ) from None
    except UnicodeDecodeError:
        raise InputError(f"{SETTINGS_FILE} is not UTF-8 text. Save it again as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"{SETTINGS_FILE} cannot be read: {error}. Check the quotation marks and brackets there."
        ) from None
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        problems = tuple(_problem(detail) for detail in error.errors())
        raise InputError(f"{SETTINGS_FILE} needs mending.", problems) from None


def _problem(detail: Any) -> Problem:
    """A pydantic error as a problem in plain English."""
    place = ".".join(str(part) for part in detail["loc"]) or "the whole file"
    value = detail.get("input")
    shown = str(value) if isinstance(value, str | int | float | date) else None
    if detail["type"] == "extra_forbidden":
        return _settings_problem(
            "unknown-setting",
            place,
            None,
            "is not a setting.",
            near_miss(str(detail["loc"][-1]), _siblings(detail["loc"])),
        )
    if detail["type"] == "missing":
        return _settings_problem("missing-setting", place, None, "is missing.", "Add it.")
    what = str(detail["msg"]).removeprefix("Value error, ")
    return _settings_problem(
        "bad-setting", place, shown, f"{what.rstrip('.')}.", "Change it and try again."
    )


def _settings_problem(rule: str, place: str, value: str | None, what: str, mend: str) -> Problem:
    return Problem(rule, Severity.STOPS, SETTINGS_FILE, what, mend, column=place, value=value)


def _siblings(location: tuple[str | int, ...]) -> list[str]:
    """Names of the settings that may stand at a place, found by walking the models."""
    model: Any = Settings
    for part in location[:-1]:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part) if hasattr(model, "model_fields") else None
        if field is None:
            return []
        model = field.annotation
        while getattr(model, "__args__", None):
            model = model.__args__[-1] if model.__origin__ is dict else model.__args__[0]
    return list(getattr(model, "model_fields", {}))
