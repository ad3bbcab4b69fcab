"""Lessons: what stands beside every comparison of judgements."""

from __future__ import annotations

from helpers.phases import impact
from tests.phases.schools import GOVERNORS, LEADERS, raw

SCALE = ("inadequate", "satisfactory", "good", "outstanding")


def test_who_moved_is_for_leaders_alone() -> None:
    moved = "impact.lessons.teachers_moved"
    assert moved not in {one.key for one in impact.lessons(GOVERNORS).findings}
    finding = next(one for one in impact.lessons(LEADERS).findings if one.key == moved)
    lessons = raw("observations")
    lessons["place"] = lessons["judgement"].replace("requires improvement", "satisfactory")
    lessons["place"] = lessons["place"].map(SCALE.index)
    # Two lessons a teacher and term: the lower of the two is the middle one.
    middle = lessons.groupby(["term", "staff_id"])["place"].min().unstack("term")
    both = middle[["2013-spring", "2013-summer"]].dropna()
    change = both["2013-summer"] - both["2013-spring"]
    assert [one.count for one in finding.quantities] == [
        (change > 0).sum(), (change == 0).sum(), (change < 0).sum(),
    ]  # fmt: skip
    assert [one.method for one in finding.notes] == ["dominance-paired"]


def test_second_observers_and_their_agreement_stand_beside_the_change() -> None:
    lessons = raw("observations")
    after = lessons[lessons["term"] == "2013-summer"]
    both = after[after["second_judgement"].notna()]
    same = (both["judgement"] == both["second_judgement"]).sum()
    caveats = impact.lessons(GOVERNORS).findings[0].caveats
    assert (
        f"{len(both)} of {len(after)} lessons were judged by two people, who chose the same "
        f"category for {same} of them."
    ) in caveats


def test_the_smallest_change_that_could_show_is_told_with_what_would_settle_it() -> None:
    caveats = " ".join(impact.lessons(GOVERNORS).findings[0].caveats)
    assert "With 7 teachers seen once each time" in caveats
    assert "39 teachers, or about 6 such comparisons of 7 taken together" in caveats
