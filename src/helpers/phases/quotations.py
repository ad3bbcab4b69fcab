"""Colleagues' own words: what governors read of them, and what leaders see before they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.audience import TOLD, shared_only
from helpers.evidence import Evidence
from helpers.findings import ResultTable
from helpers.page import Answer

QUOTED = {"action_step": "Next step agreed", "notes": "Note"}
"""The free text of a session that both agreed to share, by column."""

DECIDE = (
    "Names are taken out by rule, and no rule finds a nickname, a role that only one person has, "
    "or a lesson that everybody remembers. Read each line. To keep a quotation back, write “no” in "
    "the column share of its row; to change other words, change them in their file."
)
NONE_SHARED = (
    "No session is marked for sharing with words in it: the column share of sessions.csv says "
    "“yes” where both colleagues agree."
)
NOT_QUOTED = "This edition is for anyone, and quotes no one."

OTHER_WORDS = "Other words that names are taken out of"


@dataclass(frozen=True, slots=True)
class _Words:
    """One text that another audience would read, and where it stands."""

    place: str
    text: str


def quotations_answer(evidence: Evidence) -> Answer:
    """For governors the words themselves; for leaders each of them before and after redaction.

    Leaders also see every other text that redaction changes, or leaves with a word in it that is
    somebody's name.
    """
    key = "coaching.quotations"
    if evidence.policy.open:
        return Answer(key, notice=NOT_QUOTED)
    shared = list(_shared(evidence))
    if not evidence.policy.named:
        if not shared:
            return Answer(key, notice=NONE_SHARED)
        return Answer(key, tables=(_quoted(shared),))
    changed = [one for one in _others(evidence) if _to_look_at(evidence, one.text)]
    tables = (
        _before_and_after(evidence, "Quotations before and after names are taken out", shared),
        _before_and_after(evidence, OTHER_WORDS, changed),
    )
    return Answer(
        key,
        tables=tuple(one for one in tables if one.rows),
        statements=(DECIDE,),
        notice="" if shared else NONE_SHARED,
    )


def _shared(evidence: Evidence) -> Iterator[_Words]:
    """The words of sessions marked for sharing, up to the reported term."""
    sessions = evidence.so_far("sessions")
    for column, called in QUOTED.items():
        for row, text in shared_only(sessions, column).dropna().items():
            yield _Words(f"sessions.csv, row {row}: {called.lower()}", str(text))


def _others(evidence: Evidence) -> Iterator[_Words]:
    """Every other text that a governor may read: cells, settings, the school's own words."""
    for name, columns in TOLD.items():
        frame = evidence.table(name)
        for column in columns:
            first = frame[column].dropna().drop_duplicates()
            yield from (
                _Words(f"{name}.csv, row {row}: {column}", str(text)) for row, text in first.items()
            )
    for setting in ("aim", "contact", "data_note", "what_else_changed"):
        yield _Words(f"programme.toml: {setting}", str(getattr(evidence.settings, setting)))
    for name, text in sorted(evidence.narrative.items()):
        for paragraph in filter(str.strip, re.split(r"\n\s*\n", text)):
            yield _Words(f"narrative/{name}.md", paragraph.strip())


def _to_look_at(evidence: Evidence, text: str) -> bool:
    return evidence.roster.redact(text) != text or bool(evidence.roster.doubtful(text))


def _quoted(shared: list[_Words]) -> ResultTable:
    """What was said, in the order of the alphabet: the sessions' order would tell whose it is."""
    said = sorted({(one.text, one.place.rpartition(": ")[2].capitalize()) for one in shared})
    return ResultTable("In colleagues' own words", ("What was written", "As"), tuple(said))


def _before_and_after(evidence: Evidence, caption: str, words: list[_Words]) -> ResultTable:
    rows = tuple(
        (
            one.place,
            one.text,
            evidence.roster.redact(one.text),
            ", ".join(evidence.roster.doubtful(one.text)) or "nothing",
        )
        for one in words
    )
    columns = ("Where", "As written", "As governors read it", "Left, but also a name")
    return ResultTable(caption, columns, rows)
