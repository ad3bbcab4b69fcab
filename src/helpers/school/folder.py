"""Finding a school's folder, and the files in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import helpers
from helpers.problems import Problem, Severity, UsageError, closest, near_miss
from helpers.schemas import TABLES

PROJECT = Path(helpers.__file__).resolve().parents[2]
"""The folder that holds notebooks, data and templates."""


def find_school(path: str | Path) -> Path:
    """A school's folder, from the working folder or else from the project's.

    Raises :class:`UsageError` that names the nearest folder there is.
    """
    given = Path(path).expanduser()
    places = [given, *([] if given.is_absolute() else [PROJECT / given])]
    for place in places:
        if place.is_dir():
            return place.resolve()
        if place.is_file():
            raise UsageError(f"{given} is a file. Name the folder that it is in.")
    raise UsageError(f"There is no folder {given}. {_nearest(places)}")


def _nearest(places: list[Path]) -> str:
    for place in places:
        parent = place.parent
        if parent.is_dir():
            folders = {one.name for one in parent.iterdir() if one.is_dir() and one.name[0] != "."}
            if closest(place.name, folders):
                return near_miss(place.name, folders)
    return "Make a school's folder with: workbook new FOLDER"


@dataclass(frozen=True, slots=True)
class Files:
    """Which file holds each table, and what is wrong with the names of the others."""

    tables: Mapping[str, Path]
    problems: Mapping[str, tuple[Problem, ...]]
    """By table; those of no table stand under the file's own name."""


def table_files(folder: Path) -> Files:
    """The files of the tables in a folder, whatever the case of their names."""
    csv = {path.name: path for path in sorted(folder.iterdir()) if _is_table(path)}
    wanted = {table.file: name for name, table in TABLES.items()}
    tables = {wanted[name.lower()]: path for name, path in csv.items() if name.lower() in wanted}
    strangers = [name for name in csv if name.lower() not in wanted]
    missing = {file: name for file, name in wanted.items() if name not in tables}
    problems: dict[str, tuple[Problem, ...]] = {}
    for stranger in strangers:
        meant = closest(stranger, missing)
        name = missing.pop(meant) if meant and TABLES[missing[meant]].required else stranger
        problems[name] = (_stranger(stranger, meant, required=name in TABLES),)
    for file, name in missing.items():
        if TABLES[name].required:
            problems[name] = (_missing(file, folder),)
    return Files(tables, problems)


def _is_table(path: Path) -> bool:
    return path.suffix.lower() == ".csv" and path.is_file() and path.name[0] not in ".~"


def _stranger(file: str, meant: str | None, required: bool) -> Problem:
    if meant and required:
        return Problem(
            "file-misspelt",
            Severity.STOPS,
            file,
            f"There is no file {meant}, which every school needs, and this one looks like it.",
            f"Rename it to {meant}.",
        )
    return Problem(
        "file-unknown",
        Severity.NOTE,
        file,
        "No table has this name, so the file is not read.",
        f'Did you mean "{meant}"?' if meant else "Leave it, or move it out of the folder.",
    )


def _missing(file: str, folder: Path) -> Problem:
    workbooks = [
        path.name
        for ending in ("xlsx", "xls")
        if (path := folder / f"{file[:-4]}.{ending}").exists()
    ]
    return Problem(
        "file-missing",
        Severity.STOPS,
        file,
        f"The file is missing: each row is {TABLES[file[:-4]].row_is}.",
        f"Open {workbooks[0]} in Excel and save it as CSV UTF-8."
        if workbooks
        else "Copy the blank one from templates/data, and fill it in.",
    )
