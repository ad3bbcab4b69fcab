"""Writes the tables of ``data/example``: invented rows from which the published figures come out.

``python data/make_example.py`` writes the same bytes every time. The seed and the hand-set counts
below are all there is to it; the last step reads the tables back and holds them to the figures
that were published (see ``data/example/README.md``).
"""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from helpers.estimates import means as pupil_means
from helpers.estimates.clustered import clustered_change, clustered_share
from helpers.estimates.strength import strength
from helpers.findings import Finding, Kind, Quantity

FOLDER = Path(__file__).parent / "example"
CHANCE = random.Random(2013)

AUTUMN, SPRING, SUMMER = "2012-autumn", "2013-spring", "2013-summer"
TERM_DAYS = {
    AUTUMN: (date(2012, 9, 10), date(2012, 12, 14), (date(2012, 10, 29), date(2012, 11, 2))),
    SPRING: (date(2013, 1, 14), date(2013, 3, 20), (date(2013, 2, 18), date(2013, 2, 22))),
    SUMMER: (date(2013, 4, 16), date(2013, 7, 12), (date(2013, 5, 27), date(2013, 5, 31))),
}
TEACHERS = ("T01", "T02", "T03", "T04", "T05", "D01", "H01")
ASSISTANTS = ("A01", "A02", "A03", "A04")
YEARS = {"T01": "1", "T02": "2", "T03": "3", "T04": "4", "T05": "5", "D01": "6", "H01": "6"}
FOCI = ("differentiation", "questioning", "feedback", "independence and collaboration")
SUBJECTS = ("reading", "writing", "mathematics")

Row = Sequence[object]


def main() -> None:
    """Write every table, then hold them to the published figures."""
    FOLDER.mkdir(exist_ok=True)
    for name, columns, rows in (
        staff(),
        audit(),
        observations(),
        items(),
        questionnaires(),
        progress(),
        benchmarks(),
        scrutiny(),
        availability(),
        groups(),
        sessions(),
        workshops(),
        attendance(),
        interviews(),
        objectives(),
        partners(),
        links(),
        photographs(),
        dissemination(),
    ):
        _write(name, columns, rows)
    write_packs()
    hold_to_published()


def _write(name: str, columns: str, rows: Iterable[Row]) -> None:
    with (FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.split())
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: object) -> object:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value


def _days(term: str) -> list[date]:
    """School days of a term, without half term and the May bank holiday."""
    first, last, (off_from, off_to) = TERM_DAYS[term]
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [
        day
        for day in every
        if day.weekday() < 5 and not off_from <= day <= off_to and day != date(2013, 5, 6)
    ]


def _spread(term: str, count: int, start: float = 0.0, end: float = 1.0) -> list[date]:
    """``count`` days spread evenly over a part of the term."""
    days = _days(term)
    low, high = start * (len(days) - 1), end * (len(days) - 1)
    step = (high - low) / max(count - 1, 1)
    return [days[round(low + place * step)] for place in range(count)]


def staff() -> tuple[str, str, list[Row]]:
    """Seven who teach classes (head and deputy among them) and four assistants."""
    rows: list[Row] = [
        ("H01", "Head teacher", "head teacher", "6", None, None),
        ("D01", "Deputy head", "deputy head and CPD coordinator", "6", "H01", None),
    ]
    for place, letter in enumerate("ABCDE", start=1):
        manager = "D01" if place < 3 else "H01"
        rows.append((f"T0{place}", f"Teacher {letter}", "class teacher", str(place), manager, None))
    for place, letter in enumerate("ABCD", start=1):
        years = ("R;1", "2;3", "4;5", "6")[place - 1]
        row = (f"A0{place}", f"Assistant {letter}", "teaching assistant", years, "D01", None)
        rows.append(row)
    return "staff", "staff_id name role year_groups line_manager_id school", rows


RATINGS = {
    # skill: ratings in spring in the order of STAFF_ORDER, then in summer.
    "differentiation": ("2231243 2212", "3342244 3223"),
    "questioning": ("2324244 2322", "3434355 3332"),
    "feedback": ("4444344 3343", "4444454 3343"),
    "independence and collaboration": ("2213133 2221", "3323244 3232"),
    "behaviour for learning": ("4344245 3443", "4444345 4443"),
    "assessment for learning": ("3223243 2122", "3333344 2222"),
    "phonics": ("5432132 5421", "5432132 5431"),
    "mathematics subject knowledge": ("2333444 2232", "3333444 2232"),
    "use of teaching assistants": ("3323233 4333", "3333234 4343"),
    "digital technology": ("2132312 1231", "3232322 2232"),
    "outdoor learning": ("4322232 4332", "3222222 3332"),
    "challenge for the most able": ("2222333 1212", "2233343 2212"),
}
"""Self-ratings, one digit a person. Nobody reaches 4 in digital technology in spring (so nobody
can coach it), and outdoor learning falls."""
STAFF_ORDER = ("T01", "T02", "T03", "T04", "T05", "D01", "H01", *ASSISTANTS)


