"""From a file's bytes to its text, or why there is none."""

from __future__ import annotations

from pathlib import Path

from helpers.problems import InputError, Problem, Severity

SIGNATURES = {
    b"PK\x03\x04": "an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
}
"""What other kinds of file begin with, when somebody has renamed one to .csv."""

SAVE_AS_CSV = 'Open it in Excel, choose File, Save As, and pick "CSV UTF-8 (Comma delimited)".'


def read_bytes(path: Path) -> bytes:
    """A file's content; raises :class:`InputError` if it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError:
        raise unreadable(
            path.name, "cannot be opened.", "If it is open in Excel, close it there and try again."
        ) from None


def decoded(content: bytes, file: str) -> tuple[str, str]:
    """The text of a file and the name of the encoding it was read with.

    Byte order mark, then UTF-16 if every other byte is nought, then strict UTF-8, then
    Windows-1252. Line ends become ``\\n`` and non-breaking spaces plain ones. Raises
    :class:`InputError` if it is no text at all.
    """
    for signature, kind in SIGNATURES.items():
        if content[: len(signature)].lower() == signature.lower():
            raise unreadable(file, f"is really {kind}, not a CSV file.", SAVE_AS_CSV)
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise unreadable(
            file, f"has a character in line {line} that cannot be read.", SAVE_AS_CSV
        ) from None
    if "\0" in text:
        raise unreadable(file, "is not a text file.", SAVE_AS_CSV)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\xa0", " ").replace("\ufeff", "").replace("\u200b", ""), encoding


def unreadable(file: str, what: str, mend: str, row: int | None = None) -> InputError:
    """The error for a file of which nothing can be used."""
    problem = Problem("unreadable-file", Severity.STOPS, file, f"The file {what}", mend, row=row)
    return InputError(str(problem), (problem,))


def _encoding(content: bytes) -> str:
    if content.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = content[:4096]
    if head[1::2].count(0) > len(head) / 4 and not head[::2].count(0):
        return "utf-16-le"
    if head[::2].count(0) > len(head) / 4 and not head[1::2].count(0):
        return "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
