"""From a CSV file's text to a frame of strings, indexed by the row numbers that Excel shows."""

from __future__ import annotations

import csv
import gc
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO

import pandas as pd

from helpers.problems import Problem, Severity, folded
from helpers.reading.text import SAVE_AS_CSV, decoded, unreadable

DELIMITERS = (",", ";", "\t", "|")

HEAD = 65_536
"""How many characters are enough to find the headings in."""

_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[ \t]*(\r\n|\n|\r)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One CSV file as typed: text cells, blank ones missing, blank rows dropped.

    ``frame`` has the headings as they stand in the file, and for its index the row numbers that
    Excel shows: the first line is row 1, blank rows count, a cell of several lines counts once.
    ``too_long`` are rows with cells beyond the last heading. ``cut_short`` gives, for each row
    that ends early, the headings it has no cells for: Excel itself leaves off blank cells at the
    end of rows, so that alone is no fault.
    """

    frame: pd.DataFrame
    encoding: str
    problems: tuple[Problem, ...]
    header_row: int
    too_long: tuple[int, ...]
    cut_short: dict[int, tuple[str, ...]]


def read_sheet(content: bytes, file: str, headings: Collection[str]) -> Sheet:
    """The sheet in a CSV file's bytes, whose columns ought to be ``headings``.

    Raises :class:`InputError` with one problem if the file cannot be read at all.
    """
    text, encoding = decoded(content, file)
    with _no_collecting():
        return _read(text, encoding, file, headings)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Python's search for rubbish rests meanwhile.

    A million rows hold none, and searching them again and again takes most of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _read(text: str, encoding: str, file: str, headings: Collection[str]) -> Sheet:
    delimiter, opening = divided(text, headings)
    rows = _numbered(text[len(opening) :], delimiter, file)
    if not rows:
        raise unreadable(file, "is empty.", "Put the headings back in row 1, or remove the file.")
    header_row, header = next(iter(rows.items()))
    _check_header(header, rows, headings, file)
    del rows[header_row]
    return _sheet(header, rows, header_row, encoding, file)


def divided(text: str, headings: Collection[str]) -> tuple[str, str]:
    """What stands between a text's cells, and the opening line that says so, if there is one."""
    separator = _SEPARATOR_LINE.match(text)
    if separator:
        return separator[1], separator[0]
    return _delimiter(text, headings), ""


def _delimiter(text: str, headings: Collection[str]) -> str:
    """The delimiter that finds most of the headings in the first row; a comma if none does."""
    known = {folded(heading) for heading in headings}

    def found(delimiter: str) -> int:
        return len(known & {folded(cell) for cell in _first_row(text, delimiter)})

    return max(DELIMITERS, key=found)


def _first_row(text: str, delimiter: str) -> list[str]:
    return next(
        (
            row
            for row in csv.reader(StringIO(text[:HEAD], newline=""), delimiter=delimiter)
            if any(row)
        ),
        [],
    )


def _numbered(text: str, delimiter: str, file: str) -> dict[int, list[str]]:
    """Every row that has something in it, by the number that Excel shows."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: dict[int, list[str]] = {}
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if any(row) and any(map(str.strip, row)):
                rows[number] = row
    except csv.Error:
        raise unreadable(
            file,
            f"cannot be read beyond row {number + 1}: quotation marks there do not match.",
            "Open it in Excel, mend the row, and save it again.",
            row=number + 1,
        ) from None
    return rows


def _check_header(
    header: list[str], rows: dict[int, list[str]], headings: Collection[str], file: str
) -> None:
    """Raises :class:`InputError` if the first row has none of the table's headings."""
    known = {folded(heading) for heading in headings}

    def has_headings(row: list[str]) -> bool:
        return bool(known & {folded(cell) for cell in row})

    if not known or has_headings(header):
        return
    later = next((number for number, row in list(rows.items())[1:20] if has_headings(row)), None)
    raise unreadable(
        file,
        "does not begin with this table's headings.",
        f"They seem to be in row {later}: delete the rows above it."
        if later
        else f"Row 1 should read: {', '.join(headings)}.",
        row=next(iter(rows)),
    )


def _sheet(
    header: list[str], rows: dict[int, list[str]], header_row: int, encoding: str, file: str
) -> Sheet:
    names = [" ".join(name.split()) for name in header]
    while names and not names[-1]:
        names.pop()
    width = len(names)
    beyond = [
        number
        for number, row in rows.items()
        if len(row) > width and any(map(str.strip, row[width:]))
    ]
    notes = [_windows_text(file)] if encoding == "cp1252" else []
    # A column of remarks without a heading stands beside most rows; a stray comma moves one.
    if len(beyond) * 2 > len(rows):
        notes.append(_no_heading(width, file, header_row))
        beyond = []
    longer = [number for number, row in rows.items() if len(row) > len(header)]
    # Most rows with a comma at their end are an export's habit; one of them is a slip.
    if len(longer) * 2 <= len(rows):
        beyond = sorted({*beyond, *longer})
    frame = _frame(names, rows)
    for place, name in enumerate(names):
        if not name and frame.iloc[:, place].notna().any():
            notes.append(_no_heading(place, file, header_row))
    named = [place for place, name in enumerate(names) if name]
    return Sheet(
        frame.iloc[:, named],
        encoding,
        tuple(notes),
        header_row,
        tuple(beyond),
        {number: tuple(names[len(row) :]) for number, row in rows.items() if len(row) < width},
    )


def _frame(names: list[str], rows: dict[int, list[str]]) -> pd.DataFrame:
    """Rows as columns of stripped text; rows that end early are blank from there on."""
    width = len(names)
    if any(len(row) != width for row in rows.values()):
        filled: Iterator[list[str]] = (
            row[:width] + [""] * (width - len(row)) for row in rows.values()
        )
    else:
        filled = iter(rows.values())
    columns = list(zip(*filled, strict=True)) or [()] * width
    index = pd.Index(list(rows), dtype="int64", name="row")
    texts = [
        pd.Series([cell.strip() or None for cell in column], index=index, dtype="str")
        for column in columns
    ]
    frame = pd.concat(texts, axis=1) if texts else pd.DataFrame(index=index)
    frame.columns = pd.Index(names, dtype="object")
    return frame


def _windows_text(file: str) -> Problem:
    return Problem(
        "encoding-assumed",
        Severity.NOTE,
        file,
        "The file is not UTF-8, so it was read as Windows text (1252).",
        f"See that names with accents look right. {SAVE_AS_CSV}",
    )


def _no_heading(place: int, file: str, header_row: int) -> Problem:
    letters = ""
    number = place + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return Problem(
        "no-heading",
        Severity.NOTE,
        file,
        "The column has no heading, so it is not read.",
        "Give it a heading, or delete it.",
        row=header_row,
        column=letters,
    )
