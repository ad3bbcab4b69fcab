"""One run at a time in one place; the system lets go when a run ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """Holds the lock file while the block runs, and removes it afterwards.

    Raises ``BlockingIOError`` if another run holds it, another ``OSError`` if it cannot be made.
    """
    file = _taken(lock)
    try:
        yield
    finally:
        if sys.platform == "win32":
            # An open file cannot be removed there, and one that another run has opened stays.
            file.close()
            with suppress(PermissionError):
                lock.unlink(missing_ok=True)
        else:
            lock.unlink(missing_ok=True)
            file.close()


def _taken(lock: Path) -> IO[bytes]:
    """The lock file, open and locked; tried again if its last holder removed it just now."""
    while True:
        file = lock.open("a+b")
        try:
            _lock(file)
            if _is_at(file, lock):
                return file
        except BaseException:
            file.close()
            raise
        file.close()


def _is_at(file: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(error.errno, error.strerror) from error

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
