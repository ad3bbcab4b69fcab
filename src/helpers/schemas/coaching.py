"""Tables of the programme itself: groups, peer observations, workshops."""

from __future__ import annotations

from helpers.schemas.table import Column, Kind, Table

GROUPS = Table(
    "groups",
    "one person in one Action Learning Set",
    (
        Column("term", "Term", Kind.TERM, "2013-spring", True),
        Column("group_id", "The set's code", Kind.ID, "G1", True),
        Column("staff_id", "Who", Kind.ID, "T01", True, refers_to="staff.staff_id"),
        Column("role", "Part played", Kind.CHOICE, "peer", True,
               choices=("coach", "coachee", "peer", "facilitator")),
        Column("from_date", "First day in the set", Kind.DATE, "28/01/2013"),
        Column("to_date", "Last day in the set", Kind.DATE, "22/03/2013"),
    ),
    key=("term", "group_id", "staff_id", "from_date"),
)  # fmt: skip

SESSIONS = Table(
    "sessions",
    "one peer observation",
    (
        Column("session_id", "The session's code", Kind.ID, "S001", True),
        Column("term", "Term", Kind.TERM, "2013-spring", True),
        Column("date", "Day of the session", Kind.DATE, "04/02/2013", True),
        Column("group_id", "Action Learning Set", Kind.ID, "G1", refers_to="groups.group_id"),
        Column("observer_id", "Who observed", Kind.ID, "T01", True, refers_to="staff.staff_id",
               differs_from=("observed_id",)),
        Column("observed_id", "Who taught", Kind.ID, "T02", True, refers_to="staff.staff_id"),
        Column("status", "What became of it", Kind.CHOICE, "completed", True,
               choices=("planned", "completed", "cancelled")),
        Column("focus", "Skill looked for", Kind.TEXT, "questioning"),
        Column("feedback_given", "Feedback talk held", Kind.YES_NO, "yes"),
        Column("action_step", "The one next step agreed", Kind.TEXT, "Plan three open questions",
               free_text=True),
        Column("strategy_adopted", "Strategy taken away", Kind.TEXT, "think, pair, share"),
        Column("adopted_in_own_class", "Tried in the observer's own class", Kind.YES_NO, "yes"),
        Column("notes", "Between the two of them", Kind.TEXT, "", free_text=True),
        Column("share", "Both agree that this may be read, by governors without names",
               Kind.YES_NO, "no"),
        Column("period", "Period of the lesson", Kind.WHOLE, "2", lowest=1),
        Column("feedback_date", "Day of the feedback talk", Kind.DATE, "05/02/2013"),
        Column("feedback_period", "Period of the feedback talk", Kind.WHOLE, "3", lowest=1),
        Column("fixed", "Agreed by hand, so not to be moved by the planner", Kind.YES_NO, "no"),
    ),
    key=("session_id",),
)  # fmt: skip

WORKSHOPS = Table(
    "workshops",
    "one workshop",
    (
        Column("workshop_id", "The workshop's code", Kind.ID, "W1", True),
        Column("term", "Term", Kind.TERM, "2013-spring", True),
        Column("date", "Day", Kind.DATE, "21/01/2013", True),
        Column("title", "Title", Kind.TEXT, "Questions that make pupils think", True),
        Column("skill", "Skill it served", Kind.TEXT, "questioning", True),
        Column("leader_id", "Who led it", Kind.ID, "D01", refers_to="staff.staff_id"),
    ),
    key=("workshop_id",),
)

WORKSHOP_ATTENDANCE = Table(
    "workshop_attendance",
    "one person there",
    (
        Column("workshop_id", "Which workshop", Kind.ID, "W1", True,
               refers_to="workshops.workshop_id"),
        Column("staff_id", "Who was there", Kind.ID, "T01", True, refers_to="staff.staff_id"),
    ),
    key=("workshop_id", "staff_id"),
)  # fmt: skip

COACHING = (GROUPS, SESSIONS, WORKSHOPS, WORKSHOP_ATTENDANCE)
