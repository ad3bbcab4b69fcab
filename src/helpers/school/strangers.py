"""Staff ids in the settings that ``staff.csv`` does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpers.problems import Problem, Severity, near_miss
from helpers.settings import SETTINGS_FILE, Settings


def strangers_in_planning(settings: Settings, staff_ids: Iterable[str]) -> Iterator[Problem]:
    """Rules for groups that name somebody who is not on the staff, so that they bind nobody."""
    known = list(dict.fromkeys(staff_ids))
    for setting, who in dict.fromkeys(settings.planning.people):
        if who not in known:
            yield Problem(
                "unknown-in-settings",
                Severity.NOTE,
                SETTINGS_FILE,
                "is not in staff.csv.",
                near_miss(who, known),
                column=f"planning.{setting}",
                value=who,
            )
