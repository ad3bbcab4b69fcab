"""Words of a text as they are compared with names: folded, and with one slip of the finger."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.privacy.name_words import COMMON, ROLES, TITLES

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*")
_OPENS = re.compile(r"(?:^|[.!?:;\n•*#>\"“(]|(?:^|\n)\s*[-–])[\s\"'“‘(*_#>-]*$")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"}
    | dict.fromkeys("’ʼ`´", "'")
)


def folded(word: str) -> str:
    """A word as it is compared: small letters, no accents, plain apostrophes."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(one for one in plain if not unicodedata.combining(one)).translate(_LETTERS)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, how it is compared, how it is written.

    ``opens`` says that it is the first of a sentence, where a capital means nothing.
    """

    start: int
    end: int
    plain: str
    capital: bool
    opens: bool
    possessive: bool

    @property
    def as_name(self) -> bool:
        """Whether it is written as a name is, and not merely as the first word."""
        return self.capital and (self.possessive or not self.opens)


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, each without the ``'s`` of a possessive."""
    shouted = text.isupper()
    for found in _WORD.finditer(text):
        plain, end = folded(found[0]), found.end()
        possessive = plain.endswith("'s")
        if possessive:
            plain, end = plain[:-2], end - 2
        elif plain.endswith("s") and text[end : end + 1] in {"'", "’"}:
            possessive = True
        opens = _OPENS.search(text[max(0, found.start() - 40) : found.start()]) is not None
        capital = found[0][0].isupper() and not shouted
        yield Word(found.start(), end, plain, capital, opens, possessive)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded, without a title."""
    plain = [folded(found[0]) for found in _WORD.finditer(unicodedata.normalize("NFC", name))]
    return tuple(one for one in plain if one not in TITLES)


def is_label(words: tuple[str, ...]) -> bool:
    """Whether a name is a role with a letter ("Teacher A")."""
    return any(one in ROLES for one in words)


def is_common(plain: str) -> bool:
    """Whether a name is also a word, or too short to be known by itself."""
    return plain in COMMON or len(plain) < 3


def parts_of(words: tuple[str, ...]) -> Iterator[str]:
    """Names by which one may be called: each word, and a surname without its O' or its mark."""
    for word in words:
        if word in ROLES or len(word) < 2 or (len(word) < 3 and is_label(words)):
            continue
        yield word
        if "'" in word:
            yield word.replace("'", "")
            yield from (one for one in word.split("'") if len(one) > 3)


def initials_of(words: tuple[str, ...]) -> Iterator[str]:
    """Initials of the whole name, and of the first name with each other one."""
    if len(words) < 2 or is_label(words):
        return
    yield "".join(one[0] for one in words)
    for last in words[1:]:
        yield words[0][0] + last[0]


def without_one(word: str) -> set[str]:
    """The word, and each word that leaves one of its letters out."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def one_slip(one: str, other: str) -> bool:
    """Whether a letter is missing, added, wrong, or two neighbours have changed places (Damerau).

    >>> one_slip("anwen", "anewn"), one_slip("anwen", "anwen"), one_slip("anwen", "awnn")
    (True, False, False)
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((p for p, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    rest, other_rest = one[start:], other[start:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[:2][::-1] and rest[2:] == other_rest[2:])
    )
