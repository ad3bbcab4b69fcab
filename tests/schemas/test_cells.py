"""Single cells: what schools type, what is read, and what is refused with a reason."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.schemas.dates import FORMS, read_date
from helpers.schemas.misread import MisreadError
from helpers.schemas.words import (
    read_number,
    read_whole,
    read_year_group,
    read_year_groups,
    read_yes_no,
)


@pytest.mark.parametrize(
    "typed",
    [
        "05/02/2013", "5/2/2013", "2013-02-05", "05-02-2013", "05.02.2013", "2013/02/05",
        "5 February 2013", "5 Feb 2013", "05-Feb-2013", "05/02/2013 09:30", "05/02/2013 9:30:00",
        "2013-02-05T09:30:00Z", "2013/02/05 3:15:22 PM GMT+1",
    ],
)  # fmt: skip
def test_a_day_is_read_day_first_or_year_first_and_never_month_first(typed: str) -> None:
    assert read_date(typed) == datetime(2013, 2, 5)


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("41310", "date-serial"),
        ("41310.5", "date-serial"),
        ("05/02/13", "date-short-year"),
        ("5-Feb-13", "date-short-year"),
        ("02/25/2013", "date-month-first"),
        ("05/02", "date-no-year"),
        ("5 Feb", "date-no-year"),
        ("31/02/2013", "date-impossible"),
        ("2013-02-31", "date-impossible"),
        ("Tuesday", "date-unreadable"),
        ("20130205", "date-unreadable"),
        ("n/a", "date-unreadable"),
    ],
)
def test_what_is_no_certain_day_is_refused_with_its_reason(typed: str, rule: str) -> None:
    with pytest.raises(MisreadError) as error:
        read_date(typed)
    assert error.value.rule == rule


def test_a_serial_says_which_day_it_stands_for() -> None:
    with pytest.raises(MisreadError, match="05/02/2013"):
        read_date("41310")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(FORMS))
def test_every_day_comes_back_from_every_form(day: date, form: str) -> None:
    assert read_date(day.strftime(form)).date() == day


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("Year 4", "4"), ("Y4", "4"), ("yr 4", "4"), ("4", "4"), ("04", "4"), ("YEAR 11", "11"),
        ("Reception", "R"), ("r", "R"), ("YR", "R"), ("Year R", "R"), ("FS2", "R"),
        ("Nursery", "N"), ("N", "N"),
    ],
)  # fmt: skip
def test_year_groups_are_read_as_schools_write_them(typed: str, year: str) -> None:
    assert read_year_group(typed) == year


@pytest.mark.parametrize("typed", ["0", "14", "KS2", "4B", "Year", "-1"])
def test_other_words_are_no_year_group(typed: str) -> None:
    with pytest.raises(MisreadError):
        read_year_group(typed)


def test_several_year_groups_are_parted_by_what_people_use() -> None:
    for typed in ("3;4", "3, 4", "Y3/Y4", "Year 3 and Year 4", "3 & 4", "3;4;"):
        assert read_year_groups(typed) == "3;4"
    with pytest.raises(MisreadError, match="Excel"):
        read_year_groups("03-Apr")


@pytest.mark.parametrize("typed", ["yes", "Y", "TRUE", "1"])
def test_yes(typed: str) -> None:
    assert read_yes_no(typed) is True


@pytest.mark.parametrize("typed", ["no", "N", "False", "0"])
def test_no(typed: str) -> None:
    assert read_yes_no(typed) is False


@pytest.mark.parametrize(
    ("typed", "mend"),
    [
        ("12,5", "Write 12.5."),
        ("1,200", "Write 1200."),
        ("45%", "Write 45 alone."),
        ("£3", "Write 3 alone."),
        ("five", "Write a number"),
        ("nan", "Write a number"),
        ("1e5", "Write a number"),
        ("1_000", "Write a number"),
        ("1" * 400, "Write a number"),
    ],
)
def test_what_is_no_plain_number_is_refused_with_how_to_mend_it(typed: str, mend: str) -> None:
    with pytest.raises(MisreadError) as error:
        read_number(typed, None, None)
    assert error.value.mend.startswith(mend)


def test_whole_numbers_may_end_in_point_nought() -> None:
    assert read_whole("3.0", None, None) == 3


@given(st.floats(-1e9, 1e9))
def test_numbers_come_back_as_they_are_written(number: float) -> None:
    assert read_number(f"{number:f}", None, None) == float(f"{number:f}")
