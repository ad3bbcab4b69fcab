"""Answers without a code: never surer than the people behind them allow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.estimates.anonymous import anonymous_difference, anonymous_share
from helpers.estimates.clustered import clustered_difference_unpaired
from helpers.estimates.proportions import difference_unpaired, proportion


def test_one_answer_each_is_newcombes_published_interval() -> None:
    """Newcombe (1998) Stat Med 17:873-890, table II (a and b), method 10."""
    first = anonymous_difference((48, 80, 80), (56, 70, 70))
    assert (first.low, first.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    second = anonymous_difference((3, 10, 10), (9, 10, 10))
    assert (second.low, second.high) == pytest.approx((0.1705, 0.8090), abs=5e-5)


def test_five_questions_each_are_no_surer_than_one() -> None:
    many, one = anonymous_difference((15, 50, 10), (45, 50, 10)), difference_unpaired(3, 10, 9, 10)
    assert (many.low, many.high) == pytest.approx((one.low, one.high))
    assert anonymous_share(35, 100, 10).high > proportion(35, 100).high  # type: ignore[operator]


def test_p_is_the_level_at_which_the_interval_touches_no_change() -> None:
    """Spreading ten people's answers evenly and regrouping them would give p of 2 in 43,758."""
    estimate = anonymous_difference((10, 20, 10), (1, 16, 8))
    assert estimate.p is not None and 0.04 < estimate.p < 0.05
    spread = clustered_difference_unpaired([1] * 10, [2] * 10, [1] + [0] * 7, [2] * 8)
    assert spread.p is not None and spread.p < 0.001


def test_edges_have_answers() -> None:
    assert anonymous_share(0, 0, 0).value is None
    assert anonymous_difference((0, 0, 0), (3, 4, 2)).value is None
    assert anonymous_difference((5, 10, 5), (4, 8, 4)).p == 1
    assert anonymous_difference((0, 4000, 1000), (4000, 4000, 1000)).p == pytest.approx(0, abs=1e-8)
    with pytest.raises(ValueError, match="do not fit"):
        anonymous_share(3, 2, 1)
    with pytest.raises(ValueError, match="do not fit"):
        anonymous_share(3, 4, 0)


SIDES = st.tuples(st.integers(1, 12), st.integers(1, 5), st.floats(0, 1)).map(
    lambda drawn: (round(drawn[0] * drawn[1] * drawn[2]), drawn[0] * drawn[1], drawn[0])
)


@given(SIDES, SIDES)
def test_swapping_turns_the_change_and_p_agrees_with_the_interval(
    before: tuple[int, int, int], after: tuple[int, int, int]
) -> None:
    there, back = anonymous_difference(before, after), anonymous_difference(after, before)
    assert there.value == pytest.approx(-back.value)  # type: ignore[operator]
    assert there.low == pytest.approx(-back.high)  # type: ignore[operator]
    assert there.p == pytest.approx(back.p)
    assert there.p is not None and there.low is not None and there.high is not None
    if abs(there.p - 0.05) > 1e-6:
        assert (there.p < 0.05) == (not there.low <= 0 <= there.high)
