"""A million pupil rows through every measure of phases 2 and 4, beside plain pandas.

Run ``python benchmarks/million_pupils.py`` (a minute or two; ``--rows`` and ``--classes`` change
the size, ``--profile`` names where the time goes). It makes a trust's folder in a temporary place
(seeded), reads and checks it, asks every public answer of ``phases/baseline.py`` and
``phases/impact.py`` for governors, groups the same rows in plain pandas in the same run, and holds
both to the same means and counts. Times are of one run; memory is the most the process has had.
"""

from __future__ import annotations

import argparse
import cProfile
import inspect
import math
import multiprocessing
import pstats
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd

from helpers.evidence import Evidence, evidence_of
from helpers.page import Answer
from helpers.phases import baseline, impact
from helpers.school import read_school

EXAMPLE = Path(__file__).parents[1] / "data" / "example"
TERMS = ("2012-autumn", "2013-spring", "2013-summer")
YEARS = ("R", "1", "2", "3", "4", "5", "6")
SUBJECTS = ("mathematics", "reading", "writing")
GROUPS = ("pupil_premium", "send", "eal", "group_mobile")
SEED = 1_000_000


@dataclass
class Clock:
    """Seconds by name, in order, and the most memory the process has had by then."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def measuring(self, name: str) -> Iterator[None]:
        """Time what is done inside, and tell it."""
        start = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - start
        print(f"{name:<44}{self.seconds[name]:>9.2f} s {peak():>9,.0f} MB", flush=True)

    def total(self, prefix: str) -> float:
        """Seconds of everything whose name starts so."""
        return sum(took for name, took in self.seconds.items() if name.startswith(prefix))


def peak() -> float:
    """The most memory that this process has had, in megabytes; unknown on Windows."""
    if sys.platform == "win32":
        return math.nan
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def write_school(folder: Path, rows: int, classes: int) -> None:
    """The example's folder with another ``progress.csv``: scaled scores of a large trust."""
    shutil.copytree(EXAMPLE, folder)
    settings = (folder / "programme.toml").read_text(encoding="utf-8")
    settings = settings.replace('measure = "average-points"', 'measure = "scaled-score"')
    (folder / "programme.toml").write_text(settings, encoding="utf-8")
    progress = make_rows(rows, classes)
    progress.to_csv(folder / "progress.csv", index=False)
    figures = [
        ("scaled-score", year, subject, "", 100 + place / 4, "made up")
        for year in YEARS
        for place, subject in enumerate(("", *SUBJECTS))
    ]
    columns = ["measure", "year_group", "subject", "pupil_group", "value", "source"]
    pd.DataFrame(figures, columns=columns).to_csv(folder / "benchmarks.csv", index=False)


