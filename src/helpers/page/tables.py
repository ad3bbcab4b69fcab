"""Numbers in rows as an accessible table."""

from __future__ import annotations

from collections.abc import Sequence
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


def table_html(table: ResultTable) -> str:
    """A table with caption and scopes; a key below explains the marks that occur in it."""
    numeric = [_numeric([row[place] for row in table.rows]) for place in range(len(table.columns))]
    head = "".join(map(_heading, table.columns, numeric))
    body = "".join(_row(row, numeric, table.decimals) for row in table.rows)
    notes = " ".join(filter(None, (table.note, _key(table))))
    return (
        f"<div{_scrolled(table, numeric)}><table><caption>{safe(table.caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f"{paragraph(notes, 'table-note')}"
    )


def _scrolled(table: ResultTable, numeric: Sequence[bool]) -> str:
    """A table too wide for a telephone can be reached and scrolled by keyboard; others cannot.

    A group, since a region each would crowd the list of landmarks.
    """
    columns = [[row[place] for row in table.rows] for place in range(len(table.columns))]
    widest = sum(map(_unbreakable, table.columns, columns, numeric))
    if widest + GAP * (len(columns) - 1) <= TELEPHONE:
        return ' class="table"'
    return f' class="table" role="group" tabindex="0" aria-label="{safe(table.caption)}"'


def _unbreakable(name: str, cells: Sequence[Cell], number: bool) -> int:
    """The letters of the longest part of a column that stays on one line."""
    texts = [_text(cell, 1) for cell in cells if not isinstance(cell, Absent)]
    words = texts if number else [word for text in texts for word in text.split(" ")]
    return max(map(len, map(unescape, (*name.split(), *words))), default=0)


def _heading(name: str, number: bool) -> str:
    """The head of a column; a corner that says nothing is no heading."""
    return f'<th scope="col"{_kind(number)}>{safe(name)}</th>' if name else "<td></td>"


def _key(table: ResultTable) -> str:
    occurring = {cell for row in table.rows for cell in row if isinstance(cell, Absent)}
    told = "; ".join(f"{mark.value}: {MARKS[mark]}" for mark in Absent if mark in occurring)
    return f"{told}." if told else ""


def _numeric(cells: Sequence[Cell]) -> bool:
    """Whether a column holds numbers and marks only."""
    return any(cell is not None for cell in cells) and all(
        cell is None or isinstance(cell, Absent | Share | Real) for cell in cells
    )


def _kind(number: bool) -> str:
    return ' class="number"' if number else ""


def _row(row: Sequence[Cell], numeric: Sequence[bool], decimals: int) -> str:
    cells = "".join(
        f"<td{_kind(number)}>{_text(cell, decimals)}</td>"
        for cell, number in zip(row[1:], numeric[1:], strict=True)
    )
    first = f'<th scope="row"{_kind(numeric[0])}>{_text(row[0], decimals)}</th>'
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
