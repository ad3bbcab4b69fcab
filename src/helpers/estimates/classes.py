"""Pupils within classes by restricted maximum likelihood, from each class's counts and means.

A model with a random intercept a class, or with a random intercept and a random change, looks at
a class's pupils only through how many they are, their mean and their spread. So a million pupils
take as long as their classes do, and there is no loop over either.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import optimize

from helpers.estimates.arrays import FloatArray

NO_VARIANCE = 1e-4
"""Between classes, beside the variance within them: under this the model has none to show."""

Matrices = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A coefficient with its standard error, and the variances that the model found.

    ``between`` is the variance between classes in level, ``of_change`` that of their change
    (0 without one), ``within`` the variance among a class's pupils.
    """

    value: float
    error: float
    between: float
    of_change: float
    within: float


@dataclass(frozen=True, slots=True)
class _Cells:
    """Cells (a class in a term) by class: at most two, the second with a count of nought if none.

    Arrays have a row a class and a column a cell; ``seen`` marks cells that are there.
    """

    counts: Matrices
    means: Matrices
    after: Matrices
    seen: NDArray[np.bool_]
    within: float
    pupils: int

    @property
    def number(self) -> int:
        return int(self.seen.sum())


def level(values: FloatArray, groups: FloatArray | pd.Series[str]) -> Fitted | None:
    """The mean of all classes: a random intercept a class.

    ``groups`` names each value's class. ``None`` if the model does not settle, or if classes
    differ by nothing but chance. Source: Laird & Ware (1982) Biometrics 38:963-974; Searle,
    Casella & McCulloch (1992) Variance Components, chapter 6.
    """
    cells = _cells(values, groups, np.zeros(len(values)))
    return _fitted(cells, changes=False, slopes=False)


def change(
    values: FloatArray, groups: FloatArray | pd.Series[str], after: FloatArray, *, slopes: bool
) -> Fitted | None:
    """The change from ``after`` 0 to 1: classes differ in level and, with ``slopes``, in change.

    Otherwise as :func:`level`.
    """
    return _fitted(_cells(values, groups, after), changes=True, slopes=slopes)


def _cells(values: FloatArray, groups: FloatArray | pd.Series[str], after: FloatArray) -> _Cells:
    frame = pd.DataFrame({"value": values, "group": np.asarray(groups), "after": after})
    by = frame.groupby(["group", "after"])["value"]
    squares = float(((frame["value"] - by.transform("mean")) ** 2).sum())
    told = by.agg(["size", "mean"]).reset_index()
    place = told.groupby("group").cumcount()
    wide = [
        told.assign(place=place).pivot(index="group", columns="place", values=name).to_numpy(float)
        for name in ("size", "mean", "after")
    ]
    seen = ~np.isnan(wide[0])
    counts, means, late = (np.where(seen, one, 0.0) for one in wide)
    return _Cells(counts, means, late, seen, squares, len(frame))


def _fitted(cells: _Cells, *, changes: bool, slopes: bool) -> Fitted | None:
    spare = cells.pupils - cells.number
    if spare < 1 or cells.within <= 1e-18 or cells.number <= 1 + changes:
        return None
    starts = ([0.5, 0.0, 0.5], [0.1, 0.0, 0.1]) if slopes else ([0.5],)
    runs = [
        optimize.minimize(
            lambda at: _criterion(at, cells, changes)[0],
            start,
            method="BFGS",
            options={"gtol": 1e-7},
        )
        for start in map(np.array, starts)
    ]
    best = min(runs, key=lambda one: float(one.fun))
    _, beta, covariance, within = _criterion(best.x, cells, changes)
    ratios = _between(best.x)
    variances = [float(ratios[0, 0]), float(ratios[1, 1])] if slopes else [float(ratios[0, 0])]
    error = float(covariance[-1, -1]) ** 0.5
    if min(variances) < NO_VARIANCE or not np.isfinite([beta[-1], error]).all():
        return None
    return Fitted(
        float(beta[-1]),
        error,
        variances[0] * within,
        variances[1] * within if slopes else 0.0,
        within,
    )


def _between(at: FloatArray) -> Matrices:
    """The covariance of a class's level and change, in units of the variance within."""
    if at.size == 1:
        return np.array([[at[0] ** 2, 0.0], [0.0, 0.0]])
    root = np.array([[at[0], 0.0], [at[1], at[2]]])
    return np.asarray(root @ root.T, dtype=float)


def _criterion(
    at: FloatArray, cells: _Cells, changes: bool
) -> tuple[float, FloatArray, Matrices, float]:
    """Minus twice the restricted log-likelihood, the coefficients, their covariance, the variance.

    The variance within is worked out on the way, so that only the ratios to it are searched.
    """
    inverse, logdet = _inverses(_between(at), cells)
    ones = np.where(cells.seen, 1.0, 0.0)
    design = np.stack([ones, cells.after * ones] if changes else [ones], axis=2)
    weighed = np.einsum("jab,jbp->jap", inverse, design)
    information = np.einsum("jap,jaq->pq", design, weighed)
    beta = np.linalg.solve(information, np.einsum("jap,ja->p", weighed, cells.means))
    left = np.where(cells.seen, cells.means - design @ beta, 0.0)
    squares = float(np.einsum("ja,jab,jb->", left, inverse, left)) + cells.within
    free = cells.pupils - beta.size
    within = squares / free
    value = free * np.log(within) + logdet + np.linalg.slogdet(information)[1]
    return float(value), beta, within * np.linalg.inv(information), within


def _inverses(between: Matrices, cells: _Cells) -> tuple[Matrices, float]:
    """The inverse of each class's covariance, and the sum of the logarithms of determinants.

    A cell that is not there has a variance of one and nothing in common with the other.
    """
    width = cells.seen.shape[1]
    shape = np.where(cells.seen, 1.0, 0.0)
    loads = np.stack([shape, cells.after * shape], axis=2)
    common = np.einsum("jar,rs,jbs->jab", loads, between, loads)
    own = np.where(cells.seen, 1.0 / np.where(cells.seen, cells.counts, 1.0), 1.0)
    blocks = common + own[:, :, None] * np.eye(width)
    return np.linalg.inv(blocks), float(np.linalg.slogdet(blocks)[1].sum())