def make_rows(rows: int, classes: int) -> pd.DataFrame:
    """One pupil, subject and term a row; classes differ, later terms are a little better."""
    chance = np.random.default_rng(SEED)
    pupils = -(-rows // (len(TERMS) * len(SUBJECTS)))
    room = np.arange(pupils) % classes
    year = np.array(YEARS)[room % len(YEARS)]
    ability = 100 + chance.normal(0, 2, classes)[room] + chance.normal(0, 6, pupils)
    flags = {name: np.where(chance.random(pupils) < 0.2, "yes", "no") for name in GROUPS}
    fixed = pd.DataFrame(
        {
            "pupil_id": [f"P{number:06d}" for number in range(pupils)],
            "year_group": year,
            "sex": np.where(chance.random(pupils) < 0.5, "girl", "boy"),
            **flags,
            "group_class": [f"class {number}" for number in room],
        }
    )
    parts = [
        fixed.assign(
            term=term,
            subject=subject,
            result=np.clip(np.round(ability + late + chance.normal(0, 4, pupils)), 80, 120),
        )
        for late, term in enumerate(TERMS)
        for subject in SUBJECTS
    ]
    return pd.concat(parts, ignore_index=True).head(rows)


def answers_of(module: ModuleType) -> list[tuple[str, Callable[[Evidence], Answer]]]:
    """Every public function of a phase that answers a question, in the order of the file."""
    return [
        (name, one)
        for name, one in vars(module).items()
        if inspect.isfunction(one)
        and one.__module__ == module.__name__
        and not name.startswith("_")
        and list(inspect.signature(one).parameters) == ["evidence"]
    ]


@dataclass(frozen=True)
class Plain:
    """What plain pandas makes of a term: mean, count and spread by group."""

    pupils: pd.DataFrame
    by_year: pd.DataFrame
    by_year_and_subject: pd.DataFrame
    by_group: dict[str, pd.DataFrame]


def plain(rows: pd.DataFrame, term: str) -> Plain:
    """The groupings behind the answers, of one term."""
    mine = rows[rows["term"] == term]
    told = ["mean", "size", "std"]
    kept = dict.fromkeys(("year_group", "sex", *GROUPS), "first")
    pupils = mine.groupby("pupil_id").agg({"result": "mean", **kept})
    return Plain(
        pupils,
        pupils.groupby("year_group")["result"].agg(told),
        mine.groupby(["year_group", "subject"])["result"].agg(told),
        {name: pupils.groupby(name)["result"].agg(told) for name in ("sex", *GROUPS)},
    )


def hold(found: dict[str, Answer], before: Plain, after: Plain) -> int:
    """Assert that the answers tell the means and counts of plain pandas; how many were held."""
    findings = {one.key: one for answer in found.values() for one in answer.findings}
    held = 0

    def same(key: str, place: int, row: pd.Series) -> None:
        nonlocal held
        quantity = findings[key].quantities[place]
        assert quantity.base == row["size"], (key, quantity.base, row["size"])
        assert quantity.value is not None and math.isclose(quantity.value, row["mean"]), key
        held += 1

    for year in YEARS:
        same(f"baseline.results.year_{year}", 0, before.by_year.loc[year])
        key = "headline" if year == "6" else f"year_{year}"
        same(f"impact.progress.{key}", 0, after.by_year.loc[year])
        # The earlier side is told for the later mix of classes, so only the later one is plain.
        same(f"impact.progress_change.{year}", 1, after.by_year.loc[year])
        change = findings[f"impact.progress_change.{year}"].change
        apart = after.by_year.loc[year, "mean"] - before.by_year.loc[year, "mean"]
        assert change is not None and change.low is not None and change.high is not None
        assert change.low < apart < change.high, year
    for key, side in (("baseline.results", before), ("impact.gaps", after)):
        for name in ("sex", *GROUPS):
            words = ("boy", "girl") if name == "sex" else ("no", "yes")
            for place, word in enumerate(words):
                same(f"{key}.{name}", place, side.by_group[name].loc[word])
    held += hold_subjects(found["impact.progress"], after)
    return held + hold_subjects(found["baseline.results"], before)


def hold_subjects(answer: Answer, side: Plain) -> int:
    """The same for every year group and subject, which stand in the answer's last figure."""
    table = answer.figures[-1].numbers
    expected = side.by_year_and_subject
    shown = {str(row[0]): row for row in table.rows}
    for (year, subject), row in expected.iterrows():
        name = {"R": "Reception"}.get(year, f"Year {year}")
        cells = shown[f"{name}, {subject}"]
        assert math.isclose(float(str(cells[1])), row["mean"]), (name, subject)
        assert cells[-1] == row["size"], (name, subject)
    return len(expected)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--classes", type=int, default=2800)
    asked.add_argument("--profile", action="store_true")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        run(Path(place) / "trust", wanted.rows, wanted.classes, wanted.profile)


def run(folder: Path, rows: int, classes: int, profile: bool) -> None:
    # Made by a process of its own, so that the memory told is that of the workbook.
    maker = multiprocessing.get_context("spawn").Process(
        target=write_school, args=(folder, rows, classes)
    )
    maker.start()
    maker.join()
    print(f"{rows:,} rows, {classes:,} classes; {'':<13}{'seconds':>13}{'peak memory':>12}")
    clock = Clock()
    profiler = cProfile.Profile()
    if profile:
        profiler.enable()
    with clock.measuring("read and check the folder"):
        school = read_school(folder)
    assert not school.stopping and school.tables["progress"].rows_used == rows
    with clock.measuring("show it to governors"):
        evidence = evidence_of(school)
    found: dict[str, Answer] = {}
    for phase, module in (("baseline", baseline), ("impact", impact)):
        for name, one in answers_of(module):
            with clock.measuring(f"answer {phase}.{name}"):
                found[f"{phase}.{name}"] = one(evidence)
    profiler.disable()
    with clock.measuring("pandas read_csv"):
        raw = pd.read_csv(folder / "progress.csv", dtype={"year_group": "str"})
    with clock.measuring("pandas groupings"):
        before, after = (plain(raw, one.id) for one in (evidence.baseline, evidence.term))
        path = [plain(raw, term).pupils["result"].mean() for term in TERMS]
    held = hold(found, before, after)
    print(f"\n{held} means and counts alike; path of {', '.join(f'{one:.2f}' for one in path)}")
    reading = clock.seconds["read and check the folder"]
    print(f"reading and checking / read_csv: {reading / clock.seconds['pandas read_csv']:.1f}")
    asked = clock.total("answer ")
    print(
        f"all answers {asked:.2f} s; / groupings: {asked / clock.seconds['pandas groupings']:.1f}"
    )
    if profile:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
