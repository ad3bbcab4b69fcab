"""Words, numbers and year groups as schools type them: one cell's text in, its value out.

Every function raises :class:`MisreadError` for a cell that it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from helpers.problems import folded, near_miss
from helpers.schemas.misread import MisreadError

YES = frozenset({"yes", "y", "true", "1"})
NO = frozenset({"no", "n", "false", "0"})

_YEAR_NAMES = {
    "n": "N", "nursery": "N", "fs1": "N",
    "r": "R", "reception": "R", "yr": "R", "fs2": "R", "rec": "R",
}  # fmt: skip
_YEAR = re.compile(r"(?:year|yr|y)?0?(\d{1,2}|[nr])", re.IGNORECASE)
_YEARS_APART = re.compile(r"[;,/&+]|\band\b")
_PLAIN_NUMBER = re.compile(r"[+-]?(\d{1,15}(\.\d*)?|\.\d+)", re.ASCII)
_MANGLED_ID = re.compile(r"\d(\.\d+)?E\+\d+", re.IGNORECASE)
_EXCEL_DATE = re.compile(r"\d{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-\d{2}|\d{2}/\d{2}/\d{4}")


def read_id(text: str) -> str:
    """An id as typed."""
    if _MANGLED_ID.fullmatch(text):
        raise MisreadError(
            "id-mangled",
            "is an id that Excel has turned into a number.",
            "In Excel, format the column as Text and type the id again.",
        )
    return text


def read_yes_no(text: str) -> bool:
    """Yes or no, by any of the words that forms and exports use."""
    word = text.casefold()
    if word in YES or word in NO:
        return word in YES
    raise MisreadError("not-yes-no", "is neither yes nor no.", "Write yes or no.")


def read_choice(text: str, choices: Iterable[str], also: Mapping[str, str]) -> str:
    """The choice that a typed word stands for, whatever its case, spaces and underscores."""
    known = {folded(word): choice for word, choice in also.items()}
    known |= {folded(choice): choice for choice in choices}
    choice = known.get(folded(text))
    if choice is None:
        raise MisreadError(
            "not-a-choice", "is not one of the words for this column.", near_miss(text, choices)
        )
    return choice


def read_year_group(text: str) -> str:
    """``"4"`` for "Year 4", "Y4" or "4"; ``"R"`` for reception, ``"N"`` for nursery."""
    word = "".join(text.casefold().split())
    if word in _YEAR_NAMES:
        return _YEAR_NAMES[word]
    year = _YEAR.fullmatch(word)
    if year and year[1] in _YEAR_NAMES:
        return _YEAR_NAMES[year[1]]
    if year and 1 <= int(year[1]) <= 13:
        return str(int(year[1]))
    raise MisreadError(
        "not-a-year-group", "is not a year group.", "Write N, R or a number from 1 to 13."
    )


def read_year_groups(text: str) -> str:
    """Several year groups, as ``"3;4"``."""
    if _EXCEL_DATE.fullmatch(text):
        raise MisreadError(
            "not-a-year-group",
            "looks like year groups that Excel has turned into a date.",
            "Put a semicolon between year groups, such as 3;4.",
        )
    parts = [part.strip() for part in _YEARS_APART.split(text)]
    return ";".join(read_year_group(part) for part in parts if part)


def read_number(text: str, lowest: float | None, highest: float | None) -> float:
    """A plain number within its range."""
    if not _PLAIN_NUMBER.fullmatch(text):
        raise MisreadError("not-a-number", *_why_no_number(text))
    number = float(text)
    if (lowest is not None and number < lowest) or (highest is not None and number > highest):
        raise MisreadError(
            "out-of-range",
            f"is outside the range {_range(lowest, highest)}.",
            "Check the number, or the range that the settings give.",
        )
    return number


def read_whole(text: str, lowest: float | None, highest: float | None) -> int:
    """A whole number within its range."""
    number = read_number(text, lowest, highest)
    if number != int(number):
        raise MisreadError(
            "not-whole", "is not a whole number.", "Write a number without a fraction."
        )
    return int(number)


def _why_no_number(text: str) -> tuple[str, str]:
    if re.fullmatch(r"[+-]?\d+,\d{1,2}", text):
        return "has a comma where a number has its point.", f"Write {text.replace(',', '.')}."
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        return "has commas between its thousands.", f"Write {text.replace(',', '')}."
    bare = text.strip("%£$ ")
    if _PLAIN_NUMBER.fullmatch(bare):
        return "has a sign beside the number.", f"Write {bare} alone."
    return "is not a number.", "Write a number in figures."


def _range(lowest: float | None, highest: float | None) -> str:
    if highest is None:
        return f"from {lowest:g} upwards"
    if lowest is None:
        return f"up to {highest:g}"
    return f"from {lowest:g} to {highest:g}"
