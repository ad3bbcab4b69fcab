"""An independent look at a plan: every hard rule, without any code of the solvers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from helpers.planning.expertise import Person
from helpers.planning.groups import GroupPlan, GroupRules
from helpers.planning.timetable import Rules, Timetable, Week


def group_faults(plan: GroupPlan, people: Sequence[Person], rules: GroupRules) -> tuple[str, ...]:
    """Each way in which a group plan breaks a rule, in words; none if it is sound."""
    faults = []
    placed = Counter(who for group in plan.groups for who in group.members)
    for person in people:
        times = placed[person.staff_id] + (person.staff_id in plan.unplaced)
        if times != 1:
            faults.append(f"{person.staff_id} stands in {times} places")
    managers = {one.staff_id: one.line_manager_id for one in people}
    apart = [set(pair) for pair in (*rules.forbidden, *rules.met_before)]
    for group in plan.groups:
        members = set(group.members)
        faults += [f"{who} is with their manager" for who in members if managers[who] in members]
        faults += [f"{sorted(pair)} must be apart" for pair in apart if pair <= members]
        if len(members) not in (2, 3):
            faults.append(f"{sorted(members)} is a group of {len(members)}")
    return tuple(faults)


def timetable_faults(
    timetable: Timetable, weeks: Mapping[str, Week], rules: Rules
) -> tuple[str, ...]:
    """Each way in which a timetable breaks a rule, in words; none if it is sound."""
    faults = []
    busy: Counter[tuple[object, ...]] = Counter()
    watched: Counter[tuple[object, ...]] = Counter()
    cover: Counter[object] = Counter()
    for one in timetable.placed:
        slot = (one.day.weekday(), one.period)
        if slot in weeks[one.visit.observed].free:
            faults.append(f"{one.visit.observed} does not teach on {one.day}, period {one.period}")
        paid = 0 if slot in weeks[one.visit.observer].free else 1
        if paid and not one.cover:
            faults.append(f"{one.visit.observer} teaches on {one.day} and is not covered")
        for who in (one.visit.observer, one.visit.observed):
            busy[who, one.day, one.period] += 1
        watched[(one.visit.observed, *one.day.isocalendar()[:2])] += 1
        cover[one.day] += one.cover  # type: ignore[assignment]
    faults += [f"{key[0]} is in two places on {key[1]}" for key, n in busy.items() if n > 1]
    faults += [
        f"{key[0]} is watched {n} times in week {key[2]}"
        for key, n in watched.items()
        if n > rules.observed_a_week
    ]
    faults += [f"too much cover on {day}" for day, n in cover.items() if n > rules.cover_a_day]
    return tuple(faults)
