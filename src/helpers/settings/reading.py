"""Reading ``programme.toml``."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pydantic import ValidationError

from helpers.problems import InputError, Problem
from helpers.settings.faults import problems_in, settings_problem
from helpers.settings.programme import SETTINGS_FILE, Settings

_AT_LINE = re.compile(r"at line (\d+)")


def read_settings(folder: Path) -> Settings:
    """Settings of the school in ``folder``; raises :class:`InputError` that lists every fault."""
    text = _text(folder / SETTINGS_FILE)
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _needs_mending(_broken(str(error), text)) from None
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        raise _needs_mending(*problems_in(given, error)) from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise _needs_mending(
            settings_problem(
                "settings-missing",
                f"The folder {path.parent} has no such file, so it is not a school's folder.",
                "Name a school's folder, or make one with: workbook new FOLDER",
            )
        ) from None
    except UnicodeDecodeError:
        raise _needs_mending(
            settings_problem(
                "settings-unreadable",
                "The file is not UTF-8 text.",
                "In Notepad choose File, Save As, and the encoding UTF-8.",
            )
        ) from None
    except OSError:
        raise _needs_mending(
            settings_problem(
                "settings-unreadable",
                "The file cannot be opened.",
                "If it is open in another program, close it there and try again.",
            )
        ) from None


def _needs_mending(*problems: Problem) -> InputError:
    return InputError(f"{SETTINGS_FILE} needs mending.", problems)


def _broken(message: str, text: str) -> Problem:
    """What is wrong with a file that is not TOML, and in which line."""
    found = _AT_LINE.search(message)
    lines = text.splitlines()
    number = min(int(found[1]), len(lines)) if found else len(lines)
    line = lines[number - 1].strip() if lines else ""
    what, mend = _why(message, line)
    return settings_problem(
        "settings-unreadable", f"Line {number} {what}", mend, value=line[:80] or None
    )


def _why(message: str, line: str) -> tuple[str, str]:
    if any(mark in line for mark in "“”‘’„"):
        return "has curly quotation marks.", 'Type straight ones: ".'
    if "overwrite" in message or "twice" in message:
        return "gives a setting a second time.", "Delete one of the two."
    if "\\" in line:
        return "has a backslash.", "Write a forward slash in its place."
    if re.search(r"=\s*\d{1,2}/\d{1,2}/\d{4}", line):
        return "has a date that is not written year-month-day.", "Write it like this: 2013-01-07."
    return "cannot be read.", "Check the quotation marks, brackets and equals signs there."
