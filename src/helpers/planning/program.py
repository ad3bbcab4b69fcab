"""An integer program in plain data, solved exactly by HiGHS through SciPy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_OPTIMAL, _LIMIT, _INFEASIBLE, _OTHER = 0, 1, 2, 4
_WHOLE = 1e-6
_ROUNDING = 1e-9
"""How far above a whole number a bound may lie, at least and for its size, and be read as it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One linear rule: ``low <= sum(weights * columns) <= high``; columns by their position."""

    columns: Sequence[int]
    low: float
    high: float
    weights: Sequence[float] | None = None
    """``None``: each column counts once."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Values of all columns, the whole-number cost and the proved lower bound on any cost."""

    values: tuple[int, ...]
    cost: int
    bound: int

    @property
    def proved(self) -> bool:
        """Whether no cheaper answer exists."""
        return self.cost <= self.bound


class NoAnswerInTimeError(Exception):
    """A limit was reached before any answer was found."""


def minimise(
    costs: Sequence[int],
    rows: Sequence[Row],
    *,
    whole: int | None = None,
    seconds: float = 60.0,
    nodes: int | None = None,
) -> Answer | None:
    """The cheapest answer with columns from 0 to 1, or ``None`` where none keeps every row.

    The first ``whole`` columns take whole numbers (all, if it is not given); the others must be
    such that they are whole in any cheapest answer. Costs are whole numbers, so the bound is
    rounded up to one. The gap asked for is nought: SciPy's default is not. ``nodes`` limits the
    search alike on every machine, ``seconds`` does not. Raises :class:`NoAnswerInTimeError` if
    either passes without an answer.
    """
    import numpy as np
    from scipy.sparse import csr_array

    if not costs:
        return Answer((), 0, 0) if all(row.low <= 0 <= row.high for row in rows) else None
    lengths = [len(row.columns) for row in rows]
    columns = [column for row in rows for column in row.columns]
    weights = [w for row in rows for w in (row.weights or [1.0] * len(row.columns))]
    starts = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
    matrix = csr_array((weights, columns, starts), shape=(len(rows), len(costs)))
    between = ([row.low for row in rows], [row.high for row in rows])
    return minimise_under(costs, matrix, between, whole=whole, seconds=seconds, nodes=nodes)


def minimise_under(
    costs: Sequence[int] | Any,
    matrix: Any,
    between: tuple[Any, Any],
    *,
    whole: int | None = None,
    seconds: float = 60.0,
    gap: float = 0.0,
    nodes: int | None = None,
) -> Answer | None:
    """As :func:`minimise`, with the rows as a sparse array and their lower and upper limits.

    ``gap`` is the share of the cost at which the search may stop.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    options = {"mip_rel_gap": gap, "time_limit": seconds}
    if nodes is not None:
        options["node_limit"] = nodes
    found = milp(
        np.asarray(costs, dtype=float),
        integrality=np.arange(len(costs)) < (len(costs) if whole is None else whole),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(matrix, *between)] if matrix.shape[0] else [],
        options=options,
    )
    if found.status == _INFEASIBLE:
        return None
    # SciPy has no word of its own for a limit of nodes that ends a search without an answer.
    limits = (_OPTIMAL, _LIMIT) if nodes is None else (_OPTIMAL, _LIMIT, _OTHER)
    if found.status not in limits:
        raise RuntimeError(f"The solver stopped: {found.message}")
    if found.x is None:
        raise NoAnswerInTimeError
    values = tuple(round(value) for value in found.x)
    cost = round(found.fun)
    return Answer(values, cost, _bound(found.mip_dual_bound, cost, found.status))


def _bound(dual: float | None, cost: int, status: int) -> int:
    """The dual bound as a whole number, never above the cost that was reached."""
    if dual is None or not math.isfinite(dual):
        return cost if status == _OPTIMAL else -(2**53)
    return min(cost, math.ceil(dual - max(_WHOLE, abs(dual) * _ROUNDING)))
