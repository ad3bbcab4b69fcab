"""Widgets for JupyterLab: the same answers, for another term, year group, subject or skill."""

from __future__ import annotations

from helpers.explore.panel import explore

__all__ = ["explore"]
