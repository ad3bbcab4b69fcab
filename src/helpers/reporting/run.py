"""A whole term's run: check, execute, render, swap in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.evidence import evidence_of
from helpers.findings import Finding
from helpers.problems import InputError
from helpers.reporting.execute import execute
from helpers.reporting.home import home_of
from helpers.reporting.manifest import as_json, manifest
from helpers.reporting.notebooks import PAGES, NotebookPage
from helpers.reporting.parts import Page, page_of
from helpers.reporting.pdf import print_pages
from helpers.reporting.render import Link, render, render_home
from helpers.reporting.scrub import scrubbed
from helpers.reporting.swap import replacing
from helpers.school import School, read_school

Progress = Callable[[str], None]
"""Told each step once it is done; there are :func:`steps` of them."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """Where the reports are, which pages there are, and every finding in them.

    ``not_printed`` says why PDFs that were asked for are missing.
    """

    folder: Path
    pages: tuple[str, ...]
    findings: tuple[Finding, ...]
    not_printed: str = ""


@dataclass(frozen=True, slots=True)
class _Made:
    """One page on its way: its notebook, executed and scrubbed, and its parts."""

    page: NotebookPage
    notebook: Any
    parts: Page


def steps(pages: Sequence[NotebookPage] = PAGES) -> int:
    """How many times :func:`run_term` tells its progress."""
    return len(pages) + 2


def run_term(
    school: str | Path,
    term: str | None = None,
    baseline: str | None = None,
    audience: str = "governors",
    *,
    jobs: int = 2,
    reports: Path = Path("reports"),
    pdf: bool = False,
    progress: Progress | None = None,
    pages: Sequence[NotebookPage] = PAGES,
) -> RunResult:
    """Make all pages of one school, term and audience, and print them if ``pdf``.

    Writes ``reports/<school folder>/<term>/<audience>`` and leaves what was there untouched until
    all is made; ``jobs`` notebooks run at a time. Raises :class:`InputError`.
    """
    tell = progress or (lambda _: None)
    found = _checked(school)
    parameters = _parameters(found, term, baseline, audience)
    tell("Tables checked")
    target = reports / found.folder.name / parameters["term"] / parameters["audience"]
    with replacing(target) as folder:
        made = _make_all(pages, parameters, found.folder, jobs, tell)
        findings = _findings(made)
        _write(folder, made, findings)
        not_printed = print_pages(sorted(folder.glob("*.html")), folder / "pdf") if pdf else ""
        _save(folder / "manifest.json", manifest(found.inputs, _shown(parameters, found.folder)))
    tell("Reports in place")
    return RunResult(target, tuple(one.page.file for one in made), findings, not_printed)


def _checked(school: str | Path) -> School:
    found = read_school(school)
    if found.stopping:
        raise InputError("The tables need mending before a report can be made.", found.stopping)
    return found


def _parameters(
    school: School, term: str | None, baseline: str | None, audience: str
) -> dict[str, str]:
    """What every notebook is given, the defaults spelt out."""
    evidence = evidence_of(school, term, baseline, audience)
    return {
        "school": str(school.folder),
        "term": evidence.term.id,
        "baseline": evidence.baseline.id,
        "audience": evidence.audience.value,
    }


def _shown(parameters: dict[str, str], folder: Path) -> dict[str, str]:
    """The parameters as a report shows them: the school's folder by its name only."""
    return {**parameters, "school": folder.name}


def _make_all(
    pages: Sequence[NotebookPage],
    parameters: dict[str, str],
    folder: Path,
    jobs: int,
    tell: Progress,
) -> list[_Made]:
    """Every page, side by side: each notebook has a kernel process of its own."""

    def make(page: NotebookPage) -> _Made:
        own = {**parameters, **page.parameters}
        clean = scrubbed(execute(page.path, own), _shown(own, folder), (folder,))
        made = _Made(page, clean, page_of(clean))
        tell(page.title)
        return made

    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        try:
            return list(pool.map(make, pages))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _findings(made: Iterable[_Made]) -> tuple[Finding, ...]:
    """Every finding once, by key, in the order of reading."""
    found: dict[str, Finding] = {}
    for one in made:
        for finding in one.parts.findings:
            found.setdefault(finding.key, finding)
    return tuple(found.values())


def _write(folder: Path, made: Sequence[_Made], findings: Sequence[Finding]) -> None:
    """All pages, the notebooks behind them, and the findings as data."""
    import nbformat

    home = home_of([(one.page, one.parts) for one in made], findings)
    _save(folder / "index.html", render_home(home, _links(made)))
    _save(folder / "findings.json", as_json([one.to_dict() for one in findings]))
    (folder / "notebooks").mkdir()
    for one in made:
        _save(folder / one.page.file, render(one.notebook, _links(made, one.page)))
        _save(folder / "notebooks" / f"{one.page.name}.ipynb", nbformat.writes(one.notebook) + "\n")


def _save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _links(made: Sequence[_Made], current: NotebookPage | None = None) -> list[Link]:
    """The way from page to page."""
    others = [
        Link(one.page.file, one.page.short or one.page.title, one.page is current) for one in made
    ]
    return [Link("index.html", "Summary", current is None), *others]
