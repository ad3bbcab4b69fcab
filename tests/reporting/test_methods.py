"""The method notes: an interval that is narrower than it claims says so where it is shown."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from helpers.estimates.estimate import Estimate
from helpers.estimates.methods import METHODS, measured_coverage
from helpers.findings import Finding, Kind, Quantity
from helpers.reporting.methods import BOLD, method_notes


def _note(method: str) -> str:
    """The words under the table of coverage on a page that shows one estimate by a method."""
    change = Estimate(1.0, 0.5, 1.5, 12, method)
    finding = Finding("k", "?", Kind.MEAN, "progress", "", "pupils", (), change)
    soup = BeautifulSoup(method_notes([finding]), "html.parser")
    caption = soup.find("caption", string="How often the intervals hold")
    return caption.find_parent("div").find_next_sibling("p").text.replace("\xa0", " ")


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_bold_interval_is_called_so_and_others_are_not(method: str) -> None:
    bold = {
        one.scenario for one in measured_coverage() if one.method == method and one.coverage < BOLD
    }
    note = _note(method)
    assert ("read as too narrow" in note) == bool(bold)
    assert (METHODS[method].name in note) == bool(bold)
    assert all(f"({scenario})" in note for scenario in bold)


def test_the_mean_of_skewed_values_is_told_with_its_sizes() -> None:
    assert (
        "Under 92 %, so read as too narrow there: Mean with t interval at n = 6 and 10 (skewed)."
        in _note("mean-t")
    )


def test_a_page_without_numbers_has_no_notes() -> None:
    nothing = Finding("k", "?", Kind.NUMBER, "visits", "", "schools", (Quantity("held", value=2),))
    assert "How often" not in method_notes([nothing])
