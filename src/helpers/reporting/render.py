"""HTML pages from executed notebooks, by nbconvert with the project's own template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from helpers.school import PROJECT

TEMPLATES = PROJECT / "templates"


def render(notebook: Any, navigation: Sequence[Mapping[str, Any]] = ()) -> str:
    """One page. ``navigation`` lists the other pages (href, title, current)."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="report", extra_template_basedirs=[str(TEMPLATES)])
    html, _ = exporter.from_notebook_node(notebook, resources={"navigation": list(navigation)})
    return str(html)


def render_home(parts: Mapping[str, Any]) -> str:
    """The index page; ``parts`` are the names that ``home.html.j2`` uses."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "report"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    return environment.get_template("home.html.j2").render(**parts)
