"""Questionnaires: which answers count as positive, whose they are, what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.estimates.anonymous import anonymous_difference, anonymous_share
from helpers.estimates.clustered import (
    clustered_change,
    clustered_difference_unpaired,
    clustered_share,
)
from helpers.estimates.estimate import Estimate
from helpers.evidence import Evidence
from helpers.phases.building import Counted
from helpers.privacy import Part, Unit, hidden_parts
from helpers.settings import Questionnaire, Scale, Term

ANONYMOUS = (
    "Some answers carry no code, so nobody can be followed from one term to the other. The "
    "number of people is taken as the most answers that any one question had."
)


@dataclass(frozen=True, slots=True)
class Voices:
    """Answers to one questionnaire in one term, with what each counts for.

    ``answers`` has the table's columns and ``wording``, ``construct``, ``reversed``, ``scale``
    (never blank), ``position`` (0 lowest, turned where the item is reversed) and ``positive``.
    """

    questionnaire: Questionnaire
    answers: pd.DataFrame

    @property
    def signed(self) -> bool:
        """Whether every answer carries a respondent's code."""
        return bool(self.answers["respondent_id"].notna().all())

    @property
    def people(self) -> int:
        """How many answered; for anonymous forms, the most answers that one item had."""
        if self.answers.empty:
            return 0
        if self.signed:
            return int(self.answers["respondent_id"].nunique())
        return int(self.answers.groupby("item").size().max())

    @property
    def positive(self) -> int:
        """Positive answers."""
        return int(self.answers["positive"].sum())

    @property
    def constructs(self) -> tuple[str, ...]:
        """What the items ask about, in the order of the answers."""
        return tuple(dict.fromkeys(self.answers["construct"]))

    def per_person(self) -> tuple[pd.Series[int], pd.Series[int]]:
        """Positive answers and all answers of each respondent (index); needs signed answers."""
        by_person = self.answers.groupby("respondent_id")["positive"]
        return by_person.sum().astype(int), by_person.size().astype(int)

    def averages(self) -> pd.Series[float]:
        """Each respondent's average position on the scale, for the method notes only."""
        return self.answers.groupby("respondent_id")["position"].mean()

    def by_item(self) -> pd.DataFrame:
        """Positions with a row a respondent and a column an item; needs signed answers."""
        return self.answers.pivot_table(
            index="respondent_id", columns="item", values="position", aggfunc="last"
        )

    def side(self, label: str, hidden: bool = False) -> Counted:
        """One side of a before-and-after; ``hidden`` as :class:`Counted` has it."""
        if self.signed:
            estimate = clustered_share(*(one.to_numpy() for one in self.per_person()))
        else:
            estimate = anonymous_share(*self.told)
        return Counted(label, self.positive, len(self.answers), self.people, estimate, hidden)

    def hidden(self, evidence: Evidence, column: str) -> frozenset[str]:
        """Constructs or items (``column``) not told of; together they are all these answers."""
        names = sorted(map(str, self.answers[column].unique()))
        parts = [_part(name, self.only(**{column: name})) for name in names]
        return hidden_parts(evidence.policy, Unit.STAFF, parts)

    @property
    def told(self) -> tuple[int, int, int]:
        """Positive answers, answers and people: all that is known of an anonymous form."""
        return self.positive, len(self.answers), self.people

    def only(self, **values: str) -> Voices:
        """The answers with these values: ``only(construct="skills")``."""
        kept = self.answers
        for column, value in values.items():
            kept = kept[kept[column] == value]
        return Voices(self.questionnaire, kept)


def _part(name: str, voices: Voices) -> Part:
    """The answers on one thing; anonymous people are taken to be the same few everywhere."""
    signed = map(str, voices.answers["respondent_id"]) if voices.signed else ()
    people = frozenset(signed) or frozenset(map(str, range(voices.people)))
    return Part(name, people, (voices.positive, len(voices.answers) - voices.positive))


def voices(evidence: Evidence, questionnaire: Questionnaire, term: Term) -> Voices:
    """The answers of one term, joined to their items."""
    answers = evidence.at("questionnaires", term)
    answers = answers[answers["questionnaire"] == questionnaire.id]
    items = evidence.table("questionnaire_items")
    joined = answers.merge(items, on=["questionnaire", "item"], how="inner")
    joined = joined.assign(scale=joined["scale"].fillna(questionnaire.item_scale))
    turned = joined["reversed"].fillna(False).astype(bool)
    names = {*joined["scale"], questionnaire.item_scale}
    scales = {name: evidence.settings.response_scale(name) for name in names}
    tops = joined["scale"].map({name: len(one.levels) - 1 for name, one in scales.items()})
    lines = joined["scale"].map({name: _line(one) for name, one in scales.items()})
    position = _positions(joined, scales)
    position = position.where(~turned, tops - position)
    return Voices(
        questionnaire, joined.assign(position=position.astype(int), positive=position >= lines)
    )


def _positions(answers: pd.DataFrame, scales: Mapping[str, Scale]) -> pd.Series[int]:
    """The place of each response on the scale of its item, 0 for the lowest."""
    places = {
        (name, level): place
        for name, scale in scales.items()
        for place, level in enumerate(scale.levels)
    }
    asked = pd.MultiIndex.from_frame(answers[["scale", "response"]])
    known = pd.Series(places, dtype=int)
    return pd.Series(known.reindex(asked).to_numpy(dtype=int), index=answers.index, dtype=int)


def _line(scale: Scale) -> int:
    """The place from which an answer counts as positive."""
    return scale.position(scale.positive_from or scale.levels[-1])


def change(before: Voices, after: Voices, *, may: bool = True) -> tuple[Estimate, bool]:
    """The change in the share of positive answers, and whether people were followed.

    They are where they signed, two or more answered both times, and they ``may`` be.
    """
    if not (before.signed and after.signed):
        return anonymous_difference(before.told, after.told), False
    first, second = before.per_person(), after.per_person()
    both = first[1].index.intersection(second[1].index)
    if may and len(both) >= 2:
        return clustered_change(*(one[both].to_numpy() for one in (*first, *second))), True
    unpaired = clustered_difference_unpaired(*(one.to_numpy() for one in (*first, *second)))
    return unpaired, False


def followed(before: Voices, after: Voices) -> tuple[np.ndarray, np.ndarray] | None:
    """Average positions of those who answered both times, in one order; ``None`` if unsigned."""
    if not (before.signed and after.signed):
        return None
    first, second = before.averages(), after.averages()
    both = first.index.intersection(second.index)
    return first[both].to_numpy(), second[both].to_numpy()
