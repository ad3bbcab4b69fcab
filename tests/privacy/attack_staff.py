"""Staff: lessons, answers, verdicts and ratings that add up, and people who came or left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from tests.privacy.attack import FOCUS_MAP, SHARE, Attack
from tests.privacy.edition import HIDDEN, Edition

LEVELS = ("fully", "partly", "not met")


def lessons(attack: Attack, term: str) -> None:
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


def constructs(attack: Attack, term: str) -> None:
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


def objectives(attack: Attack, term: str) -> None:
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


def skills(attack: Attack, term: str) -> None:
    """Ratings by skill make up all ratings of an audit; those rated twice make up part of each."""
    audit = attack.rows("audit", term)
    scale = attack.school.settings.scales.skills
    line, levels = scale.can_help_from, range(scale.lowest, scale.highest + 1)
    labels = scale.labels or tuple(map(str, levels))
    columns = [one for one, level in zip(labels, levels, strict=True) if level >= line]
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
                told = sum(int(cells[column]) for column in columns if column in cells)
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


def pairs(attack: Attack) -> None:
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


def part_taken(attack: Attack) -> None:
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
