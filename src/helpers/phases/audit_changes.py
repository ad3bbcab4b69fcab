"""What changed between two skills audits of the same people; falls are named as falls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.estimates.clustered import (
    clustered_change,
    clustered_difference_unpaired,
    clustered_share,
)
from helpers.estimates.estimate import Estimate
from helpers.estimates.ordered import dominance_paired
from helpers.estimates.paired import difference_paired
from helpers.estimates.proportions import difference_unpaired, proportion
from helpers.evidence import Evidence
from helpers.figures.change import before_and_after, pairs
from helpers.findings import Cell, Finding, ResultTable
from helpers.page import Answer
from helpers.phases import planning_input as given
from helpers.phases.building import NOT_FOLLOWED, Counted, family, may_follow, share_finding
from helpers.privacy import Unit
from helpers.provenance import Source
from helpers.wording import capital

CHANGES = "What has changed since the last audit?"


def changes_answer(evidence: Evidence) -> Answer:
    """Each skill in two audits of the same people; falls are named as falls.

    Where a few people filled in one of the audits only, readers other than leaders see the audits
    compared as of different people (:data:`NOT_FOLLOWED`).
    """
    before, after = given.audit_before(evidence), given.latest_audit(evidence)
    if before.empty:
        return Answer("audit.changes", notice="There is one audit so far; a second shows change.")
    two = _two_audits(evidence, before, after)
    whole = _all_ratings(evidence, two)
    parts = family(_one_skill(evidence, two, skill) for skill in two.skills)
    drawn = pairs(parts)
    figures = (before_and_after("Staff able to help, skill by skill", drawn, unit="staff"),)
    return Answer(
        "audit.changes",
        (whole, *_moved(parts)),
        figures if drawn and not evidence.policy.open else (),
        _ups_and_downs(evidence, two),
    )


@dataclass(frozen=True, slots=True)
class _TwoAudits:
    """Two audits, each with one row a person and one column a skill.

    ``followed``: both have the same people in the same order, who are compared with themselves.
    ``hidden`` are skills kept back.
    """

    names: tuple[str, str]
    first: pd.DataFrame
    second: pd.DataFrame
    followed: bool
    hidden: frozenset[str]
    source: Source

    @property
    def skills(self) -> list[str]:
        """Skills rated in both, in the alphabet's order."""
        return [str(one) for one in self.first.columns if one in self.second.columns]


def _two_audits(evidence: Evidence, before: pd.DataFrame, after: pd.DataFrame) -> _TwoAudits:
    people = set(before["staff_id"]), set(after["staff_id"])
    followed = _may_follow(evidence, before, after)
    kept = [sorted(people[0] & people[1])] * 2 if followed else [sorted(one) for one in people]
    first, second = (_wide(one, who) for one, who in zip((before, after), kept, strict=True))
    return _TwoAudits(
        (given.term_name(evidence, before), given.term_name(evidence, after)),
        first,
        second,
        followed,
        given.hidden_skills(evidence, before) | given.hidden_skills(evidence, after),
        evidence.source("audit", len(before) + len(after)),
    )


def _may_follow(evidence: Evidence, before: pd.DataFrame, after: pd.DataFrame) -> bool:
    """Whether those in both audits may be compared with themselves, on every skill."""
    skills = set(before["skill"]) & set(after["skill"])
    return all(
        may_follow(
            evidence, *(one.loc[one["skill"] == skill, "staff_id"] for one in (before, after))
        )
        for skill in skills
    )


def _wide(audit: pd.DataFrame, people: Sequence[str]) -> pd.DataFrame:
    """Ratings with one row a person and one column a skill."""
    kept = audit[audit["staff_id"].isin(people)]
    wide = kept.pivot_table(index="staff_id", columns="skill", values="rating", aggfunc="last")
    return wide.reindex(list(people)).astype(float)


