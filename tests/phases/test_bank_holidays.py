"""Bank holidays in England and Wales as the government published them."""

from __future__ import annotations

from datetime import date

import pytest

from helpers.phases.bank_holidays import bank_holidays

PUBLISHED = {
    2012: ("02-01", "06-04", "09-04", "07-05", "04-06", "05-06", "27-08", "25-12", "26-12"),
    2013: ("01-01", "29-03", "01-04", "06-05", "27-05", "26-08", "25-12", "26-12"),
    2016: ("01-01", "25-03", "28-03", "02-05", "30-05", "29-08", "26-12", "27-12"),
    2020: ("01-01", "10-04", "13-04", "08-05", "25-05", "31-08", "25-12", "28-12"),
    2021: ("01-01", "02-04", "05-04", "03-05", "31-05", "30-08", "27-12", "28-12"),
    2022: (
        "03-01",
        "15-04",
        "18-04",
        "02-05",
        "02-06",
        "03-06",
        "29-08",
        "19-09",
        "26-12",
        "27-12",
    ),
    2023: ("02-01", "07-04", "10-04", "01-05", "08-05", "29-05", "28-08", "25-12", "26-12"),
    2024: ("01-01", "29-03", "01-04", "06-05", "27-05", "26-08", "25-12", "26-12"),
    2025: ("01-01", "18-04", "21-04", "05-05", "26-05", "25-08", "25-12", "26-12"),
    2026: ("01-01", "03-04", "06-04", "04-05", "25-05", "31-08", "25-12", "28-12"),
    2027: ("01-01", "26-03", "29-03", "03-05", "31-05", "30-08", "27-12", "28-12"),
}  # fmt: skip
"""Day and month, from https://www.gov.uk/bank-holidays and its archive."""


@pytest.mark.parametrize("year", PUBLISHED)
def test_they_are_those_that_were_published(year: int) -> None:
    days = {date(year, int(one[3:]), int(one[:2])) for one in PUBLISHED[year]}
    assert bank_holidays(year) == days
