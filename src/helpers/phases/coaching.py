"""Phase 3: what was planned and what happened, who took part, what was taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from helpers.estimates.proportions import proportion
from helpers.evidence import Evidence
from helpers.figures.bars import Count, counts
from helpers.figures.categories import Split, ordered_bars
from helpers.figures.figure import Figure
from helpers.findings import Absent, Cell, Finding, ResultTable
from helpers.page import Answer
from helpers.phases import planning_input as given
from helpers.phases.building import (
    Counted,
    missing,
    number_finding,
    share_finding,
    tally_finding,
)
from helpers.phases.timetable import session_timeline
from helpers.privacy import Unit
from helpers.wording import counted, day, joined

DELIVERY = "What was planned, and what happened?"
PARTICIPATION = "Who took part, and was anyone left out?"
WORKSHOPS = "Did the workshops meet the audit's gaps?"
STRATEGIES = "Which strategies were taken away, and tried?"
VOICE = "What do pupils say?"
FIDELITY = "Was the programme delivered as intended?"


def delivery(evidence: Evidence) -> Answer:
    """Sessions planned, completed and cancelled, week by week."""
    held = evidence.at("sessions")
    if held.empty:
        return missing("coaching.delivery", evidence, "sessions", "what was planned and done")
    due = held[held["status"] != "planned"]
    finding = tally_finding(
        evidence.term.name,
        int((due["status"] == "completed").sum()),
        len(due),
        key="coaching.delivery.completed",
        question=DELIVERY,
        subject="sessions that were due",
        predicate="completed",
        unit="sessions",
        headline=True,
        sources=(evidence.source("sessions", len(held)),),
    )
    return Answer(
        "coaching.delivery",
        (finding,),
        (session_timeline(evidence, held),),
        (_by_focus(evidence, held),),
    )


def participation(evidence: Evidence) -> Answer:
    """The share of staff who observed or were observed; those left out by name for leaders."""
    done = _completed(evidence)
    if done.empty:
        return missing("coaching.participation", evidence, "sessions", "who took part")
    staff = sorted(evidence.table("staff")["staff_id"])
    observed, observing = set(done["observed_id"]), set(done["observer_id"])
    parts = (
        ("any", "in at least one peer observation", observed | observing),
        ("observing", "observers at least once", observing),
        ("observed", "observed at least once", observed),
        ("both", "observers and observed, each at least once", observing & observed),
    )
    findings = tuple(
        _staff_share(evidence, f"coaching.participation{'' if key == 'any' else '.' + key}",
                     predicate, [one for one in staff if one in who], staff, key == "any")
        for key, predicate, who in parts
    )  # fmt: skip
    figure = _part_bars(findings, len(staff))
    left = [evidence.person(one) for one in staff if one not in observed | observing]
    named = (f"Not yet in any peer observation: {joined(left)}.",) if left else ()
    statements = named if evidence.policy.named else ()
    return Answer(
        "coaching.participation", findings[:1], (figure,) if figure else (), statements=statements
    )


def workshops(evidence: Evidence) -> Answer:
    """Skills that staff wanted beside the workshops that were held, and attendance."""
    held = evidence.so_far("workshops")
    if held.empty:
        return missing(
            "coaching.workshops", evidence, "workshops", "workshops and the audit's gaps"
        )
    audit = given.latest_audit(evidence.between(evidence.baseline.id, evidence.baseline.id))
    known = given.expertise(evidence, audit)
    short = [one.skill for one in known.skills if len(one.asked) > len(one.can_help)]
    met = [one for one in short if one in set(held["skill"])]
    finding = tally_finding(
        evidence.term.name,
        len(met),
        len(short),
        key="coaching.workshops.gaps",
        question=WORKSHOPS,
        subject="skills with more wishes for help than offers",
        predicate="the subject of a workshop so far",
        unit="skills",
        headline=True,
        sources=(evidence.source("workshops", len(held)), evidence.source("audit", len(audit))),
    )
    missed = [one for one in short if one not in met]
    statement = (f"No workshop so far on {joined(missed)}.",) if missed else ()
    attended = _attendance(evidence, held)
    return Answer(
        "coaching.workshops", (finding,), (attended,) if attended else (),
        (_workshop_table(held),), statements=statement,
    )  # fmt: skip


def strategies(evidence: Evidence) -> Answer:
    """Strategies taken away from sessions, and the share tried in one's own class."""
    done = _completed(evidence)
    taken = done.dropna(subset=["strategy_adopted"])
    if done.empty:
        return missing("coaching.strategies", evidence, "sessions", "strategies taken away")
    if taken.empty:
        return Answer(
            "coaching.strategies",
            notice="No session names a strategy yet: the column strategy_adopted of sessions.csv "
            "is blank.",
        )
    tried = taken["adopted_in_own_class"].fillna(False).astype(bool)
    people = int(taken["observer_id"].nunique())
    finding = share_finding(
        evidence,
        Unit.STAFF,
        [Counted(evidence.term.name, int(tried.sum()), len(taken), people)],
        key="coaching.strategies.tried",
        question=STRATEGIES,
        subject="strategies taken away",
        predicate="tried in the observer's own class",
        unit="sessions",
        headline=True,
        caveats=("Tried once is not the same as kept up.",),
        sources=(evidence.source("sessions", len(taken)),),
    )
    found = taken["strategy_adopted"].value_counts()
    ordered = sorted(found.items(), key=lambda pair: (-int(pair[1]), str(pair[0])))
    figure = counts(
        "Strategies taken away from peer observations",
        [Count(str(name), int(number)) for name, number in ordered],
        unit="sessions",
    )
    return Answer("coaching.strategies", (finding,), (figure,))


