"""A finding keeps its promises, and comes back from JSON as it went."""

from __future__ import annotations

import json

import pytest

from helpers.estimates.clustered import clustered_change
from helpers.estimates.estimate import Estimate
from helpers.estimates.strength import Strength, strength
from helpers.findings import Absent, Finding, Kind, Quantity, ResultTable
from helpers.provenance import Source

CHANGE = clustered_change([1, 1, 0, 2, 1, 1, 1], [2] * 7, [2] * 7, [2] * 7)
FINDING = Finding(
    "impact.lessons", "Better?", Kind.SHARE, "lessons", "judged good", "teachers",
    (Quantity("Spring", 7, 14), Quantity("Summer", 14, 14)), CHANGE, paired=True,
    strength=strength(CHANGE), caveats=("One observer each.",),
    notes=(Estimate(0.8, 0.1, 1.5, 7, "d-av"),), sources=(Source("observations.csv", 30, 28),),
)  # fmt: skip


def test_a_finding_comes_back_from_json_but_for_who_changed() -> None:
    back = Finding.from_dict(json.loads(json.dumps(FINDING.to_dict())))
    assert back.to_dict() == FINDING.to_dict()
    assert back.strength is Strength.CLEAR
    assert back.change is not None
    assert back.change.changed is None
    assert CHANGE.changed == 6


def test_a_hidden_quantity_cannot_hold_a_number() -> None:
    with pytest.raises(ValueError, match="yet it holds a number"):
        Quantity("Spring", 3, 7, absent=Absent.SUPPRESSED)


def test_a_count_cannot_exceed_its_base() -> None:
    with pytest.raises(ValueError, match="8 of 7"):
        Quantity("Spring", 8, 7)


def test_a_table_has_as_many_cells_as_columns() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells"):
        ResultTable("Lessons", ("Term", "Count"), (("Spring",),))


def test_direction_is_the_sign_of_the_change() -> None:
    assert FINDING.direction == 1
