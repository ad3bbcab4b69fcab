"""What a questionnaire says, before and after: in all, construct by construct, item by item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from helpers.estimates.effects import d_av, d_pooled, d_z
from helpers.estimates.estimate import Estimate
from helpers.estimates.reliability import cronbach_alpha
from helpers.evidence import Evidence
from helpers.figures.categories import Split
from helpers.figures.change import before_and_after, pairs
from helpers.figures.diverging import MOST_EITHER_SIDE, Item, likert
from helpers.figures.figure import Figure
from helpers.findings import Absent, Finding
from helpers.page import Answer
from helpers.phases.building import NOT_FOLLOWED, family, may_follow, missing, share_finding
from helpers.phases.detectable import could_show
from helpers.phases.voices import ANONYMOUS, Voices, change, followed, voices
from helpers.privacy import Unit
from helpers.settings import Questionnaire, Scale, Term
from helpers.wording import capital

OF_AVERAGES = "of each respondent's average answer, in steps of the scale"
TURNED = (
    "Items marked “turned” are worded the other way round; their answers are counted from the "
    "other end, here as in the figures above."
)
_MOST_ITEMS = 24
"""More items than this make a picture that nobody reads; the constructs then speak for them."""


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
    # Two questionnaires of one role keep apart by key and by name.
    keys = [key if place == 0 else f"{key}.{one.id}" for place, one in enumerate(answered)]
    about = [f"answers to “{one.name}”" if len(answered) > 1 else "answers" for one in answered]
    findings = tuple(
        finding
        for one, own, subject in zip(answered, keys, about, strict=True)
        for finding in _findings(evidence, one, own, question, subject)
    )
    drawn = pairs(findings)
    figures = (before_and_after(question, drawn, unit="respondents"),) if drawn else ()
    items = tuple(figure for one in answered for figure in _item_figures(evidence, one))
    return Answer(key, findings, figures, details=items)


def _findings(
    evidence: Evidence, questionnaire: Questionnaire, key: str, question: str, subject: str
) -> tuple[Finding, ...]:
    before = voices(evidence, questionnaire, evidence.baseline)
    after = voices(evidence, questionnaire, evidence.term)
    overall = positive_finding(evidence, before, after, key, question, subject, headline=True)
    if len(after.constructs) < 2:
        return (overall,)
    kept = before.hidden(evidence, "construct"), after.hidden(evidence, "construct")
    parts = family(
        positive_finding(
            evidence,
            before.only(construct=one),
            after.only(construct=one),
            f"{key}.{one.casefold().replace(' ', '_')}",
            question,
            subject,
            group=capital(one),
            hidden=(one in kept[0], one in kept[1]),
        )
        for one in after.constructs
    )
    return (overall, *parts)


def positive_finding(
    evidence: Evidence,
    before: Voices,
    after: Voices,
    key: str,
    question: str,
    subject: str = "answers",
    group: str = "",
    headline: bool = False,
    hidden: tuple[bool, bool] = (False, False),
) -> Finding:
    """The share of positive answers before and after, with respondents as the unit.

    ``hidden`` says of each side whether it is kept back so that another cannot be worked out.
    """
    scale = evidence.settings.response_scale(after.questionnaire.item_scale)
    compares = evidence.compares and before.people > 0 and after.people > 0
    may = not compares or _may_follow(evidence, before, after)
    estimate, paired = change(before, after, may=may) if compares else (None, None)
    last = (after, evidence.term, hidden[1])
    sides = [(before, evidence.baseline, hidden[0]), last] if compares else [last]
    doubts = () if after.signed and before.signed else (ANONYMOUS,)
    doubts = doubts if may else (*doubts, NOT_FOLLOWED)
    small = could_show(estimate, "respondents") if estimate and paired and not group else ()
    return share_finding(
        evidence,
        Unit.STAFF,
        [one.side(term.name, kept) for one, term, kept in sides],
        estimate,
        key=key,
        question=question,
        subject=subject,
        predicate=f"“{scale.positive_from or scale.levels[-1]}” or better",
        unit="respondents",
        paired=paired,
        group=group,
        headline=headline,
        notes=(*(_effects(before, after, may=may) if compares else ()), *_reliability(after)),
        caveats=(*doubts, *small),
        sources=(evidence.source("questionnaires", len(before.answers) + len(after.answers)),),
    )


def _may_follow(evidence: Evidence, before: Voices, after: Voices) -> bool:
    """Whether those who signed both times may be compared with themselves; others never are."""
    if not (before.signed and after.signed):
        return True
    return may_follow(evidence, *(one.answers["respondent_id"] for one in (before, after)))


def _effects(before: Voices, after: Voices, *, may: bool) -> tuple[Estimate, ...]:
    """Standardised changes of the same people, or of different ones; none of anonymous answers."""
    both = followed(before, after)
    if both is None:
        return ()
    found: tuple[Estimate, ...]
    if may and len(both[0]) >= 2:
        found = (d_av(*both), d_z(*both))
    else:
        found = (d_pooled(before.averages().to_numpy(), after.averages().to_numpy()),)
    return tuple(
        replace(one, note="; ".join(filter(None, (OF_AVERAGES, one.note)))) for one in found
    )


def _reliability(answers: Voices) -> tuple[Estimate, ...]:
    """Cronbach's alpha of these items, where answers carry codes."""
    if not answers.signed or answers.people < 2 or answers.answers["item"].nunique() < 2:
        return ()
    return (cronbach_alpha(answers.by_item().to_numpy(dtype=float)),)


