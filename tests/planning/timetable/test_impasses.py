"""A session without a place names the smallest set of rules and weeks that leave no time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from itertools import combinations, product

import pytest

from helpers.planning.groups.proposing import Group
from helpers.planning.timetable.diaries import Entry, Standing
from helpers.planning.timetable.impasses import Impasse
from helpers.planning.timetable.obstacles import Barrier, Obstacle
from helpers.planning.timetable.openings import SchoolCalendar, Slot, TimetableRules
from helpers.planning.timetable.proposing import Timetable, UnplacedSession, propose_timetable
from helpers.planning.timetable.sessions import Session
from tests.planning.timetable.weeks import DAYS, Case, calendar, school, times, tiny

RULES = TimetableRules(rounds=1)
PAIR = [Group("G1", ("A", "B"))]
FREE = {"A": {("Tue", 1), ("Wed", 1)}, "B": {("Tue", 1), ("Thu", 2)}, "F": {("Tue", 1)}}


def _week(free: dict[str, set[tuple[str, int]]], who: str = "AB") -> list[Slot]:
    """Everybody teaches from Monday to Thursday in two periods, but where they are free."""
    where = list(product(DAYS[:4], (1, 2)))
    return [Slot(one, *at, at in free[one]) for one in who for at in where]


def _named(
    week: list[Slot],
    groups: list[Group] = PAIR,
    rules: TimetableRules = RULES,
    days: SchoolCalendar | None = None,
) -> dict[str, list[set[tuple[str, str | None]]]]:
    """By observer: the obstacles of each impasse."""
    found = propose_timetable(groups, week, days or calendar(2), rules)
    return {
        one.session.observer: [
            {(str(o.barrier), o.staff_id) for o in each.obstacles} for each in one.impasses
        ]
        for one in found.unplaced
    }


TALK, COVER = (Barrier.TALK, None), (Barrier.COVER, None)


def test_with_nothing_planted_everything_has_a_place() -> None:
    assert _named(_week(FREE)) == {}


def test_a_teacher_without_a_free_period_is_named_with_the_talk() -> None:
    never = [{TALK, (Barrier.FREE, "B")}]
    assert _named(_week(FREE | {"B": set()})) == {"A": never, "B": never}


def test_a_cover_budget_of_nought_is_named_with_whom_it_binds() -> None:
    nought = replace(RULES, cover_a_day=0)
    assert _named(_week(FREE), rules=nought, days=calendar(3)) == {}
    shared = FREE | {"A": {("Tue", 1)}}
    assert _named(_week(shared), rules=nought) == {"A": [{COVER, (Barrier.FREE, "A")}]}


def test_a_facilitator_who_is_never_free_is_named() -> None:
    led = [Group("G1", ("A", "B"), "F")]
    assert _named(_week(FREE, "ABF"), led) == {}
    never = [{TALK, (Barrier.FREE, "F")}]
    assert _named(_week(FREE | {"F": set()}, "ABF"), led) == {"A": never, "B": never}


def test_a_facilitator_who_cannot_come_to_the_lesson_is_named() -> None:
    led, rules = [Group("G1", ("A", "B"), "F")], replace(RULES, facilitator_at_lessons=True)
    named = _named(_week(FREE, "ABF"), led, rules)["A"]
    assert named == [{(Barrier.AT_LESSONS, None), (Barrier.FREE, "F")}]


def test_a_week_of_which_nothing_is_known_is_named_alone() -> None:
    unknown = [{(Barrier.UNKNOWN_WEEK, "B")}, {TALK, (Barrier.UNKNOWN_WEEK, "B")}]
    named = _named(_week(FREE, "A"))
    assert named["A"] == named["B"] == unknown[:1]


def test_people_who_are_never_in_school_together_are_named() -> None:
    week = [Slot("A", "Mon", 1, False), Slot("A", "Mon", 2, True), Slot("B", "Tue", 1, False)]
    named = _named(week, rules=replace(RULES, feedback_within_days=None))
    assert named["A"] == [{(Barrier.IN_SCHOOL, "A"), (Barrier.IN_SCHOOL, "B")}]


def test_a_term_without_school_days_is_named() -> None:
    named = _named(_week(FREE), days=SchoolCalendar(()))
    assert named["A"] == [{(Barrier.CALENDAR, None)}]


def test_a_person_who_is_observed_often_enough_in_the_only_week_is_named() -> None:
    alone = replace(RULES, feedback_within_days=None)
    seen = Entry("H", "B", date(2026, 9, 9), Standing.FIXED)
    found = propose_timetable(PAIR, _week(FREE), calendar(1), alone, diary=[seen])
    assert [one.session.observer for one in found.unplaced] == ["A"]
    often = Impasse((Obstacle(Barrier.OBSERVED_A_WEEK, "B"),))
    assert found.unplaced[0].impasses == (often,)
    said = "No time is left by the rule that B is observed at most once a week."
    assert often.sentence(alone) == said


def test_a_round_without_a_day_of_its_own_is_named() -> None:
    two = replace(RULES, rounds=2, feedback_within_days=None, observed_a_week=2, cover_a_day=9)
    taught = [Slot(who, "Mon", period, False) for who in "AB" for period in range(1, 5)]
    rounds = [{(Barrier.ROUNDS, None)}]
    assert _named(taught, rules=two, days=calendar(1, 1)) == {"A": rounds, "B": rounds}


def test_an_impasse_is_told_in_plain_english_with_the_names_that_a_reader_may_see() -> None:
    found = Impasse((Obstacle(Barrier.COVER), Obstacle(Barrier.FREE, "T3")))
    said = found.sentence(replace(RULES, cover_a_day=0), {"T3": "Ms Green"}.__getitem__)
    assert said == "No time is left by no cover on any day; the free periods of Ms Green."


def _possible(
    one: UnplacedSession, case: Case, beside: Timetable, relaxed: Collection[Obstacle]
) -> bool:
    """Whether a session has a time beside others when some obstacles count no longer."""
    groups, slots, days, rules = case
    session = one.session
    group = next(each for each in groups if each.group_id == session.group_id)
    week = {(each.staff_id, each.day, each.period): each for each in slots}
    known = {each.staff_id for each in slots}
    used, spent = set[tuple[str, int, int]](), [0.0] * len(days.school_days)
    number = {day: place for place, day in enumerate(days.school_days)}
    others: list[tuple[Session, int]] = []
    watches = dict[int, int]()
    for booking in beside.bookings:
        day, own = number[booking.date], booking.session
        led = [each.facilitator for each in groups if each.group_id == own.group_id]
        at = [own.observer, own.observed, *(led if rules.facilitator_at_lessons else [])]
        used |= {(str(who), day, booking.period) for who in at}
        if booking.feedback_date and booking.feedback_period:
            talk = number[booking.feedback_date], booking.feedback_period
            used |= {(who, *talk) for who in own.together}
        spent[day] += booking.cover
        others.append((own, day))
        if own.observed == session.observed:
            of_week = booking.date.isocalendar()[1]
            watches[of_week] = watches.get(of_week, 0) + 1

    def gone(barrier: Barrier, who: str | None = None) -> bool:
        return Obstacle(barrier, who) in relaxed

    def comes(who: str, day: int, period: int, name: str) -> bool:
        there = (who, name, period) in week or (who in known and gone(Barrier.IN_SCHOOL, who))
        there = there or (who not in known and gone(Barrier.UNKNOWN_WEEK, who))
        return there and ((who, day, period) not in used or gone(Barrier.OTHERS, who))

    def teaches(who: str, period: int, name: str) -> bool:
        slot = week.get((who, name, period))
        return slot is not None and not slot.available

    def lesson(day: int, period: int, name: str) -> bool:
        watcher, watched_one = session.observer, session.observed
        both = comes(watcher, day, period, name) and comes(watched_one, day, period, name)
        slot = week.get((watched_one, name, period))
        taught = slot is None or not slot.available or gone(Barrier.TEACHING, watched_one)
        cost = week[watcher, name, period].cover_cost if teaches(watcher, period, name) else 0
        paid = spent[day] + cost <= rules.cover_a_day + 0.001 or not cost
        paid = paid or gone(Barrier.COVER) or gone(Barrier.FREE, watcher)
        guide = group.facilitator if rules.facilitator_at_lessons else None
        led = guide is None or (
            comes(guide, day, period, name)
            and (
                not teaches(guide, period, name)
                or gone(Barrier.FREE, guide)
                or gone(Barrier.AT_LESSONS)
            )
        )
        of_week = days.school_days[day].isocalendar()[1]
        seldom = watches.get(of_week, 0) < rules.observed_a_week
        ordered = all(
            own.group_id != session.group_id
            or own.round == session.round
            or (on < day if own.round < session.round else on > day)
            for own, on in others
        )
        return (
            both
            and taught
            and paid
            and led
            and (seldom or gone(Barrier.OBSERVED_A_WEEK, watched_one))
            and (ordered or gone(Barrier.ROUNDS))
        )

    def talk(day: int, period: int, name: str) -> bool:
        return all(
            comes(who, day, period, name)
            and (not teaches(who, period, name) or gone(Barrier.FREE, who))
            for who in group.everyone
        )

    within = rules.feedback_within_days
    lessons = [at for at in times(case) if lesson(*at)]
    if within is None or gone(Barrier.TALK):
        return bool(lessons)
    talks = [at for at in times(case) if talk(*at)]
    return any(
        at[:2] < then[:2] and (then[0] - at[0] <= within or gone(Barrier.SOON))
        for at, then in product(lessons, talks)
    )


def _every_obstacle(one: UnplacedSession, case: Case) -> list[Obstacle]:
    people = sorted({one.session.observer, one.session.observed, *one.session.together})
    personal = (Barrier.UNKNOWN_WEEK, Barrier.FREE, Barrier.OBSERVED_A_WEEK, Barrier.OTHERS)
    rules = (Barrier.COVER, Barrier.TALK, Barrier.SOON, Barrier.AT_LESSONS, Barrier.ROUNDS)
    return [*(Obstacle(b, who) for b in personal for who in people), *map(Obstacle, rules)]


FACTS = (Barrier.IN_SCHOOL, Barrier.TEACHING)
CASES = [*(tiny(seed) for seed in range(60)), *(school(seed) for seed in range(60))]


@pytest.mark.parametrize("place", range(len(CASES)))
def test_every_impasse_is_one_and_is_minimal(place: int) -> None:
    case = CASES[place]
    found = propose_timetable(*case)
    for one in found.unplaced:
        assert one.impasses
        assert not _possible(one, case, found, ())
        if len(one.impasses) < 6:
            for gone in product(*(each.obstacles for each in one.impasses)):
                assert _possible(one, case, found, set(gone)), (one, gone)
        if any(o.barrier in FACTS for each in one.impasses for o in each.obstacles):
            continue
        every = _every_obstacle(one, case)
        for each in one.impasses:
            others = set(every) - set(each.obstacles)
            assert not _possible(one, case, found, others), each
            for obstacle in each.obstacles:
                assert _possible(one, case, found, {*others, obstacle}), (each, obstacle)
        smallest = min(3, len(one.impasses[0].obstacles))
        for fewer in combinations(every, smallest - 1):
            assert _possible(one, case, found, set(every) - set(fewer))
