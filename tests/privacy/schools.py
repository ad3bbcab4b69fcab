"""Random small schools, full of groups that are too small to tell of."""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

SMALL = Path(__file__).parents[1] / "schools" / "small"
SPRING, SUMMER = "2013-spring", "2013-summer"
TERMS = (SPRING, SUMMER)
FOCI = ("questioning", "feedback", "challenge", "pace", "")
SKILLS = ("questioning", "feedback", "challenge", "pace")
THEMES = ("choice", "talk", "time", "marking")
OBJECTIVES = ("pedagogy", "talking", "marking")
JUDGEMENTS = ("inadequate", "requires improvement", "good", "outstanding")
CONFIDENT = ("not confident", "a little confident", "confident", "very confident")
SCORES = "standardised-score"
SUBJECTS = ("reading", "writing", "mathematics")

Row = Sequence[object]


def random_school(place: Path, seed: int) -> Path:
    """A school of seven to twelve teachers whose groups are drawn by ``seed``."""
    chance = random.Random(seed)
    folder = place / f"school-{seed}"
    shutil.copytree(SMALL, folder)
    teachers = [f"T{n:02d}" for n in range(1, chance.randint(7, 12) + 1)]
    _settings(folder / "programme.toml", scores=bool(seed % 2))
    _write(
        folder,
        "staff",
        "staff_id name role",
        [(one, f"Person {one}", "teacher") for one in teachers],
    )
    _write(
        folder,
        "progress",
        "term pupil_id year_group subject starting_point result sex pupil_premium send eal",
        _progress(chance, 70 if seed % 2 else 0),
    )
    _write(
        folder,
        "benchmarks",
        "measure year_group subject pupil_group value source",
        _benchmarks(chance, SCORES if seed % 2 else "average-points"),
    )
    _write(
        folder,
        "observations",
        "observation_id term date staff_id observer_id judgement announced focus",
        _lessons(chance, teachers),
    )
    _write(
        folder,
        "work_scrutiny",
        "term date staff_id subject criterion judgement",
        _books(chance, teachers),
    )
    _write(
        folder,
        "audit",
        "term staff_id skill rating can_support wants_support",
        _audit(chance, teachers),
    )
    _write(
        folder,
        "questionnaires",
        "term questionnaire respondent_id item response",
        _answers(chance, teachers),
    )
    _write(
        folder,
        "questionnaire_items",
        "questionnaire item wording construct reversed scale",
        [
            ("confidence", f"C{n}{part}", f"I am confident in {what} {part}", what, "", "")
            for n, what in enumerate(SKILLS, start=1)
            for part in "ab"
        ],
    )
    _write(
        folder, "objectives", "term respondent_id objective verdict", _verdicts(chance, teachers)
    )
    _write(
        folder,
        "sessions",
        "session_id term date observer_id observed_id status focus "
        "feedback_given strategy_adopted adopted_in_own_class",
        _sessions(chance, teachers),
    )
    _write(folder, "pupil_interviews", "term session_id question response theme", _said(chance))
    for name in ("groups", "workshops", "workshop_attendance", "availability"):
        (folder / f"{name}.csv").unlink(missing_ok=True)
    return folder  # fmt: skip


def _write(folder: Path, name: str, columns: str, rows: Iterable[Row]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns.split())
        writer.writerows(rows)


def _settings(file: Path, *, scores: bool) -> None:
    """More objectives, and scores (compared from term to term) in the place of progress."""
    text = file.read_text(encoding="utf-8")
    more = "".join(
        f'[[objectives]]\nid = "{one}"\nwording = "More {one}"\n\n' for one in OBJECTIVES[1:]
    )
    text = text.replace("[[questionnaires]]", more + "[[questionnaires]]", 1)
    file.write_text(text.replace("average-points", SCORES) if scores else text, "utf-8")


def _some(chance: random.Random, people: Sequence[str], least: int) -> list[str]:
    return sorted(chance.sample(people, chance.randint(least, len(people))))


