"""New reports take the old ones' place only when they are whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.problems import InputError

LOCK = ".workbook-lock"


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """An empty folder beside ``target`` to write into; it takes its place if all goes well.

    Anything raised inside leaves ``target`` as it was. Raises :class:`InputError` if the place
    cannot be written, is in use by another run, or holds a file that another program keeps open.
    """
    with _locked(target):
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-new-", dir=target.parent))
        aside.chmod(target.parent.stat().st_mode)
        try:
            yield aside
            _swap(aside, target)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """One run at a time; a lock left by a run that was killed is taken over."""
    lock = target.parent / f".{target.name}{LOCK}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _take(lock)
    except FileExistsError:
        raise InputError(
            f"Another run is writing {target.name} at this moment. Wait until it is done."
        ) from None
    except OSError as error:
        raise InputError(
            f"{target.parent} cannot be written ({error.strerror}). Choose another folder with "
            "--reports, or ask for the right to write there."
        ) from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _take(lock: Path) -> None:
    try:
        _write_lock(lock)
    except FileExistsError:
        if _alive(lock):
            raise
        lock.unlink(missing_ok=True)
        _write_lock(lock)


def _write_lock(lock: Path) -> None:
    with lock.open("x", encoding="ascii") as file:
        file.write(str(os.getpid()))


def _alive(lock: Path) -> bool:
    """Whether the process that wrote the lock still runs."""
    try:
        process = int(lock.read_text(encoding="ascii"))
    except (ValueError, OSError):
        return False
    if os.name == "nt":
        # Signal 0 would end the process on Windows; there a lock cannot be removed while open,
        # so its age decides: no run takes two hours.
        import time

        return time.time() - lock.stat().st_mtime < 7200
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _swap(aside: Path, target: Path) -> None:
    """Two renames; the old folder is put back if the second fails."""
    old = target.parent / f".{target.name}-old"
    shutil.rmtree(old, ignore_errors=True)
    try:
        if target.exists():
            target.rename(old)
    except OSError:
        raise InputError(
            f"{target} is in use: close the pages that are open in other programs, then run again. "
            "The last reports are untouched."
        ) from None
    try:
        aside.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
