"""An executed notebook without this machine in it: no paths, no clock, no chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpers.school import PROJECT

INJECTED = "injected-parameters"
_KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def without_exploring(notebook: Any) -> Any:
    """The notebook to execute for a report: widgets are for JupyterLab only."""
    import nbformat

    kept = nbformat.from_dict(notebook)
    kept.cells = [one for one in kept.cells if "explore" not in one.metadata.get("tags", [])]
    return kept


def scrubbed(notebook: Any, parameters: Mapping[str, str], private: Iterable[Path] = ()) -> Any:
    """A copy with only cells, outputs and the kernel's name; ``parameters`` are shown as given.

    papermill leaves times, paths and a random cell id behind, and printed lines may name folders:
    all go. ``private`` folders are named by their last part wherever an output mentions them.
    """
    import nbformat

    paths = {str(path): path.name for path in (*private, PROJECT)} | {str(Path.home()): "~"}
    clean = nbformat.from_dict(notebook)
    clean.metadata = nbformat.from_dict(_KERNEL)
    for cell in clean.cells:
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if INJECTED in tags:
            cell.id = INJECTED
            lines = [f"{name} = {value!r}" for name, value in parameters.items()]
            cell.source = "\n".join(["# Parameters", *lines])
        if cell.cell_type == "code":
            kept = [one for one in cell.outputs if one.output_type != "stream"]
            cell.outputs = nbformat.from_dict(_without(kept, paths))
    return clean


def _without(data: Any, paths: Mapping[str, str]) -> Any:
    """The same data, every text in it without the paths, the longest path first."""
    match data:
        case str():
            for path in sorted(paths, key=len, reverse=True):
                data = data.replace(path, paths[path])
            return data
        case dict():
            return {key: _without(value, paths) for key, value in data.items()}
        case list():
            return [_without(value, paths) for value in data]
    return data