def _progress(chance: random.Random, least: int) -> list[Row]:
    rows: list[Row] = []
    for term in TERMS:
        number = 0
        for year in range(1, 7):
            for _ in range(chance.choice((1, 3, 4, 6, 7, 9, 14))):
                number += 1
                flags = [chance.choices(("yes", "no", ""), (2, 9, 0.3))[0] for _ in range(3)]
                taken = SUBJECTS[: 3 if chance.random() < 0.9 else 2]
                for subject in taken:
                    start = least + chance.randint(5, 20)
                    gain = chance.randint(2, 18)
                    rows.append(
                        (
                            term,
                            f"{number:04d}",
                            year,
                            subject,
                            start,
                            start + gain,
                            chance.choice(("girl", "boy")),
                            *flags,
                        )
                    )
    return rows  # fmt: skip


def _benchmarks(chance: random.Random, measure: str) -> list[Row]:
    years = [year for year in range(1, 7) if year < 5 or chance.random() < 0.7]
    return [
        (measure, year, subject, "", 9, "national tables")
        for year in years
        for subject in ("", *SUBJECTS[: chance.randint(2, 3)])
    ]


def _lessons(chance: random.Random, teachers: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    for term, month in zip(TERMS, ("02", "05"), strict=True):
        for teacher in _some(chance, teachers, len(teachers) - 2):
            for turn in range(2):
                focus = chance.choices(FOCI, (6, 5, 2, 0.2, 0.1))[0]
                observer = next(one for one in teachers if one != teacher)
                rows.append(
                    (
                        f"{term}-{teacher}-{turn}",
                        term,
                        f"1{turn}/{month}/2013",
                        teacher,
                        observer,
                        chance.choice(JUDGEMENTS),
                        "yes",
                        focus,
                    )
                )
    return rows  # fmt: skip


def _books(chance: random.Random, teachers: Sequence[str]) -> list[Row]:
    return [
        (term, f"11/{month}/2013", teacher, "writing", criterion,
         chance.choice(("not yet", "some of the time", "most of the time", "consistently")))
        for term, month in zip(TERMS, ("02", "05"), strict=True)
        for criterion in SKILLS[:3]
        for teacher in _some(chance, teachers, 3)
    ]  # fmt: skip


def _audit(chance: random.Random, teachers: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    for term in TERMS:
        rating = _some(chance, teachers, len(teachers) - 1)
        for skill in SKILLS:
            who = rating if chance.random() < 0.7 else _some(chance, rating, 3)
            rows += [(term, one, skill, chance.randint(1, 5), "", "") for one in who]
    return rows


def _answers(chance: random.Random, teachers: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    for term in TERMS:
        answering = _some(chance, teachers, len(teachers) - 1)
        for item in range(1, len(SKILLS) + 1):
            who = answering if chance.random() < 0.7 else _some(chance, answering, 3)
            for part in "ab":
                asked = who if chance.random() < 0.8 else _some(chance, who, 2)
                rows += [
                    (term, "confidence", one, f"C{item}{part}", chance.choice(CONFIDENT))
                    for one in asked
                ]
    return rows


def _verdicts(chance: random.Random, teachers: Sequence[str]) -> list[Row]:
    return [
        (term, teacher, objective, chance.choice(("fully", "fully", "partly", "not met")))
        for term in TERMS
        for objective in OBJECTIVES
        for teacher in (teachers if chance.random() < 0.6 else _some(chance, teachers, 3))
    ]


def _sessions(chance: random.Random, teachers: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    for term, month in zip(TERMS, ("02", "05"), strict=True):
        for number in range(14):
            observer, observed = chance.sample(teachers[:-1], 2)
            rows.append(
                (
                    f"{term}-{number}",
                    term,
                    f"1{number % 5}/{month}/2013",
                    observer,
                    observed,
                    "completed",
                    FOCI[number % len(FOCI)],
                    "yes",
                    chance.choice(THEMES),
                    "yes",
                )
            )
    return rows  # fmt: skip


def _said(chance: random.Random) -> list[Row]:
    rows: list[Row] = []
    for term in TERMS:
        for _ in range(chance.randint(18, 70)):
            question = chance.choice(("worked_well", "worked_well", "even_better_if"))
            theme = chance.choices(THEMES, (8, 4, 2, 1))[0]
            rows.append((term, f"{term}-{chance.randrange(14)}", question, "Words", theme))
    return rows
