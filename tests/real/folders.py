"""Schools' folders around real pupils and real answers.

Pupils, scores, groups and answers are real; the staff, their lessons and their audit are made
up, since no open data set has them: role labels, and the least that the tables ask for.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.real.data import CONSTRUCTS, REVERSED, answers, effects, star

STAFF = [f"Teacher {letter}" for letter in "ABCDEFGHIJKL"]
SKILLS = ("questioning", "feedback")
LEVELS = ("satisfactory", "good", "good", "outstanding")

WORDS = (
    "very inaccurate",
    "moderately inaccurate",
    "slightly inaccurate",
    "slightly accurate",
    "moderately accurate",
    "very accurate",
)
"""The scale of the personality items, 1 to 6; a positive answer is "slightly accurate" or more."""

EVERYBODY = {"A": "confidence", "C": "culture", "E": "coach"}
"""Constructs whose answers all stand in the review term, each as the questionnaire of a role."""

HALVES = ("N", "O")
"""Constructs whose respondents are split: every other one before, the rest after.

Nobody answered twice, so the data give no before and after. This split, in the order of the
file, stands in for one: different people, and no change to be found but chance.
"""

_SETTINGS = """\
school = "{school}"
programme = "Real data"
aim = "To see what the workbook makes of real pupils and real answers."
data_note = "{note}"

[default_terms]
baseline = "{baseline}"
review = "{review}"
{terms}{questionnaires}
[scales]
judgement = "ofsted-2005"

[scales.own_response.accuracy-6]
name = "Accuracy, six steps"
levels = {levels}
positive_from = "slightly accurate"

[progress]
measure = "study"
headline_year_group = "{headline}"

[progress.own_measure.study]
name = "{measure}"
unit = "points"
lowest = {lowest}
highest = {highest}
compare = "result"
"""
_TERM = """
[[terms]]
id = "{id}"
name = "{name}"
start = {year}-01-04
end = {year}-06-30
"""
_QUESTIONNAIRE = """
[[questionnaires]]
id = "{id}"
name = "{id}"
role = "{role}"
item_scale = "accuracy-6"
"""


def write_star(folder: Path) -> Path:
    """Project STAR as one trust: reading and mathematics, four springs, a year group in each.

    The national figures are the study's own regular classes. Small and regular classes are a
    pupil group; those with an aide are in neither.
    """
    springs = {"R": 1986, "1": 1987, "2": 1988, "3": 1989}
    rows = star()
    wide = pd.DataFrame(
        {
            "term": "spring-" + rows["year_group"].map(springs).astype(str),
            "pupil_id": rows["id"].astype(str),
            "year_group": rows["year_group"],
            "sex": rows["sx"],
            "pupil_premium": rows["ses"].map({"F": "yes", "N": "no"}),
            "group_small_class": rows["cltype"].map({"small": "yes", "reg": "no"}),
            "group_school": "school " + rows["sch"].astype(str),
            "group_class": "class " + rows["tch"].astype(str),
            "reading": rows["read"],
            "mathematics": rows["math"],
        }
    )
    subjects = ["reading", "mathematics"]
    progress = wide.melt([c for c in wide if c not in subjects], subjects, "subject", "result")
    regular = progress[progress["group_small_class"] == "no"]
    _write(folder, "progress", progress)
    _write(folder, "benchmarks", _figures(regular, "regular classes of the study"))
    _settings(
        folder,
        terms=[(f"spring-{year}", f"Spring {year}", year) for year in springs.values()],
        school="Eighty schools of Project STAR",
        note="Pupils of Project STAR, Tennessee, 1985 to 1989. Every member of staff is made up.",
        baseline="spring-1986",
        review="spring-1989",
        measure="Stanford scaled score",
        lowest=200,
        highest=800,
        headline="3",
        roles={"pulse": "confidence"},
    )
    _staff_tables(folder, {"spring-1986": "1986-02-03", "spring-1989": "1989-02-06"})
    _write(folder, "questionnaire_items", _items("pulse", {"P1": "own teaching"}))
    _write(folder, "questionnaires", _pulse(("spring-1986", "spring-1989")))
    return folder


def write_effects(folder: Path) -> Path:
    """The Sustaining Effects Study as one trust, with 2,800 people's answers on personality.

    The springs' dates are made up; their order is the study's. The national figure of a year
    group is the study's own mean of that grade over all springs.
    """
    rows = effects()
    progress = pd.DataFrame(
        {
            "term": "spring-" + rows["spring"].astype(str),
            "pupil_id": rows["childid"].astype(str),
            "year_group": rows["year_group"],
            "subject": "mathematics",
            "result": rows["math"],
            "sex": rows["female"].str.lower(),
            "group_hispanic": rows["hispanic"].map({1: "yes", 0: "no"}),
            "group_retained": rows["retained"].map({1: "yes", 0: "no"}),
            "group_class": "school " + rows["schoolid"].astype(str),
        }
    )
    _write(folder, "progress", progress)
    _write(folder, "benchmarks", _figures(progress, "all pupils of the study"))
    _settings(
        folder,
        terms=[(f"spring-{n}", f"Spring {2000 + n}", 2000 + n) for n in range(1, 7)],
        school="Sixty schools of the Sustaining Effects Study",
        note="Real pupils and real answers to a questionnaire, which do not belong together. "
        "Every member of staff is made up.",
        baseline="spring-4",
        review="spring-5",
        measure="mathematics score",
        lowest=-10,
        highest=10,
        headline="3",
        roles={**{CONSTRUCTS[one]: role for one, role in EVERYBODY.items()}, "halves": "feedback"},
    )
    _staff_tables(folder, {"spring-4": "2004-02-02", "spring-5": "2005-02-07"})
    _write(folder, "questionnaire_items", _personality_items())
    _write(folder, "questionnaires", _personality_answers("spring-4", "spring-5"))
    return folder


def _write(folder: Path, name: str, frame: pd.DataFrame) -> None:
    folder.mkdir(exist_ok=True)
    frame.to_csv(folder / f"{name}.csv", index=False, lineterminator="\r\n")


def _settings(
    folder: Path, terms: list[tuple[str, str, int]], roles: dict[str, str], **words: object
) -> None:
    text = _SETTINGS.format(
        terms="".join(_TERM.format(id=one, name=name, year=year) for one, name, year in terms),
        questionnaires="".join(_QUESTIONNAIRE.format(id=k, role=v) for k, v in roles.items()),
        levels=list(WORDS),
        **words,
    )
    (folder / "programme.toml").write_text(text, encoding="utf-8")


def _figures(rows: pd.DataFrame, source: str) -> pd.DataFrame:
    """Means by year group of each pupil's mean, and of each subject, rounded as tables are."""
    pupils = rows.groupby(["year_group", "term", "pupil_id"])["result"].mean()
    overall = pupils.groupby("year_group").mean().reset_index().assign(subject="")
    by_subject = rows.groupby(["year_group", "subject"])["result"].mean().reset_index()
    figures = pd.concat([overall, by_subject]) if rows["subject"].nunique() > 1 else overall
    return figures.rename(columns={"result": "value"}).round({"value": 2}).assign(
        measure="study", source=source
    )  # fmt: skip


