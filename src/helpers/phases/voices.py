"""Questionnaires: which answers count as positive, whose they are, what changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.estimates.clustered import (
    clustered_change,
    clustered_difference_unpaired,
    clustered_share,
)
from helpers.estimates.estimate import Estimate
from helpers.estimates.reliability import cronbach_alpha
from helpers.evidence import Evidence
from helpers.figures.change import before_and_after, pairs
from helpers.findings import Finding
from helpers.page import Answer
from helpers.phases.building import (
    NOT_FOLLOWED,
    Counted,
    family,
    may_follow,
    missing,
    share_finding,
)
from helpers.privacy import Part, Unit, hidden_parts
from helpers.settings import Questionnaire, Scale, Term

Counts = NDArray[np.int_]

ANONYMOUS = (
    "Some answers carry no code, so nobody can be followed from one term to the other. The "
    "number of people is taken as the most answers that any one question had."
)


@dataclass(frozen=True, slots=True)
class Voices:
    """Answers to one questionnaire in one term, with what each counts for.

    ``answers`` has the table's columns and ``wording``, ``construct``, ``reversed``, ``position``
    (0 lowest, turned where the item is reversed) and ``positive``.
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

    def per_person(self) -> tuple[pd.Series[int], pd.Series[int]]:
        """Positive answers and all answers of each respondent (index).

        Anonymous answers are spread evenly over as many people as answered: the share is right,
        and the interval rests on people, not on answers.
        """
        if self.signed:
            by_person = self.answers.groupby("respondent_id")["positive"]
            return by_person.sum().astype(int), by_person.size().astype(int)
        places = pd.RangeIndex(self.people)
        return (
            pd.Series(_spread(self.positive, self.people), index=places),
            pd.Series(_spread(len(self.answers), self.people), index=places),
        )

    def side(self, label: str, hidden: bool = False) -> Counted:
        """One side of a before-and-after; ``hidden`` as :class:`Counted` has it."""
        counts, bases = self.per_person()
        estimate = clustered_share(counts.to_numpy(), bases.to_numpy())
        return Counted(label, self.positive, len(self.answers), self.people, estimate, hidden)

    def hidden_constructs(self, evidence: Evidence) -> frozenset[str]:
        """Constructs not told of; all of them together are the whole questionnaire."""
        names = list(dict.fromkeys(self.answers["construct"]))
        parts = [_part(name, self.only(construct=name)) for name in sorted(names)]
        return hidden_parts(evidence.policy, Unit.STAFF, parts)

    def only(self, **values: str) -> Voices:
        """The answers with these values: ``only(construct="skills")``."""
        kept = self.answers
        for column, value in values.items():
            kept = kept[kept[column] == value]
        return Voices(self.questionnaire, kept)


def _part(name: str, voices: Voices) -> Part:
    """The answers on one construct; anonymous people are taken to be the same few everywhere."""
    signed = map(str, voices.answers["respondent_id"]) if voices.signed else ()
    people = frozenset(signed) or frozenset(map(str, range(voices.people)))
    return Part(name, people, (voices.positive, len(voices.answers) - voices.positive))


def _spread(total: int, people: int) -> Counts:
    """``total`` shared out over ``people`` as evenly as whole numbers allow."""
    return np.array([len(part) for part in np.array_split(np.arange(total), people)], dtype=int)


def voices(evidence: Evidence, questionnaire: Questionnaire, term: Term) -> Voices:
    """The answers of one term, joined to their items."""
    answers = evidence.at("questionnaires", term)
    answers = answers[answers["questionnaire"] == questionnaire.id]
    items = evidence.table("questionnaire_items")
    joined = answers.merge(items, on=["questionnaire", "item"], how="inner")
    turned = joined["reversed"].fillna(False).astype(bool)
    scales = {
        name: evidence.settings.response_scale(name)
        for name in {*joined["scale"].dropna(), questionnaire.item_scale}
    }
    scale_of = joined["scale"].fillna(questionnaire.item_scale)
    placed = [
        _place(scales[name], response, flip)
        for name, response, flip in zip(scale_of, joined["response"], turned, strict=True)
    ]
    return Voices(
        questionnaire,
        joined.assign(
            position=[position for position, _ in placed],
            positive=[positive for _, positive in placed],
        ),
    )


def _place(scale: Scale, response: str, flip: bool) -> tuple[int, bool]:
    """Position of a response and whether it is positive; a reversed item is turned round."""
    top = len(scale.levels) - 1
    position = scale.position(response)
    position = top - position if flip else position
    line = scale.position(scale.positive_from or scale.levels[-1])
    return position, position >= line


