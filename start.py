"""Set the workbook up and run it on the bundled example: ``python start.py``.

Needs CPython 3.11 or later and nothing else. Everything goes into a virtual environment: the
one that is active, or ``.venv`` in this folder. ``python start.py --tests`` sets up what the
tests need and runs them instead. Running it again is quick and harmless.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import venv
import webbrowser
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
OLDEST = (3, 11)


def main() -> int:
    """Install, then run the example or the tests; returns the exit code of the last step."""
    arguments = _arguments()
    if sys.version_info < OLDEST:
        print(
            f"This needs Python {OLDEST[0]}.{OLDEST[1]} or later; this is {sys.version.split()[0]}."
        )
        return 2
    try:
        python = _environment()
        print("Installing what the workbook needs (a few minutes the first time) ...", flush=True)
        _install(python, ".[tests]" if arguments.tests else ".")
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"The set-up did not finish: {error}.")
        print("Check the internet connection and the space on the disk, then run it again.")
        return 2
    if arguments.tests:
        return _run(python, "-m", "pytest")
    done = _run(python, "-m", "helpers.cli", "run")
    if done == 0 and arguments.open:
        _open_reports()
    return done


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Set the workbook up and run the example.")
    parser.add_argument("--tests", action="store_true", help="run the tests instead")
    parser.add_argument("--open", action="store_true", help="open the reports when they are done")
    return parser.parse_args()


def _environment() -> Path:
    """The Python of the active virtual environment, or of ``.venv`` here, made if need be."""
    if sys.prefix != sys.base_prefix:
        return Path(sys.executable)
    place = FOLDER / ".venv"
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print(f"Making a virtual environment in {place} ...", flush=True)
        venv.create(place, with_pip=True)
    return python


def _install(python: Path, what: str) -> None:
    """Install the pinned versions; pip's own notes are shown only if it fails."""
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, "-c", "constraints.txt", "-e", what], cwd=FOLDER, check=True)


def _run(python: Path, *words: str) -> int:
    return subprocess.run([str(python), *words], cwd=FOLDER, check=False).returncode


def _open_reports() -> None:
    pages = sorted((FOLDER / "reports" / "example").glob("*/governors/index.html"))
    if pages:
        webbrowser.open(pages[-1].as_uri())


if __name__ == "__main__":
    sys.exit(main())
