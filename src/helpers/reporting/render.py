"""HTML pages from executed notebooks, by nbconvert with the project's own template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from helpers.reporting.style import TEMPLATES, style

if TYPE_CHECKING:
    from helpers.reporting.home import Home


@dataclass(frozen=True, slots=True)
class Link:
    """The way to another page of the report."""

    href: str
    title: str
    current: bool = False


def render(notebook: Any, navigation: Sequence[Link] = ()) -> str:
    """One page, with the way to the others."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(template_name="report", extra_template_basedirs=[str(TEMPLATES)])
    html, _ = exporter.from_notebook_node(notebook, resources={"navigation": list(navigation)})
    return str(html)


def render_home(home: Home, navigation: Sequence[Link]) -> str:
    """The index page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "report"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template("home.html.j2")
    return template.render(home=home, navigation=navigation, style=style())