def _item_figures(evidence: Evidence, questionnaire: Questionnaire) -> tuple[Figure, ...]:
    """Every item's answers either side of the line, a figure for each scale that it uses."""
    after = voices(evidence, questionnaire, evidence.term)
    before = voices(evidence, questionnaire, evidence.baseline)
    terms = [(after, evidence.term)]
    if evidence.compares and before.people:
        terms.insert(0, (before, evidence.baseline))
    drawn = (
        _item_figure(evidence, questionnaire, name, terms)
        for name in dict.fromkeys(after.answers["scale"])
    )
    return tuple(figure for figure in drawn if figure)


def _item_figure(
    evidence: Evidence,
    questionnaire: Questionnaire,
    scale_name: str,
    terms: Sequence[tuple[Voices, Term]],
) -> Figure | None:
    scale = evidence.settings.response_scale(scale_name)
    line = scale.positive_from or scale.levels[-1]
    neutral = _neutral(scale, line)
    left = scale.position(line) - bool(neutral)
    if max(left, len(scale.levels) - scale.position(line)) > MOST_EITHER_SIDE:
        return None
    last = terms[-1][0].only(scale=scale_name).answers
    asked = last.drop_duplicates("item").sort_values("item")
    if len(asked) > _MOST_ITEMS:
        return None
    turned = asked["reversed"].fillna(False).astype(bool)
    hidden = [_hidden_items(evidence, one) for one, _ in terms]
    items = [
        Item(
            f"{wording} (turned)" if flip else wording,
            tuple(
                _split(one.only(item=item), term, scale, item in kept)
                for (one, term), kept in zip(terms, hidden, strict=True)
            ),
        )
        for item, wording, flip in zip(asked["item"], asked["wording"], turned, strict=True)
    ]
    return likert(
        f"{questionnaire.name}: every question",
        scale.levels,
        items,
        positive_from=line,
        neutral=neutral,
        note=TURNED if turned.any() else "",
    )


def _neutral(scale: Scale, line: str) -> str:
    """The middle of an odd number of answers, if the positive ones start right after it."""
    middle, odd = divmod(len(scale.levels), 2)
    return scale.levels[middle] if odd and scale.position(line) == middle + 1 else ""


def _hidden_items(evidence: Evidence, answers: Voices) -> frozenset[str]:
    """Items not told of: all of a hidden construct, and what would give another item back."""
    constructs = answers.hidden(evidence, "construct")
    found: set[str] = set()
    for construct in answers.constructs:
        part = answers.only(construct=construct)
        gone = construct in constructs
        found |= set(part.answers["item"]) if gone else part.hidden(evidence, "item")
    return frozenset(found)


def _split(answers: Voices, term: Term, scale: Scale, hidden: bool) -> Split:
    """One item's answers in one term, by category."""
    found: pd.Series[int] = answers.answers["position"].value_counts()
    if found.empty:
        return Split(term.name, absent=Absent.MISSING)
    if hidden:
        return Split(term.name, absent=Absent.SUPPRESSED)
    return Split(term.name, tuple(int(found.get(place, 0)) for place in range(len(scale.levels))))
