"""Rows put into a table's file: everything else keeps its bytes."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.problems import InputError
from helpers.reading import layout_of
from helpers.schemas import TABLES
from helpers.school.replacing import replace_files
from helpers.school.writing import Change, changed, rows_of

SESSIONS = TABLES["sessions"]
NEW = {"session_id": "9", "date": date(2026, 5, 4), "status": "planned"}

cells = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=6)


@given(
    st.lists(st.lists(cells, min_size=3, max_size=3), max_size=5),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_what_is_not_changed_keeps_its_bytes(
    table: list[list[str]], end: str, delimiter: str, mark: bytes
) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    lines = [["session_id", "date", "status"], *table]
    text = end.join(delimiter.join(map(quoted, line)) for line in lines) + end
    content = mark + text.encode()
    assert changed(content, Change(SESSIONS)) == content
    after = changed(content, Change(SESSIONS, new=(NEW,)))
    assert after.startswith(content)
    # Whatever stands before, the new row is read as it was meant.
    last = max(rows_of(after, SESSIONS).items())[1]
    assert (last["session_id"], last["status"]) == ("9", "planned")


@pytest.mark.parametrize(
    ("there", "written"),
    [
        ("04/02/2013", "04/05/2026"),
        ("4/2/2013", "4/5/2026"),
        ("2013-02-04", "2026-05-04"),
        ("4 February 2013", "4 May 2026"),
        ("04-Feb-2013", "04-May-2026"),
        ("14.02.2013", "04.05.2026"),
        ("", "04/05/2026"),
        ("tomorrow", "04/05/2026"),
    ],
)
def test_a_date_is_written_as_the_others_are(there: str, written: str) -> None:
    content = f"session_id,date\n1,{there}\n".encode()
    assert changed(content, Change(SESSIONS, new=(NEW,))).decode().endswith(f"9,{written}\n")


def test_rows_go_and_change_by_the_numbers_that_excel_shows() -> None:
    content = b'sep=;\r\n\r\nsession_id;status\r\n1;"a\nb"\r\n\r\n2;planned\r\n3;planned'
    assert list(rows_of(content, SESSIONS)) == [3, 5, 6]
    change = Change(SESSIONS, frozenset({5}), {6: {"status": "cancelled"}}, (NEW,))
    assert changed(content, change) == (
        b'sep=;\r\n\r\nsession_id;status\r\n1;"a\nb"\r\n\r\n3;cancelled\r\n9;planned\r\n'
    )


def test_a_file_that_is_not_there_begins_like_the_blank_one() -> None:
    after = changed(None, Change(SESSIONS, new=(NEW,)))
    assert after.startswith(b"\xef\xbb\xbfsession_id,term,date,")
    assert layout_of(after, "sessions.csv", SESSIONS.column_names).headings == SESSIONS.column_names


def test_quotation_marks_round_every_cell_go_on() -> None:
    content = b'"session_id","date"\n"1","2013-02-04"\n'
    assert changed(content, Change(SESSIONS, new=(NEW,))).endswith(b'"9","2026-05-04"\n')


def test_files_are_replaced_with_their_rights_and_leave_nothing_beside(tmp_path: Path) -> None:
    one, other = tmp_path / "a.csv", tmp_path / "b.csv"
    one.write_bytes(b"old")
    one.chmod(0o640)
    replace_files({one: b"new", other: b"made"})
    assert (one.read_bytes(), other.read_bytes()) == (b"new", b"made")
    assert one.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]


@pytest.mark.parametrize("where", ["file", "folder"])
def test_what_is_read_only_is_told_in_one_sentence(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told by the system, not by rights set here: whoever runs tests may be allowed everything."""

    def refused(*_: object, **__: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    if where == "file":
        monkeypatch.setattr(os, "access", lambda *_: False)
    else:
        monkeypatch.setattr(tempfile, "mkstemp", refused)
    with pytest.raises(InputError, match=r"a\.csv cannot be written, .* read-only") as error:
        replace_files({path: b"new"})
    assert "\n" not in str(error.value)
    assert path.read_bytes() == b"old"


def test_a_folder_that_is_gone_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing was changed"):
        replace_files({tmp_path / "no" / "b.csv": b"new"})