def _staff_tables(folder: Path, days: dict[str, str]) -> None:
    """Staff, audit and observations: made up, every teacher in both terms."""
    ids = [f"T{number:02d}" for number, _ in enumerate(STAFF, start=1)]
    _write(folder, "staff", pd.DataFrame({"staff_id": ids, "name": STAFF, "role": "teacher"}))
    each = [(term, one, place) for term in days for place, one in enumerate(ids)]
    audit = [
        (term, one, skill, 1 + (place + shift) % 5)
        for term, one, place in each
        for shift, skill in enumerate(SKILLS)
    ]
    _write(folder, "audit", pd.DataFrame(audit, columns=["term", "staff_id", "skill", "rating"]))
    lessons = [
        (f"{term} {one}", term, days[term], one, ids[place - 1], LEVELS[place % 4], SKILLS[0])
        for term, one, place in each
    ]
    columns = ["observation_id", "term", "date", "staff_id", "observer_id", "judgement", "focus"]
    _write(folder, "observations", pd.DataFrame(lessons, columns=columns))


def _items(questionnaire: str, constructs: dict[str, str]) -> pd.DataFrame:
    """Items and what each is a sign of; psych's key says which are reversed."""
    return pd.DataFrame(
        {
            "questionnaire": questionnaire,
            "item": list(constructs),
            "wording": [f"Item {item}" for item in constructs],
            "construct": list(constructs.values()),
            "reversed": ["yes" if item in REVERSED else "no" for item in constructs],
        }
    )


def _pulse(terms: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [(term, "pulse", f"T{n:02d}", "P1", WORDS[n % 6]) for term in terms for n in range(1, 13)],
        columns=["term", "questionnaire", "respondent_id", "item", "response"],
    )


def _questionnaire(letter: str) -> str:
    return CONSTRUCTS[letter] if letter in EVERYBODY else "halves"


def _personality_items() -> pd.DataFrame:
    return pd.concat(
        _items(_questionnaire(letter), {f"{letter}{n}": construct for n in range(1, 6)})
        for letter, construct in CONSTRUCTS.items()
    )


def _personality_answers(baseline: str, review: str) -> pd.DataFrame:
    given = answers()
    letter = given["item"].str[0]
    odd = given["person"].map({one: n % 2 for n, one in enumerate(given["person"].unique())})
    early = letter.isin(HALVES) & (odd == 0)
    return pd.DataFrame(
        {
            "term": early.map({True: baseline, False: review}),
            "questionnaire": letter.map(_questionnaire),
            "respondent_id": given["person"],
            "item": given["item"],
            "response": given["answer"].map(lambda answer: WORDS[answer - 1]),
        }
    )
