"""Cells whose scale hangs on their row: judgements by term, responses by question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pandas as pd

from helpers.problems import Severity, near_miss
from helpers.schemas.cells import CellReader, scale_reader
from helpers.schemas.checking import blank
from helpers.schemas.draft import Draft, Slip
from helpers.schemas.table import Kind
from helpers.schemas.together import explained, without_cascade
from helpers.settings import Scale, Settings

ITEM_KEY = ("questionnaire", "item")


def check_judgements(draft: Draft, settings: Settings) -> Draft:
    """A table's lesson judgements, each held against the scale of its term."""
    for column in draft.table.columns:
        if column.kind is Kind.JUDGEMENT and draft.filled:
            draft = _judged(draft, column.name, settings)
    return draft


def _judged(draft: Draft, column: str, settings: Settings) -> Draft:
    scales = {term.id: settings.judgement_scale(term.id) for term in settings.terms}
    graded = [term for term, scale in scales.items() if scale.graded]
    terms = draft.typed["term"]
    in_graded = terms.isin(graded)
    ungraded = draft.typed[column].notna() & terms.notna() & ~in_graded
    if ungraded.any():
        if column == "judgement":
            draft = draft.marked([_not_wanted(draft.typed.index[ungraded], column)])
        typed = draft.typed[column].mask(ungraded)
        draft = replace(draft, typed=draft.typed.assign(**{column: typed}))
    draft = _on_scales(draft, column, terms.where(in_graded), lambda term: scales[term])
    if column == "judgement":
        empty = draft.text[column].isna() & in_graded
        described = draft.table.column(column)
        rows = [int(row) for row in draft.typed.index[empty]]
        draft = draft.marked(blank(row, described, Severity.LEAVES_ROW_OUT) for row in rows)
    return draft


def _not_wanted(rows: pd.Index[int], column: str) -> Slip:
    return Slip(
        int(rows[0]),
        column,
        "judgement-ungraded",
        f"Lessons are not graded in this term, so judgements ({len(rows)} of them) are not read.",
        "If they are graded, name the scale in programme.toml (scales, judgement).",
        Severity.NOTE,
    )


def check_responses(answers: Draft, items: Draft, settings: Settings) -> tuple[Draft, Draft]:
    """Answers and questions: every answer's question must exist, its words be on its scale.

    Answers to a question that was left out are left out with it, and the question's problem
    says so.
    """
    if not (answers.filled and items.filled):
        return answers, items
    names = _item_names(answers.typed)
    known = _item_names(items.typed)
    known_text = _item_names(items.text)
    unknown = names[names.notna() & ~names.isin(known) & ~names.isin(known_text)]
    items, forgiven = without_cascade(items, ITEM_KEY, Counter(map(str, unknown)))
    answers = answers.marked(
        _unknown_item(int(str(row)), answers, items)
        for row, name in unknown.items()
        if name not in forgiven
    )
    answers, items = _followed(answers, items, names, forgiven)
    scales = _scale_names(items, settings)
    return _on_scales(answers, "response", names.map(scales), settings.response_scale), items


def _item_names(frame: pd.DataFrame) -> pd.Series[str]:
    return frame["questionnaire"].str.cat(frame["item"], sep=" ")


def _unknown_item(row: int, answers: Draft, items: Draft) -> Slip:
    questionnaire, item = (str(answers.typed.at[row, column]) for column in ITEM_KEY)
    asked = items.text["item"][items.typed["questionnaire"] == questionnaire]
    return Slip(
        row,
        "item",
        "unknown-reference",
        f"is not a question of this questionnaire in {items.table.file}.",
        near_miss(item, asked.dropna().unique()),
    )


def _followed(
    answers: Draft, items: Draft, names: pd.Series[str], forgiven: set[str]
) -> tuple[Draft, Draft]:
    """Answers without those whose question was left out."""
    if not items.left_out:
        return answers, items
    gone = dict(zip(items.text.index, _item_names(items.text), strict=True))
    lost = names.isin(forgiven)
    for row in sorted(items.left_out):
        here = names == gone[row]
        lost |= here
        if here.any():
            items = explained(items, row, f"Its {int(here.sum())} answers are left out with it.")
    left_out = answers.left_out | {int(row) for row in names.index[lost]}
    return replace(answers, left_out=left_out), items


def _scale_names(items: Draft, settings: Settings) -> Mapping[str, str]:
    """The scale's name for each usable question."""
    usual = {one.id: one.item_scale for one in settings.questionnaires}
    usable = items.usable
    scales = usable["scale"].fillna(usable["questionnaire"].map(usual))
    return dict(zip(_item_names(usable), scales, strict=True))


def _on_scales(
    draft: Draft,
    column: str,
    scale_names: pd.Series[str],
    scale_of: Callable[[str], Scale],
) -> Draft:
    """The draft with a column's words read on the scale that each row names.

    Rows without a scale keep their words, and nothing is said of them: what is wrong there has
    been said already.
    """
    values = draft.typed[column].copy()
    slips: list[Slip] = []
    for name in scale_names.dropna().unique():
        texts = draft.typed[column][scale_names == name].dropna()
        reader = scale_reader(scale_of(name))
        read = reader.column(texts)
        values.loc[texts.index] = read.values
        slips.extend(_refused(texts[~read.readable], column, reader))
    return replace(draft, typed=draft.typed.assign(**{column: values})).marked(slips)


def _refused(texts: pd.Series[str], column: str, reader: CellReader) -> Iterator[Slip]:
    # A word off the scale takes its row with it: a lesson or an answer without it is none.
    severity = None if column.startswith("second") else Severity.LEAVES_ROW_OUT
    for row, text in texts.items():
        why = reader.why_not(text)
        assert why is not None
        yield Slip(int(str(row)), column, why.rule, why.what, why.mend, severity)
