"""What many tests share: the example, its reports made once for all of them, a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from helpers.reporting.run import RunResult, run_term

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "data" / "example"

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A commit is green or red for what it holds, not for the dice; WORKBOOK_FUZZ=1 throws them anew.
settings.register_profile("repeatable", derandomize=True)
if not os.environ.get("WORKBOOK_FUZZ"):
    settings.load_profile("repeatable")

Made = dict[tuple[str, str], RunResult]


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The example's reports by term and audience: every notebook executed by papermill."""
    place = tmp_path_factory.mktemp("the reports, für alle")
    wanted = [
        *(("2013-summer", audience) for audience in ("governors", "leadership", "public")),
        *(("2013-spring", audience) for audience in ("governors", "leadership")),
    ]
    return {
        (term, audience): run_term(EXAMPLE, term, None, audience, reports=place)
        for term, audience in wanted
    }


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
