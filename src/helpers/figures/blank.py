"""The figure of nothing: a school whose table is empty still gets a page."""

from __future__ import annotations

from helpers.figures.figure import Figure
from helpers.figures.sheet import sheet
from helpers.figures.style import EDGE, SOFT
from helpers.findings import ResultTable


def nothing(title: str, what: str) -> Figure:
    """A short panel saying that there is nothing to draw."""
    told = f"No {what} to show."
    with sheet(0.6) as page:
        page.write(EDGE, 0.3, told, colour=SOFT)
        return page.figure(title, told, ResultTable(title, ("Row",), (), note=told))
