"""An attacker with every page of two terms cannot work out what was hidden; planted, they can."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from helpers.phases import (
    audit_changes,
    kept_back,
    lessons,
    pupil_groups,
    pupil_voice,
    pupils,
    verdicts,
    voices,
)
from helpers.phases import planning_input as given
from helpers.privacy import Part, Policy, Unit
from helpers.school import School, read_school
from tests.conftest import EXAMPLE, Made
from tests.privacy.attack import Attack
from tests.privacy.attacker import attack_on
from tests.privacy.edition import edition_in, edition_of
from tests.privacy.puzzle import Puzzle
from tests.privacy.schools import TERMS, random_school

SEEDS = range(1, 7)
AUDIENCES = ("governors", "public")


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> list[School]:
    place = tmp_path_factory.mktemp("random schools")
    found = [read_school(random_school(place, seed)) for seed in SEEDS]
    assert not [problem for one in found for problem in one.problems if problem.row is not None]
    return found


def _attack(school: School, audience: str, terms: Sequence[str] = TERMS) -> Attack:
    return attack_on(school, [edition_of(school, term, audience) for term in terms])


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_hidden_can_be_worked_out_from_two_terms_of_reports(
    schools: list[School], audience: str
) -> None:
    tried = 0
    for school in schools:
        attack = _attack(school, audience)
        assert attack.found() == [], school.folder.name
        tried += len(attack.targets)
    assert tried > 200, "these schools were made to have much to hide"


@pytest.mark.parametrize("name", ["small", "second"])
def test_the_other_schools_of_these_tests_hold_too(name: str) -> None:
    school = read_school(Path(__file__).parents[1] / "schools" / name)
    terms = [one.id for one in school.settings.terms][-2:]
    assert _attack(school, "governors", terms).found() == []


def test_the_examples_own_pages_of_two_terms_hold(reports: Made) -> None:
    """Not the answers, but what the folders hold: findings.json and every table of every page."""
    editions = [
        edition_in(reports[term, "governors"].folder) for term in ("2013-spring", "2013-summer")
    ]
    attack = attack_on(read_school(EXAMPLE), editions)
    assert attack.targets
    assert attack.found() == []


def _only_the_small(policy: Policy, unit: Unit, parts: Sequence[Part]) -> frozenset[str]:
    """What suppression is without a second group: each part by itself."""
    return frozenset(
        one.name
        for one in parts
        if not policy.base_allowed(unit, len(one.people))
        or (unit is Unit.PUPILS and any(policy.small(unit, count) for count in one.counts))
    )


def _only_small_counts(policy: Policy, unit: Unit, counts: Sequence[int]) -> tuple[bool, ...]:
    return tuple(policy.small(unit, one) for one in counts)


PLANTED: dict[str, tuple[object, str, object, str]] = {
    "year groups": (pupils, "hidden_parts", _only_the_small, "pupils "),
    "focus areas": (kept_back, "hidden_parts", _only_the_small, "lessons "),
    "constructs": (voices, "hidden_parts", _only_the_small, "answers on "),
    "an average in two ways": (pupils, "may_average", lambda *_, **__: True, "pupils "),
    "groups of pupils": (pupil_groups, "hidden_parts", _only_the_small, "pupils "),
    "objectives": (verdicts, "hidden_parts", _only_the_small, "verdicts "),
    "skills": (given, "hidden_parts", _only_the_small, "able "),
    "themes": (pupil_voice, "hidden_line", _only_small_counts, "answers "),
    "lessons of those seen once": (lessons, "may_follow", lambda *_: True, "lessons of those only"),
    "ratings of those seen once": (audit_changes, "may_follow", lambda *_: True, "able "),
    "who only observed": (Policy, "small", lambda *_: False, "took part"),
}
"""A rule taken away, by module and name, and what is then given away."""


@pytest.mark.parametrize("leak", PLANTED)
def test_a_planted_leak_is_found(
    schools: list[School], leak: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each rule taken away by itself lets the attacker find something in one of the schools."""
    where, name, plant, given_away = PLANTED[leak]
    monkeypatch.setattr(where, name, plant)
    attacks = (_attack(school, "governors") for school in schools)
    assert next(filter(None, (one.first(given_away) for one in attacks)), None) is not None


def test_the_solver_knows_what_is_fixed_and_what_is_not() -> None:
    puzzle = Puzzle()
    for name in "abc":
        puzzle.unknown(name, 1)
    puzzle.tell({"a": 1, "b": 1}, 7)
    assert puzzle.reach("a") == (1, 6)
    assert not puzzle.pinned("a")
    puzzle.tell({"b": 1, "c": 2}, 9)
    puzzle.tell({"c": 1}, 4)
    assert puzzle.pinned("a")
    assert puzzle.reach("a") == (6, 6)
