"""Numbers in the words of alternative texts and labels: counts first, halves rounded up."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.figures.quantities import level_of
from helpers.findings import Absent, Kind, Quantity
from helpers.numbers import MINUS, decimal, percent, points
from helpers.wording import joined

HIDDEN = "c  hidden: small number"
"""What stands in a drawing in place of a number that is known but must not be shown."""
UNKNOWN = {
    Absent.SUPPRESSED: HIDDEN,
    Absent.MISSING: "not recorded",
    Absent.NOT_APPLICABLE: "not applicable",
}
HIDDEN_NOTE = "c = hidden, because the number of people is small."


def signed(value: float, places: int = 0) -> str:
    """``+5``, ``−3``, ``0``."""
    told = decimal(value, places)
    risen = not told.startswith(MINUS) and any(digit in "123456789" for digit in told)
    return f"+{told}" if risen else told


def of(count: int, base: int, unit: str = "") -> str:
    """``7 of 14 lessons (50 %)``."""
    counted = f"{count:,} of {base:,} {unit}".rstrip()
    return f"{counted} ({percent(count, base)})" if base else counted


def said(quantity: Quantity, measured_in: str = "", unit: str = "") -> str:
    """A quantity in full: ``7 of 14 lessons (50 %)`` or ``13.4 points``."""
    if quantity.absent:
        return "hidden" if quantity.absent is Absent.SUPPRESSED else UNKNOWN[quantity.absent]
    if quantity.count is not None and quantity.base:
        return of(quantity.count, quantity.base, unit)
    level = level_of(quantity)
    if level is None:
        return UNKNOWN[Absent.MISSING]
    return f"{decimal(level, 1)} {measured_in}".strip()


def beside(quantity: Quantity, kind: Kind) -> str:
    """A quantity as it stands beside its mark: ``50 %`` or ``13.4``."""
    if quantity.count is not None and quantity.base:
        return percent(quantity.count, quantity.base)
    level = level_of(quantity)
    return "" if level is None else told(level, kind)


def told(level: float, kind: Kind) -> str:
    """A bare level, such as a national figure: ``50 %`` or ``13.4``."""
    return f"{points(level)} %" if kind is Kind.SHARE else decimal(level, 1)


def difference(value: float, kind: Kind) -> str:
    """A difference beside its mark: ``+50`` (percentage points) or ``+0.4``."""
    return signed(value * 100) if kind is Kind.SHARE else signed(value, 1)


def named(names: Sequence[str], most: int = 3) -> str:
    """Names listed, and after a few only counted: ``a, b, c and 4 more``."""
    if len(names) <= most + 1:
        return joined(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def extremes(levels: Sequence[tuple[str, float, str]]) -> str:
    """``highest for A, 9 of 10, and lowest for B, 1 of 9`` from (name, level, words)."""
    top, bottom = max(one[1] for one in levels), min(one[1] for one in levels)
    if len(levels) == 1:
        return f"shown only for {levels[0][0]}, {levels[0][2]}"
    if top == bottom:
        return f"the same for {'all' if levels[2:] else 'both'}, {levels[0][2]}"
    return f"highest for {_at(levels, top)}, and lowest for {_at(levels, bottom)}"


def highest(levels: Sequence[tuple[str, float, str]]) -> str:
    """``A, 9 of 10`` from (name, level, words)."""
    return _at(levels, max(one[1] for one in levels))


def _at(levels: Sequence[tuple[str, float, str]], level: float) -> str:
    found = [one for one in levels if one[1] == level]
    same = len({one[2] for one in found}) == 1
    if same or len(found) == 1:
        return f"{named([one[0] for one in found])}, {found[0][2]}{' each' if found[1:] else ''}"
    return named([f"{one[0]}, {one[2]}" for one in found])


def lower(text: str) -> str:
    """The text with a small first letter, unless its first word is an abbreviation or a name."""
    first = text.split(" ", 1)[0]
    return (
        text
        if len(first) > 1 and any(letter.isupper() for letter in first[1:])
        else (text[:1].lower() + text[1:])
    )
