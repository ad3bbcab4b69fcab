"""Pupils: means of year groups, subjects and groups that add up, and answers that add up."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.evidence import Evidence, evidence_of
from helpers.phases import pupils
from tests.privacy.attack import FOCUS_MAP, Attack
from tests.privacy.edition import HIDDEN
from tests.privacy.puzzle import FAR, Puzzle

GROUPS = ("sex", "pupil_premium", "send", "eal")


def results(attack: Attack, term: str) -> None:
    """Means and numbers of pupils: year groups, their subjects, and groups make up all pupils."""
    leaders = evidence_of(attack.school, term, audience="leadership")
    rows = pupils.compared(leaders, leaders.term)
    if rows.empty:
        return
    puzzle, mine = attack.puzzle, f"pupils {term}"
    whole = _mean_unknown(attack, mine, rows)
    name = attack.terms[term]
    labels = [one for one in attack.labels(PATH) if one.endswith("all pupils")]
    shown = [one.cell(PATH, label, name) for one in attack.editions for label in labels]
    if any(cell not in {None, HIDDEN, "x", "–", ""} for cell in shown):
        _tell_mean(puzzle, whole, rows)
    years = {}
    for year, part in rows.groupby("year_group"):
        years[str(year)] = _mean_unknown(attack, f"{mine} year {year}", part, target=True)
        _years_told(attack, term, str(year), years[str(year)], part)
    _adds_up(puzzle, list(years.values()), whole)
    _sums_of_years(attack, leaders, rows, years)
    values, _ = pupils.across_years(leaders, rows)
    for column in GROUPS:
        _groups(attack, term, column, rows, values)
    _values_of_groups(attack, leaders, values, years)
    counted = puzzle.unknown(f"{mine} rows")
    puzzle.total([f"{mine} year {year} rows" for year in years], counted)
    for one in attack.editions:
        cell = one.cell("How impact was measured", "Pupil results: one a pupil and subject", name)
        attack.tell_cell([counted], cell)


def _values_of_groups(
    attack: Attack,
    leaders: Evidence,
    values: pd.Series[float],
    years: dict[str, tuple[str, str]],
) -> None:
    """Groups of pupils add up to all: to their sum, or to their sum less national figures."""
    national = {year: found.value for year in years if (found := pupils.national(leaders, year))}
    gains = leaders.settings.measure().compare == "gain"
    if gains and len(national) < len(years):
        return
    sums = {one[1]: 1.0 for one in years.values()}
    less = {years[year][0]: -value for year, value in national.items()} if gains else {}
    attack.puzzle.tell({**sums, **less}, float(values.sum()), 1e-6)
    attack.puzzle.tell({one[0]: 1.0 for one in years.values()}, len(values))


PATH = "Each measure, term by term"


def _sums_of_years(
    attack: Attack, leaders: Evidence, rows: pd.DataFrame, years: dict[str, tuple[str, str]]
) -> None:
    """Sums over some year groups: those with a national figure, those in both terms."""
    term, puzzle = leaders.term.id, attack.puzzle
    national = {year: found.value for year in years if (found := pupils.national(leaders, year))}
    apart = pupils.distances(leaders, rows)["value"]
    for edition in attack.of(term, baseline=False):
        if edition.quantity("impact.progress.overall", 0):
            puzzle.tell({years[year][0]: 1 for year in national}, len(apart))
            sums = {years[year][1]: 1.0 for year in national}
            puzzle.tell(
                {**sums, **{years[year][0]: -value for year, value in national.items()}},
                float(apart.sum()),
                1e-6,
            )
    for edition in attack.editions:
        frame = attack.school.tables["progress"].frame
        terms = (edition.baseline, edition.term)
        both = set.intersection(
            *(set(frame.loc[frame["term"] == one, "year_group"]) for one in terms)
        )
        for place, when in enumerate(terms):
            if when == term and edition.quantity("impact.progress_change.all", place):
                part = rows[rows["year_group"].isin(both)]
                for at, value in enumerate((len(_by_pupil(part)), float(_by_pupil(part).sum()))):
                    puzzle.tell({years[year][at]: 1 for year in both & set(years)}, value, 1e-6)
            for year in both & set(years) if when == term else ():
                if edition.quantity(f"impact.progress_change.{year}", place):
                    _tell_mean(puzzle, years[year], rows[rows["year_group"] == year])


def _mean_unknown(
    attack: Attack, name: str, rows: pd.DataFrame, *, target: bool = False, least: int = 1
) -> tuple[str, str]:
    """How many pupils, and the sum of their values; both are targets if that is wanted."""
    pupils = rows["pupil_id"].nunique()
    n = attack.puzzle.unknown(f"{name} n", least if pupils else 0)
    total = attack.puzzle.unknown(f"{name} sum", -FAR, FAR, whole=False)
    if target and pupils < 6:
        attack.targets |= {n: "a number of one to five pupils", total: "a mean of so few"}
    return n, total


def _by_pupil(rows: pd.DataFrame) -> pd.Series[float]:
    return rows.groupby("pupil_id")["value"].mean()


def _tell_mean(puzzle: Puzzle, unknown: tuple[str, str], rows: pd.DataFrame) -> None:
    values = _by_pupil(rows)
    puzzle.tell({unknown[0]: 1}, len(values))
    puzzle.tell({unknown[1]: 1}, float(values.sum()), 1e-9)


def _adds_up(puzzle: Puzzle, parts: Sequence[tuple[str, str]], whole: tuple[str, str]) -> None:
    for place in (0, 1):
        puzzle.total([one[place] for one in parts], whole[place])


def _years_told(
    attack: Attack, term: str, year: str, unknown: tuple[str, str], rows: pd.DataFrame
) -> None:
    """A year group as findings and figures tell it, and its subjects beside it."""
    puzzle, name = attack.puzzle, f"pupils {term} year {year}"
    used = puzzle.unknown(f"{name} rows")
    keys = {True: [f"baseline.results.year_{year}"],
            False: [f"impact.progress.year_{year}", "impact.progress.headline"]}  # fmt: skip
    for baseline, wanted in keys.items():
        for edition in attack.of(term, baseline=baseline):
            for key in wanted:
                if edition.findings.get(key, {}).get("group") != f"Year {year}":
                    continue
                if edition.quantity(key, -1):
                    _tell_mean(puzzle, unknown, rows)
                if (number := edition.used(key, "progress.csv")) is not None:
                    puzzle.tell({used: 1}, number)
    subjects = {}
    same = "The same by year group and subject"
    captions = {same: True, f"{same}, {attack.terms[term]}": False}
    listed = [
        one
        for caption in captions
        for one in attack.labels(caption)
        if one.startswith(f"Year {year},")
    ]
    for subject in sorted(attack.school.tables["progress"].frame["subject"].unique()):
        part, row = rows[rows["subject"] == subject], f"Year {year}, {subject}"
        if listed and row not in listed and part.empty:
            continue
        # Of a year group whose subjects are not listed, nobody knows which it has.
        least = 1 if listed and len(part) else 0
        subjects[subject] = _mean_unknown(
            attack, f"{name} {subject}", part, target=len(part) > 0, least=least
        )
        puzzle.at_most(subjects[subject][0], unknown[0])
        for caption, as_baseline in captions.items():
            for edition in attack.of(term, baseline=as_baseline):
                if edition.cell(caption, row, "n") not in {None, HIDDEN}:
                    _tell_mean(puzzle, subjects[subject], part)
    puzzle.total([one[0] for one in subjects.values()], used)
    if listed and len(rows) == rows["pupil_id"].nunique() * len(subjects):
        sums = {one[1]: 1.0 for one in subjects.values()}
        puzzle.tell({**sums, unknown[1]: -float(len(subjects))}, 0.0)


def _groups(
    attack: Attack, term: str, column: str, rows: pd.DataFrame, values: pd.Series[float]
) -> None:
    """Pupils in a group, all others, and those of whom it is not known make up all pupils.

    The values are those that may be averaged over year groups; their sum over all is known.
    """
    one_each = rows.drop_duplicates("pupil_id").assign(
        value=lambda one: one["pupil_id"].map(values)
    )
    mark = (
        one_each[column].eq("girl").where(one_each[column].notna())
        if column == "sex"
        else one_each[column]
    )
    sides = {"yes": mark.eq(True).fillna(False), "no": mark.eq(False).fillna(False),
             "not known": mark.isna()}  # fmt: skip
    whole = _mean_unknown(attack, f"pupils {term} {column}", one_each)
    _tell_mean(attack.puzzle, whole, one_each)
    parts = {}
    for side, which in sides.items():
        part = one_each[which.astype(bool)]
        name = f"pupils {term} {column} {side}"
        parts[side] = _mean_unknown(attack, name, part, target=not part.empty)
        place = {"no": 0, "yes": 1}.get(side)
        told = [
            edition.quantity(f"{key}.{column}", place)
            for key, baseline in (("baseline.results", True), ("impact.gaps", False))
            for edition in attack.of(term, baseline=baseline)
            if place is not None
        ]
        if part.empty or any(told):
            _tell_mean(attack.puzzle, parts[side], part)
    _adds_up(attack.puzzle, list(parts.values()), whole)


def interviews(attack: Attack, term: str) -> None:
    """Answers by question, by theme, and by the focus of the session."""
    said = attack.rows("pupil_interviews", term)
    if said.empty:
        return
    puzzle, mine, name = attack.puzzle, f"answers {term}", attack.terms[term]
    base = puzzle.unknown(mine)
    for edition in attack.editions:
        attack.tell_cell(
            [base], edition.cell("How impact was measured", "Pupil interviews: answers", name)
        )
    titles = {"worked_well": "What worked well, in pupils' words",
              "even_better_if": "It would be even better if"}  # fmt: skip
    asked = {one: puzzle.unknown(f"{mine} {one}") for one in titles}
    puzzle.total(list(asked.values()), base)
    for edition in attack.of(term, baseline=False):
        attack.tell_share(
            (asked["worked_well"], base), edition.quantity("coaching.pupil_voice.well", 0)
        )
    for question, title in titles.items():
        themes = said.loc[said["question"] == question, "theme"].value_counts()
        _small(attack, asked[question], int(themes.sum()))
        listed = attack.labels(title)
        names = {
            theme: puzzle.unknown(f"{asked[question]} {theme}", int(theme in listed))
            for theme in themes.index
        }
        puzzle.total(list(names.values()), asked[question])
        for theme, unknown in names.items():
            _small(attack, unknown, int(themes[theme]))
            for edition in attack.of(term, baseline=False):
                attack.tell_cell(
                    (unknown, asked[question]), edition.cell(title, str(theme), "Answers")
                )
    _answers_by_focus(attack, term, said, asked, base)


def _small(attack: Attack, name: str, count: int) -> None:
    if 0 < count < 6:
        attack.targets[name] = "one to five answers of pupils"


def _answers_by_focus(
    attack: Attack, term: str, said: pd.DataFrame, asked: dict[str, str], base: str
) -> None:
    sessions = attack.school.tables["sessions"].frame
    foci = dict(zip(sessions["session_id"], sessions["focus"].fillna(""), strict=True))
    by_focus = said.assign(focus=said["session_id"].map(foci)).groupby("focus")
    parts: dict[str, list[str]] = {"well": [], "better": [], "base": []}
    for focus, part in by_focus:
        names = [attack.puzzle.unknown(f"answers {term} on {focus} {one}") for one in parts]
        for name, column in zip(names, parts.values(), strict=True):
            column.append(name)
        attack.puzzle.total(names[:2], names[2])
        counts = part["question"].value_counts()
        for name, question in zip(names, asked, strict=False):
            _small(attack, name, int(counts.get(question, 0)))
        _small(attack, names[2], len(part))
        for edition in attack.of(term, baseline=True):
            cell = edition.cell(FOCUS_MAP, str(focus), "Pupils")
            attack.tell_cell((names[0], names[2]), cell)
    for column, whole in zip(parts.values(), (*asked.values(), base), strict=True):
        attack.puzzle.total(column, whole)
