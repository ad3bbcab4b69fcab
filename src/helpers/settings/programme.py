"""What ``programme.toml`` says, as frozen, checked objects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from helpers.problems import UsageError, near_miss
from helpers.settings.clock import Period
from helpers.settings.misfits import misfits
from helpers.settings.scales import Frozen, Measure, RatingScale, Scale, presets

SETTINGS_FILE = "programme.toml"

Words = Annotated[str, Field(min_length=1)]
_INSIDE, _AT_AN_END = r'\\/:*?"<>|\x00-\x1f', r"\s."
TermId = Annotated[
    str,
    Field(pattern=f"^[^{_INSIDE}{_AT_AN_END}]([^{_INSIDE}]*[^{_INSIDE}{_AT_AN_END}])?$"),
]
"""A term's id names a folder of reports, so it has only what Windows allows there, and ``..`` is
none."""


class Term(Frozen):
    """One term, in the order in which the settings list them."""

    id: TermId
    name: Words
    start: date
    end: date
    judgement_scale: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end <= self.start:
            raise ValueError(
                f"the term ends on {self.end:%d/%m/%Y}, before it starts ({self.start:%d/%m/%Y})"
            )
        return self


class Objective(Frozen):
    """One of the programme's objectives; ``id`` is what ``objectives.csv`` names."""

    id: Words
    wording: Words


class Questionnaire(Frozen):
    """One questionnaire; ``role`` tells the phases which holds confidence, culture and so on."""

    id: Words
    name: Words
    role: Literal["confidence", "culture", "coach", "feedback", "other"] = "other"
    item_scale: str = "agreement-5"


class Privacy(Frozen):
    """The small-number thresholds of DESIGN section 6; a school may raise, never lower them.

    For the public a pupil group must be larger by default: a governor is bound to keep what they
    read to themselves, a website's reader is not.
    """

    pupil_base: Annotated[int, Field(ge=6)] = 6
    public_pupil_base: Annotated[int, Field(ge=6)] = 10
    pupil_count: Annotated[int, Field(ge=6)] = 6
    staff_base: Annotated[int, Field(ge=5)] = 5
    staff_cross: Annotated[int, Field(ge=3)] = 3


Points = Annotated[int, Field(ge=0, le=1000)]


class Weights(Frozen):
    """What each good thing about a group is worth, in points."""

    wanted: Points = 3
    unasked: Points = 1
    skills_a_term: Annotated[int, Field(ge=1, le=20)] = 3
    reciprocity: Points = 5
    years: Points = 1
    most_years: Annotated[int, Field(ge=0, le=20)] = 3
    experience: Points = 2
    met_before: Points = 10
    workload: Points = 2


