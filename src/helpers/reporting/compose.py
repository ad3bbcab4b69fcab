"""The step by which nbconvert turns a notebook into the parts of our page.

nbconvert calls :class:`Compose` because ``templates/report/conf.json`` names it, so a notebook
converted by hand makes the same page as the workbook's own run.
"""

from __future__ import annotations

from typing import Any

from nbconvert.preprocessors import Preprocessor

from helpers.reporting.parts import page_of


class Compose(Preprocessor):
    """Puts ``resources["page"]`` together for the template; leaves the notebook as it is."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """See nbconvert's ``Preprocessor``."""
        resources["page"] = page_of(nb)
        resources.setdefault("navigation", [])
        return nb, resources
