"""One proportion, and two proportions of different people."""

from __future__ import annotations

from scipy import stats

from helpers.estimates.estimate import Estimate, without_interval
from helpers.estimates.intervals import square_and_add, wilson_limits, with_intervals

_BOSCHLOO_PEOPLE = 200


def proportion(count: int, base: int) -> Estimate:
    """Share of ``base`` units that show something, with Wilson's score interval.

    Raises ``ValueError`` unless ``0 <= count <= base``. A base of nought has no value.
    Source: Wilson (1927); Newcombe (1998) Stat Med 17:857-872, method 3.
    """
    _check(count, base)
    if base == 0:
        return without_interval(None, 0, "wilson", note="nothing was counted")
    share = count / base
    return with_intervals(share, lambda level: wilson_limits(share, base, level), base, "wilson")


def difference_unpaired(
    count_before: int, base_before: int, count_after: int, base_after: int
) -> Estimate:
    """Share after minus share before, of different people, with Newcombe's hybrid score interval.

    ``n`` is everybody, ``n_before`` and ``n_after`` the two bases. ``p`` is Boschloo's exact
    unconditional test, twice its smaller one-sided p, which errs less on the careful side than
    Fisher's; beyond 200 people, where it hardly matters, Fisher's. Raises ``ValueError`` unless
    each count fits its base. Source: Newcombe (1998) Stat Med 17:873-890, method 10; Boschloo
    (1970) Stat Neerl 24:1-9.
    """
    _check(count_before, base_before)
    _check(count_after, base_after)
    n = base_before + base_after
    if base_before == 0 or base_after == 0:
        return without_interval(
            None,
            n,
            "newcombe-unpaired",
            note="nothing was counted in one of the two groups",
            n_before=base_before,
            n_after=base_after,
        )
    before, after = count_before / base_before, count_after / base_after
    return with_intervals(
        after - before,
        lambda level: square_and_add(
            before,
            wilson_limits(before, base_before, level),
            after,
            wilson_limits(after, base_after, level),
        ),
        n,
        "newcombe-unpaired",
        p=_exact_p(count_before, base_before, count_after, base_after),
        n_before=base_before,
        n_after=base_after,
    )


def _exact_p(count_before: int, base_before: int, count_after: int, base_after: int) -> float:
    if count_before + count_after in (0, base_before + base_after):
        return 1.0
    # scipy takes the columns for the two groups; for Fisher's test it is all one.
    table = [
        [count_before, count_after],
        [base_before - count_before, base_after - count_after],
    ]
    small = base_before + base_after <= _BOSCHLOO_PEOPLE
    test = stats.boschloo_exact(table) if small else stats.fisher_exact(table)
    return min(1.0, float(test.pvalue))


def _check(count: int, base: int) -> None:
    if not 0 <= count <= base:
        raise ValueError(f"a count of {count} does not fit a base of {base}")
