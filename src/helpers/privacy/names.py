"""People of a roster, found in words that somebody wrote and taken out.

What is found: a first name or surname in any case, with or without accents, hyphens and
apostrophes, in the possessive, after a title, as initials, with one typing slip in a word of five
letters or more; and the school's own ids. A name that is also a word (Will, Hope, Park) counts
only where it is written as a name: with a capital inside a sentence, after a title, in the
possessive, or beside another part of the same name. No rule finds nicknames, nor a person who is
described and not named: so a person reads every quotation before it goes out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from helpers.privacy.name_forms import (
    Word,
    folded,
    initials_of,
    is_common,
    is_label,
    name_words,
    one_slip,
    parts_of,
    without_one,
    words_of,
)
from helpers.privacy.name_words import ABBREVIATIONS, NEAR_NAMES, TITLES

COLLEAGUE, PUPIL = "[a colleague]", "[a pupil]"
"""What stands in the place of somebody."""
SLIP_FROM = 5
"""Letters that a name must have for a typing slip to be looked for."""

_ADDRESS = re.compile(r"[\w.+'-]+@[\w.-]+\w")
_NEAR = re.compile(r"[\s.\-‐‑–]*")
_TOUCHING = re.compile(r"[ \-‐‑–]*")
_DOTTED = re.compile(r"\b(?:[^\W\d_][.\s-]{1,2}){1,3}[^\W\d_]\b\.?")
_BARE = re.compile(r"\b[^\W\d_]{2,4}\b")
_IDS = (re.compile(r"\w+(?:[-/.]\w+)+"), re.compile(r"\w+"))
_CALLED_BY_NUMBER = re.compile(r"(?:pupils?|child|id|no|number|#)[\s.:]*$", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")

_Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody's names and ids, in every form in which a text may hold them."""

    parts: frozenset[str]
    wholes: tuple[tuple[str, ...], ...]
    initials: frozenset[str]
    slips: frozenset[str]
    staff_ids: frozenset[str]
    pupil_ids: frozenset[str]

    @classmethod
    def of(
        cls, names: Iterable[str], staff_ids: Iterable[str] = (), pupil_ids: Iterable[str] = ()
    ) -> Roster:
        """The forms of these people."""
        known = [words for name in names if (words := name_words(name))]
        parts = frozenset(part for words in known for part in parts_of(words))
        long = [part for part in parts if len(part) >= SLIP_FROM]
        return cls(
            parts=parts,
            wholes=tuple(sorted({words for words in known if len(words) > 1 or is_label(words)})),
            initials=frozenset(form for words in known for form in initials_of(words)),
            slips=frozenset(near for part in long for near in without_one(part)),
            staff_ids=frozenset(one.strip().casefold() for one in staff_ids if one.strip()),
            pupil_ids=frozenset(one.strip().casefold() for one in pupil_ids if one.strip()),
        )

    def redact(self, text: str) -> str:
        """The text with everybody of the roster replaced by "[a colleague]" or "[a pupil]".

        Letters that are not seen do not hide a name; where there are any, they go with it. A text
        that names nobody stays as it is, to the letter.
        """
        composed = unicodedata.normalize("NFC", text)
        for seen in dict.fromkeys((_UNSEEN.sub("", composed), composed)):
            if places := self._places(seen):
                return _replaced(seen, places)
        return text

    def doubtful(self, text: str) -> tuple[str, ...]:
        """Words that redaction leaves in the text, but that are somebody's name as well."""
        left = self.redact(text)
        found = (left[one.start : one.end] for one in words_of(left) if one.plain in self.parts)
        return tuple(dict.fromkeys(found))

    def _places(self, text: str) -> list[_Place]:
        words = list(words_of(text))
        people = (
            self._addresses(text),
            self._whole(words),
            self._led(words, text),
            self._alone(words),
            self._initials(text),
        )
        named = [(start, end, COLLEAGUE) for found in people for start, end in found]
        return [*named, *self._ids(text)]

    def _addresses(self, text: str) -> Iterator[tuple[int, int]]:
        """Whole e-mail addresses of people."""
        for found in _ADDRESS.finditer(text):
            owner = re.split(r"[\W\d_]+", folded(found[0].partition("@")[0]))
            if any(map(self._is_part, owner)):
                yield found.span()

    def _whole(self, words: list[Word]) -> Iterator[tuple[int, int]]:
        plain = [one.plain for one in words]
        for whole in self.wholes:
            for place in range(len(plain) - len(whole) + 1):
                if tuple(plain[place : place + len(whole)]) == whole:
                    yield words[place].start, words[place + len(whole) - 1].end

    def _led(self, words: list[Word], text: str) -> Iterator[tuple[int, int]]:
        """A title with the name or initial after it; an initial with the name after it."""
        firsts = {form[0] for form in self.parts}
        for leading, one in pairwise(words):
            if not _NEAR.fullmatch(text[leading.end : one.start]):
                continue
            letter = len(one.plain) == 1 and one.capital and one.plain in firsts
            initial = len(leading.plain) == 1 and leading.capital and leading.plain in firsts
            is_led = leading.plain in TITLES or (initial and one.capital)
            if (is_led and self._is_part(one.plain)) or (leading.plain in TITLES and letter):
                yield leading.start, one.end

    def _alone(self, words: list[Word]) -> Iterator[tuple[int, int]]:
        """Single words that are names by themselves."""
        for one in words:
            if self._is_name(one) if one.plain in self.parts else self._is_slip(one):
                yield one.start, one.end

    @staticmethod
    def _is_name(one: Word) -> bool:
        return one.as_name or not is_common(one.plain)

    def _initials(self, text: str) -> Iterator[tuple[int, int]]:
        """Initials with full stops or spaces between, or capitals that mean nothing else."""
        for found in _DOTTED.finditer(text):
            letters = re.sub(r"[\W_]", "", found[0])
            if letters.isupper() and folded(letters) in self.initials:
                yield found.span()
        for found in _BARE.finditer("" if text.isupper() else text):
            bare = found[0]
            if bare.isupper() and folded(bare) in self.initials and bare not in ABBREVIATIONS:
                yield found.span()

    def _ids(self, text: str) -> Iterator[_Place]:
        for ids, mark in ((self.staff_ids, COLLEAGUE), (self.pupil_ids, PUPIL)):
            for found in (one for pattern in _IDS for one in pattern.finditer(text)):
                if found[0].casefold() in ids and _reads_as_id(text, found):
                    yield found.start(), found.end(), mark

    def _is_part(self, plain: str) -> bool:
        return plain in self.parts or self._near(plain)

    def _near(self, plain: str) -> bool:
        """Whether it is a long name with one slip; the set of slips only saves time."""
        return not self.slips.isdisjoint(without_one(plain)) and any(
            one_slip(plain, part) for part in self.parts if len(part) >= SLIP_FROM
        )

    def _is_slip(self, one: Word) -> bool:
        """A name typed wrong; common words are left alone.

        In small letters, or at the head of a sentence, it must begin as the name does.
        """
        if one.plain in NEAR_NAMES or is_common(one.plain) or not self._near(one.plain):
            return False
        return one.as_name or any(
            part[0] == one.plain[0] and one_slip(one.plain, part)
            for part in self.parts
            if len(part) >= SLIP_FROM
        )


def _reads_as_id(text: str, found: re.Match[str]) -> bool:
    """A bare number is an id only if nobody would write a plain number so."""
    typed = found[0]
    if not typed.isdigit():
        return not typed.isalpha() or (typed.isupper() and typed not in ABBREVIATIONS)
    before = text[max(0, found.start() - 12) : found.start()]
    return typed[0] == "0" or len(typed) > 4 or _CALLED_BY_NUMBER.search(before) is not None


def _replaced(text: str, places: Iterable[_Place]) -> str:
    """The text with the places replaced; places that touch become one."""
    merged: list[_Place] = []
    for start, end, mark in sorted(places):
        before = merged[-1] if merged else (0, -1, "")
        if start <= before[1] or (merged and _TOUCHING.fullmatch(text[before[1] : start])):
            merged[-1] = (before[0], max(before[1], end), before[2])
        else:
            merged.append((start, end, mark))
    for start, end, mark in reversed(merged):
        text = text[:start] + mark + text[end:]
    return text
