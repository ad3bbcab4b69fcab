"""People taken out of words in every form in which they are written, and words left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.privacy import Roster

NAMES = (
    "Anwen Pryce-Holt",
    "Zoë O’Brien",
    "Will Park",
    "Mrs Grace Young",
    "Teacher A",
    "Paul Evans",
    "Siân Li",
    "Bashir Ndiaye",
)
ROSTER = Roster.of(NAMES, ["T07", "001"], ["0042", "17"])
GONE = "[a colleague]"


@pytest.mark.parametrize(
    "form",
    [
        *("Anwen", "anwen", "ANWEN", "Pryce-Holt", "pryce holt", "Pryce", "Holt", "PRYCE-HOLT"),
        *("Anwen Pryce-Holt", "anwen  pryce holt", "A. Pryce-Holt", "A Pryce", "A.P.", "A. P.-H."),
        *("AP", "APH", "A P H", "Ms Holt", "ms. pryce", "Mrs Pryce-Holt", "Miss A", "Dr P."),
        *("Zoe O'Brien", "ZOË OBRIEN", "O’Brien", "Obrien", "Zo\u0065\u0308", "Mr Park", "mr park"),
        *("W. Park", "Will Park", "will park", "Mrs Young", "Sian", "siân", "Teacher A", "T07"),
        *("Bashir", "Ndiaye", "B.N.", "t07", "001", "Holt,", "An\u200bwen", "Pry\u00adce"),
        "a.pryce-holt@school.example",
    ],
)
def test_every_form_of_a_name_is_taken_out(form: str) -> None:
    text = f"I learnt much from {form} in the lesson."
    left = ROSTER.redact(text)
    assert GONE in left
    assert left.startswith("I learnt much from")
    assert left.endswith("in the lesson.")
    words = left.replace(GONE, "").removeprefix("I learnt").removesuffix("in the lesson.")
    assert not [
        name for name in ("nwen", "ryce", "olt", "brien", "ark", "oung", "07") if name in words
    ]


@pytest.mark.parametrize("slip", ["Anewn", "Anwn", "Anweb", "Annwen", "bsahir", "Ndaiye", "Pryyce"])
def test_a_name_with_a_typing_slip_is_taken_out(slip: str) -> None:
    assert ROSTER.redact(f"Then {slip} spoke.") == f"Then {GONE} spoke."


@given(st.sampled_from(["anwen", "bashir", "ndiaye", "brien", "evans"]), st.data())
def test_any_one_slip_is_found(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(name) - 2))
    letter = data.draw(st.sampled_from("qxz"))
    kinds = {
        "missing": name[:place] + name[place + 1 :],
        "added": name[:place] + letter + name[place:],
        "wrong": name[:place] + letter + name[place + 1 :],
        "changed places": name[:place] + name[place + 1] + name[place] + name[place + 2 :],
    }
    slip = kinds[data.draw(st.sampled_from(sorted(kinds)))].capitalize()
    assert GONE in ROSTER.redact(f"We saw {slip} teach.")


@pytest.mark.parametrize("end", ["'s", "’s"])
def test_a_possessive_keeps_its_ending(end: str) -> None:
    assert ROSTER.redact(f"Anwen{end} class") == f"{GONE}{end} class"
    assert (
        ROSTER.redact(f"Evans{end} class and Evans' idea") == f"{GONE}{end} class and {GONE}' idea"
    )


@pytest.mark.parametrize(
    "words",
    [
        "We will mark books in the park and hope for more young readers, with grace.",
        "Will it work? May we try again? Mark the work in green.",
        "A teacher helped; the teaching was better, and PE was fun.",
        "Seventeen of 17 pupils scored 42 of 50; 1 of 7 did not. In 2013 there were 120.",
        "Even the odds and the means of an event in March were shared.",
        "The holder of the price list; a whole of parts; an answer; the brain.",
        "RE, ICT, SEN and KS2 were left as they are. OK?",
    ],
)
def test_common_words_are_left_alone(words: str) -> None:
    assert ROSTER.redact(words) == words


def test_a_name_that_is_a_word_goes_where_it_is_written_as_a_name() -> None:
    text = "Then Will came, as we hope; Young’s class sang, and mr park helped Grace."
    assert ROSTER.redact(text) == (
        f"Then {GONE} came, as we hope; {GONE}’s class sang, and {GONE} helped {GONE}."
    )


def test_what_may_be_a_name_is_kept_for_a_person_to_decide() -> None:
    assert ROSTER.doubtful("Will came. We will see the park.") == ("Will", "will", "park")
    assert ROSTER.doubtful("Anwen came.") == ()


def test_pupils_go_by_id_and_numbers_stay_numbers() -> None:
    assert ROSTER.redact("Pupil 17 and 0042 scored 17 of 20.") == (
        "Pupil [a pupil] and [a pupil] scored 17 of 20."
    )


def test_neighbours_become_one_and_sentences_stay_apart() -> None:
    assert ROSTER.redact("Anwen Pryce Holt") == GONE
    assert ROSTER.redact("It was Anwen. Bashir agreed.") == f"It was {GONE}. {GONE} agreed."


def test_role_labels_go_whole_and_give_no_initials() -> None:
    assert ROSTER.redact("The TA helped Teacher A.") == f"The TA helped {GONE}."


@pytest.mark.parametrize(
    "text", ["Zoe\u0308 and \u202eothers\u202c", "soft\u00adhyphen", "e\u0301"]
)
def test_a_text_that_names_nobody_stays_as_it_is_to_the_letter(text: str) -> None:
    """It may be the name of a questionnaire, by which rows are found."""
    assert Roster.of(["Anwen Pryce-Holt"]).redact(text) == text


def test_an_empty_roster_takes_nothing() -> None:
    assert Roster.of([]).redact("Anwen and T07") == "Anwen and T07"
