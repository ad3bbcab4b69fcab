"""Moving into place: files replaced whole, all of them or none."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from helpers.problems import InputError
from helpers.reading import read_bytes

TRIES, PAUSE = 10, 0.2
"""How often a move is tried, and the seconds between: virus scanners hold files briefly."""


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Puts new contents in place of files, or makes them; all of them, or none.

    Raises :class:`InputError` if a file or its folder cannot be written, or is open in Excel.
    """
    targets = {path.resolve(): content for path, content in contents.items()}
    before = {path: read_bytes(path) if path.exists() else None for path in targets}
    asides: dict[Path, Path] = {}
    done: list[Path] = []
    path = Path()
    try:
        # What can fail for want of rights or room fails here, before any file is touched.
        for path, content in targets.items():
            asides[path] = _written_aside(path, content)
        for path, aside in asides.items():
            moved(aside, path)
            done.append(path)
    except OSError:
        for one in done:
            _put_back(one, before[one])
        raise InputError(
            f"{path.name} cannot be written, so nothing was changed. If it is open in Excel, "
            "close it there; if the folder is read-only, ask for the right to write there."
        ) from None
    finally:
        for aside in asides.values():
            aside.unlink(missing_ok=True)


def moved(source: Path, to: Path) -> None:
    """Puts a file in another's place, or a folder where none is, waiting while something holds it.

    Raises ``OSError`` if it is held for longer.
    """
    for tries_left in reversed(range(TRIES)):
        try:
            source.replace(to)
        except PermissionError:
            if tries_left == 0:
                raise
            time.sleep(PAUSE)
        else:
            return


def _written_aside(path: Path, content: bytes) -> Path:
    """A file beside another, with its rights, that is to take its place."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, aside)
        else:
            # A file for temporary use is its maker's alone; a table is for whoever sees the others.
            aside.chmod(path.parent.stat().st_mode & 0o666)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        moved(_written_aside(path, content), path)
