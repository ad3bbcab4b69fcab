"""Phase 1: what expertise there is, where support is wanted, who learns with whom, and when."""

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
from helpers.figures.figure import Figure
from helpers.figures.heatmap import heat_map
from helpers.figures.supply import Supply, supply_and_demand
from helpers.findings import Absent, Cell, Finding, ResultTable
from helpers.page import Answer
from helpers.phases import planning_input as given
from helpers.phases import sets
from helpers.phases.building import Counted, family, missing, share_finding, tally_finding
from helpers.phases.timetable import timetable_answer
from helpers.planning.expertise import Expertise
from helpers.privacy import Unit
from helpers.wording import joined

EXPERTISE = "What expertise do we have, and who can help with what?"
SUPPORT = "Where is support wanted and not covered?"
CHANGES = "What has changed since the last audit?"


def expertise(evidence: Evidence) -> Answer:
    """Ratings of every skill; who can help with what, by name for leaders only."""
    audit = given.latest_audit(evidence)
    people = int(audit["staff_id"].nunique())
    if audit.empty:
        return missing("audit.expertise", evidence, "audit", "who can help with what")
    known = given.expertise(evidence, audit)
    findings = (_able(evidence, audit, known), _covered(evidence, audit, known))
    if not evidence.policy.base_allowed(Unit.STAFF, people):
        return Answer("audit.expertise", findings)
    figure = _by_person(evidence, audit) if evidence.policy.named else _by_rating(evidence, audit)
    tables = (_who_can_help(evidence, known),) if evidence.policy.named else ()
    return Answer("audit.expertise", findings, (figure,), tables)


def support(evidence: Evidence) -> Answer:
    """Supply beside demand for every skill, and the skills that nobody here can coach."""
    audit = given.latest_audit(evidence)
    people = int(audit["staff_id"].nunique())
    if audit.empty:
        return missing("audit.support", evidence, "audit", "where support is wanted")
    known = given.expertise(evidence, audit)
    wanted = [one for one in known.skills if one.asked]
    finding = tally_finding(
        _term_name(evidence, audit),
        len(given.uncovered(known)),
        len(wanted),
        key="audit.support.uncovered",
        question=SUPPORT,
        subject="skills that somebody wants help with",
        predicate="beyond what any colleague can coach",
        unit="skills",
        headline=True,
        sources=(evidence.source("audit", len(audit)),),
    )
    if not evidence.policy.base_allowed(Unit.STAFF, people):
        return Answer("audit.support", (finding,))
    rows = [
        Supply(one.skill, len(one.can_help), len(one.asked))
        for one in sorted(
            known.skills, key=lambda one: (len(one.can_help) - len(one.asked), one.skill)
        )
    ]
    figure = supply_and_demand(
        "Offers of help beside wishes for it, skill by skill", rows, people=people
    )
    return Answer("audit.support", (finding,), (figure,), statements=_uncovered(known))


def groups(evidence: Evidence) -> Answer:
    """Who learns with whom: the sets as decided, and what the planner proposes."""
    return sets.groups_answer(evidence)


def timetable(evidence: Evidence) -> Answer:
    """When: this term's sessions, and the timetable that the planner would draw up."""
    return timetable_answer(evidence)


def changes(evidence: Evidence) -> Answer:
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


def _term_name(evidence: Evidence, audit: pd.DataFrame) -> str:
    return evidence.settings.term(str(audit["term"].iloc[0])).name


def _able(evidence: Evidence, audit: pd.DataFrame, known: Expertise) -> Finding:
    people = set(audit["staff_id"])
    able = {who for one in known.skills for who in one.can_help}
    side = Counted(
        _term_name(evidence, audit), len(able), len(people), len(people),
        proportion(len(able), len(people)),
    )  # fmt: skip
    return share_finding(
        evidence,
        Unit.STAFF,
        [side],
        key="audit.expertise.able",
        question=EXPERTISE,
        subject="staff",
        predicate="able to help a colleague with at least one skill",
        unit="staff",
        headline=True,
        caveats=("Ratings are people's own: some rate themselves low, some high.",),
        sources=(evidence.source("audit", len(audit)),),
    )


def _covered(evidence: Evidence, audit: pd.DataFrame, known: Expertise) -> Finding:
    return tally_finding(
        _term_name(evidence, audit),
        sum(bool(one.can_help) for one in known.skills),
        len(known.skills),
        key="audit.expertise.covered",
        question=EXPERTISE,
        subject="skills",
        predicate="within the reach of at least one colleague who can help",
        unit="skills",
        sources=(evidence.source("audit", len(audit)),),
    )


def _by_rating(evidence: Evidence, audit: pd.DataFrame) -> Figure:
    """Skills by rating: how many staff chose each; no person."""
    scale = evidence.settings.scales.skills
    levels = list(range(scale.lowest, scale.highest + 1))
    counts = audit.groupby(["skill", "rating"]).size().to_dict()
    names = _strongest_first(audit)
    columns = list(scale.labels) or [str(level) for level in levels]
    cells = [[counts.get((skill, level), 0) for level in levels] for skill in names]
    return heat_map(
        "How staff rated themselves, skill by skill", names, columns, cells,
        counted="number of staff", corner="Skill",
        note=f"{audit['staff_id'].nunique()} staff filled in the audit.",
    )  # fmt: skip


def _by_person(evidence: Evidence, audit: pd.DataFrame) -> Figure:
    """Skills by person, for leaders."""
    scale = evidence.settings.scales.skills
    given_ = audit.set_index(["skill", "staff_id"])["rating"].to_dict()
    staff = sorted(set(audit["staff_id"]), key=evidence.person)
    names = _strongest_first(audit)
    cells: list[list[int | Absent]] = [
        [int(given_[skill, who]) if (skill, who) in given_ else Absent.MISSING for who in staff]
        for skill in names
    ]
    return heat_map(
        "Who rated themselves how, skill by skill", names, [evidence.person(who) for who in staff],
        cells, counted=f"rating from {scale.lowest} to {scale.highest}", low=scale.lowest,
        high=scale.highest, corner="Skill", note=f"{len(staff)} staff filled in the audit.",
    )  # fmt: skip


def _strongest_first(audit: pd.DataFrame) -> list[str]:
    """Skills by how they were rated, strongest first; the order only, no mean is shown."""
    means = audit.groupby("skill")["rating"].mean()
    return sorted(means.index, key=lambda skill: (-float(means[skill]), skill))


def _who_can_help(evidence: Evidence, known: Expertise) -> ResultTable:
    rows = tuple(
        (
            one.skill,
            joined(sorted(evidence.person(who) for who in one.can_help)) or "nobody yet",
            joined(sorted(evidence.person(who) for who in one.asked)) or "nobody",
        )
        for one in known.skills
    )
    return ResultTable("Who can help with what", ("Skill", "Can help", "Wants support"), rows)


def _uncovered(known: Expertise) -> tuple[str, ...]:
    skills = given.uncovered(known)
    if not skills:
        return ()
    named = joined(list(skills))
    return (f"Nobody here can coach {named} yet: a workshop or a partner school can.",)


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
            _term_name(evidence, audit), int(strong.sum()), int(rated.sum()), len(rated),
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
        Counted(_term_name(evidence, audit), int(able.sum()), len(able), len(able), _share(able))
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
