"""Blank tables and the data dictionary, made from the descriptions of the tables.

``python -m helpers.schemas.blank`` writes them to ``templates/data``; a test holds what is there
to what is described here.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import helpers
from helpers.schemas import TABLES, Column, Kind, Table

DICTIONARY = "dictionary.html"

TEMPLATES = Path(helpers.__file__).resolve().parents[2] / "templates" / "data"
"""Where the blank tables are kept."""

_STYLE = """
body { font: 1rem/1.5 Arial, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem;
  color: #0b0c0c; background: #fff }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem }
caption { text-align: left; padding: .25rem 0 }
th, td { border-bottom: 1px solid #767676; padding: .4rem .6rem .4rem 0; text-align: left;
  vertical-align: top }
code { white-space: nowrap }
"""

_OPENING = """<p>Each table is a CSV file with its headings in row 1. Excel opens and saves them:
choose File, Save As, and pick "CSV UTF-8 (Comma delimited)". One row is one thing that happened.
Add rows term by term; never start the files afresh.</p>
<ul>
<li>Dates are day/month/year with four figures for the year, such as 24/01/2013.</li>
<li>Yes and no may be written yes, y, true or 1, and no, n, false or 0.</li>
<li>Ids are text: before you type ids such as 0042, format the column as Text in Excel.</li>
<li>Words of a scale may be written in capitals or small letters.</li>
<li>A cell that you know nothing of stays empty.</li>
<li>Headings may be in any order; further columns are not read, and the check says so.</li>
</ul>
<p>A table that may stay empty can be filled in later, or never: its part of the report then says
what would be there.</p>
"""


def blank_tables() -> dict[str, str]:
    """The text of every file made from the descriptions, by its name."""
    tables = {table.file: _header(table) for table in TABLES.values()}
    return tables | {DICTIONARY: dictionary()}


def write_blank_tables(folder: Path = TEMPLATES) -> None:
    """Writes those files, over what was there before."""
    for name, text in blank_tables().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _header(table: Table) -> str:
    # The byte order mark tells Excel that the file is UTF-8, and Excel then keeps it so.
    return "\ufeff" + ",".join(table.column_names) + "\n"


def dictionary() -> str:
    """The data dictionary as a web page of one file."""
    required = [table for table in TABLES.values() if table.required]
    others = [table for table in TABLES.values() if not table.required]
    return "".join(
        [
            '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n',
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
            '<meta name="viewport" content="width=device-width">\n',
            f"<title>What goes into each table</title>\n<style>{_STYLE}</style>\n</head>\n",
            "<body>\n<main>\n<h1>What goes into each table</h1>\n",
            _OPENING,
            "<h2>Tables that must be filled in</h2>\n",
            *map(_described, required),
            "<h2>Tables that may stay empty</h2>\n",
            *map(_described, others),
            "</main>\n</body>\n</html>\n",
        ]
    )


def _described(table: Table) -> str:
    rows = "".join(_row(column) for column in table.columns)
    return (
        f'<h3 id="{table.name}"><code>{table.file}</code></h3>\n<table>\n'
        f"<caption>{'. '.join(_about(table))}.</caption>\n"
        '<thead><tr><th scope="col">Column</th><th scope="col">What it means</th>'
        '<th scope="col">What may stand there</th><th scope="col">Must be filled</th>'
        '<th scope="col">Example</th></tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n"
    )


def _about(table: Table) -> Iterator[str]:
    yield f"One row is {escape(table.row_is)}"
    if table.key:
        whose = f" with a {table.unnamed_without}" if table.unnamed_without else ""
        yield f"No two rows{whose} may have the same {_joined(table.key, 'and')}"
    if table.extra_prefix:
        yield f"Further columns may begin with <code>{table.extra_prefix}</code>"


def _row(column: Column) -> str:
    return (
        f'<tr><th scope="row"><code>{column.name}</code></th><td>{escape(column.meaning)}</td>'
        f"<td>{escape(_allowed(column))}</td><td>{'yes' if column.required else 'no'}</td>"
        f"<td>{escape(column.example)}</td></tr>\n"
    )


def _allowed(column: Column) -> str:
    """What may stand in a column's cells, in words."""
    words: str = column.kind
    if column.choices:
        words = _joined(column.choices, "or")
    if column.listed_in:
        words = f"one of the {column.listed_in}s in programme.toml"
    if column.refers_to:
        table, other = column.refers_to.split(".")
        words = f"a {other} of {table}.csv"
    if column.kind is Kind.DATE:
        words = "date (day/month/year)"
    if column.lowest is not None:
        top = f" to {column.highest:g}" if column.highest is not None else " upwards"
        words += f", from {column.lowest:g}{top}"
    return words


def _joined(words: tuple[str, ...], last: str) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


if __name__ == "__main__":
    write_blank_tables()
