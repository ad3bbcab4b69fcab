"""Faults in the settings, in plain English: pydantic's findings and the names that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ValidationError

from helpers.problems import Problem, Severity, closest, near_miss
from helpers.settings.misfits import misfits
from helpers.settings.programme import SETTINGS_FILE, Settings

Place = tuple[str | int, ...]


def settings_problem(
    rule: str, what: str, mend: str, place: str | None = None, value: str | None = None
) -> Problem:
    """A fault in the settings; each of them stops a run."""
    return Problem(rule, Severity.STOPS, SETTINGS_FILE, what, mend, column=place, value=value)


def problems_in(given: Mapping[str, Any], error: ValidationError | None) -> tuple[Problem, ...]:
    """Every fault in settings as written; ``error`` is what pydantic said of them."""
    details = [_Detail(one) for one in error.errors()] if error else []
    missing = [one for one in details if one.type == "missing"]
    unknown = [_unknown(one, missing) for one in details if one.type == "extra_forbidden"]
    bad = [
        _problem(one)
        for one in details
        if one.type not in ("extra_forbidden", "missing") and not one.follows_from(details)
    ]
    named = [
        settings_problem("bad-setting", fault.what, fault.mend, fault.place, fault.value)
        for fault in misfits(given)
    ]
    return (*unknown, *(_problem(one) for one in missing), *bad, *named)


class _Detail:
    """One of pydantic's findings."""

    def __init__(self, detail: Any) -> None:
        self.type: str = detail["type"]
        self.place: Place = detail["loc"]
        self.given: Any = detail["input"]
        self.message: str = str(detail["msg"]).removeprefix("Value error, ")
        self.context: Mapping[str, Any] = detail.get("ctx", {})

    @property
    def where(self) -> str | None:
        """The place in words."""
        return _where(self.place)

    @property
    def shown(self) -> str | None:
        """What stands there, if it is short enough to show."""
        return str(self.given) if isinstance(self.given, str | int | float | date) else None

    def follows_from(self, others: list[_Detail]) -> bool:
        """Whether it only says again what is said further in, or by ``misfits``."""
        if self.type == "value_error" and (not self.place or self.place[0] == "terms"):
            return True
        inner = [one for one in others if one.place[: len(self.place)] == self.place]
        return self.type == "too_short" and len(inner) > 1


def _where(place: Place) -> str | None:
    """A place as the file writes it: ``progress.measure``, ``terms number 2, start``."""
    words = ""
    for part in place:
        if isinstance(part, int):
            words += f" number {part + 1},"
        else:
            words += f" {part}" if words.endswith(",") else f".{part}"
    return words.strip(".,") or None


def _unknown(detail: _Detail, missing: list[_Detail]) -> Problem:
    """A setting that does not exist; the missing one that it was meant to be is not told again."""
    name = str(detail.place[-1])
    beside = {str(one.place[-1]): one for one in missing if one.place[:-1] == detail.place[:-1]}
    meant = closest(name, beside)
    if meant:
        missing.remove(beside[meant])
        what, mend = f"is not a setting, and {meant} is missing.", f'Did you mean "{meant}"?'
    else:
        what, mend = "is not a setting.", near_miss(name, _siblings(detail.place))
    return settings_problem("unknown-setting", what, mend, detail.where)


def _problem(detail: _Detail) -> Problem:
    if detail.type == "missing":
        if isinstance(detail.place[-1], int):
            return settings_problem("bad-setting", *_pair(detail.place), _where(detail.place[:-1]))
        return settings_problem("missing-setting", "is missing.", "Add it.", detail.where)
    what, mend = _in_words(detail)
    return settings_problem("bad-setting", what, mend, detail.where, detail.shown)


def _pair(place: Place) -> tuple[str, str]:
    """What to say where two values should stand."""
    if "periods" in place:
        mend = 'Write a start and an end for each lesson, such as [["09:00", "10:00"]].'
        return "is not the start and the end of a lesson.", mend
    return "is not a pair.", 'Write two staff ids in brackets, such as ["T01", "T02"].'


