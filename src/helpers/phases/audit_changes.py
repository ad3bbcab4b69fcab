"""What changed between two skills audits of the same people; falls are named as falls."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.estimates.clustered import clustered_change, clustered_share
from helpers.estimates.estimate import Estimate
from helpers.estimates.ordered import dominance_paired
from helpers.estimates.paired import difference_paired
from helpers.estimates.proportions import proportion
from helpers.evidence import Evidence
from helpers.figures.change import before_and_after, pairs
from helpers.findings import Absent, Cell, Finding, ResultTable
from helpers.page import Answer
from helpers.phases import planning_input as given
from helpers.phases.building import Counted, family, share_finding
from helpers.privacy import Unit

CHANGES = "What has changed since the last audit?"


def changes_answer(evidence: Evidence) -> Answer:
    """Each skill in two audits of the same people; falls are named as falls."""
    before, after = given.audit_before(evidence), given.latest_audit(evidence)
    if before.empty:
        return Answer("audit.changes", notice="There is one audit so far; a second shows change.")
    both = sorted(set(before["staff_id"]) & set(after["staff_id"]))
    first, second = (_wide(one, both) for one in (before, after))
    skills = [one for one in first.columns if one in second.columns]
    whole = _all_ratings(evidence, before, after, first[skills], second[skills])
    parts = family(
        _one_skill(evidence, before, after, skill, first[skill], second[skill]) for skill in skills
    )
    drawn = pairs(parts)
    figures = (before_and_after("Staff able to help, skill by skill", drawn, unit="staff"),)
    table = _ups_and_downs(evidence, first[skills], second[skills])
    return Answer("audit.changes", (whole, *_moved(parts)), figures if drawn else (), (table,))


def _wide(audit: pd.DataFrame, people: Sequence[str]) -> pd.DataFrame:
    """Ratings with one row a person and one column a skill."""
    kept = audit[audit["staff_id"].isin(people)]
    wide = kept.pivot_table(index="staff_id", columns="skill", values="rating", aggfunc="last")
    return wide.reindex(list(people)).astype(float)


def _all_ratings(
    evidence: Evidence,
    before: pd.DataFrame,
    after: pd.DataFrame,
    first: pd.DataFrame,
    second: pd.DataFrame,
) -> Finding:
    """The share of all ratings from which a person can help, with people as the unit."""
    line = evidence.settings.scales.skills.can_help_from
    counts = [((one >= line).sum(axis=1), one.notna().sum(axis=1)) for one in (first, second)]
    sides = [
        Counted(
            given.term_name(evidence, audit), int(strong.sum()), int(rated.sum()), len(rated),
            clustered_share(strong.to_numpy(), rated.to_numpy()),
        )
        for audit, (strong, rated) in zip((before, after), counts, strict=True)
    ]  # fmt: skip
    change = clustered_change(*(one.to_numpy() for pair in counts for one in pair))
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
        paired=True,
        headline=True,
        caveats=(
            "People may rate themselves lower once they know more of a skill, so no rise need not "
            "mean that nothing was learned.",
        ),
        sources=(evidence.source("audit", len(before) + len(after)),),
    )


def _one_skill(
    evidence: Evidence,
    before: pd.DataFrame,
    after: pd.DataFrame,
    skill: str,
    first: pd.Series[float],
    second: pd.Series[float],
) -> Finding:
    line = evidence.settings.scales.skills.can_help_from
    whole = first.notna() & second.notna()
    was, now = first[whole] >= line, second[whole] >= line
    sides = [
        Counted(
            given.term_name(evidence, audit), int(able.sum()), len(able), len(able), _share(able)
        )
        for audit, able in ((before, was), (after, now))
    ]
    return share_finding(
        evidence,
        Unit.STAFF,
        sides,
        difference_paired(was.to_numpy(), now.to_numpy()),
        key=f"audit.changes.{skill.casefold().replace(' ', '_')}",
        question=CHANGES,
        subject="staff",
        predicate="able to help",
        unit="staff",
        paired=True,
        group=skill[:1].upper() + skill[1:],
        notes=(dominance_paired(first.to_numpy(), second.to_numpy()),),
        sources=(evidence.source("audit", len(before) + len(after)),),
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


def _ups_and_downs(evidence: Evidence, first: pd.DataFrame, second: pd.DataFrame) -> ResultTable:
    """For each skill how many rated themselves higher, the same, lower."""
    moves = second - first
    counts = [
        [
            int((moves[skill] > 0).sum()),
            int((moves[skill] == 0).sum()),
            int((moves[skill] < 0).sum()),
        ]
        for skill in moves
    ]
    hidden = evidence.policy.hidden_cells(counts, Unit.STAFF)
    rows: list[tuple[Cell, ...]] = [
        (
            str(skill),
            *(Absent.SUPPRESSED if gone else count for count, gone in zip(line, veil, strict=True)),
        )
        for skill, line, veil in zip(moves, counts, hidden, strict=True)
    ]
    columns = ("Skill", "Rated higher", "The same", "Rated lower")
    return ResultTable("The same people in both audits", columns, tuple(rows))
