"""A school's folder, read and checked: its settings, tables, words and partners' findings."""

from __future__ import annotations

from helpers.school.folder import PROJECT, find_school
from helpers.school.reading import School, TableReading, check_school, read_school

__all__ = ["PROJECT", "School", "TableReading", "check_school", "find_school", "read_school"]
