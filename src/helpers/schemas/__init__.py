"""Every table of a school's folder, described once.

Checking, the blank templates and the data dictionary all follow from these descriptions:
``checking`` reads one table's cells, ``together`` holds tables against each other, ``rows`` and
``scales`` hold each row against the settings.
"""

from __future__ import annotations

from helpers.schemas.beyond import BEYOND
from helpers.schemas.coaching import COACHING
from helpers.schemas.lessons import LESSONS
from helpers.schemas.people import PEOPLE
from helpers.schemas.pupils import PUPILS
from helpers.schemas.table import Column, Kind, Table
from helpers.schemas.voices import VOICES

TABLES: dict[str, Table] = {
    table.name: table for table in (*PEOPLE, *LESSONS, *VOICES, *PUPILS, *COACHING, *BEYOND)
}

__all__ = ["TABLES", "Column", "Kind", "Table"]
