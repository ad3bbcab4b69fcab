"""Phase 1: what expertise there is, where support is wanted, who learns with whom, and when."""

from __future__ import annotations

import pandas as pd

from helpers.estimates.proportions import proportion
from helpers.evidence import Evidence
from helpers.figures.figure import Figure
from helpers.figures.heatmap import heat_map
from helpers.figures.supply import Supply, supply_and_demand
from helpers.findings import Absent, Finding, ResultTable
from helpers.page import Answer
from helpers.phases import planning_input as given
from helpers.phases import sets
from helpers.phases.audit_changes import changes_answer
from helpers.phases.building import Counted, missing, share_finding, tally_finding
from helpers.phases.skill_records import beside_ratings
from helpers.phases.timetable import timetable_answer
from helpers.planning.expertise import Expertise
from helpers.privacy import Unit
from helpers.wording import joined

EXPERTISE = "What expertise do we have, and who can help with what?"
SUPPORT = "Where is support wanted and not covered?"


def expertise(evidence: Evidence) -> Answer:
    """Ratings of every skill; who can help with what, by name for leaders only."""
    audit = given.latest_audit(evidence)
    people = int(audit["staff_id"].nunique())
    if audit.empty:
        return missing("audit.expertise", evidence, "audit", "who can help with what")
    known = given.expertise(evidence, audit)
    findings = (_able(evidence, audit, known), _covered(evidence, audit))
    if not evidence.policy.base_allowed(Unit.STAFF, people):
        return Answer("audit.expertise", findings)
    if evidence.policy.named:
        tables = (_who_can_help(evidence, known), *beside_ratings(evidence))
        return Answer("audit.expertise", findings, (_by_person(evidence, audit),), tables)
    if evidence.policy.open:
        return Answer("audit.expertise", findings)
    return Answer("audit.expertise", findings, (_by_rating(evidence, audit),))


def support(evidence: Evidence) -> Answer:
    """Supply beside demand for every skill, and the skills that nobody here can coach."""
    audit = given.latest_audit(evidence)
    people = int(audit["staff_id"].nunique())
    if audit.empty:
        return missing("audit.support", evidence, "audit", "where support is wanted")
    known = given.told_expertise(evidence, audit)
    wanted = [one for one in known.skills if one.asked]
    finding = tally_finding(
        given.term_name(evidence, audit),
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
    hidden = given.hidden_skills(evidence, audit)
    if evidence.policy.open:
        return Answer("audit.support", (finding,), statements=_uncovered(evidence, known))
    figure = supply_and_demand(
        "Offers of help beside wishes for it, skill by skill", _supply(known, hidden), people=people
    )
    return Answer("audit.support", (finding,), (figure,), statements=_uncovered(evidence, known))


def groups(evidence: Evidence) -> Answer:
    """Who learns with whom: the sets as decided, and what the planner proposes."""
    return sets.groups_answer(evidence)


def timetable(evidence: Evidence) -> Answer:
    """When: this term's sessions, and the timetable that the planner would draw up."""
    return timetable_answer(evidence)


def changes(evidence: Evidence) -> Answer:
    """Each skill in two audits of the same people; falls are named as falls."""
    return changes_answer(evidence)


def _able(evidence: Evidence, audit: pd.DataFrame, known: Expertise) -> Finding:
    people = set(audit["staff_id"])
    able = {who for one in known.skills for who in one.can_help}
    side = Counted(
        given.term_name(evidence, audit), len(able), len(people), len(people),
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


def _covered(evidence: Evidence, audit: pd.DataFrame) -> Finding:
    known = given.told_expertise(evidence, audit)
    return tally_finding(
        given.term_name(evidence, audit),
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
    hidden = given.hidden_skills(evidence, audit)
    # Hidden skills come last: their place among the others would tell how they were rated.
    names = [one for one in _strongest_first(audit) if one not in hidden] + sorted(hidden)
    columns = list(scale.labels) or [str(level) for level in levels]
    cells: list[list[int | Absent]] = [
        [
            Absent.SUPPRESSED if skill in hidden else counts.get((skill, level), 0)
            for level in levels
        ]
        for skill in names
    ]
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


def _supply(known: Expertise, hidden: frozenset[str]) -> list[Supply]:
    """Offers and wishes, the greatest want first; hidden skills last, in the alphabet's order."""
    told = sorted(known.skills, key=lambda one: (len(one.can_help) - len(one.asked), one.skill))
    return [
        *(Supply(one.skill, len(one.can_help), len(one.asked)) for one in told),
        *(Supply(skill, Absent.SUPPRESSED, Absent.SUPPRESSED) for skill in sorted(hidden)),
    ]


def _uncovered(evidence: Evidence, known: Expertise) -> tuple[str, ...]:
    skills = given.uncovered(known)
    if not skills:
        return ()
    named = joined(list(skills))
    told = f"Nobody here can coach {named} yet: a workshop or a partner school can."
    return (
        told,
        *(_partners_for(evidence, skill) for skill in skills if _working_on(evidence, skill)),
    )


def _partners_for(evidence: Evidence, skill: str) -> str:
    return f"On {skill}: {joined(_working_on(evidence, skill))}."


def _working_on(evidence: Evidence, skill: str) -> list[str]:
    """Partner schools whose focus names the skill."""
    partners = evidence.table("partners")
    named = partners["focus"].str.casefold().str.contains(skill.casefold(), regex=False)
    return sorted(partners.loc[named.fillna(False).astype(bool), "school"])
