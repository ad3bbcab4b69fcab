"""What stands in a school's folder beside its tables: words, partners' packs, photographs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.problems import InputError, Problem, Severity
from helpers.reading import decoded
from helpers.school.inputs import Inputs

PACK_FORMAT = "peer-coaching-share-pack"
PACK_VERSION = 1

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def read_words(inputs: Inputs) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The school's own words by name (``aim``, ``cpd/aim``), and what could not be read.

    Comments are guidance for the writer and are left out; so is a text of nothing else.
    """
    root = inputs.folder / "narrative"
    words: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(root.rglob("*.md")):
        try:
            text, _ = decoded(inputs.read(path), inputs.name(path))
        except InputError as error:
            problems.extend(error.problems)
            continue
        text = _COMMENT.sub("", text).strip()
        if text:
            words[path.relative_to(root).with_suffix("").as_posix()] = text
    return words, tuple(problems)


def read_packs(inputs: Inputs) -> tuple[tuple[Mapping[str, Any], ...], tuple[Problem, ...]]:
    """What partner schools shared, and which files there are no share packs."""
    packs: list[Mapping[str, Any]] = []
    problems: list[Problem] = []
    for path in sorted((inputs.folder / "partner_findings").glob("*.json")):
        try:
            packs.append(_pack(inputs.read(path), inputs.name(path)))
        except InputError as error:
            problems.extend(error.problems)
    return tuple(packs), tuple(problems)


def photograph_problems(photographs: pd.DataFrame, inputs: Inputs) -> Iterator[Problem]:
    """Photographs with consent that are not in the folder; the others are noted as inputs."""
    agreed = photographs[photographs["consent"].notna()]
    for row, file in agreed["file"].items():
        path = inputs.folder / "photographs" / Path(str(file)).name
        if path.is_file():
            inputs.read(path)
        else:
            yield Problem(
                "photograph-missing",
                Severity.NOTE,
                "photographs.csv",
                "There is no such file in the folder photographs, so it is not shown.",
                "Put the picture there, or correct its name.",
                row=int(str(row)),
                column="file",
                value=str(file),
            )


def _pack(content: bytes, file: str) -> Mapping[str, Any]:
    """A share pack; raises :class:`InputError` if it is none, or of another version."""
    try:
        pack = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise _left_aside(file, "The file is damaged, or is no share pack.") from None
    if not isinstance(pack, dict) or pack.get("format") != PACK_FORMAT:
        raise _left_aside(file, "The file is no share pack of this workbook.")
    if pack.get("version") != PACK_VERSION:
        raise _left_aside(
            file, f"The pack is of version {pack.get('version')}, and only {PACK_VERSION} is read."
        )
    return pack


def _left_aside(file: str, what: str) -> InputError:
    mend = "It is left aside. Ask the partner to send it again, made with: workbook share."
    problem = Problem("bad-pack", Severity.NOTE, file, what, mend)
    return InputError(str(problem), (problem,))
