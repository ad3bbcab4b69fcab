"""What a report was made from, so that it can be made again: inputs, versions, parameters."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from helpers.privacy import Audience

PACKAGES = (
    "peer-coaching-workbook",
    "numpy",
    "pandas",
    "scipy",
    "statsmodels",
    "matplotlib",
    "papermill",
    "nbconvert",
)
"""Those whose version can change a number, a picture or a page."""

NAMED_BY_PEOPLE = ("photographs/", "partner_findings/")
"""Folders whose file names may hold the name of somebody: their files are numbered instead."""


def manifest(inputs: Sequence[tuple[str, str]], parameters: Mapping[str, str]) -> str:
    """The text of ``manifest.json``: no clock, no path, the same for the same inputs.

    Leaders see each file's SHA-256. Others see one over all files: whoever knows most of a small
    file could try what the rest must be until its own digest fits.
    """
    named = parameters["audience"] == Audience.LEADERSHIP
    ordered = sorted(inputs)
    together = sha256("\n".join(f"{digest} {file}" for file, digest in ordered).encode())
    return as_json(
        {
            "parameters": dict(parameters),
            "inputs": [
                {"file": _unnamed(file, place)} | ({"sha256": digest} if named else {})
                for place, (file, digest) in enumerate(ordered, start=1)
            ],
            "sha256 of all inputs": together.hexdigest(),
            "versions": {
                "python": platform.python_version(),
                **{name: version(name) for name in PACKAGES},
            },
        }
    )


def as_json(data: Any) -> str:
    """JSON with a fixed layout, accents as they are, a newline at the end."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _unnamed(file: str, place: int) -> str:
    folder = next((one for one in NAMED_BY_PEOPLE if file.startswith(one)), None)
    return f"{folder}file {place}" if folder else file
