"""Real pupils and real answers through the whole workbook, held against other computations.

Every figure here is read back from a report that papermill and nbconvert made of a school's
folder; what it should be is worked out from the data set itself with pandas, scipy, statsmodels,
or stands in a publication that used the same data.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from scipy import stats

from helpers.reporting.run import run_term
from tests.real.data import CONSTRUCTS, REVERSED, answers, bfi, effects, star
from tests.real.folders import write_effects, write_star
from tests.test_publication import _findings, _text

pytestmark = pytest.mark.slow

Found = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def star_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("star")
    return run_term(write_star(place / "star"), reports=place / "reports").folder


@pytest.fixture(scope="module")
def effects_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("effects")
    return run_term(write_effects(place / "effects"), reports=place / "reports").folder


def _sides(finding: dict[str, Any]) -> list[tuple[int, float]]:
    return [(one["base"], one["value"]) for one in finding["quantities"]]


def _change(finding: dict[str, Any]) -> tuple[float, float, float]:
    return tuple(finding["change"][name] for name in ("value", "low", "high"))  # type: ignore[return-value]


def _kindergarten() -> pd.Series[float]:
    rows = star()[star()["gr"] == "K"]
    return (rows["read"] + rows["math"]).groupby(rows["cltype"]).mean()


def test_kindergarten_comes_out_as_stock_and_watson_printed_it(star_report: Path) -> None:
    """Stock & Watson, Introduction to Econometrics (3rd edition), table 13.1, kindergarten.

    5,786 pupils; the sum of both scores in regular classes is 918.04 and in small ones 13.90
    higher. The workbook tells each pupil's mean of the two, so half of that.
    """
    found = _findings(star_report)
    assert _sides(found["baseline.results.year_R"])[0][0] == 5786
    gap = found["baseline.results.group_small_class"]
    (_, regular), (_, small) = _sides(gap)
    assert round(2 * regular, 2) == 918.04
    assert round(2 * gap["change"]["value"], 2) == 13.90
    assert 2 * small == pytest.approx(_kindergarten()["small"])
    assert gap["strength"] == "clear"


@pytest.mark.parametrize(("term", "grade", "key"), [
    ("baseline", "K", "baseline.results"), ("review", "3", "impact.gaps"),
])  # fmt: skip
def test_the_gap_of_pupils_with_free_lunch_is_welchs(
    star_report: Path, term: str, grade: str, key: str
) -> None:
    rows = star()[star()["gr"] == grade]
    each = (rows["read"] + rows["math"]) / 2
    free, others = each[rows["ses"] == "F"], each[rows["ses"] == "N"]
    finding = _findings(star_report)[f"{key}.pupil_premium"]
    assert _sides(finding) == [
        (len(others), pytest.approx(others.mean())),
        (len(free), pytest.approx(free.mean())),
    ]
    span = stats.ttest_ind(free, others, equal_var=False).confidence_interval()
    assert _change(finding) == pytest.approx((free.mean() - others.mean(), *span))
    assert finding["change"]["value"] < -15, "a wide gap, in the first year and in the last"


def test_year_three_beside_regular_classes_allows_for_its_classes(star_report: Path) -> None:
    rows = star()[star()["gr"] == "3"]
    each = (rows["read"] + rows["math"]) / 2
    regular = round(each[rows["cltype"] == "reg"].mean(), 2)
    finding = _findings(star_report)["impact.progress.headline"]
    assert finding["compared_with"] == f"the national figure of {regular:g}"
    beside = _beside(each, rows["tch"], regular)
    assert _change(finding) == pytest.approx(beside, rel=1e-3, abs=1e-3)


def test_the_path_shows_the_mean_of_each_of_four_springs(star_report: Path) -> None:
    means = star().groupby("gr").apply(lambda one: (one["read"] + one["math"]).mean() / 2)
    text = _text(star_report / "04-impact.html")
    shown = " ".join(f"{means[grade]:.1f}" for grade in ("K", "1", "2", "3"))
    assert f"Stanford scaled score, all pupils {shown}" in text


def test_every_row_was_read_and_none_left_out(star_report: Path, effects_report: Path) -> None:
    for folder, rows in ((star_report, 2 * len(star())), (effects_report, len(effects()))):
        sources = [one for each in _findings(folder).values() for one in each["sources"]]
        read = {one["rows_read"] for one in sources if one["file"] == "progress.csv"}
        assert read == {rows}
        assert not [one for one in sources if one["left_out"]]


def test_no_pupil_class_or_school_stands_in_a_report(
    star_report: Path, effects_report: Path
) -> None:
    labels = re.compile(r"\b(class|school) \d+\b")
    children = set(effects()["childid"].astype(str))
    for folder in (star_report, effects_report):
        for path in (one for one in folder.rglob("*") if one.is_file()):
            text = path.read_text(encoding="utf-8")
            assert not labels.search(text), path.name
            assert not children & set(re.findall(r"\b\d{9}\b", text)), path.name


def _spring(number: int, year_group: str) -> pd.Series[float]:
    rows = effects()
    return rows.loc[(rows["spring"] == number) & (rows["year_group"] == year_group), "math"]


@pytest.mark.parametrize(("spring", "year", "key"), [
    (4, "2", "baseline.results.year_2"),
    (5, "3", "impact.progress.headline"),
])  # fmt: skip
def test_a_year_group_beside_its_benchmark(
    effects_report: Path, spring: int, year: str, key: str
) -> None:
    mine = _spring(spring, year)
    figure = round(effects().loc[effects()["year_group"] == year, "math"].mean(), 2)
    finding = _findings(effects_report)[key]
    beside = _beside(mine, effects().loc[mine.index, "schoolid"], figure)
    assert _sides(finding) == [(len(mine), pytest.approx(beside[0] + figure, rel=1e-3))]
    assert _change(finding) == pytest.approx(beside, rel=1e-3, abs=1e-3)


def _beside(values: pd.Series, groups: pd.Series, figure: float) -> tuple[float, float, float]:
    """A plain mean's distance from a figure, its variance by statsmodels' mixed model."""
    frame = pd.DataFrame({"y": values.to_numpy() - figure, "g": groups.to_numpy()})
    fit = smf.mixedlm("y ~ 1", frame, groups="g").fit(reml=True)
    sizes = frame["g"].value_counts()
    variance = fit.cov_re.iloc[0, 0] * (sizes**2).sum() + fit.scale * len(frame)
    half = float(stats.t.ppf(0.975, len(sizes) - 1)) * variance**0.5 / len(frame)
    value = float(frame["y"].mean())
    return value, value - half, value + half


def test_year_groups_of_few_pupils_are_hidden_and_the_next_smallest_with_them(
    effects_report: Path,
) -> None:
    """One pupil in reception and five in year 1: alone they would follow from the whole."""
    assert [len(_spring(4, "R")), len(_spring(5, "1"))] == [1, 5]
    found = _findings(effects_report)
    hidden = ("baseline.results.year_R", "baseline.results.year_1")
    for key in (*hidden, "impact.progress.year_1", "impact.progress.year_2"):
        (quantity,) = found[key]["quantities"]
        assert quantity["value"] is None and quantity["base"] is None
        assert found[key]["change"] is None


def test_no_average_over_all_year_groups_gives_the_hidden_ones_back(effects_report: Path) -> None:
    found = _findings(effects_report)
    for key in ("impact.progress.overall", "impact.progress_change.all"):
        assert found[key]["change"] is None
        assert None in [one["value"] for one in found[key]["quantities"]]


def test_a_change_of_a_hidden_year_group_is_hidden(effects_report: Path) -> None:
    """In the later spring year two holds only those who were kept back: the next smallest group."""
    finding = _findings(effects_report)["impact.progress_change.2"]
    assert _sides(finding)[1] == (None, None)
    assert finding["change"] is None


def _turned(items: list[str]) -> pd.DataFrame:
    table = bfi()[items].copy()
    turned = [item for item in items if item in REVERSED]
    table[turned] = 7 - table[turned]
    return table


def _alpha(table: pd.DataFrame) -> float:
    whole = table.dropna()
    items = whole.shape[1]
    return float(items / (items - 1) * (1 - whole.var().sum() / whole.sum(axis=1).var()))


@pytest.mark.parametrize(("letter", "role", "published"), [
    ("A", "confidence", 0.70), ("C", "culture", 0.73), ("E", "coach", 0.76),
])  # fmt: skip
def test_alpha_and_positive_answers_of_a_construct_with_reversed_items(
    effects_report: Path, letter: str, role: str, published: float
) -> None:
    """Alpha as psych's ``alpha(bfi[...], check.keys = TRUE)`` prints it, 2,800 respondents."""
    finding = _findings(effects_report)[f"impact.{role}"]
    table = _turned([f"{letter}{number}" for number in range(1, 6)])
    alpha = next(one for one in finding["notes"] if one["method"] == "cronbach-alpha")
    assert round(alpha["value"], 2) == published
    assert alpha["value"] == pytest.approx(_alpha(table))
    assert alpha["n"] == len(table.dropna())
    (side,) = finding["quantities"]
    assert (side["count"], side["base"]) == ((table >= 4).sum().sum(), table.notna().sum().sum())
    assert side["estimate"]["n"] == 2800
    as_typed = bfi()[table.columns]
    assert side["count"] > (as_typed >= 4).sum().sum(), "without turning there would be fewer"


