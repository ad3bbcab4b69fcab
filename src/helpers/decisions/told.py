"""A proposal in words that a deputy head reads at a prompt."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from helpers.decisions.lines import heading, items, wrapped
from helpers.decisions.proposal import Proposal
from helpers.decisions.told_again import again_lines
from helpers.decisions.writing import what_changes
from helpers.page.markup import visible
from helpers.phases.other_plans import differences, same_sets, together
from helpers.phases.plans import Sets
from helpers.phases.sets import conflicts, how_good, learnt
from helpers.phases.timetable import cover, how_good_timetable, weekday, why_not
from helpers.planning.groups.alternatives import Alternative
from helpers.planning.groups.explain import GroupExplanation
from helpers.planning.groups.proposing import Group
from helpers.planning.timetable.openings import monday
from helpers.planning.timetable.proposing import Booking, Timetable
from helpers.wording import counted, day, joined


def told(proposal: Proposal) -> str:
    """Everything about a proposal, line by line."""
    return "\n".join(visible(line) for line in _lines(proposal))


def _lines(proposal: Proposal) -> Iterator[str]:
    evidence, decided = proposal.evidence, proposal.decided
    yield f"{evidence.settings.school}: plan for {evidence.term.name}"
    yield "For leadership only: it names people."
    if proposal.again:
        yield from again_lines(evidence, proposal.again)
        yield from heading("Timetable")
        yield from _timetable(proposal)
        yield from _written(proposal)
        return
    alike = same_sets(decided, proposal.proposed)
    if decided.plan.groups and not alike:
        yield from heading("Sets as decided in groups.csv")
        yield from _sets(proposal, decided)
    if proposal.proposed.plan.conflicts:
        yield from heading("Rules that cannot be met together")
        yield from items(conflicts(evidence, proposal.proposed.plan))
        return
    yield from heading(
        "Sets as proposed, and as decided in groups.csv" if alike else "Sets as proposed"
    )
    yield from _sets(proposal, proposal.proposed)
    yield from _left_out(proposal)
    yield from wrapped(how_good(proposal.proposed.plan))
    if not proposal.possible:
        return
    yield from items(differences(evidence, decided, proposal.proposed))
    if proposal.others:
        yield from heading(
            "Other plans nearly as good (take one with --alternative and its number)"
        )
        for number, one in enumerate(proposal.others, start=1):
            yield from _alternative(proposal, number, one)
    yield from heading("Timetable")
    yield from _timetable(proposal)
    yield from _written(proposal)


def _written(proposal: Proposal) -> Iterator[str]:
    yield from heading("What --write writes")
    yield from items(tuple(what_changes(proposal)))
    missing = proposal.found.columns_missing
    if missing and proposal.timetable:
        yield from items((_without(missing),))


def _without(columns: tuple[str, ...]) -> str:
    one = len(columns) == 1
    return (
        f"sessions.csv has no column{'' if one else 's'} {joined(columns)}, so "
        f"{'that is' if one else 'those are'} not written."
    )


def _sets(proposal: Proposal, sets: Sets) -> Iterator[str]:
    whys: dict[str, GroupExplanation] = {why.group_id: why for why in sets.why}
    for group in sets.plan.groups:
        yield from _set(proposal, group, whys.get(group.group_id))


def _set(proposal: Proposal, group: Group, why: GroupExplanation | None) -> Iterator[str]:
    person = proposal.evidence.person
    facilitating = " as facilitator" * (group.facilitator is not None)
    before = f"{group.group_id}  "
    yield from wrapped(f"{together(proposal.evidence, group)}{facilitating}", before)
    for member in why.members if why else ():
        learns = learnt(proposal.evidence, member) or "nothing that this set can give"
        said = f"{person(member.staff_id)} learns {learns}."
        yield from wrapped(said, " " * len(before) + "  ")


def _left_out(proposal: Proposal) -> Iterator[str]:
    person = proposal.evidence.person
    for one in proposal.proposed.plan.unplaced:
        apart = joined([person(bar.other) for bar in one.bars])
        barred = f" Rules keep them from {apart}." if apart else ""
        yield from wrapped(f"Not in a set: {person(one.staff_id)}, as {one.reason}.{barred}", "- ")


def _alternative(proposal: Proposal, number: int, one: Alternative) -> Iterator[str]:
    total = proposal.proposed.plan.total
    meetings = sum(len(group.pairs) for group in proposal.proposed.plan.groups)
    gives = f"gives up {counted(one.given_up, 'point')} of {total}" if one.given_up else "as good"
    yield from wrapped(
        f"{gives}; {one.shared_pairs} of {meetings} meetings are as in the proposal", f"{number}  "
    )
    for group in one.plan.groups:
        yield from wrapped(together(proposal.evidence, group), "     ")


def _timetable(proposal: Proposal) -> Iterator[str]:
    plan = proposal.timetable
    if plan is None:
        yield from wrapped(
            "There is none, because availability.csv has no rows: each row is one period of one "
            "person's week."
        )
        return
    if proposal.anew:
        yield from wrapped(
            "sessions.csv has no planned session with a period, so none was kept: all that is "
            "planned is planned anew."
        )
    whose = "the sets as decided" if proposal.chosen is proposal.decided else "the sets as proposed"
    if proposal.again:
        whose = "the sets as they are now"
    if proposal.alternative:
        whose = f"alternative {proposal.alternative}"
    every = len(plan.bookings) + len(plan.unplaced)
    placed = f"{len(plan.bookings)} of {counted(every, 'visit')} placed, {cover(plan.cover)} in all"
    yield from wrapped(f"It is for {whose}: {placed}. {how_good_timetable(plan)}")
    if proposal.before.last:
        yield from wrapped(
            f"It begins after {day(proposal.before.last)}, the last day on which a set met; sets "
            "that are not gone on with end that day."
        )
    for first, bookings in groupby(plan.bookings, key=lambda one: monday(one.date)):
        yield ""
        yield f"Week of {day(first)}"
        for one in bookings:
            yield from wrapped(_visit(proposal, one), "  ", "      ")
    yield from _not_placed(proposal, plan)


def _visit(proposal: Proposal, one: Booking) -> str:
    person = proposal.evidence.person
    talk = "a feedback talk when it suits them"
    if one.feedback_date:
        talk = f"feedback talk on {weekday(one.feedback_date)}, period {one.feedback_period}"
    return (
        f"{weekday(one.date)}, period {one.period}: {person(one.session.observer)} observes "
        f"{person(one.session.observed)}; {cover(one.cover)}; {talk}."
    )


def _not_placed(proposal: Proposal, plan: Timetable) -> Iterator[str]:
    if not plan.unplaced:
        return
    yield ""
    yield f"Not placed: {counted(len(plan.unplaced), 'visit')}"
    for said in why_not(proposal.evidence, plan):
        yield from wrapped(said, "- ")
