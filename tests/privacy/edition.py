"""What one report tells: its findings as data, and every table of every page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from helpers.evidence import Evidence, evidence_of
from helpers.page import Answer, answer_html
from helpers.phases import baseline, case_study, coaching, impact, skills_audit
from helpers.school import School

HIDDEN = "c"

QUESTIONS: tuple[Callable[[Evidence], Answer], ...] = (
    skills_audit.expertise, skills_audit.changes, baseline.lessons, baseline.scrutiny,
    baseline.results, baseline.triangulation, coaching.participation, coaching.pupil_voice,
    impact.lessons, impact.progress, impact.progress_change, impact.gaps, impact.confidence,
    impact.objectives, impact.path,
    lambda evidence: case_study.measures(evidence, "cpd"),
)  # fmt: skip
"""The questions whose answers hold numbers of people."""

Tables = dict[str, dict[str, dict[str, str]]]


@dataclass(frozen=True)
class Edition:
    """One report: findings by key, tables by caption, then by row and column.

    ``term`` and ``baseline`` are the ids of its two terms.
    """

    term: str
    baseline: str
    findings: dict[str, dict[str, Any]]
    tables: Tables

    def cell(self, caption: str, row: str, column: str) -> str | None:
        """A cell as it is printed, or ``None`` where there is no such table, row or column."""
        return self.tables.get(caption, {}).get(row, {}).get(column)

    def quantity(self, key: str, place: int) -> dict[str, Any] | None:
        """A number of a finding that is shown, or ``None``."""
        found = self.findings.get(key, {"quantities": []})["quantities"]
        if -len(found) <= place < len(found) and not found[place]["absent"]:
            return dict(found[place])
        return None

    def used(self, key: str, file: str) -> int | None:
        """How many rows of a file a finding says it used."""
        sources = self.findings.get(key, {"sources": []})["sources"]
        return next((one["rows_used"] for one in sources if one["file"] == file), None)


def edition_of(school: School, term: str, audience: str) -> Edition:
    """The edition that the phases themselves answer, without a run."""
    evidence = evidence_of(school, term, audience=audience)
    answers = [question(evidence) for question in QUESTIONS]
    found: dict[str, dict[str, Any]] = {}
    for one in (one for answer in answers for one in answer.findings):
        found.setdefault(one.key, one.to_dict())
    tables = tables_in(answer_html(answer) for answer in answers)
    return Edition(term, evidence.baseline.id, json.loads(json.dumps(found)), tables)


def edition_in(folder: Path) -> Edition:
    """The edition in a folder of reports, read as anybody can read it."""
    found = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
    given = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["parameters"]
    pages = (one.read_text(encoding="utf-8") for one in sorted(folder.glob("*.html")))
    return Edition(
        given["term"], given["baseline"], {one["key"]: one for one in found}, tables_in(pages)
    )


def tables_in(pages: Iterable[str]) -> Tables:
    """Every table of the pages; one that stands on two pages must say the same on both."""
    tables: Tables = {}
    for page in pages:
        for table in BeautifulSoup(page, "html.parser").find_all("table"):
            caption = " ".join(table.caption.get_text().split())
            head, *rows = ([one.get_text() for one in row.find_all(("th", "td"))]
                           for row in table.find_all("tr"))  # fmt: skip
            twice = head[1:2] == ["Term"]
            read = {
                f"{row[0]}, {row[1]}" if twice else row[0]: dict(
                    zip(head[1:], row[1:], strict=True)
                )
                for row in rows
            }
            before = tables.setdefault(caption, {})
            for name, cells in read.items():
                known = before.setdefault(name, cells)
                for column in known.keys() & cells.keys():
                    assert HIDDEN not in {known[column], cells[column]} or (
                        known[column] == cells[column]
                    ), f"{caption}, {name}, {column}: hidden in one place, shown in another"
    return tables
