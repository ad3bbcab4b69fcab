"""Which notebooks there are, which pages they make, and what a card says of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from helpers.school import PROJECT


@dataclass(frozen=True, slots=True)
class NotebookPage:
    """One page: the notebook that makes it, its file name, its title and what it answers.

    ``short`` is what the way between pages calls it, where the title is long.
    """

    notebook: str
    name: str
    title: str
    about: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    short: str = ""

    @property
    def path(self) -> Path:
        """The committed notebook."""
        return PROJECT / "notebooks" / self.notebook

    @property
    def file(self) -> str:
        """The page's file name."""
        return f"{self.name}.html"


PAGES = (
    NotebookPage(
        "01_skills_audit.ipynb",
        "01-skills-audit",
        "Skills audit",
        "What expertise the school has, where support is wanted, who learns with whom, and when.",
    ),
    NotebookPage(
        "02_baseline.ipynb",
        "02-baseline",
        "Baseline",
        "Where lessons, pupils' work and results stood, and what leaders should ask.",
    ),
    NotebookPage(
        "03_coaching_programme.ipynb",
        "03-coaching-programme",
        "Coaching programme",
        "What was planned, what happened, who took part, and what pupils said.",
    ),
    NotebookPage(
        "04_impact.ipynb",
        "04-impact",
        "Impact",
        "Each measure before and after, with how sure one can be.",
    ),
    NotebookPage(
        "05_external_links.ipynb",
        "05-external-links",
        "External links",
        "Partner schools, results side by side, who has been told, and what comes next.",
    ),
    NotebookPage(
        "06_case_study.ipynb",
        "case-study-research-and-development",
        "Case study: research and development",
        "The published form, led by lessons and pupils' progress.",
        {"study": "research-and-development"},
        "Case study: research",
    ),
    NotebookPage(
        "06_case_study.ipynb",
        "case-study-cpd",
        "Case study: professional development",
        "The published form, led by teachers' confidence and the objectives.",
        {"study": "cpd"},
        "Case study: CPD",
    ),
)
"""Every page of a report, in the order of reading."""
