"""The path over all terms holds every measure that is told before and after."""

from __future__ import annotations

import pandas as pd

from helpers.phases import impact
from tests.phases.schools import GOVERNORS, changed, raw


def test_every_before_and_after_has_a_path() -> None:
    (figure,) = impact.path(GOVERNORS).figures
    told = {str(row[0]) for row in figure.numbers.rows}
    assert {"Lessons judged good or better", "Lessons judged outstanding"} <= told
    assert {"Teachers' confidence", "Coaching-culture audit", "Coaches' self-review"} <= told
    lessons = raw("observations")
    autumn = lessons[lessons["term"] == "2012-autumn"]
    good = autumn["judgement"].isin(["good", "outstanding"]).sum()
    row = next(one for one in figure.numbers.rows if one[0] == "Lessons judged good or better")
    assert (row[1].count, row[1].base) == (good, len(autumn))  # type: ignore[union-attr]


def test_constructs_have_a_path_from_the_third_term_on() -> None:
    def earlier(rows: pd.DataFrame) -> pd.DataFrame:
        asked = rows[(rows["questionnaire"] == "confidence") & (rows["term"] == "2013-spring")]
        return pd.concat([rows, asked.assign(term="2012-autumn")], ignore_index=True)

    evidence = changed(GOVERNORS, questionnaires=earlier)
    figures = impact.path(evidence).figures
    assert len(figures) == 2
    assert "Teachers' confidence, part by part" in figures[1].title
    assert str(figures[1].numbers.rows[0][0]) == "Own teaching"
