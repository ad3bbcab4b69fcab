"""Numbers in rows as an accessible table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from html import unescape
from numbers import Integral, Real

from helpers.findings import Absent, Cell, ResultTable, Share
from helpers.numbers import decimal, of
from helpers.page.markup import paragraph, safe

MARKS = {
    Absent.SUPPRESSED: "hidden, because so few people stand behind it",
    Absent.MISSING: "not recorded",
    Absent.NOT_APPLICABLE: "not applicable",
}
"""What the marks in a table mean; nought is 0 and is none of these."""

MARK = f'<abbr title="{MARKS[Absent.SUPPRESSED]}">'
"""How the mark of a hidden number begins in HTML."""

TELEPHONE, GAP = 32, 2
"""Letters side by side on a telephone 320 px wide; so many of them go between two columns."""


LONG, LONG_ROOM = 40, 19
"""Texts of more letters are prose; a column of prose keeps room for so many a line (``.long``)."""


class _Column(StrEnum):
    """What a column holds; the name of its class in HTML."""

    NUMBERS = "number"
    PROSE = "long"
    WORDS = ""


def table_html(table: ResultTable) -> str:
    """A table with caption and scopes; a key below explains the marks that occur in it."""
    columns = [[row[place] for row in table.rows] for place in range(len(table.columns))]
    kinds = [_column(cells) for cells in columns]
    head = "".join(map(_heading, table.columns, kinds))
    body = "".join(_row(row, kinds, table.decimals) for row in table.rows)
    notes = " ".join(filter(None, (table.note, _key(table))))
    room = sum(map(_room, table.columns, columns, kinds)) + GAP * (len(columns) - 1)
    return (
        f"<div{_scrolled(table.caption, room)}><table><caption>{safe(table.caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f"{paragraph(notes, 'table-note')}"
    )


def _scrolled(caption: str, room: int) -> str:
    """A table too wide for a telephone can be reached and scrolled by keyboard; others cannot.

    A group, since a region each would crowd the list of landmarks.
    """
    if room <= TELEPHONE:
        return ' class="table"'
    return f' class="table" role="group" tabindex="0" aria-label="{safe(caption)}"'


def _room(name: str, cells: Sequence[Cell], kind: _Column) -> int:
    """Letters that a column needs: the longest part that stays on one line, and more for prose."""
    texts = [_text(cell, 1) for cell in cells if not isinstance(cell, Absent)]
    if kind is not _Column.NUMBERS:
        texts = [word for text in texts for word in text.split(" ")]
    longest = max(map(len, map(unescape, (*name.split(), *texts))), default=0)
    return max(longest, LONG_ROOM) if kind is _Column.PROSE else longest


def _heading(name: str, kind: _Column) -> str:
    """The head of a column; a corner that says nothing is no heading."""
    return f'<th scope="col"{_class(kind)}>{safe(name)}</th>' if name else "<td></td>"


def _key(table: ResultTable) -> str:
    occurring = {cell for row in table.rows for cell in row if isinstance(cell, Absent)}
    told = "; ".join(f"{mark.value}: {MARKS[mark]}" for mark in Absent if mark in occurring)
    return f"{told}." if told else ""


def _column(cells: Sequence[Cell]) -> _Column:
    """Numbers where a column holds nothing but them and marks; prose where a text of it is long."""
    if any(cell is not None for cell in cells) and all(
        cell is None or isinstance(cell, Absent | Share | Real) for cell in cells
    ):
        return _Column.NUMBERS
    prose = any(isinstance(cell, str) and len(cell) > LONG for cell in cells)
    return _Column.PROSE if prose else _Column.WORDS


def _class(kind: _Column) -> str:
    return f' class="{kind}"' if kind else ""


def _row(row: Sequence[Cell], kinds: Sequence[_Column], decimals: int) -> str:
    cells = "".join(
        f"<td{_class(kind)}>{_text(cell, decimals)}</td>"
        for cell, kind in zip(row[1:], kinds[1:], strict=True)
    )
    first = f'<th scope="row"{_class(kinds[0])}>{_text(row[0], decimals)}</th>'
    return f"<tr>{first}{cells}</tr>"


def _text(cell: object, decimals: int) -> str:
    """A cell as text; NumPy's own numbers are welcome, anything else is a mistake."""
    match cell:
        case None:
            return ""
        case Absent():
            return f'<abbr title="{MARKS[cell]}">{cell.value}</abbr>'
        case Share():
            return safe(of(cell.count, cell.base))
        case str():
            return safe(cell)
        case Integral():
            return decimal(int(cell), 0)
        case Real():
            return decimal(float(cell), decimals)
    raise TypeError(f"{cell!r} is a {type(cell).__name__}, which no table shows")