class Planning(Frozen):
    """What the groups and the timetable must respect."""

    prefer: Literal["spread of years", "same phase"] = "spread of years"
    group_size: Literal["pairs", "threes"] = "pairs"
    meeting_again: Literal["never", "penalised"] = "never"
    terms_before_meeting_again: Annotated[int, Field(ge=0)] = 1
    rounds: Annotated[int, Field(ge=1)] = 2
    observed_a_week: Annotated[int, Field(ge=1)] = 1
    cover_a_day: Annotated[int, Field(ge=0)] = 2
    feedback_within_days: Annotated[int, Field(ge=0)] = 5
    facilitators: tuple[str, ...] = ()
    groups_a_facilitator: Annotated[int, Field(ge=1)] = 1
    facilitator_may_manage: bool = False
    facilitator_at_lessons: bool = False
    pairs: Annotated[int, Field(ge=0)] | None = None
    threes: Annotated[int, Field(ge=0)] | None = None
    not_taking_part: tuple[str, ...] = ()
    weights: Weights = Weights()
    required_pairs: tuple[tuple[str, str], ...] = ()
    forbidden_pairs: tuple[tuple[str, str], ...] = ()
    closed: tuple[date, ...] = ()
    blocked_weeks: tuple[date, ...] = ()
    """Any day of each week without observations."""
    bank_holidays: bool = True
    """Whether the bank holidays of England and Wales are closed."""
    periods: tuple[Period, ...] = ()
    """When each lesson of the day starts and ends, the first one first; none: not known."""

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Every staff id that these settings name, with the setting that names it."""
        pairs = {"required_pairs": self.required_pairs, "forbidden_pairs": self.forbidden_pairs}
        lists = {"facilitators": self.facilitators, "not_taking_part": self.not_taking_part}
        lists |= {name: tuple(who for pair in some for who in pair) for name, some in pairs.items()}
        return tuple((name, who) for name, some in lists.items() for who in some)

    def under(self, codes: Mapping[str, str]) -> Planning:
        """The same settings with codes in place of staff ids; an unknown id becomes nobody's."""

        def coded(ids: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(codes.get(one, "nobody") for one in ids)

        return self.model_copy(
            update={
                "facilitators": coded(self.facilitators),
                "not_taking_part": coded(self.not_taking_part),
                "required_pairs": tuple(coded(pair) for pair in self.required_pairs),
                "forbidden_pairs": tuple(coded(pair) for pair in self.forbidden_pairs),
            }
        )


class Scales(Frozen):
    """Which scales the school uses, and any of its own."""

    judgement: str = "ungraded"
    scrutiny: str = "scrutiny-4"
    skills: RatingScale = RatingScale()
    own_judgement: dict[str, Scale] = Field(default_factory=dict)
    own_scrutiny: dict[str, Scale] = Field(default_factory=dict)
    own_response: dict[str, Scale] = Field(default_factory=dict)


class Progress(Frozen):
    """Which progress measure the school uses, and any of its own."""

    measure: str = "scaled-score"
    own_measure: dict[str, Measure] = Field(default_factory=dict)
    headline_year_group: str = "6"


class Defaults(Frozen):
    """The terms that a run compares when nobody says otherwise."""

    baseline: str
    review: str


class Settings(Frozen):
    """Everything that ``programme.toml`` says."""

    school: Words
    programme: Words
    aim: Words
    contact: str = ""
    data_note: str = ""
    what_else_changed: str = ""
    default_terms: Defaults
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    objectives: tuple[Objective, ...] = ()
    questionnaires: tuple[Questionnaire, ...] = ()
    scales: Scales = Scales()
    progress: Progress = Progress()
    privacy: Privacy = Privacy()
    planning: Planning = Planning()

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        faults = list(misfits(self.model_dump()))
        if faults:
            raise ValueError(" ".join(f"{fault.place} {fault.what}" for fault in faults))
        return self

    def known(self, kind: str) -> Mapping[str, Scale | Measure]:
        """All presets of a kind (judgement, scrutiny, response, measure) and the school's own."""
        own: dict[str, Mapping[str, Scale | Measure]] = {
            "judgement": self.scales.own_judgement,
            "scrutiny": self.scales.own_scrutiny,
            "response": self.scales.own_response,
            "measure": self.progress.own_measure,
        }
        return {**presets()[kind], **own[kind]}

    def term(self, term_id: str) -> Term:
        """The term of that id; raises :class:`UsageError` with the near miss."""
        for term in self.terms:
            if term.id == term_id:
                return term
        raise UsageError(
            f'There is no term "{term_id}" in {SETTINGS_FILE}. '
            f"{near_miss(term_id, (term.id for term in self.terms))}"
        )

    def judgement_scale(self, term_id: str | None = None) -> Scale:
        """The scale in use for lessons, in one term or by default."""
        named = self.term(term_id).judgement_scale if term_id else None
        return self._scale("judgement", named or self.scales.judgement)

    def scrutiny_scale(self) -> Scale:
        """The scale in use for pupils' work."""
        return self._scale("scrutiny", self.scales.scrutiny)

    def response_scale(self, name: str) -> Scale:
        """A questionnaire's scale by name."""
        return self._scale("response", name)

    def measure(self) -> Measure:
        """The progress measure in use."""
        found = self.known("measure")[self.progress.measure]
        assert isinstance(found, Measure)
        return found

    def names_of(self, listed: str) -> tuple[str, ...]:
        """Names in one of the settings' lists, as a schema's ``listed_in`` calls it."""
        lists = {
            "questionnaire": [one.id for one in self.questionnaires],
            "objective": [one.id for one in self.objectives],
            "measure": self.known("measure"),
            "response scale": self.known("response"),
        }
        return tuple(lists[listed])

    def _scale(self, kind: str, name: str) -> Scale:
        found = self.known(kind)[name]
        assert isinstance(found, Scale)
        return found

    def questionnaire(self, questionnaire_id: str) -> Questionnaire | None:
        """The questionnaire of that id, if the settings name it."""
        return next((one for one in self.questionnaires if one.id == questionnaire_id), None)
