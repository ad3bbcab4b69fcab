"""Replacing files whole, all of them or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from helpers.problems import InputError


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Puts new contents in place of files, all or none of them.

    Raises :class:`InputError` if a file or its folder cannot be written, or is open in Excel.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in contents}
    done: list[Path] = []
    for path, content in contents.items():
        try:
            _replace(path, content)
        except OSError:
            for other in done:
                _put_back(other, before[other])
            raise InputError(
                f"{path.name} cannot be written, so nothing was changed. If it is open in Excel, "
                "close it there; if the folder is read-only, ask for the right to write there."
            ) from None
        done.append(path)


def _replace(path: Path, content: bytes) -> None:
    """One file, whole: the new one is written beside it and takes its place."""
    target = path.resolve()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as aside:
            aside.write(content)
            aside.flush()
            os.fsync(aside.fileno())
        if target.exists():
            shutil.copymode(target, name)
        else:
            Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        _replace(path, content)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
