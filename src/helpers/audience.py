"""A school's tables and words as an audience other than its leaders may see them.

What becomes of a column follows from its schema:

* a person (an id that refers to the staff, a respondent): a code, which is never printed;
* any other id: kept, since it joins tables, and never printed;
* free text: blank, unless its row is marked for sharing; for the public always blank;
* text that names something in the settings or in another table: kept, since it joins them;
* other text: redacted. Only the columns in :data:`TOLD` are printed at all;
* everything else (dates, numbers, choices): only ever counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from helpers.privacy import Policy, Roster, pseudonyms
from helpers.schemas import TABLES, Kind, Table
from helpers.school import School
from helpers.settings import Settings

TOLD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "audit": ("skill",),
        "observations": ("focus",),
        "work_scrutiny": ("criterion",),
        "questionnaire_items": ("wording", "construct"),
        "progress": ("subject",),
        "pupil_interviews": ("theme",),
        "sessions": ("focus", "strategy_adopted"),
        "workshops": ("title", "skill"),
        "partners": ("school", "focus"),
        "links": ("activity", "learned"),
        "dissemination": ("audience", "format", "title"),
        "photographs": ("alt_text",),
    }
)
"""The columns whose words a governor may read, redacted. Of free text, ``action_step`` and
``notes`` of sessions marked for sharing come on top, for governors and not for the public."""


def without_people(
    table: Table, frame: pd.DataFrame, codes: Mapping[str, str], roster: Roster, policy: Policy
) -> pd.DataFrame:
    """A table without names, ids of people or private words."""
    shared = frame.copy()
    for name in _person_columns(table):
        shared[name] = shared[name].map(codes).astype("str")
    if table.name == "staff":
        shared["name"] = shared["staff_id"]
    for column in table.columns:
        if column.free_text:
            quoted = shared_only(shared, column.name)
            shared[column.name] = quoted.mask(quoted.notna()) if policy.open else quoted
        is_key = column.listed_in or column.refers_to or column.name in {"name", "file"}
        if column.kind is Kind.TEXT and not is_key:
            shared[column.name] = _redacted(shared[column.name], roster)
    return _plain_headings(table, shared, roster)


def shared_only(frame: pd.DataFrame, column: str) -> pd.Series[Any]:
    """A free-text column with every row blank that is not marked for sharing."""
    nobody = pd.Series(False, index=frame.index)
    marked = frame["share"].fillna(False).astype(bool) if "share" in frame else nobody
    return frame[column].where(marked)


def notes_only_if_shared(sessions: pd.DataFrame) -> pd.DataFrame:
    """What two colleagues said to each other stays theirs unless both agreed to share it."""
    return sessions.assign(notes=shared_only(sessions, "notes"))


def roster_of(school: School) -> Roster:
    """Everybody whose name or id may stand in a text: all staff ever typed, and all pupils."""
    return Roster.of(
        (name for _, name in school.everyone),
        (staff_id for staff_id, _ in school.everyone),
        map(str, school.tables["progress"].frame["pupil_id"].dropna().unique()),
    )


def codes_of(school: School, policy: Policy) -> dict[str, str]:
    """A code for every person in any table, staff or respondent.

    The key is the school's own rows, which no reader of a report has; not the digests of the
    files, since a manifest may tell those. The same tables give the same codes, so that a run can
    be repeated to the byte; another audience's codes differ.
    """
    key = hashlib.sha256(f"codes for {policy.audience}".encode())
    for name in ("staff", "observations", "questionnaires", "audit"):
        key.update(school.tables[name].frame.to_csv().encode())
    found = {
        str(value)
        for name, reading in school.tables.items()
        for column in _person_columns(TABLES[name])
        for value in reading.frame[column].dropna().unique()
    }
    return pseudonyms(found, key.digest())


def without_names(settings: Settings, roster: Roster) -> Settings:
    """The settings' free words redacted; the school's and the programme's names are public."""
    words = {
        name: roster.redact(getattr(settings, name))
        for name in ("aim", "contact", "data_note", "what_else_changed")
    }
    objectives = tuple(
        one.model_copy(update={"wording": roster.redact(one.wording)})
        for one in settings.objectives
    )
    questionnaires = tuple(
        one.model_copy(update={"name": roster.redact(one.name)}) for one in settings.questionnaires
    )
    return settings.model_copy(
        update={**words, "objectives": objectives, "questionnaires": questionnaires}
    )


def _person_columns(table: Table) -> list[str]:
    return [
        column.name
        for column in table.columns
        if column.name in {"staff_id", "respondent_id"} or column.refers_to == "staff.staff_id"
    ]


def _redacted(column: pd.Series[Any], roster: Roster) -> pd.Series[Any]:
    """A column of text, each different text looked at once."""
    told = {text: roster.redact(text) for text in column.dropna().unique()}
    return column.map(told, na_action="ignore").astype(column.dtype)


def _plain_headings(table: Table, frame: pd.DataFrame, roster: Roster) -> pd.DataFrame:
    """A school's own columns name groups of pupils, and a class may be called after its teacher."""
    prefix = table.extra_prefix or ""
    own = [one for one in map(str, frame) if one not in table.column_names]
    words = [one.removeprefix(prefix).replace("_", " ") for one in own]
    told = _apart(words, roster)
    named = {
        column: column if name == word else prefix + name.replace(" ", "_")
        for column, word, name in zip(own, words, told, strict=True)
    }
    values = {
        column: frame[column].map(dict(zip(found, _apart(found, roster), strict=True)))
        for column in own
        if pd.api.types.is_string_dtype(frame[column])
        for found in [sorted(frame[column].dropna().unique())]
    }
    return frame.assign(**values).rename(columns=named)


def _apart(words: Sequence[str], roster: Roster) -> list[str]:
    """The words redacted, those that lost a name numbered so that they stay different."""
    told = [roster.redact(word) for word in words]
    return [
        name if name == word else f"{name} {place}"
        for place, (word, name) in enumerate(zip(words, told, strict=True), start=1)
    ]