def change(before: Voices, after: Voices, *, followed: bool = True) -> tuple[Estimate, bool]:
    """The change in the share of positive answers, and whether people were followed."""
    first, second = before.per_person(), after.per_person()
    both = first[1].index.intersection(second[1].index)
    if followed and before.signed and after.signed and len(both) >= 2:
        same = clustered_change(*(one[both].to_numpy() for one in (*first, *second)))
        return same, True
    unpaired = clustered_difference_unpaired(*(one.to_numpy() for one in (*first, *second)))
    return unpaired, False


def positive_finding(
    evidence: Evidence,
    before: Voices,
    after: Voices,
    key: str,
    question: str,
    group: str = "",
    headline: bool = False,
    hidden: tuple[bool, bool] = (False, False),
) -> Finding:
    """The share of positive answers before and after, with respondents as the unit.

    ``hidden`` says whether each side is kept back so that another cannot be worked out.
    """
    scale = evidence.settings.response_scale(after.questionnaire.item_scale)
    compares = evidence.compares and before.people > 0 and after.people > 0
    signed = before.signed and after.signed
    may = not signed or may_follow(
        evidence, before.answers["respondent_id"], after.answers["respondent_id"]
    )
    estimate, paired = change(before, after, followed=may) if compares else (None, None)
    last = (after, evidence.term, hidden[1])
    sides = [(before, evidence.baseline, hidden[0]), last] if compares else [last]
    return share_finding(
        evidence,
        Unit.STAFF,
        [one.side(term.name, kept) for one, term, kept in sides],
        estimate,
        key=key,
        question=question,
        subject="answers",
        predicate=f"“{scale.positive_from}” or better",
        unit="respondents",
        paired=paired,
        group=group,
        headline=headline,
        notes=_reliability(after) if not group else (),
        caveats=_unfollowed(signed, may or not compares),
        sources=(evidence.source("questionnaires", len(before.answers) + len(after.answers)),),
    )


def _unfollowed(signed: bool, followed: bool) -> tuple[str, ...]:
    """Why people are not compared with themselves, if they are not."""
    if not signed:
        return (ANONYMOUS,)
    return () if followed else (NOT_FOLLOWED,)


def _reliability(answers: Voices) -> tuple[Estimate, ...]:
    """Cronbach's alpha of the whole questionnaire, where answers carry codes."""
    if not answers.signed or answers.people < 2 or answers.answers["item"].nunique() < 2:
        return ()
    wide = answers.answers.pivot_table(
        index="respondent_id", columns="item", values="position", aggfunc="last"
    )
    return (cronbach_alpha(wide.to_numpy(dtype=float)),)


def role_answer(evidence: Evidence, role: str, question: str) -> Answer:
    """Every questionnaire of one role: overall, then construct by construct as a family."""
    key = f"impact.{role}"
    named = [one for one in evidence.settings.questionnaires if one.role == role]
    answered = [one for one in named if voices(evidence, one, evidence.term).people]
    if not named:
        return Answer(
            key,
            notice=f"programme.toml names no questionnaire with the role “{role}”. With one, and "
            "its answers in questionnaires.csv, this part would show them before and after.",
        )
    if not answered:
        return missing(key, evidence, "questionnaires", f"answers to “{named[0].name}”")
    findings = tuple(
        finding for one in answered for finding in _voices_findings(evidence, one, key, question)
    )
    drawn = pairs(findings)
    figures = (before_and_after(question, drawn, unit="respondents"),) if drawn else ()
    return Answer(key, findings, figures)


def _voices_findings(
    evidence: Evidence, questionnaire: Questionnaire, key: str, question: str
) -> tuple[Finding, ...]:
    before = voices(evidence, questionnaire, evidence.baseline)
    after = voices(evidence, questionnaire, evidence.term)
    overall = positive_finding(evidence, before, after, key, question, headline=True)
    constructs = list(dict.fromkeys(after.answers["construct"]))
    if len(constructs) < 2:
        return (overall,)
    kept = before.hidden_constructs(evidence), after.hidden_constructs(evidence)
    parts = family(
        positive_finding(
            evidence,
            before.only(construct=one),
            after.only(construct=one),
            f"{key}.{one.casefold().replace(' ', '_')}",
            question,
            group=one[:1].upper() + one[1:],
            hidden=(one in kept[0], one in kept[1]),
        )
        for one in constructs
    )
    return (overall, *parts)
