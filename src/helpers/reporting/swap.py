"""New reports take the old ones' place only when they are whole."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from helpers.problems import InputError
from helpers.reporting.lock import held
from helpers.school.replacing import moved

FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """An empty folder beside ``target`` to write into; it takes its place if all goes well.

    Anything raised inside leaves ``target`` as it was. Raises :class:`InputError` if the place
    cannot be written, is in use by another run, or holds a file that another program keeps open,
    and in place of an ``OSError`` raised inside: a disk that is full, a file that is locked.
    """
    old = target.with_name(f".{target.name}-old")
    new = f".{target.name}-new-"
    with _alone(target):
        _clear_up(target, old, new)
        with _plainly_said(), _folder(target.parent, new) as aside:
            yield aside
            _swap(aside, target, old)


@contextmanager
def _folder(parent: Path, prefix: str) -> Iterator[Path]:
    """An empty folder that is gone afterwards, unless it has moved on."""
    aside = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        # A folder for temporary use is its maker's alone; reports are for whoever may see those.
        aside.chmod(parent.stat().st_mode)
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def _plainly_said() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            what, mend = "The disk is full", "Free some space on it, or choose another folder with"
            mend = f"{mend} --reports, then run again."
        else:
            what = f"{error.filename or 'A file'} cannot be used ({error.strerror or error})"
            mend = "Close it where it is open in another program, then run again."
        raise InputError(
            f"{what}, so no new reports were made. {mend} The last reports are untouched."
        ) from error


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = held(target.with_name(f".{target.name}-lock"))
        lock.__enter__()
    except BlockingIOError:
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
        lock.__exit__(None, None, None)


def _clear_up(target: Path, old: Path, new: str) -> None:
    """After a run that was cut off: the last good reports back, its unfinished ones away."""
    if old.exists() and not target.exists():
        old.rename(target)
    for left in (old, *target.parent.glob(f"{new}*")):
        shutil.rmtree(left, ignore_errors=True)


def _swap(aside: Path, target: Path, old: Path) -> None:
    """Two renames, since Windows replaces no folder; the old one comes back if the second fails."""
    try:
        if target.exists():
            moved(target, old)
        try:
            moved(aside, target)
        except OSError:
            if old.exists():
                moved(old, target)
            raise
    except OSError:
        raise InputError(
            f"{target} is in use. Close its pages where they are open in other programs, then run "
            "again. The last reports are untouched."
        ) from None
    shutil.rmtree(old, ignore_errors=True)
