"""A notebook with hand-made answers, some of them hostile, for tests of the reports' journey."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers.reporting.notebooks import NotebookPage

HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
ALT = 'Good or better: 2 of 5 lessons before, 5 of 5 after; "quoted" & <marked>.'

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 70 20">'
    b'<rect style="fill:#12436d" width="70" height="20"/></svg>'
)
WORDS = f"# A heading\n\n{HOSTILE}\n\n[bad](javascript:alert(1)) [good](https://example.org)"

PARAMETERS = """school = "data/example"
term = None
baseline = None
audience = "governors"
study = "research-and-development\""""

SET_UP = f"""import sys
from helpers.page import Answer, Cover, Passage
from helpers.figures.figure import Figure
from helpers.findings import *
from helpers.estimates.estimate import Estimate
from helpers.estimates.strength import Strength
from helpers.provenance import Source
print("printed from", school)
print("warned from", school, file=sys.stderr)
marking = "Confidential: names members of staff." if audience == "leadership" else ""
Cover({f"A school {HOSTILE}"!r}, "Peer coaching", "Spring to Summer", audience,
      (("Study", study), ("For", audience)), marking)"""

LESSONS = f"""
before = Quantity("Spring 2013", 2, 5, estimate=Estimate(0.4, 0.12, 0.77, 5, "wilson"))
after = Quantity("Summer 2013", 5, 5, estimate=Estimate(1.0, 0.57, 1.0, 5, "wilson"))
lessons = Finding(
    "demo.lessons", "Are lessons better?", Kind.SHARE, "lessons", "judged good or better",
    "teachers", (before, after), Estimate(0.6, 0.03, 0.88, 5, "newcombe-paired", p=0.25),
    paired=True, strength=Strength.NOT_CLEAR, caveats=("Observers were the same. {"<b>bold</b>"}",),
    notes=(Estimate(0.9, -0.1, 1.9, 5, "d-av", p=0.0004),),
    sources=(Source("observations.csv", 12, 10, "2 had no judgement"),), headline=True)
hidden = Finding(
    "demo.hidden", "And pupils?", Kind.SHARE, "pupils", "above national", "pupils",
    (Quantity("Summer 2013", absent=Absent.SUPPRESSED),), headline=True)
numbers = ResultTable("Lessons", ("Term", "Good", "Other", "Good or better", "n"), (
    ("Spring", 2, 3, Share(2, 5), 5), ("Summer", 5, 0, Share(5, 5), 5)))
marks = ResultTable("Marks", ("What", "Number"), (
    ("nought", 0), ("hidden", Absent.SUPPRESSED), ("gone", Absent.MISSING)))
Answer(
    "demo.lessons", (lessons, hidden),
    (Figure("Lessons before and after", {SVG!r}, {ALT!r}, numbers),),
    (marks,), (Passage("In our words", {WORDS!r}),), (f"Read from {{school}}.",))"""


def write_demo(path: Path, last_cell: str = LESSONS) -> NotebookPage:
    """The notebook, written to ``path``, as a page."""
    cells = [
        new_markdown_cell("# Demo\n\nWhat a governor reads first.", id="title"),
        new_code_cell(PARAMETERS, id="parameters", metadata={"tags": ["parameters"]}),
        new_code_cell(SET_UP, id="open"),
        new_markdown_cell("## Are lessons better?\n\nAsked twice.", id="q1"),
        new_code_cell(last_cell, id="a1"),
        new_markdown_cell("## Are lessons better?", id="q2"),
        new_code_cell('Answer("demo.none", notice="links.csv is not in the folder.")', id="a2"),
        new_markdown_cell("## Explore", id="q3", metadata={"tags": ["explore"]}),
        new_code_cell(
            "import uuid\nAnswer('x', notice=f'explored {uuid.uuid4()}')",
            id="a3",
            metadata={"tags": ["explore"]},
        ),
    ]
    notebook = new_notebook(cells=cells)
    notebook.metadata.kernelspec = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    notebook.metadata.language_info = {"name": "python"}
    nbformat.write(notebook, path)
    return NotebookPage(str(path), "demo", "Demo", "About the demo.")
