"""The demo's reports, made once for all tests here, and a real browser to open them in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from helpers.reporting.notebooks import NotebookPage
from helpers.reporting.run import RunResult, run_term
from tests.reporting.demo import write_demo

SMALL = Path(__file__).parents[1] / "schools" / "small"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, from Debian or wherever it is found."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
    if found is None:
        told = "no Chromium on this machine: pages were not opened in a browser"
        if os.environ.get("WORKBOOK_REQUIRE_BROWSER") == "1":
            pytest.fail(told)
        pytest.skip(told)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()