def audit() -> tuple[str, str, list[Row]]:
    """Two audits of all staff: in spring before the programme, in summer after it."""
    rows: list[Row] = []
    for term, which in ((SPRING, 0), (SUMMER, 1)):
        for skill, given in RATINGS.items():
            digits = given[which].replace(" ", "")
            for person, digit in zip(STAFF_ORDER, digits, strict=True):
                rating = int(digit)
                wants = rating <= 2 and not (person in ASSISTANTS and rating == 2)
                rows.append((term, person, skill, rating, rating >= 4, wants))
    return "audit", "term staff_id skill rating can_support wants_support", rows


LESSONS = {
    # term: for each teacher the judgements of the lessons seen, in order.
    AUTUMN: {
        "T01": "SG", "T02": "S", "T03": "S", "T04": "G", "T05": "SS", "D01": "G", "H01": "S",
    },
    SPRING: {
        "T01": "SG", "T02": "GS", "T03": "SG", "T04": "GG", "T05": "SR", "D01": "GS", "H01": "SG",
    },
    SUMMER: {
        "T01": "OO", "T02": "GO", "T03": "GO", "T04": "GG", "T05": "GG", "D01": "OO", "H01": "GO",
    },
}  # fmt: skip
"""S satisfactory, R the later word for it, G good, O outstanding. Spring: 7 of 14 good or better,
none outstanding. Summer: 14 of 14, and 7 of 14 outstanding."""
WORDS = {"S": "satisfactory", "R": "requires improvement", "G": "good", "O": "outstanding"}

STRENGTHS = (
    "Every pupil had something to do from the first minute",
    "Questions built on the answer before",
    "Pupils marked their own first draft against the agreed list",
    "Clear modelling on the board, then straight to work",
    "Talk partners used well; quiet pupils spoke",
    "Three levels of task, chosen by pupils themselves",
    "Warm relationships; mistakes were talked about openly",
    "Good use of the assistant with the middle group",
)
NEXT_STEPS = (
    "Wait five seconds before taking an answer",
    "Give the most able the last question first",
    "Let pupils respond to the marking at the start of the lesson",
    "Plan three open questions beforehand",
    "Stop half way and let pupils check their own work",
    "Hand over the plenary to pupils",
    "Shorten the introduction so that groups start sooner",
)


def observations() -> tuple[str, str, list[Row]]:
    """Three terms of lessons; about a third seen by two observers."""
    columns = (
        "observation_id term date staff_id observer_id judgement second_observer_id "
        "second_judgement announced year_group subject focus strengths next_step "
        "next_step_seen_again"
    )
    rows: list[Row] = []
    for term, seen in LESSONS.items():
        lessons = [(who, letter) for who, letters in seen.items() for letter in letters]
        days = _spread(term, len(lessons), 0.05, 0.45 if term != SUMMER else 0.95)
        CHANCE.shuffle(lessons)
        for place, ((who, letter), day) in enumerate(zip(lessons, days, strict=True)):
            observer = _observer(who, term, place)
            second = _second_observer(who, observer) if place % 3 == 1 else None
            rows.append(
                (
                    f"O{len(rows) + 1:03d}", term, day, who, observer, WORDS[letter], second,
                    _second_judgement(letter, place) if second else None,
                    place % 4 != 3, YEARS[who], SUBJECTS[place % 3], FOCI[(place + 1) % 4],
                    STRENGTHS[(place * 3 + len(term)) % len(STRENGTHS)],
                    NEXT_STEPS[(place * 2 + len(rows)) % len(NEXT_STEPS)],
                    None if place % 7 == 6 else place % (5 if term == SUMMER else 3) != 0,
                )
            )  # fmt: skip
    return "observations", columns, rows


def _observer(who: str, term: str, place: int) -> str:
    """Head and deputy observe; in summer colleagues of the same set do so too."""
    if term == SUMMER and place % 4 == 0:
        return {"T01": "T04", "T04": "T01", "T02": "T03", "T03": "T02"}.get(who, "T03")
    if who == "H01":
        return "D01"
    if who == "D01":
        return "H01"
    return "H01" if place % 2 else "D01"


def _second_observer(who: str, first: str) -> str:
    return next(other for other in ("D01", "H01", "T03") if other not in (who, first))


def _second_judgement(letter: str, place: int) -> str:
    """Mostly the same; now and then one category apart."""
    if place in (4, 10):
        return WORDS[{"S": "G", "R": "G", "G": "S", "O": "G"}[letter]]
    return WORDS["S" if letter == "R" else letter]


