"""What one part of the settings must say for another to make sense: names, terms in order.

This looks at the settings as written, not as built, so that it finds its faults even where other
parts of them cannot be built.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from helpers.problems import near_miss
from helpers.settings.clock import clock
from helpers.settings.scales import presets

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A setting that does not fit another: a name that does not exist, a term out of order."""

    place: str
    what: str
    mend: str
    value: str | None = None


def misfits(given: Given) -> Iterator[Misfit]:
    """Every name that is missing or listed twice, and every term out of order."""
    yield from _default_terms(given)
    yield from _terms_in_order(given)
    yield from _periods_in_order(given)
    for listed in ("terms", "objectives", "questionnaires"):
        yield from _listed_twice(given, listed)
    for place, kind, name in _named_scales(given):
        known = [*presets()[kind], *_own(given, kind)]
        if isinstance(name, str) and name.strip() not in known:
            what = f"names a {kind} scale that does not exist."
            if kind == "measure":
                what = "names a measure that does not exist."
            yield Misfit(place, what, near_miss(name, known), name)


def _default_terms(given: Given) -> Iterator[Misfit]:
    ids = [str(term.get("id", "")).strip() for term in _entries(given, "terms")]
    if not ids or "" in ids:
        return
    for which in ("baseline", "review"):
        name = _section(given, "default_terms").get(which)
        if isinstance(name, str) and name.strip() not in ids:
            yield Misfit(
                f"default_terms.{which}", "is not one of the terms.", near_miss(name, ids), name
            )


def _terms_in_order(given: Given) -> Iterator[Misfit]:
    ends: date | None = None
    for number, term in enumerate(_entries(given, "terms"), start=1):
        start, end = term.get("start"), term.get("end")
        if not (type(start) is date and type(end) is date):
            ends = None
            continue
        if end <= start:
            yield Misfit(
                f"terms number {number}, end",
                f"is not after the term's start ({start}).",
                "Correct one of the two dates.",
                str(end),
            )
        elif ends and start <= ends:
            yield Misfit(
                f"terms number {number}, start",
                "is not after the end of the term before it.",
                "List the terms from the first to the last; no two may overlap.",
                str(start),
            )
        ends = end


def _periods_in_order(given: Given) -> Iterator[Misfit]:
    """Lessons that end before they start, or start before the one before them ends."""
    ended: time | None = None
    periods = _section(given, "planning").get("periods")
    for number, period in enumerate(periods if isinstance(periods, list | tuple) else (), start=1):
        try:
            start, end = map(clock, period)
        except (TypeError, ValueError):
            ended = None
            continue
        place, value = f"planning.periods number {number}", f"{start:%H:%M} to {end:%H:%M}"
        if end <= start:
            what, mend = "ends before it starts.", "Correct one of the two times."
            yield Misfit(place, what, mend, value)
        elif ended and start < ended:
            what, mend = "starts before the lesson before it ends.", "List them as the day runs."
            yield Misfit(place, what, mend, value)
        ended = end


def _listed_twice(given: Given, listed: str) -> Iterator[Misfit]:
    seen: set[str] = set()
    for number, entry in enumerate(_entries(given, listed), start=1):
        name = str(entry.get("id", number)).strip()
        if name in seen:
            yield Misfit(
                f"{listed} number {number}, id",
                "is the id of an earlier entry too.",
                "Give each its own.",
                name,
            )
        seen.add(name)


def _named_scales(given: Given) -> Iterator[tuple[str, str, Any]]:
    scales = _section(given, "scales")
    yield "scales.judgement", "judgement", scales.get("judgement")
    yield "scales.scrutiny", "scrutiny", scales.get("scrutiny")
    yield "progress.measure", "measure", _section(given, "progress").get("measure")
    for number, term in enumerate(_entries(given, "terms"), start=1):
        place = f"terms number {number}, judgement_scale"
        yield place, "judgement", term.get("judgement_scale")
    for number, one in enumerate(_entries(given, "questionnaires"), start=1):
        yield f"questionnaires number {number}, item_scale", "response", one.get("item_scale")


def _own(given: Given, kind: str) -> Given:
    if kind == "measure":
        return _section(_section(given, "progress"), "own_measure")
    return _section(_section(given, "scales"), f"own_{kind}")


def _section(given: Given, name: str) -> Given:
    found = given.get(name)
    return found if isinstance(found, Mapping) else {}


def _entries(given: Given, name: str) -> list[Given]:
    found = given.get(name)
    if not isinstance(found, Sequence) or isinstance(found, str):
        return []
    return [entry for entry in found if isinstance(entry, Mapping)]
