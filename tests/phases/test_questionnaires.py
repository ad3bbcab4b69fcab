"""Questionnaires: every item's answers, effect sizes and alpha, against the file itself."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers.findings import Absent, Share
from helpers.phases import impact
from helpers.phases.questionnaires import OF_AVERAGES
from tests.phases.schools import GOVERNORS, changed, raw

CONFIDENCE = ("not confident", "a little confident", "confident", "very confident")


def _wide(term: str) -> pd.DataFrame:
    rows = raw("questionnaires")
    rows = rows[(rows["term"] == term) & (rows["questionnaire"] == "confidence")]
    rows = rows.assign(place=rows["response"].map(CONFIDENCE.index))
    return rows.pivot_table(index="respondent_id", columns="item", values="place")


def test_effect_sizes_and_alpha_stand_in_the_notes_and_are_those_of_the_file() -> None:
    finding = impact.confidence(GOVERNORS).findings[0]
    notes = {one.method: one for one in finding.notes}
    before, after = _wide("2013-spring"), _wide("2013-summer")
    change = after.mean(axis=1) - before.mean(axis=1)
    j = 1 - 3 / (4 * (len(change) - 1) - 1)
    assert notes["d-z"].value == pytest.approx(j * change.mean() / change.std(), rel=0.01)
    spread = np.sqrt((before.mean(axis=1).var() + after.mean(axis=1).var()) / 2)
    assert notes["d-av"].value == pytest.approx(j * change.mean() / spread, rel=0.01)
    assert notes["d-z"].note.startswith(OF_AVERAGES)
    k = after.shape[1]
    alpha = k / (k - 1) * (1 - after.var().sum() / after.sum(axis=1).var())
    assert notes["cronbach-alpha"].value == pytest.approx(alpha)


def test_anonymous_answers_have_no_effect_size_and_no_alpha() -> None:
    for finding in impact.culture(GOVERNORS).findings:
        assert finding.notes == ()
        assert finding.change is not None
        assert finding.change.method == "anonymous-answers"


def test_every_item_is_drawn_with_its_answers_and_turned_items_are_turned() -> None:
    figure = impact.culture(GOVERNORS).details[-1]
    cells = {(row[0], row[1]): row[2:] for row in figure.numbers.rows}
    items, answers = raw("questionnaire_items"), raw("questionnaires")
    turned = items[(items["questionnaire"] == "coaching-culture") & (items["reversed"] == "yes")]
    assert len(turned), "the example has an item worded the other way round"
    for item, wording in zip(turned["item"], turned["wording"], strict=True):
        given = answers[
            (answers["questionnaire"] == "coaching-culture")
            & (answers["item"] == item)
            & (answers["term"] == "2013-summer")
        ]["response"].value_counts()
        row = cells[f"{wording} (turned)", "Summer 2013"]
        against = given.get("disagree", 0) + given.get("strongly disagree", 0)
        assert row[5] == Share(against, given.sum())


def test_items_add_up_to_the_finding() -> None:
    answer = impact.confidence(GOVERNORS)
    (rows,) = [one.numbers.rows for one in answer.details]
    positive = [row[-2] for row in rows if row[1] == "Summer 2013"]
    told = answer.findings[0].quantities[-1]
    assert sum(one.count for one in positive if isinstance(one, Share)) == told.count
    assert sum(one.base for one in positive if isinstance(one, Share)) == told.base


def test_an_item_that_few_answered_is_hidden_and_another_so_that_the_total_does_not_tell() -> None:
    def fewer(rows: pd.DataFrame) -> pd.DataFrame:
        last = rows[(rows["item"] == "C1") & (rows["term"] == "2013-summer")]
        return rows.drop(index=last.index[3:])

    figure = impact.confidence(changed(GOVERNORS, questionnaires=fewer)).details[-1]
    hidden = [row for row in figure.numbers.rows if Absent.SUPPRESSED in row]
    assert [(row[0], row[1]) for row in hidden] == [
        ("I am confident in my own teaching", "Summer 2013"),
        ("I am confident that I can improve pupils' learning", "Summer 2013"),
    ]
