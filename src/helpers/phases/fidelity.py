"""Whether the programme was delivered as intended: dose, feedback, pairs and threes."""

from __future__ import annotations

from datetime import date

import pandas as pd

from helpers.evidence import Evidence
from helpers.figures.categories import Split, ordered_bars
from helpers.figures.figure import Figure
from helpers.findings import Finding
from helpers.page import Answer
from helpers.phases.building import (
    Counted,
    missing,
    number_finding,
    share_finding,
)
from helpers.privacy import Unit
from helpers.wording import counted, day, joined

FIDELITY = "Was the programme delivered as intended?"


def completed(evidence: Evidence) -> pd.DataFrame:
    """Sessions held up to the end of the term."""
    held = evidence.so_far("sessions")
    return held[held["status"] == "completed"]


def fidelity_answer(evidence: Evidence) -> Answer:
    """Dose for each person, feedback given, and pairs beside threes."""
    done = completed(evidence)
    if done.empty:
        return missing("coaching.fidelity", evidence, "sessions", "how the programme was delivered")
    talks = done.dropna(subset=["feedback_given"])
    people = int(talks["observed_id"].nunique())
    talked = int(talks["feedback_given"].astype(bool).sum())
    finding = share_finding(
        evidence,
        Unit.STAFF,
        [Counted(evidence.term.name, talked, len(talks), people)],
        key="coaching.fidelity.feedback",
        question=FIDELITY,
        subject="completed sessions",
        predicate="followed by a feedback talk",
        unit="sessions",
        sources=(evidence.source("sessions", len(done)),),
    )
    kinds = _pairs_and_threes(evidence, done)
    return Answer(
        "coaching.fidelity",
        (finding, *kinds),
        _dose_figure(evidence, done),
        statements=_became_threes(evidence),
    )


def _pairs_and_threes(evidence: Evidence, done: pd.DataFrame) -> tuple[Finding, ...]:
    """Completed sessions in pairs and in threes, by the set's size on the day."""
    sizes = [
        _size_on(evidence, group, when)
        for group, when in zip(done["group_id"], done["date"], strict=True)
    ]
    told = [("in pairs", sizes.count(2)), ("in threes or more", sum(size > 2 for size in sizes))]
    unknown = sum(size < 2 for size in sizes)
    finding = number_finding(
        [*told, ("set not recorded", unknown)] if unknown else told,
        key="coaching.fidelity.sizes",
        question=FIDELITY,
        subject="Completed sessions",
        predicate="",
        unit="sessions",
        sources=(evidence.source("groups"),),
    )
    return (finding,)


def _size_on(evidence: Evidence, group: object, when: date) -> int:
    """How many people were in a set on a day; a pair that became a three has a history."""
    rows = evidence.table("groups")
    rows = rows[rows["group_id"] == group]
    started = rows["from_date"].isna() | (rows["from_date"] <= when)
    running = rows["to_date"].isna() | (rows["to_date"] >= when)
    return int(rows.loc[started & running, "staff_id"].nunique())


def _dose_figure(evidence: Evidence, done: pd.DataFrame) -> tuple[Figure, ...]:
    """How many staff took part in no session, one or two, three or four, more."""
    staff = evidence.table("staff")["staff_id"]
    if not evidence.policy.base_allowed(Unit.STAFF, len(staff)):
        return ()
    taken = pd.concat([done["observer_id"], done["observed_id"]]).value_counts()
    number = taken.reindex(staff).fillna(0)
    bands = pd.cut(number, [-1, 0, 2, 5, float("inf")], labels=list(_BANDS))
    found = bands.value_counts()
    split = Split("All staff", tuple(int(found.get(name, 0)) for name in _BANDS))
    title = "How many sessions each member of staff took part in"
    return (ordered_bars(title, _BANDS, [split], unit="staff"),)


_BANDS = ("none", "1 or 2", "3 to 5", "6 or more")


def _became_threes(evidence: Evidence) -> tuple[str, ...]:
    """Sets that a third person joined later, with the date for leaders."""
    rows = evidence.so_far("groups").dropna(subset=["from_date"])
    told = []
    for (_, group), members in rows.groupby(["term", "group_id"]):
        first = members["from_date"].min()
        later = members[members["from_date"] > first]
        if len(later):
            told.append(f"set {group} on {day(later['from_date'].min())}")
    if not told:
        return ()
    if evidence.policy.named:
        return (f"A third person joined {joined(told)}.",)
    return (f"{counted(len(told), 'set')} grew from a pair to a three part-way through a term.",)
