"""An executed notebook without this machine in it: no paths, no clock, no chance."""

from __future__ import annotations

from typing import Any

INJECTED = "injected-parameters"


def scrubbed(notebook: Any, parameters: dict[str, str]) -> Any:
    """A copy with only cells, outputs and the kernel's name; ``parameters`` are shown as given.

    papermill leaves times, paths and a random cell id behind, and error streams may name folders.
    """
    import nbformat

    clean = nbformat.from_dict(notebook)
    clean.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    for cell in clean.cells:
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if INJECTED in tags:
            cell.id = INJECTED
            lines = [f"{name} = {value!r}" for name, value in parameters.items()]
            cell.source = "\n".join(["# Parameters", *lines])
        if cell.cell_type == "code":
            cell.outputs = [one for one in cell.outputs if one.output_type != "stream"]
    return clean


def without_exploring(notebook: Any) -> Any:
    """The notebook to execute for a report: widgets are for JupyterLab only."""
    import nbformat

    kept = nbformat.from_dict(notebook)
    kept.cells = [one for one in kept.cells if "explore" not in one.metadata.get("tags", [])]
    return kept
