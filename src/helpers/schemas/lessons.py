"""Tables about lessons and pupils' books: what observers saw."""

from __future__ import annotations

from helpers.schemas.table import Column, Kind, Table

OBSERVATIONS = Table(
    "observations",
    "one observed lesson",
    (
        Column("observation_id", "The school's code for the lesson", Kind.ID, "O001", True),
        Column("term", "Term of the lesson", Kind.TERM, "2013-spring", True),
        Column("date", "Day of the lesson", Kind.DATE, "24/01/2013", True),
        Column("staff_id", "Who taught", Kind.ID, "T01", True, refers_to="staff.staff_id"),
        Column("observer_id", "Who observed", Kind.ID, "H01", True, refers_to="staff.staff_id",
               differs_from=("staff_id",)),
        Column("judgement", "The lesson's category; blank if ungraded", Kind.JUDGEMENT, "good"),
        Column("second_observer_id", "Who observed too", Kind.ID, "D01",
               refers_to="staff.staff_id", differs_from=("staff_id", "observer_id")),
        Column("second_judgement", "The second observer's category", Kind.JUDGEMENT, "good"),
        Column("announced", "Whether the teacher knew beforehand", Kind.YES_NO, "yes"),
        Column("year_group", "Year group taught", Kind.YEAR_GROUP, "4"),
        Column("subject", "Subject taught", Kind.TEXT, "mathematics"),
        Column("focus", "Skill looked for", Kind.TEXT, "questioning"),
        Column("strengths", "What worked", Kind.TEXT, "Open questions to all pupils",
               free_text=True),
        Column("next_step", "One thing to try", Kind.TEXT, "Wait longer for answers",
               free_text=True),
        Column("next_step_seen_again", "Whether it was seen later", Kind.YES_NO, "yes"),
    ),
    required=True,
    key=("observation_id",),
)  # fmt: skip

WORK_SCRUTINY = Table(
    "work_scrutiny",
    "one judgement on one pupil's book",
    (
        Column("term", "Term of the scrutiny", Kind.TERM, "2013-spring", True),
        Column("date", "Day of the scrutiny", Kind.DATE, "05/02/2013", True),
        Column("staff_id", "Whose class", Kind.ID, "T01", True, refers_to="staff.staff_id"),
        Column("subject", "Subject of the book", Kind.TEXT, "writing"),
        Column("criterion", "What was looked for", Kind.TEXT, "feedback", True),
        Column("judgement", "What was found", Kind.SCRUTINY, "most of the time", True),
        Column(
            "comment",
            "The reader's words",
            Kind.TEXT,
            "Pupils answer the marking",
            free_text=True,
        ),
    ),
)

LESSONS = (OBSERVATIONS, WORK_SCRUTINY)
