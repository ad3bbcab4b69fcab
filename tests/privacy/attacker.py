"""What an attacker makes of all editions of a school: equations between what is not told.

The attacker has both terms' reports, knows how a school's wholes fall into parts (that year groups
make up all pupils, that there is a year 3), and takes a mean to be known exactly wherever one
decimal of it is shown. They know the names of the parts from the school's own tables here; numbers
come from the editions alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from helpers.evidence import Evidence, evidence_of
from helpers.phases import pupils
from helpers.school import School
from tests.privacy.edition import HIDDEN, Edition
from tests.privacy.puzzle import FAR, Puzzle

SHARE = re.compile(r"([\d,]+) of ([\d,]+)")
GROUPS = ("sex", "pupil_premium", "send", "eal")
LEVELS = {"fully": "fully", "partly": "partly", "not met": "not met"}


class Attack:
    """All editions of a school put into one puzzle; ``targets`` are what must not be found."""

    def __init__(self, school: School, editions: Sequence[Edition]) -> None:
        self.school, self.editions = school, editions
        self.puzzle = Puzzle()
        self.targets: dict[str, str] = {}
        self.terms = {term.id: term.name for term in school.settings.terms}
        for term in self.terms:
            for family in (_pupils, _interviews, _lessons, _constructs, _skills, _objectives):
                family(self, term)
        _pairs(self)
        _part_taken(self)

    def found(self) -> list[str]:
        """The targets that only one value is left for."""
        return sorted(one for one in self.targets if self.puzzle.pinned(one))

    def first(self, prefix: str) -> str | None:
        """The first target with this beginning that only one value is left for."""
        mine = (one for one in self.targets if one.startswith(prefix))
        return next((one for one in mine if self.puzzle.pinned(one)), None)

    def rows(self, table: str, term: str) -> pd.DataFrame:
        """The school's own rows of a term: only their labels are used, and to name targets."""
        frame = self.school.tables[table].frame
        return frame[frame["term"] == term]

    def of(self, term: str, *, baseline: bool) -> Iterable[Edition]:
        """The editions that show this term as their baseline, or as their review."""
        return [one for one in self.editions if (one.baseline if baseline else one.term) == term]

    def tell_share(self, names: Sequence[str], quantity: dict[str, object] | None) -> None:
        """``count`` and ``base`` of a finding that is shown."""
        if quantity:
            for name, field in zip(names, ("count", "base"), strict=True):
                self.puzzle.tell({name: 1}, float(str(quantity[field])))

    def tell_cell(self, names: Sequence[str], cell: str | None) -> None:
        """A cell ``3 of 7 (43 %)``, or a plain number for the first name."""
        if cell is None or cell in {HIDDEN, "x", "z", ""}:
            return
        match = SHARE.match(cell)
        numbers = match.groups() if match else (cell,)
        for name, number in zip(names, numbers, strict=False):
            self.puzzle.tell({name: 1}, float(number.replace(",", "")))


def _pupils(attack: Attack, term: str) -> None:
    """Means and numbers of pupils: year groups, their subjects, and groups make up all pupils."""
    leaders = evidence_of(attack.school, term, audience="leadership")
    rows = pupils.compared(leaders, leaders.term)
    if rows.empty:
        return
    puzzle, mine = attack.puzzle, f"pupils {term}"
    whole = _mean_unknown(attack, mine, rows)
    name = attack.terms[term]
    labels = [one for one in _labels(attack, PATH) if one.endswith("all pupils")]
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
    counted = puzzle.unknown(f"{mine} rows")
    puzzle.total([f"{mine} year {year} rows" for year in years], counted)
    for one in attack.editions:
        cell = one.cell("How impact was measured", "Pupil results: one a pupil and subject", name)
        attack.tell_cell([counted], cell)


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


def _labels(attack: Attack, caption: str) -> set[str]:
    return {row for one in attack.editions for row in one.tables.get(caption, {})}


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
        for one in _labels(attack, caption)
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


def _interviews(attack: Attack, term: str) -> None:
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
        listed = _labels(attack, title)
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


FOCUS_MAP = "The counts behind the map, by focus area"


def _lessons(attack: Attack, term: str) -> None:
    """Lessons by focus make up all lessons of the term."""
    scale = attack.school.settings.judgement_scale(term)
    seen = attack.rows("observations", term).dropna(subset=["judgement"]).fillna({"focus": ""})
    reached = seen["judgement"].isin(scale.at_least(scale.good_from or ""))
    change = "impact.lessons.good_or_better"
    shares = [("baseline.lessons.good_or_better", 0, True), (change, 0, True), (change, -1, False)]
    _shares_of_whole(
        attack, term, "lessons", seen.groupby("focus"), reached, "staff_id",
        lambda edition, focus: edition.cell(FOCUS_MAP, focus, "Observation"),
        shares, baseline=True,
    )  # fmt: skip


