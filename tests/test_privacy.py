"""The small-number rules, the redaction, and that suppression leaves nothing to subtract."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from helpers.privacy import Audience, Policy, Unit, pseudonyms, redact, redactor
from helpers.problems import UsageError
from helpers.settings import Privacy

GOVERNORS = Policy(Audience.GOVERNORS, Privacy())
LEADERSHIP = Policy(Audience.LEADERSHIP, Privacy())


@pytest.mark.parametrize(("base", "allowed"), [(0, True), (1, False), (5, False), (6, True)])
def test_pupils_need_a_base_of_six(base: int, allowed: bool) -> None:
    assert GOVERNORS.base_allowed(Unit.PUPILS, base) is allowed


@pytest.mark.parametrize(("base", "allowed"), [(4, False), (5, True)])
def test_staff_need_a_base_of_five(base: int, allowed: bool) -> None:
    assert GOVERNORS.base_allowed(Unit.STAFF, base) is allowed


@pytest.mark.parametrize(
    ("count", "base", "allowed"),
    [(0, 20, True), (1, 20, False), (5, 20, False), (6, 20, True), (15, 20, False), (20, 20, True)],
)
def test_a_pupil_count_is_hidden_if_it_or_the_rest_is_small(
    count: int, base: int, allowed: bool
) -> None:
    assert GOVERNORS.share_allowed(Unit.PUPILS, count, base) is allowed


def test_a_school_of_six_teachers_may_say_three_of_six() -> None:
    assert GOVERNORS.share_allowed(Unit.STAFF, 3, 6)


def test_leaders_see_everything() -> None:
    assert LEADERSHIP.share_allowed(Unit.PUPILS, 1, 2)
    assert not LEADERSHIP.hidden_cells([[1, 2], [3, 4]], Unit.PUPILS).any()


def test_a_single_hidden_cell_takes_another_with_it_in_its_row_and_column() -> None:
    hidden = GOVERNORS.hidden_cells([[1, 8, 9], [7, 9, 8], [8, 7, 9]], Unit.STAFF)
    assert hidden[0, 0]
    for axis in (0, 1):
        assert not (hidden.sum(axis=axis) == 1).any()


@given(
    hnp.arrays(int, st.tuples(st.integers(2, 5), st.integers(2, 5)), elements=st.integers(0, 12)),
    st.sampled_from(list(Unit)),
)
def test_no_line_ever_has_exactly_one_hidden_cell(
    table: np.ndarray[tuple[int, int], np.dtype[np.int_]], unit: Unit
) -> None:
    hidden = GOVERNORS.hidden_cells(table, unit)
    limit = 6 if unit is Unit.PUPILS else 3
    assert hidden[(table > 0) & (table < limit)].all(), "a small cell stayed open"
    for axis in (0, 1):
        assert not (hidden.sum(axis=axis) == 1).any()


def test_names_and_their_parts_are_redacted_whatever_their_case() -> None:
    pattern = redactor(["Anwen Pryce-Holt", "Teacher A"], ["T07"])
    text = "anwen helped; Pryce-Holt's class, Teacher A and T07 watched. A teacher helped."
    assert redact(text, pattern) == (
        "[a colleague] helped; [a colleague]'s class, [a colleague] and [a colleague] watched. "
        "A teacher helped."
    )


def test_pseudonyms_do_not_follow_the_roster_nor_the_audience() -> None:
    ids = [f"T{number:02d}" for number in range(1, 21)]
    one, other = pseudonyms(ids, "school/governors"), pseudonyms(ids, "school/public")
    assert len(set(one.values())) == len(ids)
    assert sorted(ids, key=one.__getitem__) != ids
    assert one != other


def test_an_unknown_audience_is_told_the_near_miss() -> None:
    with pytest.raises(UsageError, match='Did you mean "governors"'):
        Audience.named("govenors")