@pytest.mark.parametrize("letter", ["N", "O"])
def test_halves_of_one_survey_differ_by_nothing_clear(effects_report: Path, letter: str) -> None:
    """Every other respondent against the rest: different people, and only chance between them."""
    finding = _findings(effects_report)[f"impact.feedback.{CONSTRUCTS[letter]}"]
    table = _turned([f"{letter}{number}" for number in range(1, 6)])
    place = {one: number for number, one in enumerate(answers()["person"].unique())}
    odd = bfi()["rownames"].astype(str).map(place) % 2 == 1
    halves = [table[~odd], table[odd]]
    assert [(one["count"], one["base"]) for one in finding["quantities"]] == [
        ((half >= 4).sum().sum(), half.notna().sum().sum()) for half in halves
    ]
    assert finding["paired"] is False
    assert finding["strength"] == "not clear"
    low, high = finding["change"]["low"], finding["change"]["high"]
    assert low < 0 < high
    alpha = next(one for one in finding["notes"] if one["method"] == "cronbach-alpha")
    assert alpha["value"] == pytest.approx(_alpha(halves[1]))


def test_a_thousand_is_written_alike_in_sentences_and_tables(effects_report: Path) -> None:
    text = _text(effects_report / "04-impact.html")
    assert "11,433 of 13,896 answers (82 %)" in text
    assert not re.search(r"(?<![\d.,#-])\d{5,}(?![\d%])", text)


def test_every_figure_on_the_pages_is_a_number(star_report: Path, effects_report: Path) -> None:
    for folder in (star_report, effects_report):
        for finding in _findings(folder).values():
            told = [one["value"] for one in finding["quantities"] if one["value"] is not None]
            if finding["change"]:
                told += [finding["change"][name] for name in ("value", "low", "high")]
            assert np.isfinite([one for one in told if one is not None]).all(), finding["key"]
