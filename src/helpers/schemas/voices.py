"""Tables of what staff say: questionnaires, their items, verdicts on objectives."""

from __future__ import annotations

from helpers.schemas.table import Column, Kind, Table

QUESTIONNAIRES = Table(
    "questionnaires",
    "one answer",
    (
        Column("term", "Term of the answer", Kind.TERM, "2013-spring", True),
        Column("questionnaire", "Which questionnaire", Kind.TEXT, "confidence", True,
               refers_to="questionnaire_items.questionnaire"),
        Column("respondent_id", "Staff id or a code kept by the respondent; blank: anonymous",
               Kind.ID, "T01"),
        Column("item", "Which question", Kind.ID, "C1", True),
        Column("response", "The answer, in the scale's words", Kind.RESPONSE, "confident", True),
        Column("comment", "The respondent's words", Kind.TEXT, "Ready to try more",
               free_text=True),
    ),
    required=True,
    key=("term", "questionnaire", "respondent_id", "item"),
    unnamed_without="respondent_id",
)  # fmt: skip

QUESTIONNAIRE_ITEMS = Table(
    "questionnaire_items",
    "one question",
    (
        Column("questionnaire", "Which questionnaire", Kind.TEXT, "confidence", True,
               listed_in="questionnaire"),
        Column("item", "The question's code", Kind.ID, "C1", True),
        Column("wording", "The question in full", Kind.TEXT, "I am confident in my teaching",
               True),
        Column("construct", "What it is a sign of", Kind.TEXT, "own teaching", True),
        Column("reversed", "Agreeing is the less good answer", Kind.YES_NO, "no"),
        Column("scale", "Scale of the answer; blank: the questionnaire's", Kind.TEXT,
               "confidence-4", listed_in="response scale"),
    ),
    required=True,
    key=("questionnaire", "item"),
)  # fmt: skip

OBJECTIVES = Table(
    "objectives",
    "one teacher's verdict on one objective",
    (
        Column("term", "Term of the verdict", Kind.TERM, "2013-summer", True),
        Column("respondent_id", "Staff id or a code; blank: anonymous", Kind.ID, "T01"),
        Column("objective", "The objective's id in the settings", Kind.ID, "pedagogy", True,
               listed_in="objective"),
        Column("verdict", "How far it was met", Kind.CHOICE, "fully", True,
               choices=("fully", "partly", "not met")),
    ),
    key=("term", "respondent_id", "objective"),
    unnamed_without="respondent_id",
)  # fmt: skip

VOICES = (QUESTIONNAIRES, QUESTIONNAIRE_ITEMS, OBJECTIVES)
