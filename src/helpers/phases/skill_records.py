"""Self-ratings beside earlier audits and beside what others saw: for leaders, by name."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers.evidence import Evidence
from helpers.findings import Absent, Cell, ResultTable, Share
from helpers.phases import planning_input as given
from helpers.planning.expertise import Seen, SkillRecord, skill_records
from helpers.wording import joined

TITLE = "Self-ratings beside earlier audits and what others saw"


def records(evidence: Evidence) -> tuple[SkillRecord, ...]:
    """The database of expertise: the latest audit's people and skills, and what else is known.

    Lessons and books are those of the reported term and all before it; a lesson counts by its
    own term's scale.
    """
    audits = evidence.so_far("audit")
    terms = [term.id for term in evidence.terms_so_far if (audits["term"] == term.id).any()]
    held = [given.ratings(evidence, audits[audits["term"] == term]) for term in terms]
    lines = given.thresholds(evidence)
    return skill_records(held, lines, _lessons(evidence), _books(evidence))


def beside_ratings(evidence: Evidence) -> tuple[ResultTable, ...]:
    """A row for each self-rating beside which somebody saw something; leaders alone see people."""
    if not evidence.policy.named:
        return ()
    told = [one for one in records(evidence) if one.seen]
    told.sort(key=lambda one: (one.skill, evidence.person(one.staff_id)))
    if not told:
        return ()
    columns = (
        "Skill", "Who", "Latest rating", "Earlier ratings", "Can help", "Wants support",
        "Lessons at or above the line", "Books at or above the line",
    )  # fmt: skip
    return (ResultTable(TITLE, columns, tuple(_row(evidence, one) for one in told)),)


def _row(evidence: Evidence, one: SkillRecord) -> tuple[Cell, ...]:
    return (
        one.skill,
        evidence.person(one.staff_id),
        one.ratings[-1] if one.ratings[-1] is not None else Absent.MISSING,
        joined([str(rating) for rating in _earlier(one)]) or "none",
        "no" if one.can_help_at is None else f"yes, at {one.can_help_at}",
        "yes" if one.wants else "no",
        *(
            Absent.MISSING if seen is None else Share(seen.reached, seen.base)
            for seen in (one.lessons, one.books)
        ),
    )


def _earlier(one: SkillRecord) -> list[int]:
    return [rating for rating in one.ratings[:-1] if rating is not None]


def _lessons(evidence: Evidence) -> Iterator[Seen]:
    """Judged lessons with a focus, each by the scale of its term; ungraded ones say nothing."""
    lessons = evidence.so_far("observations").dropna(subset=["judgement", "focus"])
    reached = pd.Series(False, index=lessons.index)
    graded = pd.Series(False, index=lessons.index)
    for term, rows in lessons.groupby("term"):
        scale = evidence.settings.judgement_scale(str(term))
        if scale.good_from:
            graded[rows.index] = True
            reached[rows.index] = rows["judgement"].isin(scale.at_least(scale.good_from))
    return _tally(lessons[graded], "focus", reached[graded])


def _books(evidence: Evidence) -> Iterator[Seen]:
    books, scale = evidence.so_far("work_scrutiny"), evidence.settings.scrutiny_scale()
    line = scale.at_least(scale.good_from or scale.levels[-1])
    return _tally(books, "criterion", books["judgement"].isin(line))


def _tally(rows: pd.DataFrame, skill: str, reached: pd.Series[bool]) -> Iterator[Seen]:
    for (who, name), found in reached.groupby([rows["staff_id"], rows[skill]]):
        yield Seen(str(who), str(name), int(found.sum()), len(found))
