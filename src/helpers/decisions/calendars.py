"""A timetable as calendar files for Outlook and the like (RFC 5545), by the icalendar package.

The same plan gives the same bytes: ids follow from who visits whom, the time stamp is the term's
first day. Times are those of the school's clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from helpers.decisions.proposal import Proposal
from helpers.page.markup import visible
from helpers.planning.timetable.proposing import Booking
from helpers.privacy import Audience
from helpers.problems import InputError, UsageError
from helpers.school.replacing import replace_files
from helpers.wording import joined

EVERYBODY = "everybody.ics"
LONDON = "Europe/London"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit or a feedback talk: who comes, on which day, in which lesson, what it is about."""

    kind: str
    people: tuple[str, ...]
    day: date
    period: int
    summary: str
    about: str
    key: str


def appointments(proposal: Proposal) -> tuple[Appointment, ...]:
    """Every visit and every feedback talk of a proposal, in order of time."""
    bookings = (*_standing(proposal), *_bookings(proposal))
    found = [one for booking in bookings for one in _two(proposal, booking)]
    return tuple(sorted(found, key=lambda one: (one.day, one.period, one.key)))


def _bookings(proposal: Proposal) -> tuple[Booking, ...]:
    return proposal.timetable.bookings if proposal.timetable else ()


def _standing(proposal: Proposal) -> Iterator[Booking]:
    """Sessions of the table's rows that stay as they are, where their period is known."""
    for one in proposal.timetable.given if proposal.timetable else ():
        entry = one.entry
        if one.session is not None and entry.period is not None:
            talk = entry.feedback_date, entry.feedback_period
            yield Booking(one.session, entry.date, entry.period, 0.0, *talk)


def _two(proposal: Proposal, one: Booking) -> Iterator[Appointment]:
    session, names = one.session, proposal.evidence.person
    observer, observed = names(session.observer), names(session.observed)
    key = f"{session.round}/{session.observer}/{session.observed}"
    where = f"Lesson {one.period}, set {session.group_id}, round {session.round}."
    pair = (session.observer, session.observed)
    visit = f"Peer observation: {observer} observes {observed}"
    yield Appointment("visit", pair, one.date, one.period, visit, where, f"visit/{key}")
    if one.feedback_date is not None and one.feedback_period is not None:
        there = joined([names(who) for who in session.together])
        about = f"{there}, on the lesson of {one.date:%d/%m/%Y}."
        talk = f"Feedback talk: {observer} and {observed}"
        yield Appointment(
            "talk", session.together, one.feedback_date, one.feedback_period, talk, about,
            f"talk/{key}",
        )  # fmt: skip


def calendars(proposal: Proposal) -> dict[str, bytes]:
    """A calendar for each person who has an appointment, and one with all, by file name."""
    every = appointments(proposal)
    people = sorted({who for one in every for who in one.people})
    files = {EVERYBODY: _calendar(proposal, "Peer coaching", every)}
    for who in people:
        own = tuple(one for one in every if who in one.people)
        name = f"Peer coaching: {proposal.evidence.person(who)}"
        files[_file_name(who, files)] = _calendar(proposal, name, own)
    return files


def _file_name(staff_id: str, taken: dict[str, bytes]) -> str:
    """A name that every computer can use; ids that come out alike are numbered."""
    plain = re.sub(r"[^A-Za-z0-9-]+", "_", staff_id)
    names = (f"person-{plain}{more}.ics" for more in ("", *(f"-{n}" for n in range(2, 10_000))))
    used = {name.lower() for name in taken}
    return next(name for name in names if name.lower() not in used)


def _calendar(proposal: Proposal, name: str, every: tuple[Appointment, ...]) -> bytes:
    # Only those who ask for calendars wait for this library.
    from icalendar import Calendar

    term = proposal.evidence.term
    calendar = Calendar()
    calendar.add("prodid", "-//Peer coaching evaluation workbook//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _plain(f"{name}, {term.name}"))
    for one in every:
        calendar.add_component(_event(proposal, one))
    calendar.add_missing_timezones(first_date=term.start, last_date=term.end + timedelta(days=1))
    return bytes(calendar.to_ical())


def _event(proposal: Proposal, one: Appointment) -> Any:
    from icalendar import Event

    settings, term = proposal.evidence.settings, proposal.evidence.term
    event = Event()
    event.add("uid", _uid(settings.school, term.id, one.key))
    event.add("dtstamp", datetime.combine(term.start, time(), UTC))
    start, end = _when(proposal, one)
    event.add("dtstart", start)
    event.add("dtend", end)
    known = isinstance(start, datetime)
    event.add("summary", _plain(one.summary if known else f"{one.summary} (lesson {one.period})"))
    event.add("description", _plain(one.about))
    event.add("class", "CONFIDENTIAL")
    # An entry of a whole day must not make the whole day look taken.
    event.add("transp", "OPAQUE" if known else "TRANSPARENT")
    return event


def _when(proposal: Proposal, one: Appointment) -> tuple[date, date]:
    """The lesson's own hours where the settings tell them, or else the whole day."""
    periods = proposal.evidence.settings.planning.periods
    if one.period > len(periods):
        return one.day, one.day + timedelta(days=1)
    start, end = periods[one.period - 1]
    zone = ZoneInfo(LONDON)
    return datetime.combine(one.day, start, zone), datetime.combine(one.day, end, zone)


def _uid(*parts: str) -> str:
    """An id that stays the same when an appointment moves; nobody can be read from it."""
    return f"{sha256('/'.join(parts).encode()).hexdigest()[:32]}@peer-coaching-workbook"


def _plain(text: str) -> str:
    return " ".join(visible(text).split())


def write_calendars(proposal: Proposal, folder: str | Path, *, written: bool = False) -> str:
    """Writes the calendars into a folder, over those of the same names, and says so.

    ``written`` says that the school's tables hold this proposal by now.
    Raises :class:`UsageError` for a folder whose readers may not see names, and
    :class:`InputError` if there is nothing to write or it cannot be written.
    """
    place = Path(folder).expanduser().absolute()
    shared = {Audience.GOVERNORS.value, Audience.PUBLIC.value} & {*place.parts}
    if shared:
        raise UsageError(
            f"{place} is a folder for the {min(shared)}, and calendars hold names: choose one "
            "that only leaders see."
        )
    if not appointments(proposal):
        raise InputError("There is no timetable, so no calendar was written.")
    files = calendars(proposal)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{place} cannot be written ({error.strerror or error}).") from None
    replace_files({place / name: content for name, content in files.items()})
    return (
        f"{len(files)} calendars are in {place}: one for each of {len(files) - 1} people, and "
        f"{EVERYBODY}.\nThey hold names and are for leadership only; give each person their own."
        f"{'' if written else _not_as_written(proposal)}"
    )


def _not_as_written(proposal: Proposal) -> str:
    """A word where the term's planned sessions are others than those in the calendars."""
    rows = proposal.evidence.at("sessions")
    rows = rows[rows["status"] == "planned"]
    columns = [rows[name] for name in ("date", "observer_id", "observed_id")]
    planned = {(day.date(), a, b) for day, a, b in zip(*columns, strict=True)}
    ours = {(one.date, one.session.observer, one.session.observed) for one in _bookings(proposal)}
    stay = (one.entry for one in (proposal.timetable.given if proposal.timetable else ()))
    ours |= {(one.date, one.observer, one.observed) for one in stay}
    if planned <= ours:
        return ""
    return (
        "\nThey hold this plan; sessions.csv has other sessions planned. To have both alike, plan "
        "with --write --replace."
    )
