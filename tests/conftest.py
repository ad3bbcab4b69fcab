"""What many tests share: the example school, and its reports made once for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.reporting.run import RunResult, run_term

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "data" / "example"

Made = dict[tuple[str, str], RunResult]


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The example's reports by term and audience: every notebook executed by papermill."""
    place = tmp_path_factory.mktemp("the reports, für alle")
    return {
        (term, audience): run_term(EXAMPLE, term, None, audience, reports=place)
        for term in ("2013-summer", "2013-spring")
        for audience in ("governors", "leadership")
    }
