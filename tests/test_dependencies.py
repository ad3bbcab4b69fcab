"""pyproject.toml is the one list of dependencies; conda's list and the pins follow it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]

CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "nbconvert": "nbconvert-core",
    "pandera[pandas]": "pandera-pandas",
    "seaborn": "seaborn-base",
}
"""Where conda-forge calls a package something else (or splits off a part we do not need)."""


def _split(requirement: str) -> tuple[str, str]:
    found = re.fullmatch(r"([A-Za-z0-9_.\-]+(?:\[[a-z]+\])?)\s*(.*)", requirement)
    assert found, requirement
    return found[1], found[2]


def _project() -> dict[str, str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return dict(_split(one) for one in tomllib.load(file)["project"]["dependencies"])


def test_conda_has_the_same_packages_and_bounds() -> None:
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    given = yaml.safe_load(text)["dependencies"]
    conda = dict(_split(one) for one in given if isinstance(one, str))
    python = conda.pop("python")
    conda.pop("pip")
    assert conda == {CONDA_NAMES.get(name, name): bound for name, bound in _project().items()}
    with (ROOT / "pyproject.toml").open("rb") as file:
        assert python == tomllib.load(file)["project"]["requires-python"]


def _pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ")[0].split("==") for line in lines if line and line[0] != "#")


def test_every_dependency_is_pinned_within_its_bound() -> None:
    pins = _pins()
    for name, bound in _project().items():
        pinned = pins[name.split("[")[0]]
        lowest = bound.removeprefix(">=")
        assert [int(part) for part in re.findall(r"\d+", pinned)] >= [
            int(part) for part in lowest.split(".")
        ], f"{name} is pinned to {pinned}, under {lowest}"


def test_the_pins_name_no_place_to_download_from() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert not re.search(r"https?://|file:|--", text)