def pupil_voice(evidence: Evidence) -> Answer:
    """Themes of what pupils said worked well and would be even better."""
    said = evidence.so_far("pupil_interviews")
    if said.empty:
        return missing("coaching.pupil_voice", evidence, "pupil_interviews", "what pupils say")
    well = int((said["question"] == "worked_well").sum())
    finding = share_finding(
        evidence,
        Unit.PUPILS,
        [Counted(evidence.term.name, well, len(said), len(said))],
        key="coaching.pupil_voice.well",
        question=VOICE,
        subject="answers of pupils so far",
        predicate="on what worked well, the others on what would be even better",
        unit="answers",
        caveats=("A theme is one reader's; another reader might sort the answers otherwise.",),
        sources=(evidence.source("pupil_interviews", len(said)),),
    )
    figures = tuple(
        one
        for question, title in (
            ("worked_well", "What worked well, in pupils' words"),
            ("even_better_if", "It would be even better if"),
        )
        if (one := _themes(evidence, said, question, title))
    )
    tables = (_quotations(said),) if evidence.policy.named else ()
    return Answer(
        "coaching.pupil_voice", (finding,), figures, tables, statements=_since(evidence, said)
    )


def fidelity(evidence: Evidence) -> Answer:
    """Dose for each person, feedback given, and pairs beside threes."""
    done = _completed(evidence)
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


def _completed(evidence: Evidence) -> pd.DataFrame:
    held = evidence.so_far("sessions")
    return held[held["status"] == "completed"]


def _by_focus(evidence: Evidence, held: pd.DataFrame) -> ResultTable:
    grouped = held.fillna({"focus": "no focus noted"}).groupby("focus")["status"]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(focus), *(int((status == word).sum()) for word in _STATUSES))
        for focus, status in grouped
    )
    columns = ("Focus", "Completed", "Planned", "Cancelled")
    return ResultTable(f"Sessions by focus, {evidence.term.name}", columns, rows)


_STATUSES = ("completed", "planned", "cancelled")


def _staff_share(
    evidence: Evidence,
    key: str,
    predicate: str,
    who: Sequence[str],
    staff: Sequence[str],
    headline: bool,
) -> Finding:
    side = Counted(
        evidence.term.name, len(who), len(staff), len(staff), proportion(len(who), len(staff))
    )
    return share_finding(
        evidence,
        Unit.STAFF,
        [side],
        key=key,
        question=PARTICIPATION,
        subject="staff",
        predicate=predicate,
        unit="staff",
        headline=headline,
        caveats=("Sessions up to the end of the term are counted, from the start of the records.",),
        sources=(evidence.source("sessions"), evidence.source("staff")),
    )


def _part_bars(findings: Iterable[Finding], base: int) -> Figure | None:
    bars = [
        Count(one.predicate[:1].upper() + one.predicate[1:], one.quantities[0].count or 0, base)
        for one in findings
        if not one.suppressed
    ]
    return counts("Taking part in peer observation", bars, unit="staff") if bars else None


def _attendance(evidence: Evidence, held: pd.DataFrame) -> Figure | None:
    """How many of the staff came to each workshop."""
    there = evidence.table("workshop_attendance").groupby("workshop_id")["staff_id"].nunique()
    base = len(evidence.table("staff"))
    if there.empty or not evidence.policy.base_allowed(Unit.STAFF, base):
        return None
    bars = [
        Count(str(title), int(there.get(workshop, 0)), base)
        for workshop, title in zip(held["workshop_id"], held["title"], strict=True)
    ]
    return counts("Staff at each workshop", bars, unit="staff")


def _workshop_table(held: pd.DataFrame) -> ResultTable:
    ordered = held.sort_values(["date", "workshop_id"])
    rows = tuple(
        (day(when), title, skill)
        for when, title, skill in zip(
            ordered["date"], ordered["title"], ordered["skill"], strict=True
        )
    )
    return ResultTable("Workshops so far", ("Date", "Workshop", "Skill"), rows)


def _themes(evidence: Evidence, said: pd.DataFrame, question: str, title: str) -> Figure | None:
    """Answers by theme; a theme with few answers is hidden, and with it the next smallest."""
    asked = said[said["question"] == question]
    if not evidence.policy.base_allowed(Unit.PUPILS, len(asked)) or asked.empty:
        return None
    found = asked["theme"].fillna("no theme given").value_counts()
    ordered = sorted(found.items(), key=lambda pair: (-int(pair[1]), str(pair[0])))
    numbers = [int(number) for _, number in ordered]
    hidden = evidence.policy.hidden_cells([numbers], Unit.PUPILS)[0]
    bars = [
        Count(str(theme), Absent.SUPPRESSED if gone else number, len(asked))
        for (theme, number), gone in zip(ordered, hidden, strict=True)
    ]
    return counts(title, bars, unit="answers")


def _quotations(said: pd.DataFrame) -> ResultTable:
    asked = {"worked_well": "Worked well", "even_better_if": "Even better if"}
    kept = said.drop_duplicates(["question", "response"]).sort_values(["question", "theme"])
    rows = tuple(
        (asked[question], response, "" if pd.isna(theme) else theme)
        for question, response, theme in zip(
            kept["question"], kept["response"], kept["theme"], strict=True
        )
    )
    return ResultTable("In pupils' own words", ("Question", "Answer", "Theme"), rows)


def _since(evidence: Evidence, said: pd.DataFrame) -> tuple[str, ...]:
    """When interviews began, if not with the first session."""
    all_sessions = evidence.so_far("sessions").set_index("session_id")["date"]
    dates = all_sessions.reindex(said["session_id"].dropna().unique()).dropna()
    if dates.empty or dates.min() <= all_sessions.min():
        return ()
    return (
        f"Pupil interviews began part-way, with the sessions of {day(dates.min())}; earlier "
        "sessions have none.",
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
