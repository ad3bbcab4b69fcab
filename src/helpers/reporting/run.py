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
from helpers.reporting.home import home
from helpers.reporting.manifest import as_json, manifest
from helpers.reporting.notebooks import PAGES, NotebookPage
from helpers.reporting.parts import page_of
from helpers.reporting.render import render
from helpers.reporting.scrub import scrubbed
from helpers.reporting.swap import replacing
from helpers.school import read_school

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class RunResult:
    """Where the reports are, which pages there are, and every finding in them."""

    folder: Path
    pages: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    """One page on its way: its notebook, executed and scrubbed, and its parts."""

    page: NotebookPage
    notebook: Any
    parts: dict[str, Any]


def run_term(
    school: str | Path,
    term: str | None = None,
    baseline: str | None = None,
    audience: str = "governors",
    *,
    reports: Path = Path("reports"),
    jobs: int = 2,
    progress: Progress = lambda _: None,
) -> RunResult:
    """Make all pages of one school, term and audience.

    Writes ``reports/<school folder>/<term>/<audience>`` and leaves what was there untouched until
    all is made. ``progress`` is told each step as it is done. Raises :class:`InputError`.
    """
    found = read_school(school)
    if found.stopping:
        raise InputError("The tables need mending before a report can be made.", found.stopping)
    evidence = evidence_of(found, term, baseline, audience)
    parameters = {
        "school": str(found.folder),
        "term": evidence.term.id,
        "baseline": evidence.baseline.id,
        "audience": evidence.audience.value,
    }
    progress("tables checked")
    target = reports / found.folder.name / evidence.term.id / evidence.audience.value
    with replacing(target) as folder:
        made = _make_all(parameters, found.folder.name, jobs, progress)
        findings = _findings(made)
        _write(folder, made, findings)
        shown = {**parameters, "school": found.folder.name}
        (folder / "manifest.json").write_text(
            manifest(found.inputs, shown), encoding="utf-8", newline="\n"
        )
    progress("reports in place")
    return RunResult(target, tuple(one.page.file for one in made), findings)


def _make_all(
    parameters: dict[str, str], school_name: str, jobs: int, progress: Progress
) -> list[_Made]:
    """Every page, side by side: each notebook has a kernel process of its own."""

    def make(page: NotebookPage) -> _Made:
        own = {**parameters, **page.parameters}
        executed = execute(page.path, own)
        clean = scrubbed(executed, {**own, "school": school_name})
        progress(page.title)
        return _Made(page, clean, page_of(clean))

    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        return list(pool.map(make, PAGES))


def _findings(made: Iterable[_Made]) -> tuple[Finding, ...]:
    """Every finding once, by key, in the order of reading."""
    found: dict[str, Finding] = {}
    for one in made:
        for section in one.parts["sections"]:
            for answer in section["answers"]:
                for data in answer["findings"]:
                    found.setdefault(data["key"], Finding.from_dict(data))
    return tuple(found.values())


def _write(folder: Path, made: Sequence[_Made], findings: Sequence[Finding]) -> None:
    """All files of a report."""
    import nbformat

    (folder / "notebooks").mkdir()
    pages: dict[str, str] = {
        "index.html": home([(one.page, one.parts) for one in made], findings, _links(made, None)),
        "findings.json": as_json([one.to_dict() for one in findings]),
    }
    for one in made:
        pages[one.page.file] = render(one.notebook, _links(made, one.page))
        pages[f"notebooks/{one.page.name}.ipynb"] = nbformat.writes(one.notebook) + "\n"
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _links(made: Sequence[_Made], current: NotebookPage | None) -> list[dict[str, Any]]:
    """The way from page to page."""
    first = {"href": "index.html", "title": "Summary", "current": current is None}
    others = [
        {"href": one.page.file, "title": one.page.title, "current": one.page is current}
        for one in made
    ]
    return [first, *others]
