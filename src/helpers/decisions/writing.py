"""Saying what a proposal would write, and writing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from helpers.decisions.proposal import Proposal
from helpers.problems import InputError
from helpers.reading import read_bytes
from helpers.school.replacing import replace_files
from helpers.school.writing import Change, changed
from helpers.wording import counted, joined


def what_changes(proposal: Proposal) -> Iterator[str]:
    """For each table, which rows would go, end and come; a sentence if there is nothing."""
    if proposal.refused:
        yield f"Nothing as it stands: {proposal.refused}"
        return
    touched = [one for one in proposal.changes if one.out or one.cells or one.new]
    for one in touched:
        yield f"{one.table.file}: {_said(proposal, one)}."
    if proposal.again and not touched:
        yield "Nothing: all can stay as it is."
    elif proposal.chosen.plan.groups and not touched:
        yield "Nothing: the sets are decided, and there is no timetable to write."


def _said(proposal: Proposal, change: Change) -> str:
    parts = []
    if change.new:
        parts.append(f"{counted(len(change.new), 'row')} added{_ids(change)}")
    if change.cells and change.table.name == "sessions":
        ids = _named(proposal, change, change.cells)
        parts.append(f"{counted(len(change.cells), 'row')} changed ({ids})")
    elif change.cells:
        whose = "people who left a set" if proposal.again else "sets that have met"
        parts.append(f"to_date filled in {counted(len(change.cells), 'row')} of {whose}")
    if change.out:
        ids = _named(proposal, change, change.out)
        parts.append(f"{counted(len(change.out), 'row')} taken out ({ids})")
    return ", ".join(parts)


def _named(proposal: Proposal, change: Change, numbers: Iterable[int]) -> str:
    """What the first column calls some rows."""
    rows = proposal.found.rows[change.table.name]
    key = "session_id" if change.table.name == "sessions" else "group_id"
    return joined(list(dict.fromkeys(rows[number][key] for number in sorted(numbers))))


def _ids(change: Change) -> str:
    ids = [str(row["session_id"]) for row in change.new if "session_id" in row]
    return f" ({ids[0]} to {ids[-1]}, planned)" if len(ids) > 1 else ""


def write(proposal: Proposal) -> tuple[str, ...]:
    """Writes a proposal into the school's tables, both of them or none, and says what it did.

    Raises :class:`InputError` if a file has changed meanwhile, cannot be written, or cannot hold
    a value.
    """
    found = proposal.found
    hashes = dict(proposal.school.inputs)
    contents = {}
    for change in proposal.changes:
        name = change.table.name
        path, before = found.paths[name], found.contents[name]
        now = read_bytes(path) if path.exists() else None
        known = hashes.get(path.relative_to(proposal.school.folder).as_posix())
        if now != before or (before is not None and sha256(before).hexdigest() != known):
            raise InputError(f"{path.name} was changed meanwhile. Nothing was written; try again.")
        after = changed(before, change) if change.new or change.out or change.cells else before
        if after is not None and after != before:
            contents[path] = after
    replace_files(contents)
    return tuple(what_changes(proposal))
