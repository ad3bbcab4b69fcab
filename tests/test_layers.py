"""Imports run one way: a room may use the floors below it, never one above.

The floors are those of DESIGN section 4; a new module must be given a floor here.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

HELPERS = Path(__file__).parents[1] / "src" / "helpers"

FLOORS = {
    "problems": 0,
    "provenance": 0,
    "settings": 0.1,
    "schemas": 0.2,
    "reading": 0.2,
    "school": 0.3,
    "privacy": 1,
    "audience": 1.05,
    "evidence": 1.1,
    "estimates": 2,
    "findings": 2.1,
    "planning": 3,
    "numbers": 3,
    "wording": 3.1,
    "figures": 3.2,
    "page": 3.3,
    "phases": 4,
    "decisions": 5,
    "reporting": 5,
    "explore": 6,
    "cli": 6.1,
}
"""Ground floor first; decimals order the rooms of one floor."""

ONLY_IN_REPORTING = {"papermill", "nbconvert"}


def _modules() -> list[Path]:
    return sorted(path for path in HELPERS.rglob("*.py") if path != HELPERS / "__init__.py")


def _room(path: Path) -> str:
    return path.relative_to(HELPERS).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    """Every module imported anywhere in the file, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative imports hide the floor"
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_every_module_has_a_floor() -> None:
    assert {_room(path) for path in _modules()} == set(FLOORS)


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(HELPERS)))
def test_imports_run_downwards(path: Path) -> None:
    own = FLOORS[_room(path)]
    for name in _imports(path):
        parts = name.split(".")
        if parts[0] == "helpers" and len(parts) > 1 and parts[1] in FLOORS:
            room = parts[1]
            assert room == _room(path) or FLOORS[room] < own, f"{path.name} imports {name}"
        if _room(path) != "reporting":
            assert parts[0] not in ONLY_IN_REPORTING, f"{path.name} imports {name}"
