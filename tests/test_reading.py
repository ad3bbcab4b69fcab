"""From bytes to strings: whatever a school's Excel saves reads the same, or says why not."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers.problems import InputError, Problem
from helpers.reading import Sheet, decoded, read_sheet

HEADINGS = ("staff_id", "name", "role")
CLEAN = "staff_id,name,role\n007,Zoë,teacher\n008,Teacher B,teacher\n"


def read(content: str | bytes) -> Sheet:
    raw = content.encode() if isinstance(content, str) else content
    return read_sheet(raw, "staff.csv", HEADINGS)


def refusal(content: str | bytes) -> Problem:
    with pytest.raises(InputError) as error:
        read(content)
    (problem,) = error.value.problems
    return problem


@pytest.mark.parametrize(
    "content",
    [
        CLEAN.encode("utf-8-sig"),
        CLEAN.encode("utf-16"),
        CLEAN.encode("utf-16-le"),
        CLEAN.encode("utf-16-be"),
        CLEAN.encode("cp1252"),
        CLEAN.replace(",", ";").encode(),
        CLEAN.replace(",", "\t").encode(),
        CLEAN.replace(",", "|").encode(),
        ("sep=;\n" + CLEAN.replace(",", ";")).encode(),
        CLEAN.replace("\n", "\r\n").encode(),
        CLEAN.replace("\n", "\r").encode(),
        CLEAN.replace("\n", ",,\n").encode(),
        (CLEAN + "\n,,\n \n").encode(),
        CLEAN.replace(",", " ,\xa0").encode(),
        CLEAN.replace("Teacher B", '"Teacher\xa0B "').encode(),
    ],
    ids=lambda content: repr(content[:24]),
)
def test_what_excel_may_save_reads_like_the_clean_file(content: bytes) -> None:
    assert read(content).frame.equals(read(CLEAN).frame)


def test_ids_keep_their_noughts_and_words_like_na_stay_words() -> None:
    sheet = read("staff_id,name,role\n007,NA,None\n")
    assert sheet.frame.loc[2].tolist() == ["007", "NA", "None"]


def test_the_index_is_the_row_number_that_excel_shows() -> None:
    sheet = read('staff_id,name,role\n1,a,b\n\n,,\n2,"two\nlines",b\n3,c,d\n')
    assert sheet.frame.index.tolist() == [2, 5, 6]
    assert sheet.frame.at[5, "name"] == "two\nlines"


def test_assuming_windows_text_is_said() -> None:
    sheet = read(CLEAN.encode("cp1252"))
    assert [problem.rule for problem in sheet.problems] == ["encoding-assumed"]
    assert sheet.encoding == "cp1252"
    assert read(CLEAN).problems == ()


def test_a_row_with_a_cell_too_many_is_named() -> None:
    sheet = read("staff_id,name,role\n1,Smith, Jane,teacher\n2,b,c\n3,b,c\n")
    assert sheet.too_long == (2,)


def test_a_row_that_ends_early_is_filled_with_blanks_and_named() -> None:
    sheet = read("staff_id,name,role\n1,a\n2,b,c\n")
    assert sheet.frame["role"].isna().tolist() == [True, False]
    assert sheet.cut_short == {2: ("role",)}


def test_a_column_without_a_heading_is_left_behind_and_said() -> None:
    sheet = read("staff_id,name,role,\n1,a,b,note\n2,c,d,note\n")
    assert [(one.rule, one.row, one.column) for one in sheet.problems] == [("no-heading", 1, "D")]
    assert list(sheet.frame.columns) == list(HEADINGS)
    assert sheet.too_long == ()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n,,\n", "is empty"),
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "Excel workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table>", "web page"),
        (b"a\x00\x01\x02b\xff\x00\x00", "not a text file"),
        (b"staff_id,name,role\n1,\x81,b\n", "line 2"),
        (b'staff_id,name,role\n1,"a,b\n2,c,d\n', "quotation marks"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_in_plain_words(content: bytes, words: str) -> None:
    problem = refusal(content)
    assert words in problem.what
    assert problem.mend


def test_a_title_above_the_headings_is_recognised() -> None:
    problem = refusal("Our staff 2013\n\nstaff_id,name,role\n1,a,b\n")
    assert "row 3" in problem.mend


def test_a_foreign_header_says_what_row_1_should_read() -> None:
    assert "staff_id, name, role" in refusal("a,b,c\n1,2,3\n").mend


def test_headings_alone_are_a_table_without_rows() -> None:
    assert read("staff_id,name,role\n").frame.empty


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30))
@example('a "quoted" word, and; more|\there')
@example("line\r\nline\rline\n\nline")
@example("'=1+1")
def test_any_text_comes_back_from_a_cell_save_for_stray_spaces(text: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([HEADINGS, ["1", text, "x"]])
    wanted, _ = decoded(text.encode(), "cell")
    assert read(written.getvalue()).frame.at[2, "name"] == wanted.strip() or not wanted.strip()
