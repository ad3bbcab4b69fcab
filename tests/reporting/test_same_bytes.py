"""The same inputs give the same bytes, whoever makes them, where and when."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, ROOT, Made

ELSEWHERE = {
    "leadership": {
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "jobs": "1",
    },
    "governors": {
        "TZ": "America/St_Johns",
        "LC_ALL": "de_DE.UTF-8",
        "LANGUAGE": "de",
        "PYTHONHASHSEED": "4294967295",
        "PYTHONUTF8": "0",
        "jobs": "3",
    },
}
"""Another time zone, language, order of hashes, and number of workers for each audience."""


@pytest.mark.parametrize("audience", ELSEWHERE)
def test_another_place_makes_the_same_bytes(audience: str, reports: Made, tmp_path: Path) -> None:
    """Another folder for the school and for the reports too, from another working folder."""
    school = tmp_path / "a school elsewhere" / "example"
    shutil.copytree(EXAMPLE, school)
    _run(school, tmp_path / "die Berichte", audience, ELSEWHERE[audience])
    made = tmp_path / "die Berichte" / "example" / "2013-summer" / audience
    before, after = _bytes(reports["2013-summer", audience].folder), _bytes(made)
    assert sorted(before) == sorted(after)
    assert [name for name in before if before[name] != after[name]] == []


def _run(school: Path, reports: Path, audience: str, place: Mapping[str, str]) -> None:
    home = reports.with_name("home")
    home.mkdir()
    surroundings = {name: value for name, value in place.items() if name != "jobs"}
    words = ["run", str(school), "--audience", audience, "--jobs", place["jobs"]]
    subprocess.run(
        [sys.executable, "-m", "helpers.cli", *words, "--reports", str(reports)],
        check=True,
        capture_output=True,
        cwd=home,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "HOME": str(home),
            "USERPROFILE": str(home),
            **surroundings,
        },
        timeout=300,
    )


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }
