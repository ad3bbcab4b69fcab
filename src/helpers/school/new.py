"""A new school's folder: blank tables, settings with guidance, a dictionary, stubs for words."""

from __future__ import annotations

import shutil
from pathlib import Path

from helpers.problems import InputError, UsageError
from helpers.schemas.blank import TEMPLATES

FOLDERS = ("partner_findings", "photographs")
"""Folders that stand empty in a new school's folder."""


def new_school(folder: str | Path) -> Path:
    """Makes a new school's folder from ``templates/data`` and returns where it is.

    Raises :class:`UsageError` if there is something at that place already, and
    :class:`InputError` if nothing can be written there.
    """
    place = Path(folder).expanduser().absolute()
    if place.is_file() or (place.is_dir() and any(place.iterdir())):
        raise UsageError(f"{place} is not empty, and nothing there is overwritten. Name another.")
    if not TEMPLATES.is_dir():
        raise InputError(f"The folder {TEMPLATES} is missing: unpack the workbook again.")
    try:
        shutil.copytree(TEMPLATES, place, dirs_exist_ok=True)
        for name in FOLDERS:
            (place / name).mkdir(exist_ok=True)
    except OSError as error:
        raise InputError(f"{place} cannot be written ({error.strerror or error}).") from None
    return place
