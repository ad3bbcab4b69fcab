"""One notebook run by papermill, and what went wrong said without a traceback."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.problems import InputError, UsageError, near_miss
from helpers.reporting.scrub import without_exploring

START_TIMEOUT = 120
"""Seconds that a kernel may take to start; a school laptop with a virus scanner is slow."""
START_TRIES = 2
QUIET = ["--IPKernelApp.log_level=50", "--HistoryManager.enabled=False"]
"""A kernel that is shut down says so on the terminal, and keeps a history; neither is wanted."""


def execute(notebook: Path, parameters: Mapping[str, Any]) -> Any:
    """The executed notebook (nbformat), without its part for exploring.

    Raises :class:`InputError` with a plain sentence. A kernel that does not start is tried once
    more (many starting at once may want the same port); a notebook that fails is not.
    """
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    source = without_exploring(_read(notebook))
    _check_names(notebook, source, parameters)
    for tries_left in reversed(range(START_TRIES)):
        try:
            return _run(source, parameters)
        except PapermillExecutionError as error:
            # A reader sees the message alone; a developer finds the cell and its traceback behind.
            raise _plain(notebook, error) from error
        except DeadKernelError:
            raise InputError(
                f"{notebook.name} stopped half-way, most likely because the computer ran out of "
                "memory. Close other programs and run it again."
            ) from None
        except RuntimeError as error:
            if tries_left == 0:
                raise InputError(
                    f"{notebook.name} could not be started: {error}. Close other programs and "
                    "run it again."
                ) from None
    raise AssertionError("a try either returns or raises")


def _read(notebook: Path) -> Any:
    import nbformat

    try:
        return nbformat.read(notebook, as_version=4)
    except FileNotFoundError:
        raise InputError(
            f"{notebook.name} is missing from the folder {notebook.parent.name}. Put it back from "
            "a fresh copy of the workbook."
        ) from None


def _check_names(notebook: Path, source: Any, parameters: Mapping[str, Any]) -> None:
    """papermill only warns of a parameter that the notebook does not have; we stop."""
    import papermill

    known = papermill.inspect_notebook(source)
    for name in parameters:
        if name not in known:
            raise UsageError(f'{notebook.name} has no parameter "{name}". {near_miss(name, known)}')


def _run(source: Any, parameters: Mapping[str, Any]) -> Any:
    import nbformat
    import papermill
    from traitlets.config import Config

    logging.getLogger("papermill").setLevel(logging.ERROR)
    config = Config()
    # Newer kernels warn on every start that they speak unencrypted TCP on this machine.
    config.KernelManager.transport_encryption = "auto"
    done = papermill.execute_notebook(
        nbformat.from_dict(source),
        None,
        parameters=dict(parameters),
        kernel_name="python3",
        progress_bar=False,
        log_output=False,
        start_timeout=START_TIMEOUT,
        extra_arguments=[*QUIET],
        kernel_manager_class=_kernel_of_this_python(),
        config=config,
    )
    return nbformat.from_dict(done)


def _kernel_of_this_python() -> type[Any]:
    """Starts the Python that runs now, whatever kernels the computer has learnt of elsewhere."""
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from traitlets import Instance

    class OwnKernelManager(AsyncKernelManager):
        """A kernel manager that looks in no folder, which leaves this Python's own kernel."""

        kernel_spec_manager = Instance(KernelSpecManager, kw={"kernel_dirs": []})

    return OwnKernelManager


def _plain(notebook: Path, error: Any) -> InputError:
    """The error as a reader should see it: our own messages whole, others by name."""
    if error.ename in {"InputError", "UsageError"}:
        return InputError(str(error.evalue))
    return InputError(
        f"{notebook.name} stopped at a fault in the workbook itself ({error.ename}: "
        f"{error.evalue}). The reports made before are untouched. Please report it."
    )
