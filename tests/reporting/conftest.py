"""The demo's reports, made once for all tests here."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from helpers.reporting.notebooks import NotebookPage
from helpers.reporting.run import RunResult, run_term
from tests.reporting.demo import write_demo

SMALL = Path(__file__).parents[1] / "schools" / "small"


@dataclass(frozen=True)
class Demo:
    """A school, the demo's pages, and a run for each audience."""

    school: Path
    pages: tuple[NotebookPage, ...]
    governors: RunResult
    leadership: RunResult


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    place = tmp_path_factory.mktemp("the demo, für alle")
    school = place / "small"
    shutil.copytree(SMALL, school)
    page = write_demo(place / "demo.ipynb")
    second = replace(page, name="demo-cpd", title="Demo: cpd", parameters={"study": "cpd"})
    pages = (page, second)
    runs = (
        run_term(school, audience=audience, reports=place / "reports", pages=pages)
        for audience in ("governors", "leadership")
    )
    return Demo(school, pages, *runs)
