"""What holds for every statistic of the room, whatever its documented domain throws at it.

Nothing raises, nothing that is not finite leaves, no warning is given, the limits stand in order,
and a change turns its sign with its terms.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from helpers.estimates.agreement import agreement_within_one, exact_agreement, weighted_kappa
from helpers.estimates.anonymous import anonymous_difference, anonymous_share
from helpers.estimates.arrays import LARGEST
from helpers.estimates.association import rank_correlation
from helpers.estimates.clustered import (
    clustered_change,
    clustered_difference_unpaired,
    clustered_share,
)
from helpers.estimates.detectable import (
    detectable_mean,
    detectable_share,
    pairs_for_mean,
    pairs_for_share,
)
from helpers.estimates.effects import d_av, d_pooled, d_z
from helpers.estimates.estimate import Estimate
from helpers.estimates.means import mean, mean_against, mean_change_paired, mean_change_unpaired
from helpers.estimates.mixed import mixed_change, mixed_mean
from helpers.estimates.ordered import cliffs_delta, dominance_paired, wilcoxon_signed_rank
from helpers.estimates.paired import difference_paired, mcnemar_exact, mcnemar_mid_p
from helpers.estimates.permutation import regroup_p, sign_flip_p
from helpers.estimates.pooling import pool, pool_estimates
from helpers.estimates.proportions import difference_unpaired, proportion
from helpers.estimates.reliability import cronbach_alpha
from helpers.estimates.strength import strength, strength_together

pytestmark = pytest.mark.filterwarnings("error")
many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

NEAR = (0.0, 1e-200, 1e-12, 3.0, 3.0000000001, 1e6, 1e6 + 1e-3, LARGEST, -LARGEST)
number = st.one_of(
    st.integers(-5, 5).map(float), st.floats(-LARGEST, LARGEST), st.sampled_from(NEAR)
)
"""Ordinary, huge, tiny, and so close together that a float can hardly tell them apart."""
gap = st.one_of(number, st.none(), st.just(math.nan))
pairs = st.lists(st.tuples(gap, gap), max_size=8)
lessons = st.integers(0, 5).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))
seen = st.lists(st.tuples(lessons, lessons), max_size=6)
counted = st.integers(0, 25).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))
pupils = st.lists(st.tuples(gap, st.sampled_from([*"abcdef", None])), max_size=16)
unsigned = st.tuples(st.integers(0, 9), st.integers(1, 4), st.floats(0, 1)).map(
    lambda drawn: (round(drawn[0] * drawn[1] * drawn[2]), drawn[0] * drawn[1], drawn[0])
)

OF_PAIRS: tuple[Callable[..., Estimate], ...] = (
    mean_change_paired,
    mean_change_unpaired,
    d_z,
    d_av,
    d_pooled,
    dominance_paired,
    cliffs_delta,
    rank_correlation,
)


def sound(estimate: Estimate) -> None:
    """The promises of an estimate that hold for every method."""
    values = (estimate.value, estimate.low, estimate.high, estimate.p)
    assert all(value is None or math.isfinite(value) for value in values)
    assert estimate.n >= 0 and not (estimate.known and estimate.n == 0)
    assert estimate.known or (not estimate.has_interval and estimate.note)
    assert estimate.p is None or 0 <= estimate.p <= 1
    if estimate.has_interval:
        ends = (estimate.low, estimate.inner_low, estimate.inner_high, estimate.high)
        assert list(ends) == sorted(ends)
    if estimate.changed is not None:
        assert 0 <= (estimate.rose or 0) <= estimate.changed <= estimate.n
    strength(estimate)
    strength_together([estimate, estimate])


def columns(rows: Sequence[Sequence[Any]], width: int = 2) -> list[list[Any]]:
    """Rows turned into columns, of which there are some even without a row."""
    return [[row[place] for row in rows] for place in range(width)]


@many
@given(pairs)
def test_measurements(rows: list[tuple[float, float]]) -> None:
    first, second = columns(rows)
    for method in OF_PAIRS:
        sound(method(first, second))
    assert 0 < wilcoxon_signed_rank(first, second) <= 1


@many
@given(st.lists(gap, max_size=8), number, st.sampled_from([None, 1.0]))
def test_one_column(values: list[float], reference: float, step: float | None) -> None:
    sound(mean(values, step))
    sound(mean_against(values, reference, step))


@few
@given(pupils, pupils, number)
@example([(-LARGEST, "a")], [], 1e34)
@example([(LARGEST, group) for group in "abcdef"], [], -LARGEST)
def test_pupils_in_classes(
    before: list[tuple[float, str]], after: list[tuple[float, str]], reference: float
) -> None:
    sound(mixed_mean(*columns(before), reference))
    sound(mixed_change(*columns(before), *columns(after)))


@many
@given(seen)
def test_lessons(rows: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    before, after = columns(rows)
    sound(clustered_share(*columns(before)))
    sound(clustered_change(*columns(before), *columns(after)))
    sound(clustered_difference_unpaired(*columns(before), *columns(after)))


@many
@given(counted, counted, unsigned, unsigned)
def test_counts(
    before: tuple[int, int],
    after: tuple[int, int],
    first: tuple[int, int, int],
    second: tuple[int, int, int],
) -> None:
    sound(proportion(*before))
    sound(difference_unpaired(*before, *after))
    sound(anonymous_share(*first))
    sound(anonymous_difference(first, second))
    assert 0 < mcnemar_mid_p(before[0], after[0]) <= mcnemar_exact(before[0], after[0]) <= 1


answer = st.sampled_from([True, False, None])
grade = st.one_of(st.integers(0, 3), st.none())


@many
@given(st.lists(st.tuples(answer, answer), max_size=9), st.lists(st.tuples(grade, grade)))
def test_answers_and_judgements(
    answers: list[tuple[bool, bool]], grades: list[tuple[int, int]]
) -> None:
    sound(difference_paired(*columns(answers)))
    sound(exact_agreement(*columns(grades)))
    sound(agreement_within_one(*columns(grades)))
    sound(weighted_kappa(*columns(grades), 4, "linear"))
    sound(weighted_kappa(*columns(grades), 4, "quadratic"))


@many
@given(st.integers(0, 6), st.integers(1, 4), st.data())
def test_questionnaires(people: int, items: int, data: st.DataObject) -> None:
    row = st.lists(gap, min_size=items, max_size=items)
    answers = data.draw(st.lists(row, min_size=people, max_size=people))
    sound(cronbach_alpha(np.array(answers, dtype=object).reshape(people, items)))


error = st.one_of(st.floats(1 / LARGEST, LARGEST), st.sampled_from([1 / LARGEST, 0.1, LARGEST]))


@many
@given(st.lists(st.tuples(number, error), max_size=6))
def test_schools(rows: list[tuple[float, float]]) -> None:
    pooled = pool(*columns(rows))
    sound(pooled.average)
    assert math.isfinite(pooled.tau2) and pooled.tau2 >= 0
    assert math.isfinite(pooled.q) and pooled.q >= 0
    assert (pooled.prediction is None) == (len(rows) < 3)
    if pooled.prediction is not None:
        low, high = pooled.prediction
        assert math.isfinite(low) and math.isfinite(high) and low <= high


gap_of_school = st.one_of(st.integers(-5, 5).map(float), st.none())


@many
@given(st.lists(st.lists(st.one_of(st.floats(-1e40, 1e40), gap_of_school), max_size=5), max_size=4))
def test_what_schools_found(schools: list[list[float]]) -> None:
    sound(pool_estimates([mean(values) for values in schools]).average)


@many
@given(st.lists(lessons.filter(lambda one: one[1] > 0), min_size=2, max_size=8), st.data())
def test_shuffles(units: list[tuple[int, int]], data: st.DataObject) -> None:
    counts, bases = (np.array(column, dtype=float) for column in columns(units))
    before = data.draw(st.integers(1, len(units) - 1))
    assert 0 < regroup_p(counts, bases, before) <= 1
    changes = np.array(data.draw(st.lists(number, max_size=8)), dtype=float)
    assert 0 < sign_flip_p(changes) <= 1


@settings(max_examples=25, deadline=None)
@given(
    st.integers(-1, 40),
    st.floats(0, 1, exclude_max=True),
    st.floats(-1, 1),
    number,
    st.floats(0, 9),
)
def test_planning(people: int, lost: float, share: float, change: float, spread: float) -> None:
    smallest = detectable_share(people, lost)
    assert smallest is None or 0 < smallest <= 1
    least = detectable_mean(people, spread)
    assert least is None or (math.isfinite(least) and least >= 0)
    if abs(share) + 2 * lost <= 1:
        needed = pairs_for_share(share, lost)
        assert needed is None or needed >= 1
    if spread > 0:
        needed = pairs_for_mean(change, spread)
        assert needed is None or 2 <= needed <= 2_000


def test_what_is_beyond_any_measure_is_refused_in_words() -> None:
    beyond = 1e51
    for refused in (
        lambda: mean([beyond]),
        lambda: mean_against([1.0, 2.0], beyond),
        lambda: mean_against([1.0, 2.0], math.nan),
        lambda: mixed_mean([1.0, 2.0], ["a", "b"], math.inf),
        lambda: cronbach_alpha([[1.0, math.inf], [2.0, 3.0]]),
        lambda: cronbach_alpha([["often", "never"], ["never", "often"]]),
        lambda: pool([beyond], [1.0]),
        lambda: pool([1.0], [1e-51]),
        lambda: detectable_mean(10, math.nan),
        lambda: pairs_for_mean(math.nan, 1.0),
        lambda: pairs_for_share(math.nan),
    ):
        with pytest.raises(ValueError, match=r"finite|missing|numbers|nought"):
            refused()


scores = st.one_of(st.integers(-9, 9).map(float), st.floats(-1e6, 1e6))
pairs_of_scores = st.lists(st.tuples(scores, scores), min_size=2, max_size=9)


def turned(there: Estimate, back: Estimate) -> None:
    """Value and limits of one are those of the other with their signs turned, to rounding."""
    assert (there.n, there.changed, there.note) == (back.n, back.changed, back.note)
    assert (there.n_before, there.n_after) == (back.n_after, back.n_before)
    ends = (there.value, there.low, there.high, there.inner_low, there.inner_high)
    swapped = (back.value, back.high, back.low, back.inner_high, back.inner_low)
    scale = max((abs(end) for end in ends if end is not None), default=0.0)
    for end, other in zip(ends, swapped, strict=True):
        assert (end is None) == (other is None)
        if end is not None and other is not None:
            assert end == pytest.approx(-other, rel=1e-5, abs=1e-6 * scale + 1e-12)
    assert (there.p is None) == (back.p is None)
    if there.p is not None:
        assert there.p == pytest.approx(back.p, rel=1e-4, abs=1e-9)


@many
@given(pairs_of_scores)
def test_swapping_before_and_after_turns_every_change_of_scores(
    rows: list[tuple[float, float]],
) -> None:
    before, after = columns(rows)
    for method in OF_PAIRS:
        if method is not rank_correlation:
            turned(method(before, after), method(after, before))


@many
@given(seen, counted, counted, unsigned, unsigned, st.lists(st.tuples(answer, answer), max_size=9))
def test_swapping_before_and_after_turns_every_change_of_shares(
    rows: list[tuple[tuple[int, int], tuple[int, int]]],
    first: tuple[int, int],
    second: tuple[int, int],
    one: tuple[int, int, int],
    other: tuple[int, int, int],
    answers: list[tuple[bool, bool]],
) -> None:
    before, after = (columns(side) for side in columns(rows))
    for method in (clustered_change, clustered_difference_unpaired):
        turned(method(*before, *after), method(*after, *before))
    turned(difference_unpaired(*first, *second), difference_unpaired(*second, *first))
    turned(anonymous_difference(one, other), anonymous_difference(other, one))
    was, now = columns(answers)
    turned(difference_paired(was, now), difference_paired(now, was))


class_scores = st.lists(
    st.tuples(st.integers(0, 9).map(float), st.sampled_from("abcdef")), min_size=2, max_size=20
)


@few
@given(class_scores, class_scores)
def test_swapping_before_and_after_turns_a_change_over_classes(
    before: list[tuple[float, str]], after: list[tuple[float, str]]
) -> None:
    """The model is fitted anew with the terms the other way round, so it agrees to its tolerance.

    Now and then the search for the best fit settles one way round and warns the other; then each
    way is sound by itself, and the change has the same sign.
    """
    there = mixed_change(*columns(before), *columns(after))
    back = mixed_change(*columns(after), *columns(before))
    if there.method == back.method == "mixed-model":
        assert there.value == pytest.approx(-back.value, abs=0.05)
    elif there.method == back.method:
        turned(there, back)
    else:
        assert {there.method, back.method} == {"mixed-model", "class-means"}


@many
@given(st.lists(st.tuples(scores, st.floats(1e-3, 1e3)), min_size=1, max_size=6))
def test_turning_every_schools_finding_turns_the_average(rows: list[tuple[float, float]]) -> None:
    values, errors = columns(rows)
    there, back = pool(values, errors), pool([-value for value in values], errors)
    turned(there.average, back.average)
    if there.prediction is not None and back.prediction is not None:
        scale = max(map(abs, there.prediction))
        assert there.prediction[0] == pytest.approx(-back.prediction[1], abs=1e-5 * scale + 1e-12)
