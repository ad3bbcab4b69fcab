"""A plan after an absence or a leaver: what stays in diaries, and what it does to the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from helpers.decisions.replanned_rows import session_changes, set_changes
from helpers.decisions.rows import Found
from helpers.evidence import Evidence
from helpers.phases.diaries import diary_rows
from helpers.phases.plans import Sets, explained
from helpers.phases.replans import SetsNow, sets_now, timetable_now
from helpers.planning.groups.proposing import GroupPlan
from helpers.planning.timetable.diaries import Absence, Standing
from helpers.planning.timetable.replanning import Replan
from helpers.school.writing import Change


@dataclass(frozen=True, slots=True)
class Replanned:
    """The sets now, the timetable nearest to diaries, and what both do to the two tables.

    ``first`` is the first day that may change; ``strangers`` are ids in planned sessions that are
    not in ``staff.csv`` any more.
    """

    sets: SetsNow
    chosen: Sets
    replan: Replan
    first: date
    strangers: tuple[str, ...]
    changes: tuple[Change, ...]


def in_diaries(evidence: Evidence) -> bool:
    """Whether the term has planned sessions with day and period."""
    return any(
        one.standing is Standing.PLANNED and one.period is not None
        for one in diary_rows(evidence, evidence.term).values()
    )


def replanned(
    evidence: Evidence, found: Found, away: Sequence[Absence], first: date | None
) -> Replanned:
    """The term's plan with as much as can be of what diaries have, from a day on.

    By default that is the day after the last session held.
    """
    today = first or _after_the_last_held(evidence)
    sets = sets_now(evidence)
    groups = tuple(one for one in sets.now.groups if len(one.members) > 1)
    chosen = explained(evidence, GroupPlan(groups))
    replan = timetable_now(evidence, groups, today, away)
    unknown = _of_strangers(evidence, found)
    return Replanned(
        sets,
        chosen,
        replan,
        today,
        tuple(sorted({who for people in unknown.values() for who in people})),
        (
            set_changes(evidence, sets, found, today),
            session_changes(evidence, replan, chosen, found, frozenset(unknown)),
        ),
    )


def _after_the_last_held(evidence: Evidence) -> date:
    entries = diary_rows(evidence, evidence.term).values()
    held = [one.date for one in entries if one.standing is Standing.HELD]
    return max(held) + timedelta(days=1) if held else evidence.term.start


def _of_strangers(evidence: Evidence, found: Found) -> Mapping[int, Sequence[str]]:
    """Planned rows that name people who are not in ``staff.csv``, and those people.

    A run leaves such rows out, so that no diary shows them.
    """
    staff = set(evidence.table("staff")["staff_id"])
    used = set(evidence.at("sessions").index)
    named = {
        number: [who for who in (row["observer_id"], row["observed_id"]) if who not in staff]
        for number, row in found.planned.items()
        if number not in used
    }
    return {number: people for number, people in named.items() if people}
