"""A notebook in JupyterLab, as a leader opens it: run all cells, choose another question."""

from __future__ import annotations

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

from tests.conftest import ROOT

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
        sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}",
        "--IdentityProvider.token=", "--allow-root", f"--ServerApp.root_dir={tmp_path}",
        "--LabApp.news_url=None",
    ]  # fmt: skip
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(words, stdout=log, stderr=log, cwd=tmp_path)
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
    page.goto(f"{lab}/lab/tree/notebooks/04_impact.ipynb", wait_until="domcontentloaded")
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
