"""The best grouping, or the best that could be found and how much better one could be.

A few thousand columns nearest to their price hold the answer nearly always; and any grouping that
beats an answer is made of columns less far below their price than the bound is above it. Where
all of those were tried, the answer is proved, for millions of groups that nobody tried.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from helpers.planning.groups.pricing import Prices, prices
from helpers.planning.groups.question import NOTHING, Grouping, Places, Question
from helpers.planning.groups.regrouping import blocks, most_likely, open_beside
from helpers.planning.program import NoAnswerInTimeError, minimise_under

AT_ONCE = 2500
"""So few columns go to the solver whole, without prices."""
_MOST = 12_000
_OPEN = (36, 60, 100, 150)
"""How many people are left for the solver to group where the prices group the others."""
_NODES, _FEW_NODES = 400, 60
"""How often the solver may branch where it is given a part of the columns (of very many)."""
_TIES_UP_TO = 60
"""So many people's ties are broken for good; beyond, whole points are all that is proved."""
_PROVED_UP_TO = 150
"""For so many people the solver goes on until no point is left; beyond, until ``_NEAR``."""
_NEAR = 0.002
"""The share of the worth at which the solver stops where there are very many people."""


def best_grouping(question: Question, *, seconds: float, at_once: int = AT_ONCE) -> Grouping | None:
    """The grouping worth most, or ``None`` where it is proved that there is none.

    Raises :class:`NoAnswerInTimeError` if none was found, but one may exist.
    """
    if len(question.candidates) <= at_once:
        return _among(question, np.arange(len(question.candidates)), seconds)
    priced = prices(question)
    if priced is None:
        return None
    first = _first(question, priced, seconds)
    if first is None:
        return None
    found, tried = first
    found, better = _bounded(found, priced, tried), priced.could_beat(found.worth)
    if found.proved or not len(tried) or len(better) > _MOST or _many(question):
        return found
    tried = np.union1d(better, found.columns)
    try:
        again = _tried(question, tried, seconds, priced)
    except NoAnswerInTimeError:
        again = None
    return found if again is None else _better(_bounded(again, priced, tried), found)


def _first(question: Question, priced: Prices, seconds: float) -> tuple[Grouping, Places] | None:
    """A first answer and the columns it is the best of, none where it was put together."""
    count = max(1500, 5 * len(question.candidates.people))
    while count < 2 * _MOST:
        tried = priced.nearest(count)
        try:
            found = _tried(question, tried, seconds, priced)
        except NoAnswerInTimeError:
            break
        if found is not None:
            return found, tried
        if count >= len(question.candidates):
            return None
        count *= 2
    return _regrouped(question, priced, seconds), np.empty(0, np.intp)


def _regrouped(question: Question, priced: Prices, seconds: float) -> Grouping:
    """Most groups as the prices have them and the rest at best; then a block at a time at best."""
    found = None
    for people in _OPEN:
        held = most_likely(question.candidates, priced, people)
        found = found or _beside(question, held, seconds)
    if found is None:
        raise NoAnswerInTimeError
    for block in blocks(found.columns):
        if found.worth // question.unit >= priced.bound // question.unit:
            break
        again = _beside(question, np.setdiff1d(found.columns, block), seconds)
        found = found if again is None else _better(again, found)
    return found


def _beside(question: Question, held: Places, seconds: float) -> Grouping | None:
    """The best grouping with some groups held, or ``None`` if the solver found none."""
    columns = open_beside(question.candidates, held)
    if len(columns) > _MOST:
        return None
    try:
        return _among(question, columns, seconds, nodes=_NODES)
    except NoAnswerInTimeError:
        return None


def _bounded(found: Grouping, priced: Prices, tried: Places) -> Grouping:
    """With the bound for all columns: those that were tried, and the others by their prices."""
    others = np.setdiff1d(np.arange(len(priced.below)), tried)
    outside = priced.bound_with_any(others) if len(others) else found.worth
    bound = min(math.floor(priced.bound), max(found.bound, outside))
    return replace(found, bound=max(found.worth, bound))


def _better(one: Grouping, other: Grouping) -> Grouping:
    """The richer of two answers to one question, with the lower bound."""
    richer = max((one, other), key=lambda found: found.worth)
    return replace(richer, bound=max(richer.worth, min(one.bound, other.bound)))


def _many(question: Question) -> bool:
    return len(question.candidates.people) > _PROVED_UP_TO


def _tried(question: Question, columns: Places, seconds: float, priced: Prices) -> Grouping | None:
    """The best among some columns, or ``None`` if there is none there."""
    exact = len(question.candidates.people) <= _TIES_UP_TO
    near = _NEAR * abs(priced.bound) if _many(question) else 0.5 * question.unit
    gap = 0.0 if exact else near / max(question.unit, abs(priced.bound))
    nodes = _FEW_NODES if _many(question) else _NODES
    return _among(question, columns, seconds, gap, nodes)


def _among(
    question: Question, columns: Places, seconds: float, gap: float = 0.0, nodes: int | None = None
) -> Grouping | None:
    """The best grouping from some columns, and the bound for those columns."""
    part = question.take(columns)
    costs = -part.worth
    if question.left_out is not None:
        costs = np.append(costs, -question.left_out)
    if not len(costs):
        return None if question.candidates.people else NOTHING
    answer = minimise_under(
        costs, part.matrix(), part.limits(), seconds=seconds, gap=gap, nodes=nodes
    )
    if answer is None:
        return None
    taken = np.flatnonzero(answer.values[: len(columns)])
    missing = np.flatnonzero(answer.values[len(columns) :])
    return Grouping(
        tuple(columns[taken].tolist()), tuple(missing.tolist()), -answer.cost, -answer.bound
    )
