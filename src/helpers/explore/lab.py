"""JupyterLab on the notebooks: on this machine only, and without a word to the internet."""

from __future__ import annotations

from pathlib import Path

from helpers.problems import InputError
from helpers.school import PROJECT
from helpers.school.folder import find_school
from helpers.settings import Settings, read_settings

SETTINGS = Path(__file__).parent / "jupyterlab"
"""What JupyterLab's pages are set to unless somebody changes it; nothing is written there."""

START_HERE = "start_here.md"
"""The page that opens first: what each notebook answers, and how to set a school."""


def options(notebooks: Path) -> list[str]:
    """The words that follow ``jupyter lab``.

    Loopback alone. News, the search for newer versions and the list of extensions, which would
    each be fetched from the internet, are off on the server, and in the page by ``SETTINGS``.
    """
    return [
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.answer_yes=True",
        f"--ServerApp.root_dir={notebooks}",
        f"--LabApp.default_url=/lab/tree/{START_HERE}",
        f"--LabApp.app_settings_dir={SETTINGS}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]


def how_to_set(school: str | Path | None) -> str:
    """What to write into a notebook's first cell; raises :class:`InputError` for no school.

    A notebook's answers follow from its own first cell, never from how JupyterLab was started.
    """
    if school is None:
        return "The notebooks show the bundled example."
    folder = find_school(school)
    settings: Settings = read_settings(folder)
    inside = folder.is_relative_to(PROJECT)
    shown = folder.relative_to(PROJECT) if inside else folder
    return (
        f"To see {settings.school}, write this into a notebook's first code cell:\n\n"
        f'    school = "{shown.as_posix()}"\n\n'
        "then choose Run, Run All Cells."
    )


def open_lab() -> None:
    """Runs JupyterLab until it is stopped; raises :class:`InputError` if it is not installed."""
    notebooks = PROJECT / "notebooks"
    try:
        from jupyterlab.labapp import LabApp
    except ImportError:
        raise InputError("JupyterLab is not installed: run python start.py again.") from None
    LabApp.launch_instance(argv=options(notebooks))
