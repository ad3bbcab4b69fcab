"""Several lessons a teacher: what the published example must give, and what never may happen."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.estimates.clustered import (
    clustered_change,
    clustered_difference_unpaired,
    clustered_share,
)
from helpers.estimates.paired import difference_paired
from helpers.estimates.proportions import difference_unpaired, proportion
from helpers.estimates.strength import Strength, strength

TWO = [2] * 7


def test_the_published_school_before() -> None:
    """7 of 14 lessons of seven teachers: the interval is Wilson's for seven, not for fourteen."""
    estimate = clustered_share([1, 1, 1, 1, 1, 1, 1], TWO)
    assert (estimate.value, estimate.n) == (0.5, 7)
    wilson = stats.binomtest(35, 70).proportion_ci(method="wilson")  # symmetric: check half width
    assert estimate.high - estimate.low > wilson.high - wilson.low
    assert (estimate.low, estimate.high) == pytest.approx((0.2024, 0.7976), abs=5e-5)


@pytest.mark.parametrize(("each", "value"), [(0, 0.0), (2, 1.0)])
def test_none_and_all_keep_an_interval(each: int, value: float) -> None:
    estimate = clustered_share([each] * 7, TWO)
    same = proportion(7 * each // 2, 7)
    assert estimate.value == value
    assert (estimate.low, estimate.high) == pytest.approx((same.low, same.high))


def test_unequal_numbers_of_lessons_weigh_as_kish_says() -> None:
    """Kish (1965): (1 + 1 + 4)^2 / (1 + 1 + 16) = 2 teachers' worth."""
    estimate = clustered_share([1, 0, 2], [1, 1, 4])
    same = proportion(1, 2)
    assert estimate.value == 0.5
    assert (estimate.low, estimate.high) == pytest.approx((same.low, same.high))
    assert estimate.n == 3


def test_one_lesson_each_is_the_plain_method() -> None:
    one = [1] * 7
    before, after = [0, 1, 0, 0, 1, 0, 0], [1, 1, 0, 1, 1, 1, 0]
    assert clustered_change(before, one, after, one) == difference_paired(before, after)
    share, plain = clustered_share(after, one), proportion(5, 7)
    assert (share.low, share.high) == pytest.approx((plain.low, plain.high))
    apart = clustered_difference_unpaired(before, one, after, one)
    both = difference_unpaired(2, 7, 5, 7)
    assert (apart.low, apart.high) == pytest.approx((both.low, both.high))
    by_fisher = stats.fisher_exact([[2, 5], [5, 2]]).pvalue
    assert apart.p == pytest.approx(by_fisher)


def test_all_changed_alike_is_not_certainty() -> None:
    """The published school: every teacher from one lesson of two to two of two."""
    estimate = clustered_change([1] * 7, TWO, TWO, TWO)
    # Floor by hand: per teacher 0.5 * 0.5 / 2 + (5/6) * (1/6) / 2, over 7, times 1.96.
    half = 1.959964 * ((0.125 + 5 / 72) / 7) ** 0.5
    assert estimate.value == 0.5
    assert (estimate.low, estimate.high) == pytest.approx((0.5 - half, 0.5 + half), abs=1e-6)
    assert estimate.p == 2 / 2**7
    assert estimate.changed == 7
    assert estimate.note == "all teachers changed by the same amount"
    assert strength(estimate) is Strength.CLEAR


def test_teachers_who_differ_give_a_t_interval() -> None:
    """Donner & Klar (2000): a t interval of cluster-level changes, here 0.5, 0, 1, 0.5, -0.5, 1."""
    changes = np.array([0.5, 0, 1, 0.5, -0.5, 1])
    estimate = clustered_change([1, 1, 0, 0, 1, 0], [2] * 6, [2, 1, 2, 1, 0, 2], [2] * 6)
    by_scipy = stats.ttest_1samp(changes, 0).confidence_interval()
    assert (estimate.low, estimate.high) == pytest.approx((by_scipy.low, min(1, by_scipy.high)))


def test_no_change_stays_in_where_the_exact_test_keeps_it() -> None:
    """Five teachers all up: p is 2/32, so at 95 % no change stays in, at 90 % it does not."""
    estimate = clustered_change([0] * 5, [2] * 5, [2] * 5, [2] * 5)
    assert estimate.p == 2 / 32
    assert estimate.low == 0.0
    assert estimate.inner_low > 0.3


def test_each_teacher_weighs_the_same() -> None:
    estimate = clustered_change([0, 5], [1, 10], [1, 5], [1, 10])
    assert estimate.value == 0.5


def test_teachers_seen_once_are_left_out() -> None:
    estimate = clustered_change([1, 0, 2], [2, 0, 2], [2, 2, 0], [2, 2, 0])
    assert (estimate.n, estimate.value) == (1, 0.5)
    assert not estimate.has_interval
    assert not clustered_change([0], [0], [1], [1]).known
    assert not clustered_change([], [], [], []).known


def test_nobody_seen_has_no_value() -> None:
    assert not clustered_share([], []).known
    assert not clustered_share([0, 0], [0, 0]).known
    assert not clustered_difference_unpaired([1], [2], [0], [0]).known


def test_different_teachers_are_regrouped_whole() -> None:
    """Three teachers against three: 20 groupings, 2 as far apart as 0 and 1."""
    estimate = clustered_difference_unpaired([0, 0, 0], [4] * 3, [4, 4, 4], [4] * 3)
    assert estimate.p == pytest.approx(2 / 20)
    assert (estimate.n_before, estimate.n_after, estimate.n) == (3, 3, 6)


def test_counts_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="does not fit a base"):
        clustered_share([3], [2])
    with pytest.raises(ValueError, match="does not fit a base"):
        clustered_share([0.5], [2])
    with pytest.raises(ValueError, match="same teachers"):
        clustered_change([1], [2], [1, 1], [2, 2])
    with pytest.raises(ValueError, match="counts for"):
        clustered_share([1, 1], [2])


teacher = st.tuples(st.integers(0, 5), st.integers(0, 5)).map(lambda t: (min(t), max(t)))
teachers = st.lists(st.tuples(teacher, teacher), min_size=1, max_size=5)


@settings(max_examples=80, deadline=None)
@given(teachers)
def test_swapping_the_terms_turns_the_change(seen: list[tuple[tuple[int, int], ...]]) -> None:
    (count_1, base_1), (count_2, base_2) = (
        tuple(zip(*term, strict=True)) for term in zip(*seen, strict=True)
    )
    for method in (clustered_change, clustered_difference_unpaired):
        there = method(count_1, base_1, count_2, base_2)
        back = method(count_2, base_2, count_1, base_1)
        if not there.known:
            assert not back.known
            continue
        assert there.value == pytest.approx(-back.value)
        assert there.p == pytest.approx(back.p)
        if there.has_interval:
            assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
            assert there.low < there.high
            assert -1 <= there.low <= there.value <= there.high <= 1
