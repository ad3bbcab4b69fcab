"""Pages on paper: A4, whole, the same each time, and nothing of this computer in them."""

from __future__ import annotations

import re
import shutil
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from helpers import cli
from helpers.reporting import pdf as printing
from helpers.reporting import run as running
from helpers.reporting.browser import find_browser
from helpers.reporting.pdf import NO_BROWSER, anonymous, print_pages, printable
from tests.conftest import Made
from tests.reporting.conftest import Demo

A4 = (595, 842)


@pytest.fixture(scope="module")
def printed(browser: Any, reports: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's longest page and its index, from a folder that bears a user's name."""
    place = tmp_path_factory.mktemp("user-of-this-computer")
    folder = reports["2013-summer", "governors"].folder
    pages = [shutil.copy(folder / name, place) for name in ("index.html", "04-impact.html")]
    assert print_pages([Path(one) for one in pages], place / "pdf") == ""
    return place / "pdf"


@pytest.mark.browser
def test_each_page_is_an_a4_pdf_that_a_screen_reader_can_follow(printed: Path) -> None:
    assert sorted(one.name for one in printed.iterdir()) == ["04-impact.pdf", "index.pdf"]
    for one in printed.iterdir():
        content = one.read_bytes()
        sheets = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
        assert {(round(float(w)), round(float(h))) for w, h in sheets} == {A4}
        assert b"/StructTreeRoot" in content
        assert b"/Lang (en-GB)" in content


@pytest.mark.browser
def test_nothing_of_this_computer_or_moment_is_in_a_pdf(printed: Path) -> None:
    for one in printed.iterdir():
        content = _unpacked(one.read_bytes())
        for word in (b"user-of", b"file:", b"CreationDate", b"ModDate", b"Mozilla", b"/tmp"):
            assert word not in content, (one.name, word)


@pytest.mark.browser
def test_printing_again_gives_the_same_bytes(printed: Path, reports: Made, tmp_path: Path) -> None:
    folder = reports["2013-summer", "governors"].folder
    print_pages([folder / "04-impact.html"], tmp_path / "again")
    again = (tmp_path / "again" / "04-impact.pdf").read_bytes()
    assert again == (printed / "04-impact.pdf").read_bytes()


def test_links_to_other_pages_become_words_and_others_stay() -> None:
    html = '<a href="04-impact.html#lessons">a</a><a href="#b">b</a><a href="https://c.org/d.html">c</a>'
    assert printable(html) == '<a>a</a><a href="#b">b</a><a href="https://c.org/d.html">c</a>'


def test_taking_the_date_out_moves_no_byte() -> None:
    before = b"<</Title (x)\n/Creator (a \\(b\\) c)\n/ModDate (D:2026)>>/ID (node00000192)"
    after = anonymous(before)
    assert len(after) == len(before)
    assert after.split() == [b"<</Title", b"(x)", b">>/ID", b"(node00000001)"]


def test_without_a_browser_reports_are_made_and_the_command_says_what_is_missing(
    demo: Demo,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(printing, "find_browser", lambda: None)
    monkeypatch.setattr(running.run_term, "__kwdefaults__", _with_pages(demo))
    words = ["run", str(demo.school), "--reports", str(tmp_path), "--pdf"]
    assert cli.main(words) == cli.MEND
    assert NO_BROWSER in capsys.readouterr().err
    folder = tmp_path / "small" / "2013-summer" / "governors"
    assert (folder / "index.html").exists()
    assert not (folder / "pdf").exists()


def test_a_browser_that_fails_is_named_with_what_it_did_not_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "find_browser", lambda: Path(sys.executable))
    (tmp_path / "a.html").write_text("<p>a</p>")
    told = print_pages([tmp_path / "a.html"], tmp_path / "pdf")
    assert "could not print a.html. Open it in a browser" in told


@pytest.mark.parametrize(
    ("system", "places", "program"),
    [
        ("win32", {"ProgramFiles": "{0}"}, "Google/Chrome/Application/chrome.exe"),
        ("win32", {"ProgramFiles(x86)": "{0}"}, "Microsoft/Edge/Application/msedge.exe"),
        ("win32", {"LocalAppData": "{0}"}, "Chromium/Application/chrome.exe"),
        ("darwin", {"HOME": "{0}"}, "Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        ("linux", {"PATH": "{0}"}, "microsoft-edge"),
    ],
)
def test_a_browser_is_found_where_each_system_keeps_it(
    tmp_path: Path, system: str, places: dict[str, str], program: str
) -> None:
    given = {"PATH": "", **{name: place.format(tmp_path) for name, place in places.items()}}
    assert find_browser(system, given) is None
    place = tmp_path / program
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch(mode=0o755)
    assert find_browser(system, given) == place


def _with_pages(demo: Demo) -> dict[str, Any]:
    return {**(running.run_term.__kwdefaults__ or {}), "pages": demo.pages[:1]}


def _unpacked(content: bytes) -> bytes:
    """The PDF with its packed parts unpacked behind it."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    unpacked = [content]
    for part in parts:
        try:
            unpacked.append(zlib.decompress(part))
        except zlib.error:
            continue
    return b"\n".join(unpacked)