def _all_ratings(evidence: Evidence, two: _TwoAudits) -> Finding:
    """The share of all ratings from which a person can help, with people as the unit."""
    line = evidence.settings.scales.skills.can_help_from
    audits = [one[two.skills] for one in (two.first, two.second)]
    counts = [((one >= line).sum(axis=1), one.notna().sum(axis=1)) for one in audits]
    sides = [
        Counted(
            name, int(strong.sum()), int(rated.sum()), len(rated),
            clustered_share(strong.to_numpy(), rated.to_numpy()),
        )
        for name, (strong, rated) in zip(two.names, counts, strict=True)
    ]  # fmt: skip
    compare = clustered_change if two.followed else clustered_difference_unpaired
    change = compare(*(one.to_numpy() for pair in counts for one in pair))
    return share_finding(
        evidence,
        Unit.STAFF,
        sides,
        change,
        key="audit.changes.all",
        question=CHANGES,
        subject="ratings",
        predicate=f"{line} or higher",
        unit="staff",
        paired=two.followed,
        headline=True,
        caveats=(
            "People may rate themselves lower once they know more of a skill, so no rise need not "
            "mean that nothing was learned.",
            *(() if two.followed else (NOT_FOLLOWED,)),
        ),
        sources=(two.source,),
    )


def _one_skill(evidence: Evidence, two: _TwoAudits, skill: str) -> Finding:
    first, second = two.first[skill], two.second[skill]
    if two.followed:
        whole = first.notna() & second.notna()
        first, second = first[whole], second[whole]
    line = evidence.settings.scales.skills.can_help_from
    was, now = first.dropna() >= line, second.dropna() >= line
    hidden = skill in two.hidden
    sides = [
        Counted(name, int(able.sum()), len(able), len(able), _share(able), hidden)
        for name, able in zip(two.names, (was, now), strict=True)
    ]
    change = (
        difference_paired(was.to_numpy(), now.to_numpy())
        if two.followed
        else difference_unpaired(int(was.sum()), len(was), int(now.sum()), len(now))
    )
    return share_finding(
        evidence,
        Unit.STAFF,
        sides,
        change,
        key=f"audit.changes.{skill.casefold().replace(' ', '_')}",
        question=CHANGES,
        subject="staff",
        predicate="able to help",
        unit="staff",
        paired=two.followed,
        group=capital(skill),
        # How many rose less how many fell: with the number who stayed it would tell both.
        notes=(dominance_paired(first.to_numpy(), second.to_numpy()),)
        if evidence.policy.named
        else (),
        sources=(two.source,),
    )


def _share(able: pd.Series[bool]) -> Estimate:
    return proportion(int(able.sum()), len(able))


def _moved(parts: Sequence[Finding]) -> tuple[Finding, ...]:
    """The skills worth a sentence: the greatest rises, and every fall."""
    known = [one for one in parts if one.change is not None and one.change.value]
    falls = [one for one in known if one.direction < 0]
    rises = [one for one in known if one.direction > 0]
    rises.sort(key=lambda one: (-(one.change.value or 0) if one.change else 0, one.key))
    return (*rises[:3], *falls)


def _ups_and_downs(evidence: Evidence, two: _TwoAudits) -> tuple[ResultTable, ...]:
    """For each skill how many rated themselves higher, the same, lower.

    This is a table of before by after. Where one of its counts is small the skills are taken
    together, and where one still is, there is no table: the changes themselves would give single
    hidden counts back.
    """
    if not two.followed or not evidence.policy.base_allowed(Unit.STAFF, len(two.first)):
        return ()
    moves = two.second - two.first
    each = [(skill, _moves(moves[skill])) for skill in two.skills]
    together = ("All skills", tuple(map(sum, zip(*(counts for _, counts in each), strict=True))))
    for told in (each, [together]):
        if not any(evidence.policy.small(Unit.STAFF, count) for _, row in told for count in row):
            columns = ("Skill", "Rated higher", "The same", "Rated lower")
            rows: list[tuple[Cell, ...]] = [(skill, *counts) for skill, counts in told]
            return (ResultTable("The same people in both audits", columns, tuple(rows)),)
    return ()


def _moves(moves: pd.Series[float]) -> tuple[int, ...]:
    return tuple(int(which.sum()) for which in (moves > 0, moves == 0, moves < 0))
