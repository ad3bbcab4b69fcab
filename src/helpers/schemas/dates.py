"""Dates as schools type them, read by an explicit list of forms and never guessed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from helpers.schemas.misread import MisreadError

FORMS = (
    "%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d",
    "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y",
)  # fmt: skip
"""Day first, or year first, or the month in words: nothing in which day and month can be mixed."""

WRITE_IT = "Write day/month/year with four figures for the year, such as 24/01/2013."

_TIME = re.compile(
    r"[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?( ?(Z|GMT|UTC|BST)?([+-]\d{1,2}(:?\d{2})?)?)?$",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_SHORT_YEAR = re.compile(r"\d{1,2}([/.-])(\d{1,2}|[A-Za-z]{3,9})\1\d{2}")
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")
_NO_YEAR = re.compile(r"\d{1,2}[ /.-]([A-Za-z]{3,9}|\d{1,2})")


def read_date(text: str) -> datetime:
    """The day that a cell names; a time of day after it is dropped.

    Raises :class:`MisreadError`, which says why the cell cannot be read.
    """
    day = _TIME.sub("", text)
    for form in FORMS:
        try:
            return datetime.strptime(day, form)
        except ValueError:
            continue
    raise _misread(day)


def _misread(day: str) -> MisreadError:
    if _SERIAL.fullmatch(day):
        number = datetime(1899, 12, 30) + timedelta(days=int(float(day)))
        return MisreadError(
            "date-serial",
            f"is Excel's own number for a day (perhaps {number:%d/%m/%Y}), not a date.",
            "In Excel, format the column as a date and save the file again.",
        )
    if _SHORT_YEAR.fullmatch(day):
        return MisreadError("date-short-year", "is a date with a two-figure year.", WRITE_IT)
    month_first = _MONTH_FIRST.fullmatch(day)
    if month_first and int(month_first[1]) <= 12 < int(month_first[2]) <= 31:
        return MisreadError(
            "date-month-first",
            "is a date with the month before the day.",
            f"{WRITE_IT} Check the other dates in this column too: "
            "up to the 12th of a month the two orders look alike.",
        )
    if _NO_YEAR.fullmatch(day):
        return MisreadError("date-no-year", "is a date without a year.", WRITE_IT)
    if month_first or re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        return MisreadError("date-impossible", "is a day that does not exist.", WRITE_IT)
    return MisreadError("date-unreadable", "is not a date.", WRITE_IT)
