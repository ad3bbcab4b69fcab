"""Several lessons a teacher: the teacher is the unit, never the lesson."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from helpers.estimates.arrays import FloatArray, whole_counts
from helpers.estimates.estimate import Estimate, without_interval
from helpers.estimates.intervals import (
    Limits,
    normal_quantile,
    square_and_add,
    t_quantile,
    wilson_limits,
    with_intervals,
)
from helpers.estimates.paired import difference_paired
from helpers.estimates.permutation import regroup_p, sign_flip_p


def clustered_share(counts: ArrayLike, bases: ArrayLike) -> Estimate:
    """Share of all lessons that show something, with an interval that rests on teachers.

    ``counts`` and ``bases``: for each teacher, lessons that show it and lessons seen; teachers
    without a lesson are left out and ``n`` counts the others. The value is the plain share of
    lessons. The interval is Wilson's as if each teacher had been seen once: it holds however
    alike the lessons of one teacher are, and is careful where they differ. Unequal numbers of
    lessons make the number of teachers count for less (Kish). Raises ``ValueError`` unless each
    count fits its base. Source: Wilson (1927); Kish (1965) Survey Sampling, section 11.7.
    """
    count, base = _seen(*whole_counts(counts, bases))
    if base.size == 0:
        return without_interval(None, 0, "clustered-share", note="no lesson was seen")
    share, teachers = _share(count, base)
    return with_intervals(
        share,
        lambda level: wilson_limits(share, teachers, level),
        int(base.size),
        "clustered-share",
    )


def clustered_change(
    before_counts: ArrayLike,
    before_bases: ArrayLike,
    after_counts: ArrayLike,
    after_bases: ArrayLike,
) -> Estimate:
    """Mean change in the share of a teacher's lessons, for teachers seen in both terms.

    Four arrays, one place a teacher; teachers without a lesson in either term are left out and
    ``n`` counts the others, each weighing the same however many lessons were seen. ``changed``
    counts the teachers whose share changed. ``p`` is an exact sign-flip test over teachers.

    The interval is the t interval of the teachers' changes, but never narrower than the lessons
    themselves allow: seven teachers who all moved by the same step have no spread, which does
    not make the next seven certain, so the binomial spread of each teacher's lessons (with half
    a lesson added to either side, so that 2 of 2 is not certain either) sets a floor. Nor does it
    leave out no change where the exact test at the same level does not. With one lesson each in
    both terms it is Newcombe's paired interval. Raises ``ValueError`` unless each count fits its
    base. Source: Donner & Klar (2000), cluster-level summaries; the floor is this
    project's own, its coverage measured in ``benchmarks/coverage.py``.
    """
    count_before, base_before = whole_counts(before_counts, before_bases, "before")
    count_after, base_after = whole_counts(after_counts, after_bases, "after")
    if base_before.size != base_after.size:
        raise ValueError(
            f"there are {base_before.size} teachers before and {base_after.size} after; "
            "both need the same teachers in the same order"
        )
    twice = (base_before > 0) & (base_after > 0)
    count_before, base_before = count_before[twice], base_before[twice]
    count_after, base_after = count_after[twice], base_after[twice]
    n = int(twice.sum())
    if n == 0:
        return without_interval(
            None, 0, "clustered-change", note="no teacher was seen twice", changed=0
        )
    if (base_before == 1).all() and (base_after == 1).all():
        return difference_paired(count_before, count_after)
    changes = count_after / base_after - count_before / base_before
    change = float(changes.mean())
    p = sign_flip_p(changes)
    moved = int(np.count_nonzero(changes))
    if n == 1:
        return without_interval(
            change, 1, "clustered-change", p=p, note="one teacher", changed=moved
        )
    between = float(changes.std(ddof=1)) / n**0.5
    lessons = _lesson_variance(count_before, base_before) + _lesson_variance(
        count_after, base_after
    )
    within = float(lessons.sum()) ** 0.5 / n

    def limits(level: float) -> Limits:
        half = max(t_quantile(level, n - 1) * between, normal_quantile(level) * within)
        low, high = max(-1.0, change - half), min(1.0, change + half)
        return (low, high) if p <= 1 - level else (min(low, 0.0), max(high, 0.0))

    note = "all teachers changed by the same amount" if n > 1 and np.ptp(changes) == 0 else ""
    return with_intervals(change, limits, n, "clustered-change", p=p, note=note, changed=moved)


def clustered_difference_unpaired(
    before_counts: ArrayLike,
    before_bases: ArrayLike,
    after_counts: ArrayLike,
    after_bases: ArrayLike,
) -> Estimate:
    """Share of lessons after minus before, when the teachers are not the same in both terms.

    Each side is :func:`clustered_share`; the two are joined by Newcombe's hybrid. ``n`` counts
    teachers (``n_before`` and ``n_after``). ``p`` regroups whole teachers. Raises ``ValueError``
    unless each count fits its base. Source: Newcombe (1998) Stat Med 17:873-890; Zou & Donner
    (2008) Stat Med 27:1693-1702; Kish (1965).
    """
    count_before, base_before = _seen(*whole_counts(before_counts, before_bases, "before"))
    count_after, base_after = _seen(*whole_counts(after_counts, after_bases, "after"))
    sizes = int(base_before.size), int(base_after.size)
    if min(sizes) == 0:
        return without_interval(
            None,
            sum(sizes),
            "clustered-unpaired",
            note="no lesson was seen in one of the two terms",
            n_before=sizes[0],
            n_after=sizes[1],
        )
    before, teachers_before = _share(count_before, base_before)
    after, teachers_after = _share(count_after, base_after)
    return with_intervals(
        after - before,
        lambda level: square_and_add(
            before,
            wilson_limits(before, teachers_before, level),
            after,
            wilson_limits(after, teachers_after, level),
        ),
        sum(sizes),
        "clustered-unpaired",
        p=regroup_p(
            np.concatenate([count_before, count_after]),
            np.concatenate([base_before, base_after]),
            sizes[0],
        ),
        n_before=sizes[0],
        n_after=sizes[1],
    )


def _seen(count: FloatArray, base: FloatArray) -> tuple[FloatArray, FloatArray]:
    return count[base > 0], base[base > 0]


def _share(count: FloatArray, base: FloatArray) -> tuple[float, float]:
    """Share of all lessons, and how many equally often seen teachers it is worth (Kish)."""
    return float(count.sum() / base.sum()), float(base.sum() ** 2 / (base**2).sum())


def _lesson_variance(count: FloatArray, base: FloatArray) -> FloatArray:
    """Binomial variance of each teacher's share, half a lesson added to either side."""
    share = (count + 0.5) / (base + 1)
    return np.asarray(share * (1 - share) / base)
