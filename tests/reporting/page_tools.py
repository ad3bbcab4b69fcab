"""Two referees that are not ours: axe-core for access, the Nu checker for markup.

Both come from npm into the folder that ``WORKBOOK_PAGE_TOOLS`` names (``.ci/run`` does it).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

NOT_KNOWN_TO_THE_CHECKER = ".*::details-content.*"
"""A selector of 2024 that the checker's CSS has not learnt; without it, folded parts would not
print."""

UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true; })"

_RUN = """tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(
  found => found.violations.flatMap(
    one => one.nodes.map(node => one.id + ": " + node.html.slice(0, 200))))"""


def axe() -> str:
    """The source of axe-core, to be put into a page."""
    return _tool("axe-core/axe.min.js").read_text(encoding="utf-8")


def violations(page: Any) -> list[str]:
    """What axe finds wrong in an opened page that holds it."""
    found: list[str] = page.evaluate(_RUN, TAGS)
    return found


def markup_faults(pages: Iterable[Path]) -> list[str]:
    """Errors and warnings of the Nu checker in those pages, their style sheets included."""
    jar = _tool("vnu-jar/build/dist/vnu.jar")
    java = shutil.which("java")
    if java is None:
        _absent("no Java on this machine: the markup of pages was not checked")
    words = ["--format", "json", "--filterpattern", NOT_KNOWN_TO_THE_CHECKER]
    done = subprocess.run(
        [str(java), "-jar", jar, *words, *map(str, pages)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    said = json.loads(done.stderr)["messages"]
    return [
        f"{one['url'].rpartition('/')[2]}, line {one['lastLine']}: {one['message']}"
        for one in said
        if one["type"] != "info" or one.get("subType") == "warning"
    ]


def _tool(path: str) -> Path:
    found = Path(os.environ.get("WORKBOOK_PAGE_TOOLS", "")) / "node_modules" / path
    if not found.is_file():
        _absent(f"{path} is not in the folder that WORKBOOK_PAGE_TOOLS names: pages not checked")
    return found


def _absent(told: str) -> None:
    if os.environ.get("WORKBOOK_REQUIRE_BROWSER") == "1":
        pytest.fail(told)
    pytest.skip(told)
