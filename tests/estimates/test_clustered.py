"""Several lessons a teacher: what the published example must give, and what never may happen."""

from itertools import product

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


# Grosskurth et al. (1995) Lancet 346:530-536: HIV seroconversions and adults followed up in six
# pairs of communities in Mwanza.
MWANZA = ([5, 4, 17, 13, 4, 5], [568, 766, 650, 734, 732, 699])
MWANZA_COMPARED = ([10, 7, 20, 23, 12, 10], [702, 833, 630, 760, 782, 693])
# Murray et al. (1992) in Donner & Klar (1994) Am J Epidemiol 140:279-289: users of smokeless
# tobacco and children asked, in twelve schools each.
TAUGHT = (
    [0, 1, 9, 11, 4, 1, 10, 4, 2, 5, 1, 10],
    [42, 84, 149, 136, 58, 55, 219, 160, 63, 85, 96, 194],
)
NOT_TAUGHT = (
    [5, 3, 6, 6, 2, 7, 7, 3, 1, 23, 16, 12],
    [103, 174, 83, 75, 152, 102, 104, 74, 55, 225, 125, 207],
)


def test_shares_of_two_published_cluster_trials() -> None:
    """1.2 % of 4,149 and 1.9 % of 4,400 adults (Grosskurth et al.); 58 of 1,341 and 91 of 1,479
    children, 0.043 and 0.062 (Donner & Klar)."""
    for trial, share in ((MWANZA, 0.012), (MWANZA_COMPARED, 0.019)):
        estimate = clustered_share(*trial)
        assert (estimate.value, estimate.n) == (pytest.approx(share, abs=5e-4), 6)
    for schools, share in ((TAUGHT, 0.043), (NOT_TAUGHT, 0.062)):
        estimate = clustered_share(*schools)
        assert (estimate.value, estimate.n) == (pytest.approx(share, abs=5e-4), 12)
    apart = clustered_difference_unpaired(*NOT_TAUGHT, *TAUGHT)
    assert apart.value == pytest.approx(58 / 1341 - 91 / 1479)
    assert (apart.n_before, apart.n_after) == (12, 12)


def test_change_over_the_pairs_of_mwanza() -> None:
    """All six pairs fell: 2 of 64 patterns. The pairs differ less than so few cases vary by
    themselves, so the floor is what counts: 1.96 binomial standard errors."""
    estimate = clustered_change(*MWANZA_COMPARED, *MWANZA)
    falls = np.divide(*MWANZA) - np.divide(*MWANZA_COMPARED)
    assert (estimate.changed, estimate.p) == (6, 2 / 64)
    assert estimate.value == pytest.approx(falls.mean())
    variance = 0.0
    for counts, bases in (MWANZA, MWANZA_COMPARED):
        shares = (np.array(counts) + 0.5) / (np.array(bases) + 1)
        variance += float((shares * (1 - shares) / bases).sum())
    floor = 1.959964 * variance**0.5 / 6
    assert floor > 2.570582 * falls.std(ddof=1) / 6**0.5
    assert (estimate.low, estimate.high) == pytest.approx(
        (falls.mean() - floor, falls.mean() + floor)
    )


@pytest.mark.parametrize(
    ("both", "lost", "gained", "neither", "low", "high", "p"),
    [(1, 1, 7, 12, 0.026, 0.507, 0.0703), (59, 6, 16, 80, 0.0046, 0.1186, 0.0525)],
)
def test_one_lesson_each_gives_the_published_paired_intervals(
    both: int, lost: int, gained: int, neither: int, low: float, high: float, p: float
) -> None:
    """Bentur et al. (2009) and Cavo et al. (2012) in Fagerland, Lydersen & Laake (2017), ch. 8."""
    before = np.repeat([1, 1, 0, 0], [both, lost, gained, neither])
    after = np.repeat([1, 0, 1, 0], [both, lost, gained, neither])
    one = np.ones(before.size)
    estimate = clustered_change(before, one, after, one)
    assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=6e-4)
    assert estimate.p == pytest.approx(p, abs=5e-5)


def test_one_lesson_each_gives_the_published_wilson_and_hybrid_intervals() -> None:
    """Newcombe (1998) Stat Med 17:857-872, table I, and 17:873-890, table II, method 10; Ligarden
    et al. (2010) and Perondi et al. (2004) in Fagerland, Lydersen & Laake (2017)."""

    def each(count: int, base: int) -> tuple[list[int], list[int]]:
        return [1] * count + [0] * (base - count), [1] * base

    for count, base, low, high in ((15, 148, 0.0624, 0.1605), (13, 16, 0.5699, 0.9341)):
        share = clustered_share(*each(count, base))
        assert (share.low, share.high) == pytest.approx((low, high), abs=5e-5)
    for before, after, low, high in (
        ((3, 10), (9, 10), 0.1705, 0.8090),
        ((1, 34), (7, 34), 0.0189, 0.3404),
    ):
        apart = clustered_difference_unpaired(*each(*before), *each(*after))
        assert (apart.low, apart.high) == pytest.approx((low, high), abs=6e-5)


@pytest.mark.parametrize("bases", [(1, 1, 4), (2, 2, 2), (1, 3, 5, 2), (6, 1, 1, 1, 1)])
def test_kishs_number_by_every_outcome(bases: tuple[int, ...]) -> None:
    """Kish (1965): so many equally seen teachers would make the pooled share vary as much, if
    each teacher's lessons were alike. Every outcome of fair coins is listed."""
    outcomes = np.array(list(product((0, 1), repeat=len(bases))))
    variance = (outcomes @ np.array(bases) / sum(bases)).var()
    as_good_as = 0.25 / variance
    estimate = clustered_share([0] * len(bases), bases)
    assert estimate.high == pytest.approx(1.959964**2 / (as_good_as + 1.959964**2), abs=1e-6)


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
