"""Pupils within classes: a class's pupils share more than chance, and the interval says so."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from helpers.estimates import classes
from helpers.estimates.arrays import FloatArray, numbers, one_number
from helpers.estimates.estimate import Estimate
from helpers.estimates.intervals import Limits, t_quantile, with_intervals
from helpers.estimates.means import mean_against, mean_change_paired, mean_change_unpaired

FEWEST_GROUPS = 5
"""Under so many classes nobody can tell how much classes differ."""

_THESE_ONLY = "speaks for these {} classes only; too few to allow for differences between classes"
_ONE_CLASS = "pupils are taken as unrelated, since classes cannot be told apart"
_BY_CLASS = "the mixed model did not settle, so the range rests on the classes' means"


def mixed_mean(values: ArrayLike, groups: Sequence[object], reference: float = 0.0) -> Estimate:
    """Mean of pupils minus a reference, allowing for pupils of one class being alike.

    ``groups`` names each pupil's class; pupils without a value or a class are left out, and ``n``
    counts the others. The value is the plain average of all pupils, as a spreadsheet gives it.
    From five classes on, its variance is that of a mixed model (:mod:`helpers.estimates.classes`:
    REML, a random intercept a class), with a t interval of as many degrees of freedom as classes
    less one; if the model sees no difference between classes, how far the classes' means lie apart
    takes its place. Under five classes the classes are taken as fixed. The note says which. Raises
    ``ValueError`` for different lengths. Source: Laird & Ware (1982) Biometrics 38:963-974; Donner
    & Klar (2000), 1.4 and 6.2; Kish (1965) Survey Sampling, 6.3; Hayes & Moulton (2017) Cluster
    Randomised Trials, chapter 10.
    """
    frame = _frame(values, groups)
    there, names = frame["value"], frame["group"]
    above = there.to_numpy() - one_number(reference, "the reference")
    count, n = names.nunique(), len(frame)
    if n < 2 or count < 2 or np.ptp(above) == 0:
        return _noted(mean_against(there, reference), _ONE_CLASS)
    value, changed = float(above.mean()), int(np.count_nonzero(above))
    if count < FEWEST_GROUPS:
        fixed = _cell_error(frame.assign(value=above), ["group"])
        if fixed is None:
            return _noted(mean_against(there, reference), _ONE_CLASS)
        variance, df = fixed
        note = _THESE_ONLY.format(count)
        error = math.sqrt(variance / n)
        return _t_estimate(value, error, df, n, "fixed-classes", note, changed=changed)
    sizes = names.groupby(names).size().to_numpy(float)
    fitted = classes.level(above, names)
    if fitted is not None:
        error = math.sqrt(fitted.between * float((sizes**2).sum()) + fitted.within * n) / n
        return _t_estimate(value, error, count - 1, n, "mixed-model", "", changed=changed)
    means = pd.Series(above).groupby(names).mean().to_numpy()
    apart = float(((sizes * (means - value)) ** 2).sum())
    error = math.sqrt(count / (count - 1) * apart) / n
    if error <= 1e-12:
        return _noted(mean_against(there, reference), _ONE_CLASS)
    found = _t_estimate(value, error, count - 1, n, "class-means", "", changed=changed)
    lopsided = mean_against(there.groupby(names).mean(), reference).note
    return _noted(_noted(found, lopsided), _BY_CLASS)


def mixed_change(
    before: ArrayLike,
    groups_before: Sequence[object],
    after: ArrayLike,
    groups_after: Sequence[object],
) -> Estimate:
    """Mean of pupils after minus before, allowing for pupils of one class being alike.

    The pupils of the two terms are taken as different pupils. If both terms have the same classes
    (year groups), the change is looked at within each: a mixed model in which classes differ in
    level and in change (five or more), else a t interval of the classes' changes;
    under five, the classes are taken as fixed. If the classes differ, each class of each term is
    one of its own: a mixed model with a random intercept (five or more), else Welch's interval of
    the classes' means. ``n`` counts pupils. The note says which. Raises ``ValueError`` for
    different lengths. Source: as :func:`mixed_mean`.
    """
    first, second = _frame(before, groups_before), _frame(after, groups_after)
    frame = pd.concat([first.assign(after=0.0), second.assign(after=1.0)], ignore_index=True)
    sizes = {"n_before": len(first), "n_after": len(second)}
    n = len(frame)
    by_pupil = mean_change_unpaired(first["value"].to_numpy(), second["value"].to_numpy())
    if min(sizes.values()) < 2 or np.ptp(frame["value"].to_numpy()) == 0:
        return _noted(by_pupil, _ONE_CLASS)
    means_before = first.groupby("group")["value"].mean()
    means_after = second.groupby("group")["value"].mean()
    if set(means_before.index) == set(means_after.index):
        count = len(means_before)
        if count == 1:
            return _noted(by_pupil, _ONE_CLASS)
        if count < FEWEST_GROUPS:
            return _fixed_change(frame, count, by_pupil, sizes)
        fitted = _changed(frame, slopes=True)
        if fitted is not None:
            return _t_estimate(fitted.value, fitted.error, count - 1, n, "mixed-model", "", **sizes)
        by_class = mean_change_paired(means_before, means_after.loc[means_before.index])
        return replace(
            _noted(by_class, _BY_CLASS),
            method="class-means",
            n=n,
            changed=None,
            n_before=sizes["n_before"],
            n_after=sizes["n_after"],
        )
    frame["group"] = frame["group"] + frame["after"].map({0.0: " (before)", 1.0: " (after)"})
    count = frame["group"].nunique()
    if min(len(means_before), len(means_after)) < 2:
        return _noted(by_pupil, _ONE_CLASS)
    fitted = _changed(frame, slopes=False) if count >= FEWEST_GROUPS else None
    if fitted is not None:
        note = "the classes are not the same in both terms"
        return _t_estimate(fitted.value, fitted.error, count - 2, n, "mixed-model", note, **sizes)
    by_class = mean_change_unpaired(means_before.to_numpy(), means_after.to_numpy())
    return replace(
        _noted(by_class, _BY_CLASS),
        method="class-means",
        n=n,
        n_before=sizes["n_before"],
        n_after=sizes["n_after"],
    )


def _changed(frame: pd.DataFrame, *, slopes: bool) -> classes.Fitted | None:
    values, after = frame["value"].to_numpy(), frame["after"].to_numpy()
    return classes.change(values, frame["group"], after, slopes=slopes)


def _frame(values: ArrayLike, groups: Sequence[object]) -> pd.DataFrame:
    there = numbers(values)
    if there.size != len(groups):
        raise ValueError(f"there are {there.size} values for {len(groups)} classes")
    names = pd.Series(list(groups), dtype=object)
    whole = ~np.isnan(there) & names.notna().to_numpy()
    return pd.DataFrame({"value": there[whole], "group": names[whole].astype(str).to_numpy()})


def _fixed_change(
    frame: pd.DataFrame, count: int, by_pupil: Estimate, sizes: dict[str, int]
) -> Estimate:
    """Change within classes taken as fixed, each weighing by what its two terms can tell."""
    fixed = _cell_error(frame, ["group", "after"])
    if fixed is None:
        return _noted(by_pupil, _ONE_CLASS)
    variance, df = fixed
    cells = frame.groupby(["group", "after"])["value"].agg(["mean", "size"]).unstack("after")
    changes = (cells["mean"][1.0] - cells["mean"][0.0]).to_numpy()
    worth = 1 / (1 / cells["size"][0.0] + 1 / cells["size"][1.0]).to_numpy()
    return _t_estimate(
        float((worth * changes).sum() / worth.sum()),
        math.sqrt(variance / float(worth.sum())),
        df,
        len(frame),
        "fixed-classes",
        _THESE_ONLY.format(count),
        **sizes,
    )


def _cell_error(frame: pd.DataFrame, by: list[str]) -> tuple[float, int] | None:
    """Variance within cells and its degrees of freedom; nothing if there is none to see."""
    cells = frame.groupby(by)["value"]
    df = len(frame) - cells.ngroups
    within: FloatArray = (frame["value"] - cells.transform("mean")).to_numpy()
    squares = float((within**2).sum())
    return (squares / df, df) if df > 0 and squares > 1e-18 else None


def _t_estimate(
    value: float,
    error: float,
    df: int,
    n: int,
    method: str,
    note: str,
    *,
    changed: int | None = None,
    n_before: int | None = None,
    n_after: int | None = None,
) -> Estimate:
    def limits(level: float) -> Limits:
        half = t_quantile(level, df) * error
        return value - half, value + half

    return with_intervals(
        value,
        limits,
        n,
        method,
        p=float(2 * stats.t.sf(abs(value) / error, df)),
        note=note,
        changed=changed,
        n_before=n_before,
        n_after=n_after,
    )


def _noted(estimate: Estimate, note: str) -> Estimate:
    """The same estimate with a further note."""
    return replace(estimate, note="; ".join(part for part in (estimate.note, note) if part))
