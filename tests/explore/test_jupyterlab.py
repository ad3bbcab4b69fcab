"""A notebook in JupyterLab, as a leader opens it: run all cells, choose another question."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.explore.lab import how_to_set, options
from helpers.problems import UsageError
from helpers.reporting.notebooks import PAGES
from tests.conftest import EXAMPLE, ROOT

LONG = 90_000
"""Milliseconds; a busy machine starts a kernel slowly."""


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """JupyterLab on this machine only, on a copy of the notebooks; its address."""
    for name in ("notebooks", "data/example"):
        shutil.copytree(ROOT / name, tmp_path / name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [
        sys.executable, "-m", "jupyterlab", *options(tmp_path / "notebooks"), "--no-browser",
        f"--port={port}", "--IdentityProvider.token=", "--allow-root",
    ]  # fmt: skip
    with (tmp_path / "log").open("wb") as log:
        # As on a machine where nobody has answered JupyterLab's questions yet.
        fresh = {name: str(tmp_path / "home") for name in ("JUPYTER_CONFIG_DIR", "HOME")}
        env = {**os.environ, **fresh}
        server = subprocess.Popen(words, stdout=log, stderr=log, cwd=tmp_path, env=env)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{address}/api", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("JupyterLab did not start")


def test_a_leader_runs_a_notebook_and_chooses_another_question(lab: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(f"{lab}/lab/tree/04_impact.ipynb", wait_until="domcontentloaded")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=LONG)
    page.wait_for_selector('.jp-Toolbar-kernelName:has-text("Python 3")', timeout=LONG)
    page.click('.lm-MenuBar-itemLabel:text-is("Run")')
    page.click('.lm-Menu-itemLabel:text-is("Run All Cells")')
    lists = page.locator(".widget-dropdown select")
    lists.first.wait_for(timeout=LONG)
    texts = [one.locator("option:checked").inner_text() for one in lists.all()]
    chosen = [text.replace("\xa0", " ") for text in texts]
    assert chosen == ["Lessons", "Summer 2013", "all", "all", "all"]
    answer = page.locator(".widget-html-content").last
    lists.first.select_option(label="Progress")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.widget-html-content')].at(-1)"
        ".innerText.includes('national figure of 12')",
        timeout=LONG,
    )
    assert "Year 6" in answer.inner_text()
    assert page.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0
    assert all(url.startswith((lab, "data:", "blob:")) for url in asked), "it asked elsewhere"
    page.close()


def test_a_leader_starts_at_the_page_that_leads_to_every_notebook(lab: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(lab, wait_until="domcontentloaded")
    shown = page.locator(".jp-MarkdownViewer .jp-RenderedMarkdown")
    shown.locator("h1").wait_for(timeout=LONG)
    page.wait_for_timeout(5_000)
    assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0, "it asks about news"
    assert shown.locator("a[href]").count() >= len(PAGES)
    shown.locator('a:text-is("Impact")').click()
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=LONG)
    assert "Impact" in page.locator(".jp-Notebook h1").first.inner_text()
    # A server that is told to stop while a kernel starts waits for it.
    page.wait_for_selector('.jp-Toolbar-kernelName:has-text("Python 3")', timeout=LONG)
    page.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', timeout=LONG)
    assert all(url.startswith((lab, "data:", "blob:")) for url in asked), "it asked elsewhere"
    page.close()


def test_the_server_answers_this_machine_alone_and_asks_nobody(lab: str) -> None:
    """Its own answers about news, newer versions and extensions are empty."""
    assert "--ServerApp.ip=127.0.0.1" in options(ROOT)
    with urllib.request.urlopen(f"{lab}/lab", timeout=30) as answer:
        config = json.loads(
            re.search(
                r'jupyter-config-data"[^>]*>(.*?)</script>', answer.read().decode(), re.DOTALL
            )[1]
        )  # type: ignore[index]
    assert config["news"] == {"disabled": True}
    with urllib.request.urlopen(f"{lab}/lab/api/update", timeout=30) as answer:
        assert json.load(answer)["notification"] is None


def test_the_start_page_names_every_notebook() -> None:
    text = (ROOT / "notebooks" / "start_here.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\]\(([^)]+)\)", text))
    assert named == {page.notebook for page in PAGES}


def test_how_to_set_the_school_is_said_as_a_notebook_wants_it(tmp_path: Path) -> None:
    assert 'school = "data/example"' in how_to_set("data/example")
    outside = tmp_path / "ours"
    shutil.copytree(EXAMPLE, outside)
    assert f'school = "{outside.as_posix()}"' in how_to_set(outside)
    with pytest.raises(UsageError, match="There is no folder"):
        how_to_set(tmp_path / "nowhere")
