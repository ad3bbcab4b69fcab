"""What a report was made from, so that it can be made again: inputs, versions, parameters."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

PACKAGES = ("peer-coaching-workbook", "numpy", "pandas", "scipy", "statsmodels", "matplotlib")
"""Those whose version can change a number or a picture."""


def manifest(inputs: Sequence[tuple[str, str]], parameters: Mapping[str, str]) -> str:
    """The text of ``manifest.json``: no clock, no path, the same for the same inputs."""
    return as_json(
        {
            "parameters": dict(parameters),
            "inputs": [{"file": file, "sha256": digest} for file, digest in inputs],
            "versions": {name: version(name) for name in PACKAGES},
        }
    )


def as_json(data: Any) -> str:
    """JSON with a fixed layout, accents as they are, a newline at the end."""
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
