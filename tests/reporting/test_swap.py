"""The last good reports survive whatever goes wrong, at every step."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.problems import InputError
from helpers.reporting.swap import replacing
from helpers.school import replacing as moving


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Good reports in place, in a folder whose name has a space and an umlaut."""
    folder = tmp_path / "für alle" / "governors"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("old")
    return folder


def _says(target: Path) -> str:
    return (target / "index.html").read_text()


def _beside(target: Path) -> list[str]:
    return [one.name for one in target.parent.iterdir()]


def test_new_reports_take_the_place_of_old_ones_whole(target: Path) -> None:
    (target / "gone.html").write_text("a page that the new reports do not have")
    with replacing(target) as folder:
        (folder / "index.html").write_text("new")
        assert _says(target) == "old"
    assert _says(target) == "new"
    assert [one.name for one in target.iterdir()] == ["index.html"]
    assert _beside(target) == ["governors"]


@pytest.mark.parametrize("error", [ValueError, InputError, KeyboardInterrupt, SystemExit])
def test_an_error_while_writing_leaves_the_old_ones(
    target: Path, error: type[BaseException]
) -> None:
    with pytest.raises(error), replacing(target) as folder:
        (folder / "index.html").write_text("half")
        raise error("no")
    assert _says(target) == "old"
    assert _beside(target) == ["governors"]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.ENOSPC, "^The disk is full.* Free some space"),
        (errno.EDQUOT, "^The disk is full.* Free some space"),
        (errno.EACCES, "^04-impact.html cannot be used.* Close it where it is open"),
    ],
)
def test_a_full_disk_or_a_locked_file_leaves_the_old_ones_and_says_what_to_do(
    target: Path, code: int, told: str
) -> None:
    with pytest.raises(InputError, match=told) as raised, replacing(target) as folder:
        (folder / "index.html").write_text("half")
        raise OSError(code, os.strerror(code), "04-impact.html")
    assert "The last reports are untouched" in str(raised.value)
    assert _says(target) == "old"
    assert _beside(target) == ["governors"]


@pytest.mark.parametrize("failing", [1, 2])
def test_a_rename_that_fails_leaves_the_old_ones(
    target: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """The first rename puts the old reports aside, the second brings the new ones in."""
    calls: list[Path] = []
    real: Callable[[Path, Path], Path] = Path.replace

    def replace(self: Path, to: Path) -> Path:
        calls.append(to)
        if len(calls) == failing:
            raise OSError("in use")
        return real(self, to)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(InputError, match="last reports are untouched"), replacing(target) as folder:
        (folder / "index.html").write_text("new")
    assert _says(target) == "old"
    assert _beside(target) == ["governors"]


def test_a_file_held_for_a_moment_by_a_virus_scanner_is_waited_for(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[Path] = []
    real: Callable[[Path, Path], Path] = Path.replace

    def replace(self: Path, to: Path) -> Path:
        if len(refused) < 3:
            refused.append(to)
            raise PermissionError("held")
        return real(self, to)

    monkeypatch.setattr(moving, "PAUSE", 0)
    monkeypatch.setattr(Path, "replace", replace)
    with replacing(target) as folder:
        (folder / "index.html").write_text("new")
    assert _says(target) == "new"


def test_after_a_cut_between_the_two_renames_the_old_ones_come_back(target: Path) -> None:
    target.rename(target.with_name(".governors-old"))
    with pytest.raises(ValueError, match="no"), replacing(target):
        raise ValueError("no")
    assert _says(target) == "old"


def test_a_run_that_is_killed_leaves_the_old_ones_and_no_lock(target: Path) -> None:
    """Not even a power cut may leave half a leadership report lying about for ever."""
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from helpers.reporting.swap import replacing\n"
        "with replacing(Path(sys.argv[1])) as folder:\n"
        "    (folder / 'index.html').write_text('half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    if os.name == "nt":
        code = code.replace("os.kill(os.getpid(), signal.SIGKILL)", "os._exit(1)")
    killed = subprocess.run([sys.executable, "-c", code, str(target)], check=False, timeout=60)
    assert killed.returncode in {-getattr(signal, "SIGKILL", 9), 1}
    assert _says(target) == "old"
    assert any("-new-" in name for name in _beside(target))
    with replacing(target) as folder:
        (folder / "index.html").write_text("new")
    assert _says(target) == "new"
    assert _beside(target) == ["governors"]


def test_a_place_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file in the way")
    with (
        pytest.raises(InputError, match="cannot be written"),
        replacing(tmp_path / "reports" / "x"),
    ):
        pass
