"""The step by which nbconvert turns a notebook into the parts of our page.

nbconvert calls :class:`Compose` because ``templates/report/conf.json`` names it, so a notebook
converted by hand makes the same page as the workbook's own run.
"""

from __future__ import annotations

from typing import Any

from nbconvert.preprocessors import Preprocessor

from helpers.reporting.parts import page_of
from helpers.reporting.style import style


class Compose(Preprocessor):  # type: ignore[misc]  # nbconvert has no types
    """Puts the page and its style into ``resources`` for the template; the notebook stays."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """See nbconvert's ``Preprocessor``."""
        resources["page"] = page_of(nb)
        resources["style"] = style()
        resources.setdefault("navigation", [])
        return nb, resources
