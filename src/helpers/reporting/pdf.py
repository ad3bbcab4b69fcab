"""Pages as A4 PDFs, printed by the browser at hand; nothing of this machine or moment in them."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from helpers.reporting.browser import find_browser

PATIENCE = 120
"""Seconds for one page; a school laptop with a virus scanner is slow."""

QUIET = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)
"""A browser that shows no window, asks nothing of anybody and knows no address."""

NO_BROWSER = (
    "No PDFs were made: there is no Chrome, Edge or Chromium on this computer. Open a page in any "
    "browser and print it there, or install one of these and run again."
)

_TO_ANOTHER_PAGE = re.compile(r' href="[^"#:]*\.html(?:#[^"]*)?"')
_PART = re.compile(rb"\(node\d{8}\)")
_MADE_BY = re.compile(rb"/(Creator|Producer|CreationDate|ModDate) \((?:\\.|[^\\)])*\)")


def print_pages(pages: Sequence[Path], into: Path) -> str:
    """Prints each page into a folder; what there is to say if they could not be printed, or blank.

    A page that is not printed is no reason to go without reports, so nothing is raised for it.
    """
    browser = find_browser()
    if browser is None:
        return NO_BROWSER
    into.mkdir()
    failed = [page.name for page in pages if not _printed(browser, page, into)]
    return (
        f"{browser.name} could not print {', '.join(failed)}. Open it in a browser and print it "
        "there."
        if failed
        else ""
    )


def _printed(browser: Path, page: Path, into: Path) -> bool:
    """Whether the page is now a PDF of the same name in the folder."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        copy, made = Path(place) / page.name, Path(place) / "page.pdf"
        copy.write_text(printable(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
        words = [*QUIET, *_as_root(), f"--user-data-dir={place}", f"--print-to-pdf={made}"]
        try:
            subprocess.run(
                [str(browser), *words, copy.as_uri()],
                check=True,
                capture_output=True,
                timeout=PATIENCE,
            )
            pdf = anonymous(made.read_bytes())
        except (OSError, subprocess.SubprocessError):
            return False
    if b"file:" in pdf:
        return False
    (into / f"{page.stem}.pdf").write_bytes(pdf)
    return True


def printable(html: str) -> str:
    """The page without its links to other pages.

    A browser writes them out in full, and a folder on this computer may bear its user's name.
    """
    return _TO_ANOTHER_PAGE.sub("", html)


def anonymous(pdf: bytes) -> bytes:
    """The PDF without its date, browser and system; no byte moves, so it stays whole.

    The names of its parts are counted anew: how many a browser has named before is chance.
    """
    names = sorted(set(_PART.findall(pdf)))
    numbered = {name: b"(node%08d)" % number for number, name in enumerate(names, start=1)}
    undated = _MADE_BY.sub(lambda found: b" " * len(found[0]), pdf)
    return _PART.sub(lambda found: numbered[found[0]], undated)


def _as_root() -> tuple[str, ...]:
    """A browser refuses to start its sandbox for root; our pages hold no script to lock in."""
    return ("--no-sandbox",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()
