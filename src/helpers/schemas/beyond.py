"""Tables of what crosses the school gate: partners, visits, pictures, telling others."""

from __future__ import annotations

from helpers.schemas.table import Column, Kind, Table

PARTNERS = Table(
    "partners",
    "a partner school",
    (
        Column("partner_id", "The partner's code", Kind.ID, "P1", True),
        Column("school", "The partner's name", Kind.TEXT, "Partner primary school", True),
        Column("focus", "What is learnt together", Kind.TEXT, "feedback", True),
        Column("since_term", "First term of the link", Kind.TERM, "2013-spring"),
    ),
    key=("partner_id",),
)

LINKS = Table(
    "links",
    "one visit or exchange",
    (
        Column("partner_id", "With whom", Kind.ID, "P1", True, refers_to="partners.partner_id"),
        Column("term", "Term", Kind.TERM, "2013-summer", True),
        Column("date", "Day", Kind.DATE, "14/05/2013", True),
        Column("activity", "What was done", Kind.TEXT, "lesson visits", True),
        Column("staff_count", "How many of our staff took part", Kind.WHOLE, "2",
               lowest=0),
        Column("learned", "What came back", Kind.TEXT, "A marking code pupils use themselves",),
    ),
)  # fmt: skip

PHOTOGRAPHS = Table(
    "photographs",
    "one picture for the case study",
    (
        Column("file", "File name in the folder photographs", Kind.TEXT, "workshop.jpg", True),
        Column("alt_text", "What the picture shows, in words", Kind.TEXT,
               "Teachers plan a lesson at a table", True),
        Column("consent", "Date on which consent was given; without it, never shown", Kind.DATE,
               "10/07/2013"),
    ),
    key=("file",),
)  # fmt: skip

DISSEMINATION = Table(
    "dissemination",
    "one telling",
    (
        Column("date", "Day", Kind.DATE, "03/07/2013", True),
        Column("term", "Term", Kind.TERM, "2013-summer", True),
        Column("audience", "Who was told", Kind.TEXT, "governors", True),
        Column("format", "How", Kind.TEXT, "written report", True),
        Column("title", "What it was called", Kind.TEXT, "A year of peer coaching", True),
        Column("status", "Planned or done", Kind.CHOICE, "done", True,
               choices=("planned", "done")),
        Column("link", "Where to find it", Kind.TEXT, ""),
    ),
)  # fmt: skip

BEYOND = (PARTNERS, LINKS, PHOTOGRAPHS, DISSEMINATION)
