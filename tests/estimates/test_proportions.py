"""One proportion and two of different people, against Newcombe's published tables."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.estimates import proportions
from helpers.estimates.proportions import difference_unpaired, proportion

# Newcombe (1998) Stat Med 17:857-872, table I, method 3 (Wilson without continuity correction).
WILSON = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
WILSON_ELSEWHERE = [
    # Agresti (2007) An Introduction to Categorical Data Analysis, section 1.4.3: 9 of 10.
    (9, 10, 0.596, 0.982, 5e-4),
    # Agresti (2002) Categorical Data Analysis, section 1.4.3: 0 of 25 vegetarians.
    (0, 25, 0.0, 0.133, 5e-4),
    # Fagerland, Lydersen & Laake (2017), chapter 2: Ligarden et al. (2010).
    (13, 16, 0.5699, 0.9341, 5e-5),
]
# Newcombe (1998) Stat Med 17:873-890, table II, method 10; his difference is first less second.
HYBRID = [
    ((48, 80), (56, 70), 0.0524, 0.3339),
    ((3, 10), (9, 10), 0.1705, 0.8090),
    ((2, 7), (6, 7), 0.0582, 0.8062),
    ((0, 29), (5, 56), -0.0381, 0.1926),
    ((0, 20), (0, 10), -0.1611, 0.2775),
    ((0, 10), (10, 10), 0.6075, 1.0),
    ((0, 20), (10, 10), 0.6791, 1.0),
]


@pytest.mark.parametrize(("count", "base", "low", "high"), WILSON)
def test_wilson_agrees_with_newcombe(count: int, base: int, low: float, high: float) -> None:
    estimate = proportion(count, base)
    assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=5e-5)
    assert estimate.n == base


@pytest.mark.parametrize(("count", "base", "low", "high", "printed"), WILSON_ELSEWHERE)
def test_wilson_agrees_with_other_books(
    count: int, base: int, low: float, high: float, printed: float
) -> None:
    estimate = proportion(count, base)
    assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=printed)


def test_wilson_holds_just_the_shares_that_the_score_test_keeps() -> None:
    """Wilson (1927): a share is kept if the count lies within 1.96 of its standard errors."""
    shares = np.linspace(0, 1, 20_001)
    for base in range(1, 12):
        for count in range(base + 1):
            kept = shares[
                np.abs(count - base * shares) <= 1.959964 * np.sqrt(base * shares * (1 - shares))
            ]
            estimate = proportion(count, base)
            assert (estimate.low, estimate.high) == pytest.approx((kept[0], kept[-1]), abs=6e-5)


def test_hybrid_of_epinephrine_doses() -> None:
    """Perondi et al. (2004) in Fagerland, Lydersen & Laake (2017), ch. 4: 0.0189 to 0.3404."""
    estimate = difference_unpaired(1, 34, 7, 34)
    assert estimate.value == pytest.approx(0.1765, abs=5e-5)
    assert (estimate.low, estimate.high) == pytest.approx((0.0189, 0.3404), abs=5e-5)


@pytest.mark.parametrize(
    ("before", "after", "one_sided", "printed"),
    [
        # Saari et al. (2004) in scipy.stats.boschloo_exact's documentation, cut off, not rounded.
        ((31, 63), (74, 117), 0.0355, 1e-4),
        # Mehta & Senchaudhuri (2003): 7 and 12 of 15; here Barnard's test and Boschloo's agree.
        ((7, 15), (12, 15), 0.0341, 5e-5),
        # The lady tasting tea in Fagerland, Lydersen & Laake (2017), R's contingencytables.
        ((1, 4), (3, 4), 0.28906 / 2, 5e-6),
    ],
)
def test_boschloo_on_published_tables(
    before: tuple[int, int], after: tuple[int, int], one_sided: float, printed: float
) -> None:
    estimate = difference_unpaired(*before, *after)
    assert estimate.p == pytest.approx(2 * one_sided, abs=2 * printed)


@pytest.mark.parametrize(
    ("before", "after", "p"),
    [
        # Fisher (1935), section 5, the lady tasting tea; R: fisher.test(TeaTasting), two-sided.
        ((1, 4), (3, 4), 0.4857),
        # Fisher (1970) in R's ?fisher.test: convictions of twins.
        ((2, 17), (10, 13), 0.0005367),
        # Ritland et al. (2007) in Fagerland, Lydersen & Laake (2017), ch. 4.
        ((0, 16), (15, 72), 0.06287),
    ],
)
def test_fisher_on_published_tables(
    monkeypatch: pytest.MonkeyPatch, before: tuple[int, int], after: tuple[int, int], p: float
) -> None:
    """Fisher's test is used beyond 200 people; here for fewer, to meet the printed digits."""
    monkeypatch.setattr(proportions, "_BOSCHLOO_PEOPLE", 0)
    assert difference_unpaired(*before, *after).p == pytest.approx(p, rel=2e-4)


