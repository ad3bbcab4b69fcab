"""Phase 5: partner schools, results side by side, who has been told, what comes next."""

from __future__ import annotations

import pandas as pd

from helpers.evidence import Evidence
from helpers.figures.bars import Count, counts
from helpers.figures.timeline import Happening, Status, sessions
from helpers.findings import ResultTable
from helpers.page import Answer, Passage
from helpers.phases import impact
from helpers.phases import planning_input as given
from helpers.phases.building import missing, number_finding, tally_finding
from helpers.phases.side_by_side import compared_answer
from helpers.wording import day, headline

PARTNERS = "Who are we learning with, and on what?"
EXCHANGES = "What has been exchanged?"
TOLD = "Who has been told what, and what is due?"
NEXT = "What happens next?"


def partners(evidence: Evidence) -> Answer:
    """Each partner school, what is learnt with it, since when, and visits so far."""
    listed = evidence.table("partners")
    if listed.empty:
        return missing("links.partners", evidence, "partners", "partner schools and their focus")
    visits = evidence.so_far("links").groupby("partner_id").size()
    names = {term.id: term.name for term in evidence.settings.terms}
    rows = tuple(
        (
            school,
            focus,
            names.get(since, "not recorded") if pd.notna(since) else "not recorded",
            int(visits.get(partner, 0)),
        )
        for partner, school, focus, since in zip(
            *(listed[name] for name in ("partner_id", "school", "focus", "since_term")),
            strict=True,
        )
    )
    exchanged = int(visits.sum())
    finding = number_finding(
        [
            ("partner school" if len(listed) == 1 else "partner schools", len(listed)),
            ("visit or exchange" if exchanged == 1 else "visits or exchanges", exchanged),
        ],
        key="links.partners.number",
        question=PARTNERS,
        subject="External links so far",
        predicate="",
        unit="schools",
        headline=True,
        sources=(evidence.source("partners"),),
    )
    columns = ("School", "Focus", "Since", "Visits and exchanges")
    table = ResultTable(f"Partner schools up to {evidence.term.name}", columns, rows)
    bars = [Count(str(row[0]), int(row[3])) for row in rows]
    figure = counts("Visits and exchanges with each partner", bars, unit="visits or exchanges")
    return Answer("links.partners", (finding,), (figure,), (table,))


def exchanges(evidence: Evidence) -> Answer:
    """Visits and exchanges by date and kind."""
    held = evidence.so_far("links").sort_values(["date", "partner_id"])
    if held.empty:
        return missing("links.exchanges", evidence, "links", "visits and exchanges")
    schools = dict(
        zip(evidence.table("partners")["partner_id"], evidence.table("partners")["school"],
            strict=True)
    )  # fmt: skip
    here = held[held["term"] == evidence.term.id]
    finding = number_finding(
        [(f"in {evidence.term.name}", len(here)), ("so far", len(held))],
        key="links.exchanges.number",
        question=EXCHANGES,
        subject="Visits and exchanges",
        predicate="",
        unit="visits",
        sources=(evidence.source("links", len(held)),),
    )
    happenings = [
        Happening(when.date(), Status.COMPLETED, schools.get(partner, partner))
        for when, partner in zip(held["date"], held["partner_id"], strict=True)
    ]
    figure = sessions(
        "Visits and exchanges by week", happenings, start=evidence.terms_so_far[0].start,
        end=evidence.term.end, one="visit", many="visits",
    )  # fmt: skip
    rows = tuple(
        (day(when), schools.get(partner, partner), what, "" if pd.isna(learned) else learned)
        for when, partner, what, learned in zip(
            *(held[name] for name in ("date", "partner_id", "activity", "learned")), strict=True
        )
    )
    columns = ("Date", "School", "What was done", "What came back")
    table = ResultTable("Visits and exchanges", columns, rows)
    return Answer("links.exchanges", (finding,), (figure,), (table,))


def compared(evidence: Evidence) -> Answer:
    """Our findings beside those that partners shared, and pooled where that makes sense."""
    return compared_answer(evidence)


def told(evidence: Evidence) -> Answer:
    """Dissemination done, planned and overdue at the end of the term."""
    listed = evidence.so_far("dissemination").sort_values(["date", "title"])
    if listed.empty:
        return missing("links.told", evidence, "dissemination", "who has been told what")
    late = (listed["status"] == "planned") & (listed["date"] <= pd.Timestamp(evidence.term.end))
    done = listed["status"] == "done"
    finding = tally_finding(
        evidence.term.name,
        int(done.sum()),
        len(listed),
        key="links.told.done",
        question=TOLD,
        subject="tellings planned so far",
        predicate="done",
        unit="tellings",
        headline=True,
        sources=(evidence.source("dissemination", len(listed)),),
    )
    states = [
        "done" if one else "due" if other else "planned"
        for one, other in zip(done, late, strict=True)
    ]
    rows = tuple(
        (day(when), audience, how, title, state)
        for (when, audience, how, title), state in zip(
            zip(*(listed[name] for name in ("date", "audience", "format", "title")), strict=True),
            states,
            strict=True,
        )
    )
    columns = ("Date", "Audience", "Format", "Title", "Status")
    note = f"Due: planned for a day up to the end of {evidence.term.name}, not yet marked as done."
    table = ResultTable("Who has been told what", columns, rows, note)
    happenings = [
        Happening(
            when.date(),
            Status.COMPLETED if state == "done" else Status.PLANNED,
            str(audience),
        )
        for when, audience, state in zip(listed["date"], listed["audience"], states, strict=True)
    ]
    figure = sessions(
        "Tellings, done and planned", happenings, start=evidence.terms_so_far[0].start,
        end=evidence.term.end, one="telling", many="tellings",
    )  # fmt: skip
    return Answer("links.told", (finding,), (figure,), (table,))


def next_steps(evidence: Evidence) -> Answer:
    """The school's words, and what the figures by themselves put on the list."""
    words = evidence.words("next-steps")
    passages = (Passage("In our words", words),) if words else ()
    rows = tuple(_from_figures(evidence))
    finding = number_finding(
        [("in all", len(rows))],
        key="links.next.raised",
        question=NEXT,
        subject="Points that the figures themselves raise",
        predicate="",
        unit="points",
    )
    table = ResultTable("Raised by the figures", ("What", "Why"), rows)
    return Answer("links.next", (finding,), tables=(table,) if rows else (), passages=passages)


def _from_figures(evidence: Evidence) -> list[tuple[str, str]]:
    """What got worse, what nobody can coach, and what is due."""
    answers = (
        impact.lessons(evidence), impact.progress(evidence), impact.confidence(evidence),
        impact.culture(evidence), impact.coaches(evidence),
    )  # fmt: skip
    falls = [
        ("Look into a fall, or a figure below national", headline(one))
        for answer in answers
        for one in answer.findings
        if one.direction < 0 and one.change is not None and one.strength in ("clear", "suggestive")
    ]
    known = given.told_expertise(evidence, given.latest_audit(evidence))
    uncovered = [
        (
            f"Find help outside the school with {skill}",
            "Staff want it and nobody here can coach it.",
        )
        for skill in given.uncovered(known)
    ]
    listed = evidence.so_far("dissemination")
    due = listed[(listed["status"] == "planned")]
    tell = [
        (f"Tell: {audience}", f"“{title}”, planned for {day(when)}.")
        for audience, title, when in zip(due["audience"], due["title"], due["date"], strict=True)
    ]
    return [*falls, *uncovered, *tell]