def _shares_of_whole(
    attack: Attack,
    term: str,
    what: str,
    parts: object,
    reached: pd.Series[bool],
    who: str,
    told: Callable[[Edition, str], str | None],
    wholes: Sequence[tuple[str, int, bool]],
    *,
    baseline: bool,
) -> None:
    """Counts and bases of parts that add up to a whole, of which findings tell."""
    puzzle = attack.puzzle
    names = {field: puzzle.unknown(f"{what} {term} {field}") for field in ("count", "base")}
    puzzle.at_most(names["count"], names["base"])
    found: dict[str, list[str]] = {"count": [], "base": []}
    for part, rows in parts:  # type: ignore[attr-defined]
        mine = [puzzle.unknown(f"{what} {term} {part} {field}") for field in found]
        puzzle.at_most(mine[0], mine[1])
        for name, column in zip(mine, found.values(), strict=True):
            column.append(name)
        hit = reached[rows.index]
        if rows[who].nunique() < 5 and 0 < reached.sum() < len(reached):
            attack.targets[mine[0]] = f"{int(hit.sum())} of {len(hit)}, from fewer than five people"
        # How many rows there are of a part is activity, not a result: the attacker is told.
        puzzle.tell({mine[1]: 1}, len(hit))
        for edition in attack.of(term, baseline=baseline):
            attack.tell_cell((mine[0], mine[1]), told(edition, str(part)))
    for field, column in found.items():
        puzzle.total(column, names[field])
    for key, place, as_baseline in wholes:
        for edition in attack.of(term, baseline=as_baseline):
            if (
                as_baseline
                and place == 0
                and len(edition.findings.get(key, {}).get("quantities", ())) < 2
                and key.startswith("impact")
            ):
                continue
            attack.tell_share((names["count"], names["base"]), edition.quantity(key, place))


def _constructs(attack: Attack, term: str) -> None:
    """Answers by construct make up all answers to a questionnaire, those by item a construct's."""
    items = attack.school.tables["questionnaire_items"].frame
    answers = attack.rows("questionnaires", term)
    answers = answers[answers["questionnaire"] == "confidence"].reset_index(drop=True)
    answers = answers.merge(items, on=["questionnaire", "item"])
    if answers.empty:
        return
    scale = attack.school.settings.response_scale("confidence-4")
    reached = answers["response"].isin(scale.at_least(scale.positive_from or ""))
    wholes = [("impact.confidence", 0, True), ("impact.confidence", -1, False)]
    column, name = attack.terms[term], attack.school.settings.questionnaires[0].name

    def construct_told(edition: Edition, construct: str) -> str | None:
        return edition.cell("Are teachers more confident?", construct.capitalize(), column)

    def item_told(edition: Edition, wording: str) -> str | None:
        row, good = f"{wording}, {column}", scale.positive_from or ""
        return edition.cell(f"{name}: every question", row, f"{good.capitalize()} or better")

    for baseline in (True, False):
        _shares_of_whole(
            attack, term, "answers on", answers.groupby("construct"), reached, "respondent_id",
            construct_told, wholes, baseline=baseline,
        )  # fmt: skip
        for construct, part in answers.groupby("construct"):
            _shares_of_whole(
                attack, term, f"answers on {construct}", part.groupby("wording"),
                reached[part.index], "respondent_id", item_told, (), baseline=baseline,
            )  # fmt: skip
    for construct in answers["construct"].unique():
        for field in ("count", "base"):
            inner, outer = (f"answers on {construct} {term} {field}",
                            f"answers on {term} {construct} {field}")  # fmt: skip
            attack.puzzle.total([inner], outer)


def _objectives(attack: Attack, term: str) -> None:
    """Verdicts by objective make up the split of all verdicts."""
    puzzle, verdicts = attack.puzzle, attack.rows("objectives", term)
    if verdicts.empty:
        return
    wording = {one.id: one.wording for one in attack.school.settings.objectives}
    caption = f"Teachers' verdicts on each objective, {attack.terms[term]}"
    for place, level in enumerate(LEVELS):
        whole = puzzle.unknown(f"verdicts {term} {level}")
        parts = []
        for objective, part in verdicts.groupby("objective"):
            name = puzzle.unknown(f"verdicts {term} {objective} {level}")
            parts.append(name)
            given = int((part["verdict"] == level).sum())
            signed = part["respondent_id"].notna().all()
            few = (part["respondent_id"].nunique() if signed else len(part)) < 5
            if few and 0 < (verdicts["verdict"] == level).sum() < len(verdicts):
                attack.targets[name] = f"{given} verdicts of fewer than five people"
            for edition in attack.of(term, baseline=False):
                attack.tell_cell((name,), edition.cell(caption, wording[str(objective)], level))
        puzzle.total(parts, whole)
        for edition in attack.of(term, baseline=False):
            attack.tell_share((whole, f"verdicts {term}"),
                              edition.quantity("impact.objectives.split", place))  # fmt: skip
    puzzle.unknown(f"verdicts {term}")


