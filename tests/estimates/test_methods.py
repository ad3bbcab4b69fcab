"""Every estimate names a method that the report can explain."""

import ast
import re
from pathlib import Path

import pytest

import helpers.estimates as room
from helpers.estimates.estimate import Estimate
from helpers.estimates.means import mean, mean_against
from helpers.estimates.methods import METHODS, measured_coverage
from helpers.estimates.mixed import mixed_mean
from helpers.estimates.pooling import pool


def test_the_room_names_just_the_registered_methods() -> None:
    """Hyphened words in the source are method keys and nothing else."""
    constants = {
        node.value
        for path in Path(room.__file__).parent.glob("*.py")
        if path.name != "methods.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    named = {text for text in constants if re.fullmatch(r"[a-z]+(-[a-z]+)+", text)}
    composed = {"kappa-linear", "kappa-quadratic"}  # from the weighting asked for
    assert named | composed | {"wilson"} == set(METHODS)


def test_every_method_has_a_source_with_a_year() -> None:
    for key, method in METHODS.items():
        assert method.key == key
        assert re.search(r"\((18|19|20)\d\d\)", method.source), key
        assert method.description.endswith(".")


def test_measured_coverage_is_of_known_methods_and_bold_only_where_noted() -> None:
    """Anything under 92 % needs a note or a better interval. Lopsided means carry a note of their
    own, so does the average of schools for its prediction, and the table of coverage names all."""
    measured = measured_coverage()
    assert {row.n for row in measured} == {6, 10, 30}
    assert {row.method for row in measured} == set(METHODS)
    bold = {(row.method, row.scenario.split(",")[0]) for row in measured if row.coverage < 0.92}
    assert bold <= {
        ("mean-t", "skewed"),
        ("mean-against-t", "skewed"),
        ("class-means", "classes of one pupil"),
        ("random-effects", "the range for a further school"),
    }
    few = [0, 0, 1, 0, 1, 0, 14]
    assert "lopsided" in mean(few).note and "lopsided" in mean_against(few, 3).note
    assert "lopsided" in mixed_mean(few, list(range(7))).note
    assert "too narrow" in pool([1, 2, 3], [1, 1, 1]).average.note


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_an_estimate_refuses_what_is_not_finite(number: float) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        Estimate(number, None, None, 3, "mean-t")
    with pytest.raises(ValueError, match="not a finite number"):
        Estimate(1.0, 0.0, 2.0, 3, "mean-t", inner_low=number)


def test_an_estimate_refuses_an_interval_the_wrong_way_round() -> None:
    with pytest.raises(ValueError, match="interval runs from"):
        Estimate(1.0, 2.0, 0.0, 3, "mean-t")
