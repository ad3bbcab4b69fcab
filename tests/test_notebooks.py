"""The notebooks as they are committed: thin, without outputs, ready for papermill."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from helpers.reporting.notebooks import PAGES

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LONGEST_CELL = 8


def _code(path: Path) -> list[nbformat.NotebookNode]:
    return [one for one in nbformat.read(path, 4).cells if one.cell_type == "code"]


def test_every_page_has_its_notebook_and_every_notebook_its_page() -> None:
    assert {page.path for page in PAGES} == set(NOTEBOOKS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_valid_and_says_its_kernel(path: Path) -> None:
    notebook = nbformat.read(path, 4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.language_info.name == "python"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_without_outputs(path: Path) -> None:
    for cell in _code(path):
        assert cell.outputs == []
        assert cell.execution_count is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_thin(path: Path) -> None:
    cells = _code(path)
    tagged = [one for one in cells if "parameters" in one.metadata.get("tags", [])]
    assert len(tagged) == 1
    for cell in cells:
        assert len(cell.source.splitlines()) <= LONGEST_CELL, cell.source
        assert "import pandas" not in cell.source
        assert "open(" not in cell.source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_reads_as_a_report(path: Path) -> None:
    """One title, then for each question a heading followed by exactly one code cell."""
    cells = nbformat.read(path, 4).cells
    assert cells[0].source.startswith("# ")
    questions = cells[3:]
    assert [one.cell_type for one in questions] == ["markdown", "code"] * (len(questions) // 2)
    for heading in questions[::2]:
        assert heading.source.startswith("## ")
    assert questions[-1].metadata.tags == ["explore"]
