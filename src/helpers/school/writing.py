"""Putting what people have decided into a school's own tables, in each file's own manner.

Works on bytes alone: :mod:`helpers.school.replacing` touches the files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from helpers.problems import InputError, folded
from helpers.reading import Layout, Record, layout_of
from helpers.schemas import Kind, Table
from helpers.schemas.blank import blank_tables
from helpers.schemas.dates import FORMS

Value = str | date
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet may take for the beginning of a formula."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one table: rows that go, cells that are set, rows that come at the end.

    Rows are named by the number that Excel shows, columns by the names of the schema; a column
    that the file lacks is not written.
    """

    table: Table
    out: frozenset[int] = frozenset()
    cells: Mapping[int, Mapping[str, Value]] = field(default_factory=dict)
    new: tuple[Mapping[str, Value], ...] = ()


def changed(content: bytes | None, change: Change) -> bytes:
    """The bytes of a table's file after a change; ``None`` is a file that is not there yet.

    Raises :class:`InputError` for a value that the file cannot hold.
    """
    table = change.table
    content = blank_tables()[table.file].encode() if content is None else content
    sheet = _Sheet.of(layout_of(content, table.file, table.column_names), table)
    kept = [
        sheet.filled(record.cells, change.cells[number]) if number in change.cells else record
        for number, record in enumerate(sheet.layout.records, start=1)
        if number not in change.out
    ]
    return sheet.layout.written([*kept, *(sheet.filled((), values) for values in change.new)])


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table's file, where in a row each column stands, and the form of its dates."""

    layout: Layout
    table: Table
    places: Mapping[str, int]
    form: str

    @classmethod
    def of(cls, layout: Layout, table: Table) -> _Sheet:
        known = {folded(name): name for name in table.column_names}
        places: dict[str, int] = {}
        for place, heading in enumerate(layout.headings):
            if name := known.get(folded(heading)):
                places.setdefault(name, place)
        return cls(layout, table, places, _date_form(layout, table, places))

    def filled(self, cells: Sequence[str], values: Mapping[str, Value]) -> Record:
        """A row with some of its cells filled, or filled anew."""
        row = [*cells, *[""] * (len(self.layout.headings) - len(cells))]
        for name in values.keys() & self.places.keys():
            row[self.places[name]] = self._text(values[name], name)
        return self.layout.record(row)

    def _text(self, value: Value, name: str) -> str:
        """A cell's text, which no spreadsheet takes for a formula."""
        if isinstance(value, date):
            return _dated(value, self.form)
        if not value.lstrip(" ").startswith(STARTS_A_FORMULA):
            return value
        if self.table.column(name).kind is Kind.ID:
            raise InputError(
                f'"{value}" would start a formula when {self.table.file} is opened in Excel. '
                "Choose another id, one that begins with a letter or a figure."
            )
        return f"'{value}"


def _date_form(layout: Layout, table: Table, places: Mapping[str, int]) -> str:
    """The form in which most of a file's dates are written; ``-`` marks days without a nought."""
    dates = [one.name for one in table.columns if one.kind is Kind.DATE]
    where = [places[name] for name in dates if name in places]
    rows = [record.cells for record in layout.records[layout.header + 1 :]]
    texts = [cells[place] for cells in rows for place in where if place < len(cells)]
    forms = [form for plain in FORMS for form in (plain, f"-{plain}")]
    alike = {form: sum(_written_so(text, form) for text in texts) for form in forms}
    return max(forms, key=lambda form: alike[form])


def _written_so(text: str, form: str) -> bool:
    try:
        return _dated(datetime.strptime(text, form.lstrip("-")), form) == text
    except ValueError:
        return False


def _dated(day: date, form: str) -> str:
    if form.startswith("-"):
        form = form[1:].replace("%d", str(day.day)).replace("%m", str(day.month))
    return day.strftime(form)


Rows = Mapping[int, Mapping[str, str]]
"""A table's rows as typed, by the number that Excel shows; columns the file lacks are blank."""


def rows_of(content: bytes | None, table: Table) -> Rows:
    """Every row below the headings, whatever is wrong with it; none of a file not there yet."""
    if content is None:
        return {}
    sheet = _Sheet.of(layout_of(content, table.file, table.column_names), table)
    blank = dict.fromkeys(table.column_names, "")
    first = sheet.layout.header + 2
    return {
        number: blank | {name: _cell(record, place) for name, place in sheet.places.items()}
        for number, record in enumerate(sheet.layout.records[first - 1 :], start=first)
        if any(record.cells)
    }


def columns_of(content: bytes | None, table: Table) -> frozenset[str]:
    """The columns that a file has; a file not there yet will have all of them."""
    if content is None:
        return frozenset(table.column_names)
    layout = layout_of(content, table.file, table.column_names)
    return frozenset(_Sheet.of(layout, table).places)


def _cell(record: Record, place: int) -> str:
    return record.cells[place] if place < len(record.cells) else ""
