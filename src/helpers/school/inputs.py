"""Which files of a school were read, and exactly what they held."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from helpers.reading import read_bytes


class Inputs:
    """Reads the files of a school's folder and keeps the SHA-256 of each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._hashes: dict[str, str] = {}

    def read(self, path: Path) -> bytes:
        """A file's content; raises :class:`InputError` if it cannot be opened."""
        content = read_bytes(path)
        self._hashes[self.name(path)] = sha256(content).hexdigest()
        return content

    def name(self, path: Path) -> str:
        """A file's name from the school's folder, with forward slashes."""
        return path.relative_to(self.folder).as_posix()

    @property
    def hashes(self) -> tuple[tuple[str, str], ...]:
        """Every file read and its SHA-256, by name."""
        return tuple(sorted(self._hashes.items()))