QUESTIONS: dict[str, list[tuple[str, str, str, bool]]] = {
    "confidence": [
        ("C1", "I am confident in my own teaching", "own teaching", False),
        ("C2", "I am confident in my knowledge of how pupils learn", "knowledge", False),
        ("C3", "I am confident in the teaching skills that I need", "skills", False),
        ("C4", "I am confident that I can improve pupils' learning", "pupil learning", False),
        ("C5", "I am confident that I can support pupils' well-being", "pupil well-being", False),
    ],
    "coaching-culture": [
        ("K1", "Colleagues talk openly about what went wrong in a lesson", "openness", False),
        ("K2", "I would rather not be watched by a colleague", "openness", True),
        ("K3", "I can ask for help without being judged", "openness", False),
        ("K4", "Time for coaching is kept free", "time and support", False),
        ("K5", "Coaching is the first thing to go in a busy week", "time and support", True),
        ("K6", "Leaders take part in coaching themselves", "leadership", False),
        ("K7", "Leaders know what I am working on", "leadership", False),
        ("K8", "I have changed something because of a colleague's feedback", "practice", False),
        ("K9", "Feedback here is specific enough to act on", "practice", False),
        ("K10", "We share what works across year groups", "practice", False),
    ],
    "coach-self-review": [
        ("S1", "I listen more than I speak", "listening", False),
        ("S2", "I wait before I answer", "listening", False),
        ("S3", "I tell my partner what I would have done", "listening", True),
        ("S4", "I ask questions that my partner has to think about", "questioning", False),
        ("S5", "I ask what the pupils learned", "questioning", False),
        ("S6", "We end with one step that can be done next week", "agreeing a step", False),
        ("S7", "I ask at the next meeting how the step went", "agreeing a step", False),
    ],
    "programme-feedback": [
        ("F1", "The workshops met a need of mine", "workshops", False),
        ("F2", "Being observed by a colleague helped me", "peer observation", False),
        ("F3", "Observing a colleague helped me", "peer observation", False),
        ("F4", "There was enough time for feedback", "time", False),
        ("F5", "Looking back, I was confident in January", "looking back", False),
    ],
}
RESPONSES = {
    "confidence": ("not confident", "a little confident", "confident", "very confident"),
    "coaching-culture": (
        "strongly disagree", "disagree", "neither agree nor disagree", "agree", "strongly agree",
    ),
    "coach-self-review": ("rarely", "sometimes", "often", "nearly always"),
    "programme-feedback": (
        "strongly disagree", "disagree", "neither agree nor disagree", "agree", "strongly agree",
    ),
}  # fmt: skip
SCALES = {
    "confidence": "confidence-4",
    "coaching-culture": "agreement-5",
    "coach-self-review": "frequency-4",
    "programme-feedback": "agreement-5",
}


def items() -> tuple[str, str, list[Row]]:
    """The questions in full."""
    rows: list[Row] = [
        (name, *question, SCALES[name])
        for name, questions in QUESTIONS.items()
        for question in questions
    ]
    return "questionnaire_items", "questionnaire item wording construct reversed scale", rows


CONFIDENT = {"T01": 3, "T02": 3, "T03": 4, "T04": 4, "T05": 1, "D01": 4, "H01": 4}
"""Positive answers of each teacher in spring, of five: 23 of 35 in all."""
COMMENTS = {
    "confidence": (
        "Mixed-age groups still worry me",
        "Better since I saw how another class does it",
        "I want to try more talk in mathematics",
    ),
    "coaching-culture": (
        "Feedback is kind and useful",
        "Cover is hard to find on Fridays",
        "It was odd to be watched at first, now I miss it",
    ),
    "coach-self-review": ("I still give advice too soon", "Waiting is the hardest part"),
    "programme-feedback": (
        "More time after the lesson, please",
        "The best training we have had",
        "Assistants should have been in from the start",
    ),
}


def questionnaires() -> tuple[str, str, list[Row]]:
    """Four questionnaires: signed, anonymous, with codes of the respondents' own, once only."""
    rows = [*_confidence(), *_culture(), *_coaches(), *_feedback()]
    return "questionnaires", "term questionnaire respondent_id item response comment", rows


