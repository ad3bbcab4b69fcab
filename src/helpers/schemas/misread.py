"""What a reader of cells says when a cell cannot be read."""

from __future__ import annotations

EXCEL_ERRORS = {
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
}  # fmt: skip


class MisreadError(Exception):
    """A cell that cannot be read: ``rule`` is a key, ``what`` and ``mend`` are plain English."""

    def __init__(self, rule: str, what: str, mend: str) -> None:
        super().__init__(what)
        self.rule = rule
        self.what = what
        self.mend = mend


def refuse_excel_errors(text: str) -> None:
    """Raises :class:`MisreadError` for what Excel writes where a formula or a width failed."""
    if text in EXCEL_ERRORS:
        raise MisreadError(
            "excel-error",
            "is Excel's sign that a formula failed.",
            "Type the value itself in place of the formula.",
        )
    if text.startswith("###") and not text.strip("#"):
        raise MisreadError(
            "excel-error",
            "is what Excel saves when the column is too narrow.",
            "Widen the column in Excel and save the file again.",
        )
