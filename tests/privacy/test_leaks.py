"""No mark of a person in what a governors' or a public folder holds, however it is wrapped."""

from __future__ import annotations

import base64
import getpass
import html
import json
import platform
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from helpers.audience import TOLD
from helpers.privacy.name_forms import folded
from helpers.reporting.run import run_term
from helpers.schemas import TABLES, Kind
from helpers.school import read_school
from tests.conftest import ROOT
from tests.privacy.marked import OPEN, PERSON, PRIVATE, ROWS, UNTOLD, marked_school

AUDIENCES = ("governors", "public")
CODES = ("person 0", "person_0")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The marked school's reports, and in a file beside each what the run printed."""
    place = tmp_path_factory.mktemp("marked")
    school = marked_school(place)
    return {
        audience: run_term(school, audience=audience, reports=place / "reports").folder
        for audience in (*AUDIENCES, "leadership")
    }


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Every text in the folder by where it stands: files, their names, and what they wrap."""
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        yield f"the name of {name}", name
        if path.is_file():
            yield from _unwrapped(name, path.read_bytes())


def _unwrapped(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    text = content.decode("utf-8", "replace")
    yield name, html.unescape(text)
    if name.endswith((".json", ".ipynb")):
        for one in _strings(json.loads(text)):
            yield f"{name}, decoded", html.unescape(one)
    for kind, data in re.findall(r"data:([\w/+.-]+);base64,([\w+/=]+)", text):
        inner = base64.b64decode(data)
        yield from _unwrapped(f"{name}, {kind}", inner)
        if kind in {"image/png", "image/jpeg"}:
            with Image.open(BytesIO(inner)) as picture:
                yield f"{name}, metadata of a picture", f"{picture.info} {dict(picture.getexif())}"


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from _strings(value)
    elif isinstance(data, list):
        for one in data:
            yield from _strings(one)


def _plain(text: str) -> str:
    """As a reader who searches would see it: no accents, no capitals, nothing unseen."""
    return folded(re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", text))


def _marks(folder: Path, marks: tuple[str, ...]) -> list[str]:
    return sorted(
        {
            f"{mark} in {where}"
            for where, text in _texts(folder)
            for mark in marks
            if mark in _plain(text)
        }
    )


def test_the_marked_school_is_read_whole_and_leaders_see_its_people(made: dict[str, Path]) -> None:
    """Otherwise finding nothing would prove nothing."""
    school = read_school(made["leadership"].parents[3] / "marked")
    assert not [one for one in school.problems if one.row is not None]
    seen = "".join(_plain(text) for _, text in _texts(made["leadership"]))
    assert all(mark in seen for mark in ("zunor", "vexam", "quist", OPEN))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_mark_of_a_person_is_in_the_folder(made: dict[str, Path], audience: str) -> None:
    assert _marks(made[audience], PERSON) == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_private_or_untold_word_and_no_id_of_a_row_is_in_the_folder(
    made: dict[str, Path], audience: str
) -> None:
    assert _marks(made[audience], (PRIVATE, UNTOLD, *ROWS, *CODES)) == []


def test_words_marked_for_sharing_reach_governors_without_names_and_nobody_else(
    made: dict[str, Path],
) -> None:
    page = (made["governors"] / "03-coaching-programme.html").read_text("utf-8")
    assert len(re.findall(rf"{OPEN}\d+ \[a colleague\], \[a colleague\]’s", page)) > 2
    assert _marks(made["public"], (OPEN,)) == []


def test_leaders_see_each_quotation_before_and_after(made: dict[str, Path]) -> None:
    page = (made["leadership"] / "03-coaching-programme.html").read_text("utf-8")
    tables = {one.split("<", 1)[0] for one in page.split("<caption>")[1:]}
    assert "Quotations before and after names are taken out" in tables
    assert "Other words that names are taken out of" in tables
    row = next(one for one in page.split("<tr>") if OPEN in one and "Zunor" in one)
    assert "[a colleague]" in row
    assert row.startswith('<th scope="row">sessions.csv, row ')


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_tells_of_the_machine_or_its_user(made: dict[str, Path], audience: str) -> None:
    machine = {str(ROOT), str(Path.home()), str(made[audience].parents[3]), platform.node()}
    user = re.compile(rf"\b(?:user(?:name)?|home|Users)[/\\=: ]+{re.escape(getpass.getuser())}\b")
    for where, text in _texts(made[audience]):
        assert not [one for one in machine if len(one) > 2 and one in text], where
        assert not user.search(text), where
        assert "Traceback" not in text, where


def test_what_a_run_prints_names_nobody(
    made: dict[str, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    school = made["governors"].parents[3] / "marked"
    from helpers.reporting.notebooks import PAGES

    run_term(school, reports=tmp_path, pages=PAGES[2:3], progress=print)
    out, err = capfd.readouterr()
    assert "Reports in place" in out
    printed = _plain(f"{out} {err} {caplog.text}")
    assert not [mark for mark in (*PERSON, PRIVATE, UNTOLD, OPEN) if mark in printed]


def test_every_column_of_words_is_told_or_kept_on_purpose() -> None:
    """A new column of text is printed nowhere until it is listed in :data:`TOLD`."""
    text = {
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.columns
        if column.kind is Kind.TEXT and not column.free_text
    }
    told = {(table, column) for table, columns in TOLD.items() for column in columns}
    assert told <= text
    assert ("staff", "name") in text - told
    assert ("staff", "role") in text - told
