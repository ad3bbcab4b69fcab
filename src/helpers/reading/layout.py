"""A CSV file kept as it is written, so that rows put into it look like those beside them.

Everything that is not changed stays as it was, byte for byte: line ends, quotation marks, blank
rows, the mark at the beginning, an encoding of the last century.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from io import StringIO

from helpers.problems import InputError
from helpers.reading.sheet import divided
from helpers.reading.text import SAVE_AS_CSV, decoded

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it stands in the file, line end included, and its cells as they are read."""

    text: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A file's text by rows, and how it is written.

    ``mark`` stands before the text, ``opening`` is a line that names the delimiter, if there is
    one. ``records[0]`` is row 1 as Excel counts; ``header`` is the place of the headings.
    """

    file: str
    mark: bytes
    codec: str
    opening: str
    delimiter: str
    newline: str
    quoted: bool
    header: int
    records: tuple[Record, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings as they are read, blank ones too."""
        return self.records[self.header].cells

    def row(self, number: int) -> Record:
        """The row of the number that Excel shows."""
        return self.records[number - 1]

    def record(self, cells: Sequence[str]) -> Record:
        """A new row in the file's manner; raises :class:`InputError` for letters it lacks."""
        text = StringIO(newline="")
        writer = csv.writer(
            text,
            delimiter=self.delimiter,
            lineterminator=self.newline,
            quoting=csv.QUOTE_ALL if self.quoted else csv.QUOTE_MINIMAL,
        )
        writer.writerow(cells)
        try:
            text.getvalue().encode(self.codec)
        except UnicodeEncodeError as error:
            letter = error.object[error.start : error.end]
            raise InputError(
                f'{self.file} is in an old encoding that has no "{letter}". {SAVE_AS_CSV}'
            ) from None
        return Record(text.getvalue(), tuple(cells))

    def written(self, records: Sequence[Record]) -> bytes:
        """The bytes of the file with these rows in place of its own."""
        texts = [record.text for record in records]
        # The last row of a file may lack its line end; it needs one once another row follows.
        ended = [text if text.endswith(("\n", "\r")) else text + self.newline for text in texts]
        text = "".join([self.opening, *ended[:-1], *texts[-1:]])
        return self.mark + text.encode(self.codec)


def layout_of(content: bytes, file: str, headings: Collection[str]) -> Layout:
    """How a table's file is written; raises :class:`InputError` if it cannot be read."""
    _, encoding = decoded(content, file)
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    codec = _MARKS.get(mark, encoding)
    text = content[len(mark) :].decode(codec)
    delimiter, opening = divided(text, headings)
    records = _records(text[len(opening) :], delimiter)
    header = next((n for n, one in enumerate(records) if any(one.cells)), None)
    if header is None:
        raise InputError(f"{file} is empty. Put the headings back in row 1, or remove the file.")
    first = records[header].text
    ends = [end for end in ("\r\n", "\n", "\r") if first.endswith(end)]
    quoted = first.count('"') >= 2 * len(records[header].cells)
    return Layout(
        file, mark, codec, opening, delimiter, ends[0] if ends else "\n", quoted, header, records
    )


def _records(text: str, delimiter: str) -> tuple[Record, ...]:
    lines = list(StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=delimiter)
    found: list[Record] = []
    start = 0
    for row in reader:
        found.append(Record("".join(lines[start : reader.line_num]), tuple(map(_cell, row))))
        start = reader.line_num
    return tuple(found)


def _cell(text: str) -> str:
    """A cell as the reading of tables sees it."""
    return text.replace("\xa0", " ").replace("\ufeff", "").replace("\u200b", "").strip()
