"""One panel for every notebook: choose a question and a part of the school, read the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from helpers.evidence import Evidence
from helpers.page import Answer, answer_html
from helpers.problems import InputError

Question = Callable[[Evidence], Answer]
ALL = "all"
"""What the lists offer first: no narrowing. Its value is blank, since a list shows no ``None``."""

LABELS = {
    "term": "Term",
    "year_group": "Year group",
    "subject": "Subject",
    "skill": "Skill",
    "focus": "Focus",
}
"""What each control is called; its key is the column that it narrows."""

PUPIL_GROUPS = {"pupil_premium": "Pupil premium", "send": "Special needs", "eal": "EAL"}
"""Yes-or-no columns of the progress table, offered as one control."""


def explore(evidence: Evidence, questions: Mapping[str, Question], *by: str) -> Any:
    """A panel of drop-down lists over the phase's own questions.

    ``questions`` maps what the leader reads to the phase's function. ``by`` names the controls:
    keys of :data:`LABELS`, or ``pupil_group``. The answer is worked out by the same function that
    made the report, so the numbers and the privacy rules are the same.
    """
    import ipywidgets as widgets

    choices = {"question": _dropdown("Question", {name: name for name in questions})}
    choices |= {name: _control(evidence, name) for name in by}
    # An Output widget would do too, but capturing into one can leave papermill waiting for ever.
    shown = widgets.HTML()

    def show(*_: Any) -> None:
        chosen = {name: control.value for name, control in choices.items()}
        shown.value = answer_html(answer(evidence, questions, chosen))

    for control in choices.values():
        control.observe(show, names="value")
    show()
    return widgets.VBox([widgets.HBox(list(choices.values()), layout=_WRAP), shown])


_WRAP = {"flex_flow": "row wrap"}


def answer(
    evidence: Evidence, questions: Mapping[str, Question], chosen: Mapping[str, str | None]
) -> Answer:
    """The answer for one set of choices; what cannot be shown is said, never raised."""
    narrowing = {name: value for name, value in chosen.items() if name in LABELS}
    term = narrowing.pop("term", None)
    try:
        part = evidence.between(term) if term and term != evidence.term.id else evidence
        part = part.narrowed(**{name: value or None for name, value in narrowing.items()})
        if group := chosen.get("pupil_group"):
            part = part.narrowed(**{group: True})
        return questions[str(chosen["question"])](part)
    except InputError as problem:
        return Answer("explore", notice=str(problem))


def _control(evidence: Evidence, name: str) -> Any:
    """The drop-down list for one column, with the values that occur."""
    if name == "term":
        options = {term.name: term.id for term in evidence.settings.terms}
        return _dropdown(LABELS[name], options, evidence.term.id)
    if name == "pupil_group":
        return _dropdown("Pupil group", {ALL: "", **{v: k for k, v in PUPIL_GROUPS.items()}})
    return _dropdown(LABELS[name], {ALL: "", **{one: one for one in values(evidence, name)}})


def values(evidence: Evidence, column: str) -> list[str]:
    """Every value of a column anywhere in the tables, sorted."""
    found: set[str] = set()
    for frame in evidence.frames.values():
        if column in frame:
            found |= set(frame[column].dropna().astype(str))
    return sorted(found)


def _dropdown(label: str, options: Mapping[str, str | None], value: str | None = None) -> Any:
    import ipywidgets as widgets

    chosen = {"value": value} if value is not None else {}
    return widgets.Dropdown(
        options=list(options.items()),
        description=label,
        style={"description_width": "initial"},
        **chosen,
    )
