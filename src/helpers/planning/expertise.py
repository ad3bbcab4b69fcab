"""The skills audit as a database of expertise: who can help with what, and who wants what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff; year groups are written ``"N"``, ``"R"``, ``"1"`` to ``"13"``.

    ``experienced`` is ``False`` for somebody new to teaching and ``None`` where neither is clear.
    """

    staff_id: str
    role: str = ""
    year_groups: tuple[str, ...] = ()
    line_manager_id: str | None = None
    experienced: bool | None = None


@dataclass(frozen=True, slots=True)
class SkillRating:
    """How one person rates one of their skills, and whether they offer or ask for help with it."""

    staff_id: str
    skill: str
    rating: int
    can_support: bool = False
    wants_support: bool = False


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a rating means help or need.

    A person *can help* with a skill that they offer to support and rate ``can_help_from`` or
    more. A person *would gain* from help with a skill that they ask for help with, or rate
    ``wants_up_to`` or less.
    """

    can_help_from: int = 4
    wants_up_to: int = 2


@dataclass(frozen=True, slots=True)
class Seen:
    """How many of somebody's lessons with one focus, or books on one criterion, reach the line."""

    staff_id: str
    skill: str
    reached: int
    base: int


@dataclass(frozen=True, slots=True)
class SkillRecord:
    """All that is known of one person and one skill; the rows of the matrix of staff by skill.

    ``ratings`` has one for each audit, oldest first, ``None`` where the person did not rate it
    then; the last is the latest audit's, and what ``can_help_at`` (a rating) and ``wants`` rest
    on. ``lessons`` and ``books`` are what others saw, where they did.
    """

    staff_id: str
    skill: str
    ratings: tuple[int | None, ...]
    can_help_at: int | None
    wants: bool
    lessons: Seen | None = None
    books: Seen | None = None

    @property
    def seen(self) -> bool:
        """Whether anything stands beside the self-rating."""
        return self.lessons is not None or self.books is not None


@dataclass(frozen=True, slots=True)
class SkillCover:
    """Supply of and demand for one skill; every tuple holds staff ids in order.

    ``asked`` asked for help; ``low`` did not ask but rate themselves low. ``uncovered`` are those
    of either whom no colleague who can help rates above.
    """

    skill: str
    can_help: tuple[str, ...]
    asked: tuple[str, ...]
    low: tuple[str, ...]
    uncovered: tuple[str, ...]

    @property
    def supply(self) -> int:
        """How many can help."""
        return len(self.can_help)

    @property
    def demand(self) -> int:
        """How many would gain from help, asked for or not."""
        return len(self.asked) + len(self.low)

    @property
    def nobody_can_help(self) -> bool:
        """Whether help would be gained from and nobody can give any of it."""
        return self.demand > 0 and len(self.uncovered) == self.demand


@dataclass(frozen=True, slots=True)
class Expertise:
    """The database of expertise, built by :meth:`of`; skills and people in the order of names."""

    skills: tuple[SkillCover, ...]
    ratings: Mapping[tuple[str, str], SkillRating] = field(repr=False)
    thresholds: Thresholds = Thresholds()

    @classmethod
    def of(cls, ratings: Iterable[SkillRating], thresholds: Thresholds = Thresholds()) -> Expertise:
        """Gather one term's audit; raises ``ValueError`` if a person rates a skill twice."""
        found: dict[tuple[str, str], SkillRating] = {}
        for one in sorted(ratings, key=lambda one: (one.skill, one.staff_id)):
            if (one.staff_id, one.skill) in found:
                raise ValueError(f"{one.staff_id} rates {one.skill!r} more than once")
            found[one.staff_id, one.skill] = one
        by_skill: dict[str, list[SkillRating]] = {}
        for one in found.values():
            by_skill.setdefault(one.skill, []).append(one)
        covers = tuple(_cover(skill, rows, thresholds) for skill, rows in by_skill.items())
        return cls(covers, found, thresholds)

    @property
    def nobody_can_help_with(self) -> tuple[str, ...]:
        """Skills in which help would be gained from and nobody can give it."""
        return tuple(cover.skill for cover in self.skills if cover.nobody_can_help)

    def helps_with(self, staff_id: str) -> tuple[str, ...]:
        """Skills that a person can help with."""
        return tuple(cover.skill for cover in self.skills if staff_id in cover.can_help)

    def asks_for(self, staff_id: str) -> tuple[str, ...]:
        """Skills that a person asked for help with."""
        return tuple(cover.skill for cover in self.skills if staff_id in cover.asked)

    def gap(self, skill: str, supporter: str, learner: str) -> int:
        """Steps by which a supporter who can help rates above a learner who would gain, or 0."""
        giver = self.ratings.get((supporter, skill))
        taker = self.ratings.get((learner, skill))
        if giver is None or taker is None:
            return 0
        if not (_can_help(giver, self.thresholds) and _would_gain(taker, self.thresholds)):
            return 0
        return max(0, giver.rating - taker.rating)


def skill_records(
    audits: Sequence[Iterable[SkillRating]],
    thresholds: Thresholds = Thresholds(),
    lessons: Iterable[Seen] = (),
    books: Iterable[Seen] = (),
) -> tuple[SkillRecord, ...]:
    """Everybody in the last audit, by skill and staff id, with what earlier audits and others say.

    ``audits`` come oldest first. Raises ``ValueError`` if a person rates a skill twice in one.
    """
    held = [Expertise.of(audit, thresholds) for audit in audits]
    if not held:
        return ()
    observed = {(one.staff_id, one.skill): one for one in lessons}
    read = {(one.staff_id, one.skill): one for one in books}
    found = []
    for key, latest in held[-1].ratings.items():
        earlier = (audit.ratings.get(key) for audit in held)
        found.append(
            SkillRecord(
                *key,
                tuple(None if one is None else one.rating for one in earlier),
                latest.rating if _can_help(latest, thresholds) else None,
                latest.wants_support,
                observed.get(key),
                read.get(key),
            )
        )
    return tuple(found)


def _can_help(one: SkillRating, thresholds: Thresholds) -> bool:
    return one.can_support and one.rating >= thresholds.can_help_from


def _would_gain(one: SkillRating, thresholds: Thresholds) -> bool:
    return one.wants_support or one.rating <= thresholds.wants_up_to


def _cover(skill: str, rows: list[SkillRating], thresholds: Thresholds) -> SkillCover:
    helpers = [one for one in rows if _can_help(one, thresholds)]
    learners = [one for one in rows if _would_gain(one, thresholds)]
    # A helper rates themselves no higher than they do, so nobody covers their own wish.
    best = max((one.rating for one in helpers), default=None)
    return SkillCover(
        skill,
        tuple(one.staff_id for one in helpers),
        tuple(one.staff_id for one in learners if one.wants_support),
        tuple(one.staff_id for one in learners if not one.wants_support),
        tuple(one.staff_id for one in learners if best is None or best <= one.rating),
    )
