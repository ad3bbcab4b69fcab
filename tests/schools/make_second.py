"""Writes ``tests/schools/second``: a school unlike the example, made to find hidden assumptions.

Thirty staff under invented names with accents and apostrophes, ids with leading noughts, the words
of 2025, scaled scores, anonymous questionnaires; only the required tables and some others; one
file with semicolons, one in Windows-1252, one with a byte-order mark.
``python tests/schools/make_second.py`` writes the same bytes every time.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent / "second"
CHANCE = random.Random(2025)
AUTUMN, SPRING, SUMMER = "2025-autumn", "2026-spring", "2026-summer"
STARTS = {AUTUMN: date(2025, 9, 15), SPRING: date(2026, 1, 12), SUMMER: date(2026, 4, 20)}

FIRST = (
    "Anwen", "Bashir", "Chloé", "Dafydd", "Efua", "Fionnuala", "Gwion", "Habiba", "Ignacy", "Juno",
    "Kasimir", "Leocadia", "Maëlys", "Niamh", "Oisín", "Perpetua", "Quentin", "Róisín", "Søren",
    "Tamsin", "Ulrika", "Vashti", "Wilfred", "Xanthe", "Yusra", "Zoltán", "Aoife", "Blodwen",
    "Cosmo", "Delphine",
)  # fmt: skip
LAST = (
    "Pryce-Holt", "O'Farrell", "Ndiaye", "Thistlewood", "Brânză", "Quill", "Featherstone", "Okoro",
    "Zielińska", "Marchbanks", "Duvall", "Penhaligon", "Stowe", "Ashdown", "Vermeer",
)  # fmt: skip
SKILLS = ("modelling", "oracy", "retrieval practice", "adaptive teaching", "behaviour", "reading")
LEVELS = (
    "urgent improvement", "needs attention", "expected standard", "strong standard", "exceptional",
)  # fmt: skip

Row = Sequence[object]


def main() -> None:
    """Write every table."""
    FOLDER.mkdir(exist_ok=True)
    ids = [f"{number:03d}" for number in range(1, 31)]
    teachers = ids[:18]
    _write("staff", "staff_id name role year_groups line_manager_id", _staff(ids), "cp1252")
    _write("audit", "term staff_id skill rating can_support wants_support", _audit(ids))
    _write(
        "observations",
        "observation_id term date staff_id observer_id judgement second_observer_id "
        "second_judgement announced year_group subject focus",
        _observations(teachers),
        delimiter=";",
    )
    _write("questionnaires", "term questionnaire respondent_id item response", _answers())
    _write("questionnaire_items", "questionnaire item wording construct reversed scale", _items())
    _write(
        "progress",
        "term pupil_id year_group subject starting_point result sex pupil_premium send eal",
        _progress(),
        "utf-8-sig",
    )
    _write("benchmarks", "measure year_group subject pupil_group value source", _benchmarks())
    _write("groups", "term group_id staff_id role from_date to_date", _groups(teachers))
    _write(
        "sessions",
        "session_id term date group_id observer_id observed_id status focus feedback_given",
        _sessions(teachers),
    )
    _write("objectives", "term respondent_id objective verdict", _objectives())


def _write(
    name: str, columns: str, rows: Sequence[Row], encoding: str = "utf-8", delimiter: str = ","
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(columns.split())
    writer.writerows([_cell(value) for value in row] for row in rows)
    (FOLDER / f"{name}.csv").write_bytes(text.getvalue().encode(encoding))


def _cell(value: object) -> object:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else value


def _day(term: str, number: int) -> date:
    """The number-th school day from the term's third week on."""
    return STARTS[term] + timedelta(days=number % 5 + 7 * (number // 5 % 8))


def _staff(ids: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    for place, staff_id in enumerate(ids):
        role = "head teacher" if place == 0 else "teacher" if place < 18 else "teaching assistant"
        name = f"{FIRST[place]} {LAST[place % len(LAST)]}"
        # Windows-1252 has no place for some letters; the school's old computer wrote these.
        plain = name.encode("cp1252", "replace").decode("cp1252").replace("?", "z")
        rows.append((staff_id, plain, role, f"Y{3 + place % 4}", None if place == 0 else "001"))
    return rows


def _audit(ids: Sequence[str]) -> list[Row]:
    return [
        (term, staff_id, skill, min(4, max(1, round(CHANCE.gauss(2.2 + lift, 0.9)))), None, None)
        for term, lift in ((AUTUMN, 0.0), (SUMMER, 0.4))
        for staff_id in ids[: 30 if term == AUTUMN else 27]
        for skill in SKILLS
    ]


def _observations(teachers: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    for term, lift in ((AUTUMN, 0.0), (SPRING, 0.2), (SUMMER, 0.5)):
        for place, who in enumerate(teachers):
            if (place + len(rows)) % 7 == 6:
                continue
            level = min(4, max(0, round(CHANCE.gauss(2.1 + lift, 0.8))))
            other = min(4, max(0, level + CHANCE.choice((0, 0, 0, 1, -1))))
            double = place % 4 == 0
            observer = teachers[(place + 5) % len(teachers)]
            second = teachers[(place + 9) % len(teachers)] if double else None
            rows.append(
                (
                    f"{len(rows) + 1:04d}", term, _day(term, place * 2), who, observer,
                    LEVELS[level].title(), second, LEVELS[other] if double else None,
                    place % 2 == 0, f"Year {3 + place % 4}", "mathematics",
                    SKILLS[place % len(SKILLS)],
                )
            )  # fmt: skip
    return rows


def _items() -> list[Row]:
    wordings = ("teaching mathematics", "teaching reading", "leading talk")
    return [
        ("how-sure", f"{number}", f"I feel sure of {what}", what, None, None)
        for number, what in enumerate(wordings, start=1)
    ]


def _answers() -> list[Row]:
    """Twenty-two people in autumn, nine in summer, most without a code: never paired."""
    words = ("strongly disagree", "disagree", "neither agree nor disagree", "agree",
             "strongly agree")  # fmt: skip
    rows: list[Row] = []
    for term, people, mean in ((AUTUMN, 22, 2.1), (SUMMER, 9, 2.6)):
        for person in range(people):
            for item in ("1", "2", "3"):
                level = min(4, max(0, round(CHANCE.gauss(mean, 1))))
                code = f"{person:02d}" if person < 3 else None
                rows.append((term, "how-sure", code, item, words[level].capitalize()))
    return rows


def _progress() -> list[Row]:
    rows: list[Row] = []
    for term, lift in ((AUTUMN, 0.0), (SUMMER, 1.5)):
        for year in ("3", "4", "5", "6"):
            for number in range(58):
                ability = CHANCE.gauss(103, 6)
                for subject in ("reading", "mathematics"):
                    score = round(min(120, max(80, ability + lift + CHANCE.gauss(0, 3))))
                    rows.append(
                        (term, f"{number:03d}-{year}", f"Year {year}", subject, None, score,
                         "F" if number % 2 else "M", number % 4 == 0, number % 7 == 0,
                         number % 9 == 0)
                    )  # fmt: skip
    return rows


def _benchmarks() -> list[Row]:
    return [
        ("scaled-score", "6", None, None, 105, "national tests 2025, mean of reading and maths"),
        ("scaled-score", "6", "reading", None, 106, "national tests 2025"),
        ("scaled-score", "6", "mathematics", None, 105, "national tests 2025"),
    ]


def _groups(teachers: Sequence[str]) -> list[Row]:
    return [
        (SUMMER, f"S{place // 2 + 1}", who, "peer", None, None)
        for place, who in enumerate(teachers)
    ]


def _sessions(teachers: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    for place in range(0, len(teachers), 2):
        pair = teachers[place : place + 2]
        for turn, (one, other) in enumerate((pair, pair[::-1])):
            status = "cancelled" if place == 6 and turn else "Completed"
            rows.append(
                (f"{len(rows) + 1}", SUMMER, _day(SUMMER, place + turn), f"S{place // 2 + 1}", one,
                 other, status, SKILLS[place % len(SKILLS)], True)
            )  # fmt: skip
    return rows


def _objectives() -> list[Row]:
    return [
        (SUMMER, None, objective, CHANCE.choice(("fully", "partly", "partly", "not met")))
        for objective in ("talk", "reading")
        for _ in range(14)
    ]


if __name__ == "__main__":
    main()