@pytest.mark.parametrize(("before", "after", "low", "high"), HYBRID)
def test_hybrid_agrees_with_newcombe(
    before: tuple[int, int], after: tuple[int, int], low: float, high: float
) -> None:
    estimate = difference_unpaired(*before, *after)
    assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=6e-5)
    assert (estimate.n_before, estimate.n_after) == (before[1], after[1])


@pytest.mark.parametrize(
    ("before", "after"), [((1, 6), (5, 6)), ((0, 5), (3, 4)), ((2, 7), (6, 7)), ((3, 10), (9, 10))]
)
def test_boschloo_by_its_definition(before: tuple[int, int], after: tuple[int, int]) -> None:
    """Boschloo (1970): the chance of so small a one-sided Fisher p at the worst common share."""
    ups, downs = np.arange(after[1] + 1), np.arange(before[1] + 1)[:, None]
    fisher = stats.hypergeom.sf(ups - 1, before[1] + after[1], after[1], ups + downs)
    as_far = fisher <= fisher[before[0], after[0]] * (1 + 1e-9)
    worst = max(
        (stats.binom.pmf(downs, before[1], share) * stats.binom.pmf(ups, after[1], share))[
            as_far
        ].sum()
        for share in np.linspace(0, 1, 1001)
    )
    assert difference_unpaired(*before, *after).p == pytest.approx(2 * worst, rel=2e-3)


def test_large_groups_use_fisher() -> None:
    """Fisher (1935): with 70 of 120 against 90 of 120 the two tests differ in the third digit."""
    table = [[70, 50], [90, 30]]
    assert difference_unpaired(70, 120, 90, 120).p == stats.fisher_exact(table).pvalue
    assert difference_unpaired(0, 120, 0, 120).p == 1.0


def test_nothing_counted_has_no_value() -> None:
    assert not proportion(0, 0).known
    assert not difference_unpaired(0, 0, 3, 4).known
    assert difference_unpaired(0, 0, 3, 4).n == 4


@pytest.mark.parametrize(("count", "base"), [(6, 5), (-1, 5), (0, -1)])
def test_counts_that_do_not_fit_are_refused(count: int, base: int) -> None:
    with pytest.raises(ValueError, match="does not fit a base"):
        proportion(count, base)
    with pytest.raises(ValueError, match="does not fit a base"):
        difference_unpaired(1, 2, count, base)


counts = st.integers(0, 40).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


@settings(deadline=None)
@given(counts)
def test_wilson_is_scipys_and_mirrors(pair: tuple[int, int]) -> None:
    count, base = pair
    if base == 0:
        return
    estimate, mirror = proportion(count, base), proportion(base - count, base)
    ours = estimate.low, estimate.high
    theirs = stats.binomtest(count, base).proportion_ci(method="wilson")
    assert ours == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert ours == pytest.approx((1 - mirror.high, 1 - mirror.low), abs=1e-12)
    assert estimate.low < estimate.high
    assert estimate.low <= estimate.inner_low <= estimate.inner_high <= estimate.high


@settings(deadline=None)
@given(counts, counts)
def test_swapping_the_terms_turns_the_difference(
    before: tuple[int, int], after: tuple[int, int]
) -> None:
    there, back = difference_unpaired(*before, *after), difference_unpaired(*after, *before)
    if not there.known:
        assert not back.known
        return
    assert there.value == pytest.approx(-back.value)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    assert there.p == pytest.approx(back.p)
    assert there.low < there.high
