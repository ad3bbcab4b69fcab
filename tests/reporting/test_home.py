"""What the first page tells: the leading findings, and whatever went wrong."""

from __future__ import annotations

import pytest

from helpers.estimates.estimate import Estimate
from helpers.estimates.strength import Strength
from helpers.findings import Absent, Better, Finding, Kind, Quantity
from helpers.reporting.home import DONE, HOW_MANY, LEADING, leading, setbacks, went_wrong
from helpers.reporting.key_figures import key_figure


def _finding(key: str, change: float = 0.5, **words: object) -> Finding:
    estimate = Estimate(change, change - 0.2, change + 0.2, 7, "newcombe-paired")
    sides = (Quantity("Spring", 7, 14), Quantity("Summer", 14, 14))
    given: dict[str, object] = {"change": estimate, "strength": Strength.CLEAR, **words}
    return Finding(key, "", Kind.SHARE, "lessons", "good", "teachers", sides, **given)  # type: ignore[arg-type]


def test_the_leading_findings_come_in_their_documented_order() -> None:
    found = [_finding(key) for key in reversed(LEADING)]
    assert [one.key for one in leading(found)] == list(LEADING[:HOW_MANY])


def test_other_headlines_follow_where_a_school_has_fewer() -> None:
    found = [_finding("a", headline=True), _finding("b"), _finding(LEADING[0])]
    assert [one.key for one in leading(found)] == [LEADING[0], "a"]


def test_what_was_done_is_told_before_what_changed_and_not_again_among_it() -> None:
    found = [_finding(key, headline=True) for key in (*DONE, *LEADING[:2])]
    assert [one.key for one in leading(found)] == list(LEADING[:2])


@pytest.mark.parametrize(
    ("change", "better", "strength", "wrong"),
    [
        (-0.3, Better.HIGHER, Strength.CLEAR, True),
        (-0.3, Better.HIGHER, Strength.SUGGESTIVE, True),
        (-0.3, Better.HIGHER, Strength.NOT_CLEAR, False),
        (-0.3, Better.HIGHER, Strength.TOO_FEW, False),
        (0.3, Better.HIGHER, Strength.CLEAR, False),
        (0.3, Better.LOWER, Strength.CLEAR, True),
        (-0.3, Better.LOWER, Strength.CLEAR, False),
        (-0.3, Better.NEITHER, Strength.CLEAR, False),
        (0.0, Better.NEITHER, Strength.CLEAR, False),
    ],
)
def test_a_setback_is_what_went_the_wrong_way_with_some_evidence(
    change: float, better: Better, strength: Strength, wrong: bool
) -> None:
    assert went_wrong(_finding("a", change, better=better, strength=strength)) is wrong


def test_what_is_not_compared_is_no_setback() -> None:
    assert not went_wrong(_finding("a", change=0.0))
    alone = Finding("a", "", Kind.SHARE, "lessons", "good", "teachers", (Quantity("Spring", 0, 9),))
    assert not went_wrong(alone)


def test_what_was_behind_before_and_is_no_longer_is_no_setback() -> None:
    before, after = _finding("baseline.year_4", -0.3), _finding("impact.year_4", 0.1)
    assert setbacks([before, after]) == []
    assert setbacks([before]) == [before]


def test_numbers_set_large_are_counts_and_a_hidden_one_shows_nothing() -> None:
    def figures(kind: Kind, *sides: Quantity, unit: str = "") -> tuple[str, ...]:
        return key_figure(Finding("a", "", kind, "s", "p", "u", sides, measured_in=unit))

    one, other = Quantity("Spring", 7, 14), Quantity("Summer", 14, 14)
    assert figures(Kind.SHARE, one, other) == ("7 of 14", "14 of 14")
    assert figures(Kind.SHARE, one, Quantity("Summer", absent=Absent.SUPPRESSED)) == ()
    mean = Quantity("Summer", base=9, value=13.25)
    assert figures(Kind.MEAN, mean, unit="points") == ("13.3 points",)
    split = (Quantity("fully met", 23, 35), Quantity("not met", 12, 35))
    assert figures(Kind.SPLIT, *split) == ("23 of 35 fully met",)
