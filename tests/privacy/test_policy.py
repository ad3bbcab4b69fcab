"""The small-number rules, and that what they hide together is never given back by a total."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.privacy import Audience, Part, Policy, Unit, hidden_line, hidden_parts, pseudonyms
from helpers.problems import UsageError
from helpers.settings import Privacy

GOVERNORS = Policy(Audience.GOVERNORS, Privacy())
PUBLIC = Policy(Audience.PUBLIC, Privacy())
LEADERSHIP = Policy(Audience.LEADERSHIP, Privacy())


@pytest.mark.parametrize(("base", "allowed"), [(0, True), (1, False), (5, False), (6, True)])
def test_pupils_need_a_base_of_six(base: int, allowed: bool) -> None:
    assert GOVERNORS.base_allowed(Unit.PUPILS, base) is allowed


@pytest.mark.parametrize(("base", "allowed"), [(9, False), (10, True)])
def test_the_public_is_told_of_ten_pupils_or_more(base: int, allowed: bool) -> None:
    assert PUBLIC.base_allowed(Unit.PUPILS, base) is allowed


def test_a_school_that_raises_its_threshold_raises_it_for_the_public_too() -> None:
    strict = Policy(Audience.PUBLIC, Privacy(pupil_base=20))
    assert not strict.base_allowed(Unit.PUPILS, 19)


@pytest.mark.parametrize(("base", "allowed"), [(4, False), (5, True)])
def test_staff_need_a_base_of_five(base: int, allowed: bool) -> None:
    assert GOVERNORS.base_allowed(Unit.STAFF, base) is allowed
    assert PUBLIC.base_allowed(Unit.STAFF, base) is allowed


@pytest.mark.parametrize(
    ("count", "base", "allowed"),
    [(0, 20, True), (1, 20, False), (5, 20, False), (6, 20, True), (15, 20, False), (20, 20, True)],
)
def test_a_pupil_count_is_hidden_if_it_or_the_rest_is_small(
    count: int, base: int, allowed: bool
) -> None:
    assert GOVERNORS.share_allowed(Unit.PUPILS, count, base) is allowed


def test_a_school_of_six_teachers_may_say_three_of_six() -> None:
    assert GOVERNORS.share_allowed(Unit.STAFF, 3, 6)


@pytest.mark.parametrize(("once", "may"), [(0, True), (1, False), (4, False), (5, True)])
def test_people_are_followed_only_if_nobody_or_enough_are_seen_once(once: int, may: bool) -> None:
    assert GOVERNORS.may_pair(once) is may
    assert LEADERSHIP.may_pair(once)


def _years(*sizes: int) -> list[Part]:
    return [
        Part(str(year), frozenset(f"{year}-{n}" for n in range(size)))
        for year, size in enumerate(sizes, start=1)
    ]


def test_a_small_year_group_takes_the_next_one_with_it_whatever_its_size() -> None:
    assert hidden_parts(GOVERNORS, Unit.PUPILS, _years(12, 4, 30, 9)) == {"2", "3"}
    assert hidden_parts(GOVERNORS, Unit.PUPILS, _years(12, 30, 9, 4)) == {"4", "1"}


def test_two_small_year_groups_hide_each_other_only_if_they_are_enough_together() -> None:
    assert hidden_parts(GOVERNORS, Unit.PUPILS, _years(12, 4, 30, 3)) == {"2", "4"}
    assert hidden_parts(GOVERNORS, Unit.PUPILS, _years(12, 1, 30, 3)) == {"2", "3", "4"}


def test_a_part_that_no_page_tells_of_is_as_good_as_hidden() -> None:
    blank = Part("not known", frozenset({"a", "b"}), told=False)
    parts = [*_years(20, 20), blank]
    assert hidden_parts(GOVERNORS, Unit.PUPILS, parts) == {"not known", "1"}


def test_nothing_is_hidden_from_leaders_and_nothing_where_all_are_large() -> None:
    assert not hidden_parts(LEADERSHIP, Unit.PUPILS, _years(1, 2))
    assert not hidden_parts(GOVERNORS, Unit.PUPILS, _years(6, 6))


@given(st.lists(st.integers(1, 15), min_size=2, max_size=7))
def test_no_hidden_number_of_pupils_follows_from_the_whole(sizes: list[int]) -> None:
    """Brute force over every way in which the hidden parts could make up what is left."""
    hidden = hidden_parts(GOVERNORS, Unit.PUPILS, _years(*sizes))
    if not hidden:
        assert min(sizes) >= 6
        return
    left = sum(sizes[int(name) - 1] for name in hidden)
    assert len(hidden) == len(sizes) or left >= 6
    ways = [one for one in product(range(1, left), repeat=min(len(hidden), 3)) if sum(one) <= left]
    if left >= 6 and len(hidden) <= 3:
        exact = [one for one in ways if sum(one) == left]
        assert all(len({one[place] for one in exact}) > 1 for place in range(len(hidden)))


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9)), min_size=2,
             max_size=6)
)  # fmt: skip
def test_no_share_of_few_staff_follows_from_all_or_none(
    foci: list[tuple[int, int, int]],
) -> None:
    """Where the whole has some of both, what is hidden has too."""
    parts = [
        Part(str(place), frozenset(f"{n}" for n in range(people)), (good, other))
        for place, (good, other, people) in enumerate(foci)
    ]
    hidden = hidden_parts(GOVERNORS, Unit.STAFF, parts)
    assert {str(place) for place, one in enumerate(foci) if one[2] < 5} <= hidden
    left = [sum(foci[int(name)][place] for name in hidden) for place in (0, 1)]
    whole = [sum(one[place] for one in foci) for place in (0, 1)]
    if hidden and all(whole):
        assert all(left)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=7), st.sampled_from(list(Unit)))
def test_no_hidden_count_of_a_line_follows_from_its_sum(counts: list[int], unit: Unit) -> None:
    hidden = hidden_line(GOVERNORS, unit, counts)
    limit = 6 if unit is Unit.PUPILS else 3
    assert all(gone for count, gone in zip(counts, hidden, strict=True) if 0 < count < limit)
    gone = [count for count, veil in zip(counts, hidden, strict=True) if veil]
    if gone and len(gone) < sum(count > 0 for count in counts):
        assert len(gone) > 1
        assert sum(gone) >= limit
        assert sum(gone) > len(gone), "all ones"


def test_pseudonyms_follow_neither_the_roster_nor_another_key() -> None:
    ids = [f"T{number:02d}" for number in range(1, 21)]
    one, other = pseudonyms(ids, b"these rows"), pseudonyms(ids, b"other rows")
    assert len(set(one.values())) == len(ids)
    assert sorted(ids, key=one.__getitem__) != ids
    assert one != other
    assert one == pseudonyms(reversed(ids), b"these rows")


def test_an_unknown_audience_is_told_the_near_miss() -> None:
    with pytest.raises(UsageError, match='Did you mean "governors"'):
        Audience.named("govenors")


def test_an_edition_says_its_rules_with_the_schools_own_numbers() -> None:
    strict = Policy(Audience.GOVERNORS, Privacy(pupil_base=11, staff_base=7))
    assert strict.rules[0] == "Nothing is told of a group of fewer than 11 pupils or 7 staff."
    assert "quotes no one" not in " ".join(strict.rules)
    assert "quotes no one" in " ".join(PUBLIC.rules)
    assert LEADERSHIP.rules == ()
