"""Pupils: beside national, since the baseline, between groups, with numbers worked out apart."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pandas as pd
import pytest
import statsmodels.formula.api as smf
from scipy import stats

from helpers.evidence import Evidence
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
    assert finding.change.value == pytest.approx(gains["distance"].mean())
    sizes = gains["year"].value_counts()
    variance = fit.cov_re.iloc[0, 0] * (sizes**2).sum() + fit.scale * len(gains)
    half = stats.t.ppf(0.975, len(sizes) - 1) * variance**0.5 / len(gains)
    assert finding.change.high == pytest.approx(finding.change.value + half, rel=1e-3)
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


def _as_results(evidence: Evidence) -> Evidence:
    """The same school, its results compared as they are, as scaled scores would be."""
    measure = evidence.settings.measure().model_copy(update={"compare": "result"})
    progress = evidence.settings.progress.model_copy(
        update={"measure": "own", "own_measure": {"own": measure}}
    )
    settings = evidence.settings.model_copy(update={"progress": progress})
    return replace(evidence, settings=settings)


def test_a_year_group_that_grew_does_not_show_as_a_change() -> None:
    """Every year group gains a point; many low-scoring young pupils join: still a rise of one."""
    scaled = _as_results(GOVERNORS)

    def same_again(rows: pd.DataFrame) -> pd.DataFrame:
        spring = rows[rows["term"] == "2013-spring"]
        summer = spring.assign(term="2013-summer", result=spring["result"] + 1)
        young = summer[summer["year_group"].isin(["1", "2"])]
        more = [young.assign(pupil_id=young["pupil_id"] + f"-{n}") for n in range(4)]
        return pd.concat([spring, summer, *more], ignore_index=True)

    answer = impact.progress_change(changed(scaled, progress=same_again))
    overall = answer.findings[0]
    first, second = (one.value for one in overall.quantities)
    assert overall.change is not None and overall.change.value == pytest.approx(1)
    assert second - first == pytest.approx(1)  # type: ignore[operator]
    (effect,) = overall.notes
    assert effect.value is not None and effect.value > 0


def test_a_class_is_a_year_groups_own() -> None:
    """The same teacher's class moves from year 3 to year 4: it is not set beside itself."""
    scaled = _as_results(GOVERNORS)

    def moved(rows: pd.DataFrame) -> pd.DataFrame:
        names = {"2013-spring": {"3": "Elm", "4": "Oak"}, "2013-summer": {"4": "Elm", "5": "Oak"}}
        known = [
            names.get(term, {}).get(year)
            for term, year in zip(rows["term"], rows["year_group"], strict=True)
        ]
        return rows.assign(group_class=known)

    answer = impact.progress_change(changed(scaled, progress=moved))
    plain = impact.progress_change(scaled)
    by_year = {one.group: one.change for one in plain.findings}
    for one in answer.findings[1:]:
        assert one.change is not None and by_year[one.group] is not None
        assert one.change.value == pytest.approx(by_year[one.group].value)  # type: ignore[union-attr]


def test_no_year_group_in_both_terms_is_said() -> None:
    def apart(rows: pd.DataFrame) -> pd.DataFrame:
        later = rows["term"] == "2013-summer"
        return rows[later == rows["year_group"].isin(["4", "5", "6"])]

    answer = impact.progress_change(changed(_as_results(GOVERNORS), progress=apart))
    assert not answer.findings
    assert answer.notice == "No year group has results in Spring 2013 as well."


def test_several_classes_in_a_year_group_are_allowed_for() -> None:
    def two_classes(rows: pd.DataFrame) -> pd.DataFrame:
        last = rows["pupil_id"].str[-1].astype(int) % 2
        return rows.assign(group_class=rows["year_group"] + last.map({0: "A", 1: "B"}))

    findings = impact.progress(changed(GOVERNORS, progress=two_classes)).findings
    year_four = next(one for one in findings if one.group == "Year 4")
    assert year_four.change is not None
    assert year_four.change.method == "fixed-classes"
    own = year_four.quantities[0].value
    assert own is not None and year_four.change.value == pytest.approx(own - 6)
