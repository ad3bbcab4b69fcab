"""Tables about pupils: results, national figures, what pupils say."""

from __future__ import annotations

from helpers.schemas.table import Column, Kind, Table

PROGRESS = Table(
    "progress",
    "one pupil, subject and term",
    (
        Column("term", "Term of the result", Kind.TERM, "2013-summer", True),
        Column("pupil_id", "A code, unique within the term", Kind.ID, "0042", True),
        Column("year_group", "Year group", Kind.YEAR_GROUP, "6", True),
        Column("subject", "Subject", Kind.TEXT, "reading", True),
        Column("starting_point", "Result at the start of the measure", Kind.RESULT, "15"),
        Column("result", "Result in this term", Kind.RESULT, "29", True),
        Column("sex", "Girl or boy", Kind.CHOICE, "girl", choices=("girl", "boy"),
               also=(("F", "girl"), ("female", "girl"), ("M", "boy"), ("male", "boy"))),
        Column("pupil_premium", "Attracts the pupil premium", Kind.YES_NO, "no"),
        Column("send", "Has special educational needs", Kind.YES_NO, "no"),
        Column("eal", "English is an additional language", Kind.YES_NO, "no"),
    ),
    required=True,
    key=("term", "pupil_id", "subject"),
    extra_prefix="group_",
)  # fmt: skip

BENCHMARKS = Table(
    "benchmarks",
    "a national figure",
    (
        Column("measure", "The measure's name in the settings", Kind.TEXT, "average-points", True,
               listed_in="measure"),
        Column("year_group", "Year group", Kind.YEAR_GROUP, "6", True),
        Column("subject", "Subject; blank for all", Kind.TEXT, "reading"),
        Column("pupil_group", "Group (pupil_premium, say); blank for all", Kind.TEXT, ""),
        Column("value", "The national figure", Kind.NUMBER, "12", True),
        Column("source", "Where the figure was published", Kind.TEXT, "national tables", True),
    ),
    key=("measure", "year_group", "subject", "pupil_group"),
)  # fmt: skip

PUPIL_INTERVIEWS = Table(
    "pupil_interviews",
    "one answer of one pupil",
    (
        Column("term", "Term of the interview", Kind.TERM, "2013-summer", True),
        Column("session_id", "The peer observation it followed", Kind.ID, "S012",
               refers_to="sessions.session_id"),
        Column("question", "What was asked", Kind.CHOICE, "worked_well", True,
               choices=("worked_well", "even_better_if")),
        Column("response", "The pupil's words", Kind.TEXT, "We chose how hard to make it", True,
               free_text=True),
        Column("theme", "Theme given by a reader", Kind.TEXT, "choice of task"),
    ),
)  # fmt: skip

PUPILS = (PROGRESS, BENCHMARKS, PUPIL_INTERVIEWS)
