"""A run killed at random moments leaves the old reports whole, or the new ones whole.

Half of the kills fall anywhere in a run, half within a few thousandths of a second of the swap.
Every day a run of one page is killed a few times; with ``WORKBOOK_KILLS=50`` it is the command
itself, with all its pages, fifty times (ten minutes).
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.reporting.demo import write_demo

KILLS = int(os.environ.get("WORKBOOK_KILLS", "0"))
A_FEW = 4
SMALL = ROOT / "tests" / "schools" / "small"
PLACE = Path("small", "2013-summer", "governors")


@dataclass(frozen=True)
class Killed:
    """What is run and killed: the words of a command, and where its reports go."""

    words: list[str]
    target: Path

    def start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.words,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            start_new_session=True,
        )

    def finish(self) -> float:
        """Runs to the end; the seconds that took."""
        began = time.monotonic()
        assert self.start().wait(timeout=300) == 0
        return time.monotonic() - began


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups to kill as one")
def test_a_run_killed_at_any_moment_leaves_whole_reports(tmp_path: Path) -> None:
    school = tmp_path / "small"
    shutil.copytree(SMALL, school)
    run = Killed(_words(school, tmp_path), tmp_path / "reports" / PLACE)
    run.finish()
    old = _hash(run.target)
    shutil.copytree(run.target, tmp_path / "old")
    _rename_school(school)
    took = run.finish()
    new = _hash(run.target)
    assert old != new
    chance = random.Random(20130724)
    left = []
    for turn in range(KILLS or A_FEW):
        shutil.rmtree(run.target)
        shutil.copytree(tmp_path / "old", run.target)
        if turn % 2:
            _kill_in_swap(run, chance.uniform(0, 0.006))
        else:
            _kill_after(run, chance.uniform(0, took))
        left.append(_left(run.target))
        assert left[-1] in {old, new}, f"kill {turn + 1}"
    print(f"{len(left)} kills: {left.count(old)} times the old, {left.count(new)} times the new")
    run.finish()
    assert _hash(run.target) == new
    assert [one.name for one in run.target.parent.iterdir()] == ["governors"]


def _words(school: Path, place: Path) -> list[str]:
    """The command itself, or what it calls with one page in place of seven."""
    reports = place / "reports"
    if KILLS:
        return [sys.executable, "-m", "helpers.cli", "run", str(school), "--reports", str(reports)]
    page = write_demo(place / "demo.ipynb")
    code = (
        "from pathlib import Path; from helpers.reporting.run import run_term; "
        "from helpers.reporting.notebooks import NotebookPage; "
        f"run_term({str(school)!r}, reports=Path({str(reports)!r}), "
        f"pages=[NotebookPage({page.notebook!r}, 'demo', 'Demo', 'About.')])"
    )
    return [sys.executable, "-c", code]


def _left(target: Path) -> str:
    """The hash of what a kill has left. Between the two renames of the swap the old reports are
    whole under the name from which the next run brings them back."""
    beside = target.with_name(f".{target.name}-old")
    if not target.exists():
        beside.rename(target)
    return _hash(target)


def _kill_after(killed: Killed, seconds: float) -> None:
    run = killed.start()
    time.sleep(seconds)
    _kill(run)


def _kill_in_swap(killed: Killed, seconds: float) -> None:
    """Kills so long after the last file was begun, which is when the swap is next."""
    run = killed.start()
    last = f".{killed.target.name}-new-*/manifest.json"
    while run.poll() is None and not any(killed.target.parent.glob(last)):
        time.sleep(0.0002)
    time.sleep(seconds)
    _kill(run)


def _kill(run: subprocess.Popen[bytes]) -> None:
    """The command and every kernel that it has started."""
    with suppress(ProcessLookupError):
        os.killpg(run.pid, signal.SIGKILL)
    run.wait(timeout=60)


def _rename_school(school: Path) -> None:
    settings = school / "programme.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("Small school", "Another name"), encoding="utf-8")


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for one in sorted(folder.rglob("*")):
        if one.is_file():
            digest.update(f"{one.relative_to(folder)}\0".encode() + one.read_bytes() + b"\0")
    return digest.hexdigest()