def _in_words(detail: _Detail) -> tuple[str, str]:
    """What is wrong with a value and how to mend it."""
    kind = detail.type
    if "periods" in detail.place:
        if kind == "value_error":
            return "is not a time of day.", 'Write hours and minutes, such as "09:00".'
        return _pair(detail.place)
    if kind == "string_type":
        return "is not text.", f'Put it in quotation marks, such as "{detail.shown or "text"}".'
    if kind == "string_pattern_mismatch" and detail.given:
        return (
            'has one of the signs \\ / : * ? " < > |, or a full stop or space at an end.',
            "Write a hyphen in its place.",
        )
    if kind in ("string_too_short", "string_pattern_mismatch"):
        return "is empty.", "Fill it in."
    if kind.startswith("date"):
        return _date_in_words(detail.given)
    if kind.startswith("int"):
        return "is not a whole number.", "Write a whole number without quotation marks."
    if kind.startswith("float"):
        return "is not a number.", "Write a number without quotation marks."
    if kind == "greater_than_equal":
        return f"is below {detail.context['ge']}, the least there may be.", "Raise it."
    if kind == "less_than_equal":
        return f"is above {detail.context['le']}, the most there may be.", "Lower it."
    if kind.startswith("bool"):
        return "is neither true nor false.", "Write true or false, without quotation marks."
    if kind == "literal_error":
        choices = str(detail.context["expected"]).replace("' or '", "', '").strip("'").split("', '")
        return "is not one of the words for this setting.", near_miss(str(detail.given), choices)
    if kind in ("too_long", "too_short") and detail.context.get("max_length") == 2:
        return _pair(detail.place)
    if kind == "too_short":
        return "is empty.", "Add at least one."
    if kind == "tuple_type":
        return "is not a list.", f'Put it in square brackets, such as ["{detail.shown or "text"}"].'
    if kind in ("model_type", "dict_type"):
        heading = detail.where or "section"
        return "is not a section.", f"Write [{heading}] on a line, and its settings under it."
    message = detail.message.rstrip(".?")
    return f"{message[:1].upper()}{message[1:]}.", "Change it and try again."


def _date_in_words(given: Any) -> tuple[str, str]:
    example = "2013-01-07"
    if isinstance(given, datetime):
        return "has a time of day.", f"Write the day alone: {given:%Y-%m-%d}."
    if isinstance(given, str):
        for form in ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"):
            try:
                example = f"{datetime.strptime(given.strip(), form):%Y-%m-%d}"
                break
            except ValueError:
                continue
    return "is not a date.", f"Write year-month-day without quotation marks, such as {example}."


def _siblings(place: Place) -> list[str]:
    """Names of the settings that may stand beside a place, found by walking the models."""
    model: Any = Settings
    named_by_school = False
    for part in place[:-1]:
        if isinstance(part, int) or named_by_school:
            named_by_school = False
            continue
        field = model.model_fields.get(part) if _is_model(model) else None
        if field is None:
            return []
        model = field.annotation
        while getattr(model, "__args__", None):
            named_by_school = model.__origin__ is dict
            model = model.__args__[-1] if named_by_school else model.__args__[0]
    return list(model.model_fields) if _is_model(model) else []


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


TO_FILL_IN = "FILL IN"
"""How a setting begins that is still to be written."""


def unfilled(settings: Settings) -> Iterator[Problem]:
    """Settings that ``workbook new`` left to fill in, and nobody has yet."""
    for place, value in _texts(settings.model_dump(), ""):
        if value.startswith(TO_FILL_IN):
            yield settings_problem(
                "setting-unfilled",
                "is still to be filled in.",
                "Write your own words there.",
                place,
                value,
            )


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, f"{place}.{key}".strip("."))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value, start=1):
            yield from _texts(inner, f"{place} number {number}")
