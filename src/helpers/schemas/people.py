"""Tables about staff: who they are, what they can do, when they are free."""

from __future__ import annotations

from helpers.schemas.table import Column, Kind, Table

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")

STAFF = Table(
    "staff",
    "a person",
    (
        Column("staff_id", "The school's own code for the person", Kind.ID, "T01", True),
        Column("name", "The person's name, as leaders know it", Kind.TEXT, "Teacher A", True),
        Column("role", "What the person does", Kind.TEXT, "class teacher", True),
        Column("year_groups", "Year groups taught", Kind.YEAR_GROUPS, "3;4"),
        Column(
            "line_manager_id", "Whom they report to", Kind.ID, "H01", refers_to="staff.staff_id"
        ),
        Column("school", "School, where staff come from several", Kind.TEXT, ""),
    ),
    required=True,
    key=("staff_id",),
)

AUDIT = Table(
    "audit",
    "one person's rating of one skill",
    (
        Column("term", "Term of the audit", Kind.TERM, "2013-spring", True),
        Column("staff_id", "Whose rating it is", Kind.ID, "T01", True, refers_to="staff.staff_id"),
        Column("skill", "The skill rated", Kind.TEXT, "questioning", True),
        Column("rating", "Self-rating on the settings' skill scale", Kind.RATING, "4", True),
        Column("can_support", "Would help a colleague with it", Kind.YES_NO, "yes"),
        Column("wants_support", "Would like help with it", Kind.YES_NO, "no"),
    ),
    required=True,
    key=("term", "staff_id", "skill"),
)

AVAILABILITY = Table(
    "availability",
    "one lesson slot of one person",
    (
        Column("staff_id", "Whose slot it is", Kind.ID, "T01", True, refers_to="staff.staff_id"),
        Column(
            "day",
            "Day of the week",
            Kind.CHOICE,
            "Monday",
            True,
            choices=DAYS,
            also=tuple((day[:3], day) for day in DAYS),
        ),
        Column("period", "Lesson of the day, 1 for the first", Kind.WHOLE, "1", True, lowest=1),
        Column("available", "Not teaching then", Kind.YES_NO, "no", True),
        Column(
            "cover_cost",
            "Lessons of cover needed to free them (0 to 9)",
            Kind.NUMBER,
            "1",
            lowest=0,
            highest=9,
        ),
    ),
    key=("staff_id", "day", "period"),
)

PEOPLE = (STAFF, AUDIT, AVAILABILITY)