def _comment(name: str, place: int) -> str | None:
    return COMMENTS[name][(place // 9) % len(COMMENTS[name])] if place % 9 == 4 else None


def _confidence() -> list[Row]:
    rows: list[Row] = []
    words = RESPONSES["confidence"]
    for term in (SPRING, SUMMER):
        for place, who in enumerate(TEACHERS):
            for number, (item, *_) in enumerate(QUESTIONS["confidence"]):
                # Each teacher is unsure of other things, so the misses start at another item.
                sure = (number + place) % 5 < CONFIDENT[who]
                if term == SPRING:
                    word = words[2 + (number + place) % 2] if sure else words[(number + place) % 2]
                else:
                    word = words[3 if (number * 2 + place) % 3 else 2]
                comment = _comment("confidence", len(rows))
                rows.append((term, "confidence", who, item, word, comment))
    return rows


def _culture() -> list[Row]:
    """Anonymous forms: ten came back in spring, eight in summer. Time (K4, K5) got worse."""
    means = {
        SPRING: (2.2, 2.6, 2.4, 2.4, 2.3, 2.6, 2.0, 2.1, 2.1, 1.9),
        SUMMER: (3.2, 3.2, 3.3, 1.8, 1.9, 3.5, 2.9, 3.4, 3.2, 3.1),
    }
    rows: list[Row] = []
    for term, people in ((SPRING, 10), (SUMMER, 8)):
        for _ in range(people):
            for (item, _, _, turned), mean in zip(
                QUESTIONS["coaching-culture"], means[term], strict=True
            ):
                level = min(4, max(0, round(CHANCE.gauss(mean, 0.8))))
                word = RESPONSES["coaching-culture"][4 - level if turned else level]
                comment = _comment("coaching-culture", len(rows))
                rows.append((term, "coaching-culture", None, item, word, comment))
    return rows


CODES = ("0417", "2208", "7731", "0090", "5126", "8843")


def _coaches() -> list[Row]:
    """Six coaches under codes of their own; one did not answer in summer, one is new."""
    rows: list[Row] = []
    for term, codes, lift in ((SPRING, CODES, 0.0), (SUMMER, (*CODES[:5], "3019"), 0.9)):
        for place, code in enumerate(codes):
            for item, _, _, turned in QUESTIONS["coach-self-review"]:
                mean = 1.2 + lift + 0.15 * (place % 3)
                level = min(3, max(0, round(CHANCE.gauss(mean, 0.6))))
                word = RESPONSES["coach-self-review"][3 - level if turned else level]
                comment = _comment("coach-self-review", len(rows))
                rows.append((term, "coach-self-review", code, item, word, comment))
    return rows


def _feedback() -> list[Row]:
    """Once, at the end: liked, but short of time; looking back, less sure than it felt."""
    means = (3.3, 3.4, 3.5, 1.7, 1.9)
    rows: list[Row] = []
    for person in range(1, 10):
        for (item, *_), mean in zip(QUESTIONS["programme-feedback"], means, strict=True):
            level = min(4, max(0, round(CHANCE.gauss(mean, 0.7))))
            word = RESPONSES["programme-feedback"][level]
            comment = _comment("programme-feedback", len(rows))
            rows.append((SUMMER, "programme-feedback", f"F{person:02d}", item, word, comment))
    return rows


CLASSES = {"1": 15, "2": 14, "3": 16, "4": 13, "5": 15, "6": 14}
GAINS = {"1": 6.8, "2": 12.9, "3": 3.9, "4": 5.2, "5": 9.9, "6": 13.5}
"""Mean gain in summer since the start of the key stage. Year 4 is the one below national."""
STARTS = {"1": (3, 5), "2": (3, 5), "3": (13, 15, 17, 19), "4": (13, 15, 17, 19)}
LAG = {AUTUMN: 2.0, SPRING: 1.0, SUMMER: 0.0}


def progress() -> tuple[str, str, list[Row]]:
    """Every pupil in three subjects and three terms, in National Curriculum points."""
    columns = (
        "term pupil_id year_group subject starting_point result sex pupil_premium send eal "
        "group_summer_born"
    )
    rows: list[Row] = []
    for year, size in CLASSES.items():
        for number in range(1, size + 1):
            rows += _pupil(year, f"{int(year):02d}{number:02d}", number)
    rows.sort(key=lambda row: str(row[0]))
    return "progress", columns, rows


def _pupil(year: str, pupil_id: str, number: int) -> list[Row]:
    premium, send, eal = number % 5 == 0, number % 6 == 2, number % 11 == 3
    sex = "girl" if (number + int(year)) % 2 else "boy"
    ability = CHANCE.gauss(0, 1.1) - 0.9 * premium - 0.7 * send
    rows: list[Row] = []
    for subject in SUBJECTS:
        start = CHANCE.choice(STARTS.get(year, (13, 15, 15, 17, 19)))
        weaker = 0.8 if year == "4" and subject == "mathematics" else 0.0
        leaning = CHANCE.gauss(0, 0.7)
        for term, lag in LAG.items():
            gain = 2 * round((GAINS[year] + ability + leaning - weaker - lag + 0.35) / 2)
            known = None if number == 9 and year in "25" else start
            rows.append(
                (term, pupil_id, year, subject, known, start + max(0, gain), sex, premium, send,
                 eal, number % 4 == 1)
            )  # fmt: skip
    return rows


def benchmarks() -> tuple[str, str, list[Row]]:
    """The published national figure for year 6; the others follow from it or are invented."""
    expected = "two National Curriculum levels (12 points) between key stages 1 and 2"
    shared = f"invented for the example: a share of {expected}"
    early = "invented for the example: 6 points a year in key stage 1"
    rows: list[Row] = [
        ("average-points", "1", None, None, 6, early),
        ("average-points", "2", None, None, 12, early),
        ("average-points", "3", None, None, 3, shared),
        ("average-points", "4", None, None, 6, shared),
        ("average-points", "5", None, None, 9, shared),
        ("average-points", "6", None, None, 12, f"published case study; {expected}"),
    ]
    for year, value in (("1", 6), ("2", 12), ("3", 3), ("4", 6), ("5", 9), ("6", 12)):
        rows += [("average-points", year, subject, None, value, shared) for subject in SUBJECTS]
    rows.append(("average-points", "6", None, "pupil_premium", 11, "invented for the example"))
    return "benchmarks", "measure year_group subject pupil_group value source", rows


FOUND = {
    # criterion: weights of the four levels in spring, then in summer.
    "differentiation": ((2, 4, 3, 0), (0, 3, 4, 2)),
    "questioning": ((1, 4, 3, 1), (0, 2, 4, 3)),
    "feedback": ((3, 4, 2, 0), (0, 3, 4, 2)),
    "independence and collaboration": ((2, 5, 2, 0), (1, 3, 4, 1)),
}
SCRUTINY_LEVELS = ("not yet", "some of the time", "most of the time", "consistently")
BOOK_COMMENTS = (
    "Marking is kept up; few replies from pupils",
    "Tasks differ in length rather than in depth",
    "Pupils' own corrections in a second colour",
    "Good range of tasks in the last fortnight",
)


def scrutiny() -> tuple[str, str, list[Row]]:
    """Nine books for each of four criteria in spring and in summer. Feedback was weak in spring."""
    rows: list[Row] = []
    for term, which in ((SPRING, 0), (SUMMER, 1)):
        days = _spread(term, 4, 0.3, 0.8)
        for day, (criterion, weights) in zip(days, FOUND.items(), strict=True):
            found = [level for level, n in enumerate(weights[which]) for _ in range(n)]
            for place, level in enumerate(found):
                who = TEACHERS[(place * 3 + len(rows)) % 7]
                comment = BOOK_COMMENTS[len(rows) % 4] if len(rows) % 5 == 0 else None
                subject = SUBJECTS[place % 3]
                rows.append((term, day, who, subject, criterion, SCRUTINY_LEVELS[level], comment))
    return "work_scrutiny", "term date staff_id subject criterion judgement comment", rows


def availability() -> tuple[str, str, list[Row]]:
    """A week of five periods a day; deputy and head teach half of it. Summer's sets share one."""
    free = {
        "T01": {(0, 3), (2, 2)}, "T02": {(0, 4), (3, 2)}, "T03": {(1, 3), (3, 2)},
        "T04": {(1, 4), (2, 2)}, "T05": {(2, 4), (4, 1)},
        "D01": {(day, period) for day in range(5) for period in (1, 2, 5)},
        "H01": {(day, period) for day in range(5) for period in (1, 3, 4)},
        "A01": {(2, 4), (4, 3)}, "A02": {(1, 5), (3, 1)},
    }  # fmt: skip
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    rows: list[Row] = []
    for who in free:
        for day, name in enumerate(names):
            for period in range(1, 6):
                open_ = (day, period) in free[who]
                rows.append((who, name, period, open_, 0 if open_ else 1))
    return "availability", "staff_id day period available cover_cost", rows


SPRING_SETS = {"G1": ("T01", "T02"), "G2": ("T03", "T04"), "G3": ("T05", "H01")}
SUMMER_SETS = {
    "G1": ("A01", "T05"), "G2": ("A02", "H01"), "G3": ("T01", "T04"), "G4": ("T02", "T03"),
}  # fmt: skip
"""What the planner proposes for summer (``workbook plan``), the facilitator's two pairs apart."""


def groups() -> tuple[str, str, list[Row]]:
    """Pairs made by hand in spring; in summer the planner's, assistants among them.

    Pairs became threes when the CPD coordinator joined as facilitator, one in spring, two in
    summer.
    """
    spring_end, summer_start = date(2013, 3, 22), date(2013, 4, 15)
    rows: list[Row] = []
    for group, pair in SPRING_SETS.items():
        rows += [(SPRING, group, who, "peer", date(2013, 1, 28), spring_end) for who in pair]
    rows.append((SPRING, "G1", "D01", "facilitator", date(2013, 3, 4), spring_end))
    for group, pair in SUMMER_SETS.items():
        rows += [(SUMMER, group, who, "peer", summer_start, None) for who in pair]
    rows.append((SUMMER, "G3", "D01", "facilitator", summer_start, None))
    rows.append((SUMMER, "G4", "D01", "facilitator", date(2013, 5, 13), None))
    return "groups", "term group_id staff_id role from_date to_date", rows


STRATEGIES = (
    "think, pair, share", "choice of challenge", "no hands up", "marking codes pupils use",
    "talk partners", "question of the day", "peer critique",
)  # fmt: skip
ACTIONS = (
    "Plan three open questions",
    "Offer two levels of the same task",
    "Start the lesson with replies to marking",
    "Let pupils choose their partner for the task",
    "Count to five after each question",
)
NOTES = (
    ("Nervous at the start, laughing by the end", False),
    ("The second group was lost; we tried it again next day and it worked", True),
)


def sessions() -> tuple[str, str, list[Row]]:
    """Peer observations: each pair both ways, some cancelled, two still planned."""
    columns = (
        "session_id term date group_id observer_id observed_id status focus feedback_given "
        "action_step strategy_adopted adopted_in_own_class notes share"
    )
    rows: list[Row] = []
    spring = [(group, *pair) for group, pair in SPRING_SETS.items()]
    summer = [(group, *pair) for group, pair in SUMMER_SETS.items()]
    summer += [("G3", "D01", "T01"), ("G4", "D01", "T03")]
    for term, pairs, rounds, start in ((SPRING, spring, 4, 0.3), (SUMMER, summer, 4, 0.25)):
        plan = [
            (group, *((one, other) if turn % 2 == 0 or one == "D01" else (other, one)))
            for turn in range(rounds)
            for group, one, other in pairs
            if not (group == "G3" and one != "D01" and turn == 3)
        ]
        for day, (group, observer, observed) in zip(
            _spread(term, len(plan), start, 0.97), plan, strict=True
        ):
            rows.append(_session(len(rows), term, day, group, observer, observed))
    return "sessions", columns, rows


def _session(place: int, term: str, day: date, group: str, observer: str, observed: str) -> Row:
    status = "cancelled" if place in (5, 16, 27) else "completed"
    if term == SUMMER and day > date(2013, 7, 8):
        status = "planned"
    done = status == "completed"
    notes, share = NOTES[place // 6 % 2] if done and place % 6 == 1 else (None, None)
    return (
        f"S{place + 1:03d}", term, day, group, observer, observed, status, FOCI[place % 4],
        place % 8 != 7 if done else None,
        ACTIONS[place % 5] if done and place % 4 != 3 else None,
        STRATEGIES[(place * 3) % 7] if done and place % 5 != 4 else None,
        place % 3 != 2 if done and place % 5 != 4 else None, notes, share,
    )  # fmt: skip


def workshops() -> tuple[str, str, list[Row]]:
    """Six workshops on the four foci; none on digital technology, the gap nobody could fill."""
    rows: list[Row] = [
        ("W1", SPRING, date(2013, 1, 21), "One lesson, many ways in", "differentiation", "D01"),
        ("W2", SPRING, date(2013, 2, 4), "Questions that make pupils think", "questioning", "H01"),
        ("W3", SPRING, date(2013, 2, 25), "Marking that pupils answer", "feedback", "T02"),
        ("W4", SPRING, date(2013, 3, 11), "Working without the teacher",
         "independence and collaboration", "D01"),
        ("W5", SUMMER, date(2013, 4, 29), "Depth, not length", "differentiation", "T03"),
        ("W6", SUMMER, date(2013, 6, 10), "Feedback in the lesson", "feedback", "D01"),
    ]  # fmt: skip
    return "workshops", "workshop_id term date title skill leader_id", rows


def attendance() -> tuple[str, str, list[Row]]:
    """Teachers nearly always; assistants seldom; the last one clashed with a visit."""
    missed = {"W2": {"T05"}, "W4": {"T05", "T01"}, "W6": {"T01", "T03", "T04", "T05"}}
    rows: list[Row] = []
    for number in range(1, 7):
        workshop = f"W{number}"
        there = [who for who in TEACHERS if who not in missed.get(workshop, set())]
        there += {"W1": ["A01", "A02"], "W3": ["A01"], "W5": ["A01", "A02", "A03"]}.get(
            workshop, []
        )
        rows += [(workshop, who) for who in there]
    return "workshop_attendance", "workshop_id staff_id", rows


SAID = {
    "worked_well": (
        ("We chose how hard to make it", "choice of task"),
        ("I liked picking my own challenge", "choice of task"),
        ("I could start easy and move up", "choice of task"),
        ("My partner helped me to say it better", "talking with a partner"),
        ("We talked first, so I knew what to write", "talking with a partner"),
        ("Everyone got a turn, not only the ones with their hands up", "everyone answers"),
        ("There was time to think", "everyone answers"),
        ("I knew what to fix, because the code said so", "marking I can use"),
    ),
    "even_better_if": (
        ("We had longer on the last bit", "more time"),
        ("It stopped just when I got it", "more time"),
        ("We could move about more", "more time"),
        ("The hard one was harder", "more challenge"),
        ("I finished early and had to wait", "more challenge"),
        ("It was quieter", "quieter room"),
    ),
}
"""Invented answers and the themes that a reader gave them."""


def interviews() -> tuple[str, str, list[Row]]:
    """Pupil interviews start in March, after the first round of sessions."""
    _, _, held = sessions()
    after = [row for row in held if row[6] == "completed" and row[2] >= date(2013, 3, 7)]  # type: ignore[operator]
    rows: list[Row] = []
    for place in range(52):
        session = after[place % len(after)]
        question = "worked_well" if place % 9 < 5 else "even_better_if"
        answers = SAID[question]
        response, theme = answers[(place * 5 + place // 7) % len(answers)]
        rows.append((session[1], session[0], question, response, theme))
    rows.sort(key=lambda row: (str(row[0]), str(row[1])))
    return "pupil_interviews", "term session_id question response theme", rows


OBJECTIVES = ("strategies", "observation", "feedback", "collaboration", "culture")
PARTLY = {
    "T01": "observation", "T02": "strategies culture", "T03": "culture", "T04": "feedback culture",
    "T05": "strategies observation collaboration culture", "D01": "feedback", "H01": "culture",
}  # fmt: skip
"""The objectives that each teacher called partly met; all the others were fully met."""


def objectives() -> tuple[str, str, list[Row]]:
    """Seven teachers' verdicts on the five objectives."""
    rows: list[Row] = [
        (SUMMER, who, one, "partly" if one in PARTLY[who].split() else "fully")
        for who in TEACHERS
        for one in OBJECTIVES
    ]
    return "objectives", "term respondent_id objective verdict", rows


def partners() -> tuple[str, str, list[Row]]:
    """Three partner schools under made-up names."""
    rows: list[Row] = [
        ("P1", "Partner school One", "feedback that pupils answer", SPRING),
        ("P2", "Partner school Two", "independence and collaboration", SPRING),
        ("P3", "Partner school Three", "coaching of teaching assistants", SUMMER),
    ]
    return "partners", "partner_id school focus since_term", rows


def links() -> tuple[str, str, list[Row]]:
    """Visits and exchanges."""
    rows: list[Row] = [
        ("P1", SPRING, date(2013, 2, 6), "lesson visits", 2, "A marking code that pupils use"),
        ("P2", SPRING, date(2013, 3, 13), "joint workshop", 4, "Roles for group work"),
        ("P1", SUMMER, date(2013, 4, 24), "return visit", 3, "How replies to marking grow"),
        ("P2", SUMMER, date(2013, 5, 14), "lesson visits", 2, "A week planned by pupils"),
        ("P3", SUMMER, date(2013, 5, 22), "teaching-assistant coaching", 3, "Coaching in tens"),
        ("P3", SUMMER, date(2013, 6, 19), "teaching-assistant coaching", 2, "Feedback on video"),
        ("P1", SUMMER, date(2013, 7, 3), "sharing of results", 5, "Where our figures differ"),
    ]
    return "links", "partner_id term date activity staff_count learned", rows


def photographs() -> tuple[str, str, list[Row]]:
    """Two drawings that stand in for photographs; one has no consent and is never shown."""
    rows: list[Row] = [
        ("workshop.png", "A drawing of teachers round a table at a workshop", date(2013, 7, 10)),
        ("classroom.png", "A drawing of a class at work in pairs", None),
    ]
    return "photographs", "file alt_text consent", rows


def dissemination() -> tuple[str, str, list[Row]]:
    """Who has been told what, and what is due."""
    rows: list[Row] = [
        (date(2013, 3, 20), SPRING, "governors", "presentation", "Where we start from", "done",
         None),
        (date(2013, 5, 15), SUMMER, "staff", "staff meeting", "Half way", "done", None),
        (date(2013, 6, 26), SUMMER, "governors", "written report", "A year of coaching", "done",
         None),
        (date(2013, 7, 3), SUMMER, "partner schools", "meeting", "Our results side by side", "done",
         None),
        (date(2013, 7, 5), SUMMER, "parents", "newsletter", "How we learn", "planned", None),
        (date(2013, 7, 18), SUMMER, "teaching school alliance", "case study",
         "From good to outstanding", "planned", None),
        (date(2013, 7, 19), SUMMER, "local heads", "workshop", "Running Action Learning Sets",
         "planned", None),
    ]  # fmt: skip
    return "dissemination", "date term audience format title status link", rows


PARTNER_LESSONS = {
    "P1": ((1, 1, 0, 1, 1, 0), (2, 1, 1, 2, 2, 1)),
    "P2": ((1, 0, 1, 1, 2, 1, 0, 1), (1, 1, 2, 1, 2, 2, 1, 0)),
}
"""For each partner its teachers' lessons judged good or better, of two each, in both terms."""
PARTNER_PROGRESS = {"P1": (12.4, 2.3, 24), "P2": (11.7, 2.6, 31)}
"""Mean gain of year 6, its standard deviation, pupils; national is 12."""


def write_packs() -> None:
    """What two partners shared: findings as a share pack holds them, no rows."""
    names = {str(row[0]): str(row[1]) for row in partners()[2]}
    (FOLDER / "partner_findings").mkdir(exist_ok=True)
    for partner in PARTNER_LESSONS:
        pack = {
            "format": "peer-coaching-share-pack",
            "version": 1,
            "school": names[partner],
            "partner_id": partner,
            "baseline": SPRING,
            "review": SUMMER,
            "findings": [_lessons_shared(partner).to_dict(), _progress_shared(partner).to_dict()],
        }
        text = json.dumps(pack, ensure_ascii=False, indent=2) + "\n"
        path = FOLDER / "partner_findings" / f"{partner}.json"
        path.write_text(text, encoding="utf-8", newline="\n")


def _lessons_shared(partner: str) -> Finding:
    before, after = PARTNER_LESSONS[partner]
    bases = [2] * len(before)
    change = clustered_change(before, bases, after, bases)
    sides = zip(("Spring 2013", "Summer 2013"), (before, after), strict=True)
    return Finding(
        key="impact.lessons.good_or_better",
        question="Are lessons judged better than before?",
        kind=Kind.SHARE,
        subject="lessons",
        predicate="judged good or better",
        unit="teachers",
        quantities=tuple(
            Quantity(label, sum(counts), sum(bases), estimate=clustered_share(counts, bases))
            for label, counts in sides
        ),
        change=change,
        paired=True,
        strength=strength(change),
    )


def _progress_shared(partner: str) -> Finding:
    centre, spread, pupils = PARTNER_PROGRESS[partner]
    gains = [CHANCE.gauss(centre, spread) for _ in range(pupils)]
    change = pupil_means.mean_against(gains, 12)
    level = pupil_means.mean(gains)
    return Finding(
        key="impact.progress.headline",
        question="How does pupils' progress stand against national?",
        kind=Kind.MEAN,
        subject="average points progress",
        predicate="",
        unit="pupils",
        quantities=(Quantity("Summer 2013", base=pupils, value=level.value, estimate=level),),
        change=change,
        compared_with="the national figure of 12",
        measured_in="points",
        strength=strength(change),
        group="Year 6",
    )


def _read(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def hold_to_published() -> None:
    """Raise ``AssertionError`` unless the published figures come out of the written tables."""
    seen = Counter((row["term"], row["judgement"]) for row in _read("observations"))
    assert (seen[SPRING, "good"], seen[SPRING, "outstanding"]) == (7, 0)
    assert (seen[SUMMER, "good"], seen[SUMMER, "outstanding"]) == (7, 7)
    sure = Counter(
        row["term"]
        for row in _read("questionnaires")
        if row["questionnaire"] == "confidence" and row["response"] in RESPONSES["confidence"][2:]
    )
    assert (sure[SPRING], sure[SUMMER]) == (23, 35)
    assert {row["verdict"] for row in _read("objectives")} == {"fully", "partly"}
    national = {
        row["year_group"]: float(row["value"])
        for row in _read("benchmarks")
        if not row["subject"] and not row["pupil_group"]
    }
    means = {year: _mean_gain(year) for year in CLASSES}
    assert means["6"] >= 13 > national["6"] == 12, means
    assert [year for year in CLASSES if means[year] <= national[year]] == ["4"], means


def _mean_gain(year: str) -> float:
    """The mean over pupils of their mean gain over subjects, in summer."""
    gains: dict[str, list[float]] = {}
    for row in _read("progress"):
        if (row["term"], row["year_group"]) == (SUMMER, year) and row["starting_point"]:
            gain = float(row["result"]) - float(row["starting_point"])
            gains.setdefault(row["pupil_id"], []).append(gain)
    return sum(sum(one) / len(one) for one in gains.values()) / len(gains)


if __name__ == "__main__":
    main()
