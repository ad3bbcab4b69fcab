"""How answers look in JupyterLab; a report has a style sheet of its own and leaves this out."""

from __future__ import annotations

NOTEBOOK_STYLE = """<style>
.workbook { max-width: 46rem; line-height: 1.5; font-size: 15px; }
.workbook .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.workbook.cover dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: .5rem 0; }
.workbook.cover dt { font-size: 13px; font-weight: 400; color: var(--jp-ui-font-color2, #505a5f); }
.workbook.cover dd { margin: 0; font-weight: 600; }
.workbook .school, .workbook .headline, .workbook figcaption, .workbook caption { font-weight: 600; text-align: left; }
.workbook p { margin: 0 0 .4rem; }
.workbook .marking { display: inline-block; padding: .3rem .7rem; background: #801650; color: #fff; font-weight: 600; }
.workbook .finding { margin: 0 0 1rem; }
.workbook .leading .headline { font-size: 18px; line-height: 1.35; }
.workbook .strength { display: inline-block; padding: 0 .5rem; border: 1px solid currentColor; font-size: 13px; font-weight: 600; }
.workbook .notice, .workbook .data-note { padding: .5rem .8rem; border-left: 4px solid currentColor; background: var(--jp-layout-color2, #f3f2f1); }
.workbook figure { margin: 1rem 0; }
.workbook img { max-width: 100%; background: #fff; }
.workbook .table { overflow-x: auto; }
.workbook table { margin: .5rem 0; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.workbook th, .workbook td { padding: .25rem .8rem .25rem 0; text-align: left; border-bottom: 1px solid var(--jp-border-color2, #b1b4b6); }
.workbook .number { text-align: right; }
.workbook .table-note, .workbook .by { font-size: 13px; color: var(--jp-ui-font-color2, #505a5f); }
.workbook blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid var(--jp-border-color2, #b1b4b6); }
</style>"""  # noqa: E501
"""Emitted once, by the cover; ``--jp-`` colours follow JupyterLab's light or dark theme."""
