"""Pupils: beside national, since the baseline, between groups, with numbers worked out apart."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest
import statsmodels.formula.api as smf

from helpers.findings import Absent
from helpers.phases import impact
from tests.phases.schools import GOVERNORS, LEADERS, changed, raw, with_terms

NATIONAL = {"1": 6, "2": 12, "3": 3, "4": 6, "5": 9, "6": 12}


def _gains(term: str = "2013-summer") -> pd.DataFrame:
    """One row a pupil with a starting point: year group, premium, mean gain, from the file."""
    rows = raw("progress")
    rows = rows[rows["term"] == term]
    rows = rows.assign(gain=rows["result"].astype(float) - rows["starting_point"].astype(float))
    pupils = rows.groupby("pupil_id").agg(
        year=("year_group", "first"), premium=("pupil_premium", "first"), gain=("gain", "mean")
    )
    return pupils.dropna(subset=["gain"])


def test_all_year_groups_together_allow_for_classes_being_alike() -> None:
    gains = _gains()
    gains["distance"] = gains["gain"] - gains["year"].map(NATIONAL)
    fit = smf.mixedlm("distance ~ 1", gains, groups="year").fit(reml=True)
    finding = next(
        one for one in impact.progress(GOVERNORS).findings if one.key == "impact.progress.overall"
    )
    assert finding.change is not None
    assert finding.change.method == "mixed-model"
    assert finding.change.value == pytest.approx(fit.fe_params["Intercept"])
    assert finding.quantities[0].base == len(gains)
    plain = 2 * 1.99 * gains["distance"].std() / len(gains) ** 0.5
    assert finding.change.high - finding.change.low > plain, "classes differ: the interval is wider"  # type: ignore[operator]


def test_growing_older_is_never_shown_as_a_change() -> None:
    answer = impact.progress_change(GOVERNORS)
    assert not answer.findings
    assert "grows with every term" in (answer.notice or "")


def test_the_same_term_a_year_before_is_compared() -> None:
    """Autumn 2012 moved to the summer before: then, and only then, gains can be compared."""
    year_before = {"start": datetime.date(2012, 4, 16), "end": datetime.date(2012, 7, 20)}
    evidence = with_terms(GOVERNORS, {"2012-autumn": year_before})
    answer = impact.progress_change(evidence)
    overall = answer.findings[0]
    before, after = _gains("2012-autumn"), _gains()
    assert [one.value for one in overall.quantities] == pytest.approx(
        [before["gain"].mean(), after["gain"].mean()]
    )
    assert overall.paired is False
    assert [one.method for one in overall.notes] == ["d-pooled"]
    years = {one.group: one for one in answer.findings[1:]}
    by_year = after.groupby("year")["gain"].mean() - before.groupby("year")["gain"].mean()
    assert years["Year 4"].change is not None
    assert years["Year 4"].change.value == pytest.approx(by_year["4"])
    assert years["Year 4"].looked_at == 6


def test_a_gap_is_not_made_by_the_mix_of_year_groups() -> None:
    gains = _gains()
    gains["distance"] = gains["gain"] - gains["year"].map(NATIONAL)
    means = gains.groupby("premium")["distance"].mean()
    finding = next(
        one for one in impact.gaps(GOVERNORS).findings if one.key == "impact.gaps.pupil_premium"
    )
    assert finding.change is not None
    assert finding.change.value == pytest.approx(means["yes"] - means["no"])


def test_further_groups_are_compared_whether_yes_or_no_or_named() -> None:
    keys = {one.key for one in impact.gaps(GOVERNORS).findings}
    assert {"impact.gaps.sex", "impact.gaps.group_summer_born"} <= keys
    houses = changed(
        GOVERNORS,
        progress=lambda rows: rows.assign(
            group_house=rows["pupil_id"].str[-1].map(lambda last: "Elm" if last in "123" else "Oak")
        ),
    )
    named = {one.key: one for one in impact.gaps(houses).findings}
    elm = named["impact.gaps.group_house.elm"]
    inside = _gains().index.str[-1].isin(list("123")).sum()
    assert [one.base for one in elm.quantities] == [len(_gains()) - inside, inside]


def test_a_class_column_is_a_class_and_no_group() -> None:
    evidence = changed(
        GOVERNORS,
        progress=lambda rows: rows.assign(group_class="Class " + rows["year_group"] + "x"),
    )
    assert not [one for one in impact.gaps(evidence).findings if "class" in one.key]
    same = next(o for o in impact.progress(evidence).findings if o.key.endswith("overall"))
    assert "6 classes" in same.caveats[0]


def test_a_group_of_few_pupils_is_hidden_with_all_its_statistics() -> None:
    def few(rows: pd.DataFrame) -> pd.DataFrame:
        first = rows["pupil_id"].drop_duplicates().head(3)
        return rows.assign(group_choir=rows["pupil_id"].isin(first).map({True: "yes", False: "no"}))

    hidden = next(
        one
        for one in impact.gaps(changed(GOVERNORS, progress=few)).findings
        if one.key.endswith("choir")
    )
    assert hidden.suppressed and hidden.change is None and hidden.notes == ()
    shown = next(
        one
        for one in impact.gaps(changed(LEADERS, progress=few)).findings
        if one.key.endswith("choir")
    )
    assert shown.quantities[1].base == 3


def test_the_table_of_gaps_keeps_what_is_hidden_hidden() -> None:
    def few(rows: pd.DataFrame) -> pd.DataFrame:
        first = rows["pupil_id"].drop_duplicates().head(3)
        return rows.assign(group_choir=rows["pupil_id"].isin(first).map({True: "yes", False: "no"}))

    (table,) = impact.gaps(changed(GOVERNORS, progress=few)).tables
    row = next(one for one in table.rows if "choir" in str(one[0]))
    assert row[1:] == (Absent.SUPPRESSED, Absent.SUPPRESSED)
