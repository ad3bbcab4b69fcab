"""One notebook run by papermill, and what went wrong said without a traceback."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.problems import InputError

START_TIMEOUT = 120
"""Seconds that a kernel may take to start; a school laptop with a virus scanner is slow."""
START_TRIES = 2
QUIET = ["--IPKernelApp.log_level=50", "--HistoryManager.enabled=False"]
"""A kernel that is shut down says so on the terminal, and keeps a history; neither is wanted."""


def execute(notebook: Path, parameters: Mapping[str, Any]) -> Any:
    """The executed notebook (nbformat). Raises :class:`InputError` with a plain sentence.

    A kernel that does not start is tried once more (many starting at once may want the same
    port); a notebook that fails is not.
    """
    import nbformat
    import papermill
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    logging.getLogger("papermill").setLevel(logging.ERROR)
    config = Config()
    # Newer kernels warn on every start that they speak unencrypted TCP on this machine.
    config.KernelManager.transport_encryption = "auto"
    for tries_left in reversed(range(START_TRIES)):
        try:
            done = papermill.execute_notebook(
                str(notebook),
                None,
                parameters=dict(parameters),
                progress_bar=False,
                log_output=False,
                start_timeout=START_TIMEOUT,
                extra_arguments=QUIET,
                config=config,
            )
        except PapermillExecutionError as error:
            raise InputError(_plain(notebook, error)) from None
        except RuntimeError as error:
            if tries_left == 0:
                raise InputError(
                    f"{notebook.name} could not be started: {error}. Close other programs and "
                    "run it again."
                ) from None
        else:
            return nbformat.from_dict(done)
    raise AssertionError("unreachable")


def _plain(notebook: Path, error: Any) -> str:
    """The error as a reader should see it: our own messages whole, others by name."""
    if error.ename in {"InputError", "UsageError"}:
        return str(error.evalue)
    return (
        f"{notebook.name} stopped at a fault in the workbook itself ({error.ename}: "
        f"{error.evalue}). The reports made before are untouched. Please report it."
    )
