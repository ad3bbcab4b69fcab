"""Where a Chromium, Chrome or Edge is on this computer, for those who want pages on paper."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ON_THE_PATH = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
WINDOWS = (
    ("Google", "Chrome", "Application", "chrome.exe"),
    ("Microsoft", "Edge", "Application", "msedge.exe"),
    ("Chromium", "Application", "chrome.exe"),
)
PROGRAM_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
MAC = ("Google Chrome", "Microsoft Edge", "Chromium")


def find_browser(system: str = sys.platform, places: Mapping[str, str] = os.environ) -> Path | None:
    """The program to start, or none; what is on the ``PATH`` comes before the usual places."""
    found = filter(None, (shutil.which(name, path=places.get("PATH")) for name in ON_THE_PATH))
    first = next(found, None)
    if first:
        return Path(first)
    return next((place for place in _usual(system, places) if place.is_file()), None)


def _usual(system: str, places: Mapping[str, str]) -> Iterator[Path]:
    if system == "win32":
        folders = [Path(places[name]) for name in PROGRAM_FOLDERS if places.get(name)]
        yield from (folder.joinpath(*parts) for parts in WINDOWS for folder in folders)
    elif system == "darwin":
        roots = (Path("/"), Path(places.get("HOME", "/")))
        for name in MAC:
            inside = Path("Applications", f"{name}.app", "Contents", "MacOS", name)
            yield from (root / inside for root in roots)
