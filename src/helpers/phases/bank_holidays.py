"""Bank holidays in England and Wales, from their rules and the days proclaimed beside them.

Sources: Banking and Financial Dealings Act 1971, schedule 1; proclamations as listed on
https://www.gov.uk/bank-holidays. Schools elsewhere turn them off in the settings and list their
own days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pandas import Timestamp
from pandas.tseries.offsets import Easter

_MOVED = {
    date(1995, 5, 1): date(1995, 5, 8),
    date(2002, 5, 27): date(2002, 6, 4),
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
"""Mondays that were moved for a jubilee or the anniversary of VE Day."""

_ADDED = (
    date(1999, 12, 31),
    date(2002, 6, 3),
    date(2011, 4, 29),
    date(2012, 6, 5),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
)
"""Days proclaimed for one year alone."""


def bank_holidays(year: int) -> frozenset[date]:
    """The days of a year from 1978 on, substitutes for weekends in their place."""
    usual = (_MOVED.get(day, day) for day in _usual(year))
    return frozenset((*usual, *(day for day in _ADDED if day.year == year)))


def _usual(year: int) -> Iterator[date]:
    easter = (Timestamp(year - 1, 12, 31) + Easter()).date()
    yield from (easter - timedelta(days=2), easter + timedelta(days=1))
    yield _first_monday_from(date(year, 5, 1))
    yield _first_monday_from(date(year, 5, 25))
    yield _first_monday_from(date(year, 8, 25))
    yield from _not_at_a_weekend(date(year, 1, 1))
    yield from _not_at_a_weekend(date(year, 12, 25), date(year, 12, 26))


def _first_monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _not_at_a_weekend(*days: date) -> frozenset[date]:
    """The days, those at a weekend moved to the next weekday that is not one of them."""
    taken = {day for day in days if day.weekday() < 5}
    for day in days:
        if day.weekday() > 4:
            while day.weekday() > 4 or day in taken:
                day += timedelta(days=1)
            taken.add(day)
    return frozenset(taken)
