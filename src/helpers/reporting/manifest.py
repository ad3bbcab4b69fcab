"""What a report was made from, so that it can be made again: inputs, versions, parameters."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

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

NAMED_BY_PEOPLE = "photographs/"
"""A folder whose file names may hold the name of somebody: its files are numbered instead."""


def manifest(inputs: Sequence[tuple[str, str]], parameters: Mapping[str, str]) -> str:
    """The text of ``manifest.json``: no clock, no path, the same for the same inputs."""
    return as_json(
        {
            "parameters": dict(parameters),
            "inputs": [
                {"file": _unnamed(file, place), "sha256": digest}
                for place, (file, digest) in enumerate(sorted(inputs), start=1)
            ],
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
    return f"{NAMED_BY_PEOPLE}file {place}" if file.startswith(NAMED_BY_PEOPLE) else file
