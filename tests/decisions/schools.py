"""A small school about to plan its second term: the example, before summer began."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.conftest import EXAMPLE

TERM = "2013-summer"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
PEOPLE = ("H01", "D01", "T01", "T02", "T03", "T04", "T05", "A01", "A02", "A03", "A04")


def about_to_plan(folder: Path) -> Path:
    """The example without what summer's sets did, and a week in which everybody shares a period."""
    shutil.copytree(EXAMPLE, folder)
    for name in ("groups", "sessions", "pupil_interviews"):
        _keep(folder / f"{name}.csv", lambda row: row["term"] != TERM)
    slots = [
        f"{who},{day},{period},{'yes' if period == 1 else 'no'},{period % 2}"
        for who in PEOPLE
        for day in DAYS
        for period in (1, 2, 3)
    ]
    lines = ["staff_id,day,period,available,cover_cost", *slots]
    (folder / "availability.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    settings(folder, rounds=1, facilitators="[]", not_taking_part="[]", periods="[]")
    return folder


def settings(folder: Path, **values: object) -> None:
    """Sets settings of the section ``planning`` of the example."""
    path = folder / "programme.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    start = lines.index("[planning]")
    kept = [one for one in lines[start + 1 :] if one.split(" ")[0] not in values]
    new = [f"{name} = {value}" for name, value in values.items()]
    path.write_text("\n".join([*lines[: start + 1], *new, *kept]) + "\n", encoding="utf-8")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """A table's rows as typed, whatever its delimiter and encoding."""
    content = (folder / f"{name}.csv").read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    delimiter = ";" if ";" in text.splitlines()[0] else ","
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _keep(path: Path, wanted: Callable[[dict[str, str]], bool]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        kept = [row for row in reader if wanted(row)]
        names = reader.fieldnames or ()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)


def with_times(folder: Path) -> Path:
    """A school whose ``sessions.csv`` has the columns for periods, talks and what is fixed."""
    path = folder / "sessions.csv"
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    times = ",period,feedback_date,feedback_period,fixed"
    text = "\n".join([first + times, *(f"{line},,,," for line in lines), ""])
    path.write_text(text, encoding="utf-8")
    return folder
