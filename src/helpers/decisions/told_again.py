"""What planning again keeps, moves, drops and adds, in words, by name."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.decisions.lines import heading, items
from helpers.decisions.replanned import Replanned
from helpers.evidence import Evidence
from helpers.phases import planning_input as given
from helpers.phases.other_plans import together
from helpers.phases.sets import conflicts
from helpers.phases.timetable import reasons, weekday
from helpers.planning.groups.proposing import GroupPlan
from helpers.planning.timetable.diaries import Entry
from helpers.planning.timetable.proposing import Booking
from helpers.planning.timetable.replanning import Change
from helpers.wording import counted, day, joined


def again_lines(evidence: Evidence, again: Replanned) -> Iterator[str]:
    """Who left and whom that put where, then every session that is not as diaries have it."""
    yield from heading("Sets")
    yield from items(tuple(_sets(evidence, again)))
    yield from heading(f"What changes in diaries from {day(again.first)} on")
    yield from items(tuple(_changes(evidence, again)))


def _sets(evidence: Evidence, again: Replanned) -> Iterator[str]:
    person, now = evidence.person, again.sets.now
    gone = [*map(person, again.sets.leavers), *again.strangers]
    if gone:
        yield f"{joined(gone)} {'takes' if len(gone) == 1 else 'take'} no part any more."
    before = {one.group_id: {*one.everyone} for one in again.sets.before}
    for group in now.groups:
        joining = [who for who in group.everyone if who not in before[group.group_id]]
        if joining:
            yield (
                f"{joined([*map(person, joining)])} {'joins' if len(joining) == 1 else 'join'} "
                f"set {group.group_id}: {together(evidence, group)}."
            )
    yield from conflicts(evidence, GroupPlan((), conflicts=now.conflicts))
    for who in now.alone:
        yield f"{person(who)} is left alone, as no set can take them within the rules."
    if not (now.changed or now.alone or gone):
        yield "All sets stay as they are."
    elif not now.changed:
        yield "Nobody else changes sets."


def _changes(evidence: Evidence, again: Replanned) -> Iterator[str]:
    replan = again.replan
    stays = counted(len(replan.timetable.given), "visit")
    yield f"Held, past or fixed by hand, and left as they are: {stays}."
    yield f"Kept as planned: {counted(len(replan.kept), 'visit')}."
    for change in replan.moved:
        yield _moved(evidence, change)
    unplaced = {
        (one.session.observer, one.session.observed): one for one in replan.timetable.unplaced
    }
    for change in replan.dropped:
        pair = change.before.observer, change.before.observed
        why = f": {reasons(evidence, unplaced[pair])}" if pair in unplaced else "."
        yield f"Dropped: {_was(evidence, change.before)}{why}"
    for entry in replan.unwanted:
        yield f"Dropped: {_was(evidence, entry)}. The sets as they are now have no use for it."
    for booking in replan.added:
        who = _pair(evidence, booking.session.observer, booking.session.observed)
        yield f"Added: {who}, {_at(booking)}."
    if not (replan.moved or replan.dropped or replan.unwanted or replan.added):
        yield "Nothing else: every visit can stay."
    elif replan.changes == replan.least:
        yield "No timetable within the rules changes fewer lessons and talks: this was proved."


def _moved(evidence: Evidence, change: Change) -> str:
    assert change.after is not None
    why = change.sentence(given.timetable_rules(evidence), evidence.person)
    return f"Moved: {_was(evidence, change.before)}; now {_at(change.after)}. {why}"


def _was(evidence: Evidence, entry: Entry) -> str:
    period = f", period {entry.period}" if entry.period is not None else ""
    pair = _pair(evidence, entry.observer, entry.observed)
    return f"{pair}, {weekday(entry.date)}{period}{_talk(entry)}"


def _at(booking: Booking) -> str:
    return f"{weekday(booking.date)}, period {booking.period}{_talk(booking)}"


def _talk(one: Entry | Booking) -> str:
    if one.feedback_date is None or one.feedback_period is None:
        return ""
    return f" (talk {weekday(one.feedback_date)}, period {one.feedback_period})"


def _pair(evidence: Evidence, observer: str, observed: str) -> str:
    return f"{evidence.person(observer)} to {evidence.person(observed)}"
