"""The example school with rows or settings changed, for one test at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from helpers.evidence import Evidence, evidence_of
from helpers.school import read_school
from tests.conftest import EXAMPLE

SCHOOL = read_school(EXAMPLE)
GOVERNORS, LEADERS = evidence_of(SCHOOL), evidence_of(SCHOOL, audience="leadership")

Change = Callable[[pd.DataFrame], pd.DataFrame]


def raw(name: str) -> pd.DataFrame:
    """A table of the example as it lies on the disk, all text."""
    return pd.read_csv(EXAMPLE / f"{name}.csv", dtype=str)


def changed(evidence: Evidence, **tables: Change) -> Evidence:
    """The same evidence with some of its tables changed."""
    frames = dict(evidence.frames) | {
        name: change(evidence.frames[name]) for name, change in tables.items()
    }
    return replace(evidence, frames=MappingProxyType(frames))


def with_terms(evidence: Evidence, dates: Mapping[str, Mapping[str, Any]]) -> Evidence:
    """The same evidence with some terms' dates changed."""
    terms = tuple(
        one.model_copy(update=dict(dates.get(one.id, {}))) for one in evidence.settings.terms
    )
    settings = evidence.settings.model_copy(update={"terms": terms})
    return replace(
        evidence,
        settings=settings,
        term=settings.term(evidence.term.id),
        baseline=settings.term(evidence.baseline.id),
    )