def _skills(attack: Attack, term: str) -> None:
    """Ratings by skill make up all ratings of an audit; those rated twice make up part of each."""
    audit = attack.rows("audit", term)
    line = attack.school.settings.scales.skills.can_help_from
    whole, followed = (attack.puzzle.unknown(f"able {term}{one}") for one in ("", " followed"))
    parts: list[tuple[str, str]] = []
    for skill, rated in audit.groupby("skill"):
        name = attack.puzzle.unknown(f"able {term} {skill}", 0, len(rated))
        able = rated["rating"] >= line
        if len(rated) < 5 and 0 < (audit["rating"] >= line).sum() < len(audit):
            attack.targets[name] = "ratings of fewer than five people"
        for edition in attack.of(term, baseline=False):
            cells = edition.tables.get(HEAT_MAP, {}).get(str(skill), {})
            if cells and HIDDEN not in cells.values():
                told = sum(int(number) for level, number in cells.items() if int(level) >= line)
                attack.puzzle.tell({name: 1}, told)
        parts.append((name, _once(attack, term, str(skill), name, able)))
    for place, total in enumerate((whole, followed)):
        attack.puzzle.total([one[place] for one in parts], total)
    for edition in attack.editions:
        finding = edition.findings.get("audit.changes.all") or {}
        for place, when in ((0, edition.baseline), (-1, edition.term)):
            if when == term and edition.baseline != edition.term:
                total = followed if finding.get("paired") else whole
                ratings = attack.puzzle.unknown(f"ratings for {total}")
                attack.tell_share((total, ratings), edition.quantity("audit.changes.all", place))


HEAT_MAP = "How staff rated themselves, skill by skill"


def _once(attack: Attack, term: str, skill: str, name: str, able: pd.Series[bool]) -> str:
    """Those in one of two audits only are everybody less those who are followed."""
    puzzle = attack.puzzle
    frame = attack.school.tables["audit"].frame
    here, others = (
        set(frame.loc[(frame["skill"] == skill) & which, "staff_id"])
        for which in (frame["term"] == term, frame["term"] != term)
    )
    once = puzzle.unknown(f"{name} once only", 0, len(here - others))
    followed = puzzle.unknown(f"{name} followed")
    puzzle.total([once, followed], name)
    if 0 < len(here - others) < 5:
        attack.targets[once] = f"what {len(here - others)} who came or left rated"
    for edition in attack.editions:
        # Shown in the figure for every skill, whether or not a sentence is made of it.
        caption = "Staff able to help, skill by skill"
        cell = edition.cell(caption, skill.capitalize(), attack.terms[term])
        paired = (edition.findings.get("audit.changes.all") or {}).get("paired")
        attack.tell_cell((followed if paired else name,), cell)
    return followed


def _pairs(attack: Attack) -> None:
    """Lessons of those seen in one term only: everybody's share less that of the others."""
    for edition in attack.editions:
        before, after = (
            attack.rows("observations", term).dropna(subset=["judgement"])
            for term in (edition.baseline, edition.term)
        )
        once = [set(one["staff_id"]) - set(other["staff_id"])
                for one, other in ((before, after), (after, before))]  # fmt: skip
        finding = edition.findings.get("impact.lessons.good_or_better", {})
        per_person = {*before.groupby("staff_id").size(), *after.groupby("staff_id").size()}
        if edition.term == edition.baseline or len(per_person) != 1:
            continue
        (each,) = per_person
        both = before["staff_id"].nunique() - len(once[0])
        names = [
            attack.puzzle.unknown(f"lessons of those only in {term}", 0, each * len(people))
            for term, people in zip((edition.baseline, edition.term), once, strict=True)
        ]
        for name, people in zip(names, once, strict=True):
            if 0 < len(people) < 5:
                attack.targets[name] = f"lessons of {len(people)} seen in one term only"
        if finding.get("paired") and finding.get("change"):
            rose = finding["change"]["value"] * both * each
            wholes = [f"lessons {term} count" for term in (edition.baseline, edition.term)]
            attack.puzzle.tell({wholes[1]: 1, names[1]: -1, wholes[0]: -1, names[0]: 1}, rose, 1e-6)


def _part_taken(attack: Attack) -> None:
    """Who observed by who was observed, from bars whose base is all staff."""
    bars = {"In at least one peer observation": ("both", "observing", "observed"),
            "Observers at least once": ("both", "observing"),
            "Observed at least once": ("both", "observed"),
            "Observers and observed, each at least once": ("both",)}  # fmt: skip
    sessions = attack.school.tables["sessions"].frame
    for edition in attack.editions:
        done = sessions[(sessions["term"] <= edition.term) & (sessions["status"] == "completed")]
        observing, observed = set(done["observer_id"]), set(done["observed_id"])
        sizes = {"both": observing & observed, "observing": observing - observed,
                 "observed": observed - observing}  # fmt: skip
        for name, people in sizes.items():
            unknown = attack.puzzle.unknown(f"took part until {edition.term} {name}")
            if 0 < len(people) < 3 and name != "both":
                attack.targets[unknown] = f"{len(people)} staff only {name}"
        for bar, cells in bars.items():
            cell = edition.cell("Taking part in peer observation", bar, "Staff")
            if cell and (match := SHARE.match(cell)):
                attack.puzzle.tell(
                    {f"took part until {edition.term} {one}": 1 for one in cells}, int(match[1])
                )
