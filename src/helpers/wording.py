"""Sentences that follow from findings, and claim no more than the numbers do.

One finding gives three texts: a headline (one breath), a sentence (with the doubt in it) and a
note on how we know. The verb comes from the strength of the evidence (:data:`VERBS`), the
direction from the sign of the estimate.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as date_type

from helpers.estimates.estimate import Estimate
from helpers.estimates.methods import METHODS
from helpers.estimates.strength import Strength
from helpers.findings import Absent, Finding, Kind, Quantity
from helpers.numbers import MINUS, decimal, of, percent, points
from helpers.provenance import Source

VERBS: dict[Strength, tuple[str, str]] = {
    Strength.CLEAR: ("rose by", "fell by"),
    Strength.SUGGESTIVE: ("appears to have risen by", "appears to have fallen by"),
}
"""What a figure did, upwards and downwards, where the evidence lets it do anything."""

STANDINGS: dict[Strength, tuple[str, str]] = {
    Strength.CLEAR: ("above", "below"),
    Strength.SUGGESTIVE: ("apparently above", "apparently below"),
}
"""How a figure stands against a benchmark, where the evidence lets it stand anywhere."""

_ABSENT = {
    Absent.SUPPRESSED: "hidden, since so few {unit} stand behind it that it could tell of a person",
    Absent.MISSING: "not known, because it was not recorded",
    Absent.NOT_APPLICABLE: "not applicable",
}


def headline(finding: Finding) -> str:
    """The finding in one breath: counts first, and the verb that the evidence allows."""
    if absent := _absence(finding):
        return f"{capital(_noun(finding))}: {absent}."
    match finding.kind:
        case Kind.SHARE:
            return capital(f"{_share_run(finding)}{_verdict(finding)}.")
        case Kind.MEAN:
            return capital(f"{_mean_run(finding)}{_verdict(finding)}.")
        case Kind.SPLIT:
            return capital(f"{_split(finding)}.")
        case Kind.NUMBER:
            return capital(f"{_numbers(finding)}.")


def sentence(finding: Finding) -> str:
    """What the change or the difference is, how sure one can be, and for whom it holds."""
    if _absence(finding):
        return ""
    if finding.change is None or not finding.change.known:
        return _interval_sentence(finding)
    return f"{_moved(finding)}{_doubt(finding, finding.change)}{_who(finding)}."


def _moved(finding: Finding) -> str:
    """The change or the difference with the verb that its evidence allows."""
    size, way = _size(finding), finding.direction
    if finding.compared_with:
        return f"The difference from {finding.compared_with} is {_signed(finding)}"
    if finding.strength in VERBS and way:
        return f"The {_quantity_name(finding)} {VERBS[finding.strength][way < 0]} {size}"
    return f"The difference between the two terms is {_signed(finding)}"


def how_we_know(finding: Finding) -> str:
    """Method, number of people, rows used and left out."""
    parts = []
    if estimate := _main_estimate(finding):
        method = METHODS[estimate.method]
        parts.append(f"{method.name}: {method.description}")
        parts.append(f"The unit of analysis is {finding.unit}: {estimate.n:,} of them.")
        if estimate.note:
            parts.append(f"{capital(estimate.note)}.")
    if finding.paired is False and finding.compared_with:
        parts.append("Two groups of different people are compared.")
    elif finding.paired is not None:
        parts.append(
            "The same people are compared with themselves."
            if finding.paired
            else "People were not followed from one term to the other, so the two sets are "
            "compared as different people."
        )
    if finding.looked_at > 1:
        parts.append(
            f"{finding.looked_at} such comparisons were looked at together, so each needs stronger "
            "evidence before it is called clear (Holm)."
        )
    parts += [_rows(source) for source in finding.sources]
    return " ".join(parts)


NARROW = 0.4
"""An interval narrower than this has ends that one decimal place cannot tell apart."""


def places(finding: Finding) -> int:
    """Decimal places of a mean in words: one, or two where the interval is that narrow."""
    estimate = _main_estimate(finding)
    if estimate is None or estimate.low is None or estimate.high is None:
        return 1
    return 1 if estimate.high - estimate.low >= NARROW else 2


def joined(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """``no teachers``, ``1 teacher``, ``7 teachers``."""
    plural = many or f"{one}s"
    return f"no {plural}" if count == 0 else f"{count:,} {one if count == 1 else plural}"


def capital(text: str) -> str:
    """The same words, the first with a capital letter."""
    return text[:1].upper() + text[1:]


def month(date: date_type) -> str:
    """``July 2013``, whatever language the computer speaks."""
    return f"{_MONTHS[date.month - 1]} {date.year}"


def day(date: date_type) -> str:
    """``3 July 2013``."""
    return f"{date.day} {month(date)}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _absence(finding: Finding) -> str:
    """Why nothing can be said, or blank."""
    if not finding.quantities:
        return _ABSENT[Absent.MISSING]
    reasons = [why for one in finding.quantities if (why := _why_absent(one))]
    if len(reasons) < len(finding.quantities):
        return ""
    return _ABSENT[reasons[0]].format(unit=finding.unit)


def _why_absent(quantity: Quantity) -> Absent | None:
    """Why a number is not there; one without a reason was not recorded."""
    empty = quantity.value is None and (quantity.count is None or quantity.base is None)
    return quantity.absent or (Absent.MISSING if empty else None)


def _noun(finding: Finding) -> str:
    words = " ".join(filter(None, (finding.subject, finding.predicate)))
    return f"{finding.group}: {words}" if finding.group else words


def _share_run(finding: Finding) -> str:
    """``7 of 14 lessons (50 %) were judged good in Spring 2013 and 14 of 14 (100 %) in ...``."""
    told: list[str] = []
    for one in finding.quantities:
        if one.count is None or one.base is None:
            continue
        if told:
            told.append(f"{of(one.count, one.base)}{_at(one)}")
        else:
            be = "was" if 1 in (one.count, one.base) else "were"
            counts = f"{one.count:,} of {one.base:,} {finding.subject}"
            counts += f" ({percent(one.count, one.base)})"
            told.append(f"{counts} {be} {finding.predicate}{_at(one)}")
    run = ", ".join(told[:-1]) + (" and " if told[:-1] else "") + told[-1]
    return _grouped(finding, f"{run}{_not_told(finding)}")


def _mean_run(finding: Finding) -> str:
    """``average points progress was 13.4 points in Summer 2013``."""
    told = [
        f"{decimal(one.value, places(finding))} {finding.measured_in}".strip() + _at(one)
        for one in finding.quantities
        if one.value is not None
    ]
    return _grouped(finding, f"{finding.subject} was {joined(told)}{_not_told(finding)}")


def _not_told(finding: Finding) -> str:
    """``; Spring 2013: not known, because it was not recorded``, for each side that is absent."""
    return "".join(
        f"; {one.label}: {_ABSENT[why].format(unit=finding.unit)}"
        for one in finding.quantities
        if (why := _why_absent(one))
    )


def _split(finding: Finding) -> str:
    """``35 verdicts: 21 (60 %) fully met, 14 (40 %) partly met and none not met``."""
    shown = [one for one in finding.quantities if not one.absent and one.base]
    base = shown[0].base if shown else 0
    told = [
        f"{one.count:,} ({percent(one.count, one.base or 1)}) {one.label}"
        if one.count
        else f"none {one.label}"
        for one in shown
    ]
    return _grouped(finding, f"{base or 0:,} {finding.subject}: {joined(told)}")


def _numbers(finding: Finding) -> str:
    told = [
        f"{decimal(one.value, 0 if float(one.value).is_integer() else 2)} {one.label}".strip()
        if one.value is not None
        else f"{one.label} {_ABSENT[one.absent or Absent.MISSING].format(unit=finding.unit)}"
        for one in finding.quantities
    ]
    return _grouped(finding, f"{finding.subject}: {', '.join(told)}")


def _verdict(finding: Finding) -> str:
    """The clause that follows the numbers: what they amount to."""
    if finding.change is None or not finding.change.known:
        return ""
    if finding.compared_with:
        return f", {_standing(finding)}"
    word = {1: "rise", -1: "fall"}.get(finding.direction, "")
    match finding.strength:
        case Strength.TOO_FEW:
            return ", too few to say whether this is a change"
        case Strength.NOT_CLEAR:
            return f", no clear {word}" if word else ", no change"
        case Strength.SUGGESTIVE:
            return f", which suggests a {word}"
        case Strength.CLEAR:
            return f", a clear {word}"
        case None:
            return ""


def _standing(finding: Finding) -> str:
    """Where a figure stands against what it is compared with."""
    reference = finding.compared_with
    if finding.direction == 0:
        return f"level with {reference}"
    if finding.strength in STANDINGS:
        return f"{STANDINGS[finding.strength][finding.direction < 0]} {reference}"
    if finding.strength is Strength.TOO_FEW:
        return f"too few to set beside {reference}"
    return f"not clearly different from {reference}"


def _quantity_name(finding: Finding) -> str:
    return "share" if finding.kind is Kind.SHARE else "average"


def _size(finding: Finding) -> str:
    assert finding.change is not None and finding.change.value is not None
    return _amount(finding, abs(finding.change.value))


def _signed(finding: Finding) -> str:
    """The change with its sign, so that a fall cannot be read as a rise."""
    size = _size(finding)
    sign = {1: "+", -1: MINUS}.get(finding.direction, "")
    return size if size.startswith(_TOO_SMALL) else f"{sign}{size}"


_TOO_SMALL = "under "
"""Before the smallest amount that is shown, for one that would round to nought and is not."""


def _amount(finding: Finding, value: float) -> str:
    """A size above nought or nought itself, in the unit of the finding."""
    least = 0.01 if finding.kind is Kind.SHARE else 10.0 ** -places(finding)
    small = _TOO_SMALL if 0 < value < least / 2 else ""
    shown = least if small else value
    if finding.kind is Kind.SHARE:
        whole = points(shown)
        return f"{small}{whole} percentage point{'' if whole == '1' else 's'}"
    return f"{small}{decimal(shown, places(finding))} {finding.measured_in}".strip()


def _doubt(finding: Finding, estimate: Estimate) -> str:
    """``, 95 % interval 21 to 79``, in the direction of the change."""
    if estimate.low is None or estimate.high is None:
        return ", with no interval because the data cannot give one"
    low, high = estimate.low, estimate.high
    show = points if finding.kind is Kind.SHARE else (lambda value: decimal(value, places(finding)))
    return f" (95 % interval from {show(low)} to {show(high)})"


def _who(finding: Finding) -> str:
    assert finding.change is not None
    number = finding.change.n
    if finding.paired and not finding.compared_with:
        return f", for the {number:,} {finding.unit} seen in both terms" if number > 1 else ""
    first, second = finding.change.n_before, finding.change.n_after
    if first is not None and second is not None and not finding.compared_with:
        return f", from {_people(first, finding.unit)} before and {second:,} after"
    return f", from {_people(number, finding.unit)}"


def _interval_sentence(finding: Finding) -> str:
    """For one share or mean by itself: the range in which the true figure may lie."""
    one = finding.quantities[-1]
    estimate = one.estimate
    if estimate is None or estimate.low is None or estimate.high is None:
        return ""
    low, high = estimate.low, estimate.high
    if finding.kind is Kind.SHARE:
        span = f"{points(low)} % and {points(high)} %"
    else:
        ends = (decimal(end, places(finding)) for end in (low, high))
        span = f"{' and '.join(ends)} {finding.measured_in}".strip()
    return (
        f"With {_people(estimate.n, finding.unit)}, the data are consistent with anything between "
        f"{span}."
    )


_ONE = {"people": "person", "staff": "member of staff"}
"""Units whose singular is not the plural without its last letter."""


def _people(number: int, unit: str) -> str:
    """``1 teacher``, ``7 teachers``."""
    return counted(number, _ONE.get(unit, unit.removesuffix("s")), unit) if number else f"0 {unit}"


def _main_estimate(finding: Finding) -> Estimate | None:
    if finding.change is not None:
        return finding.change
    return next((one.estimate for one in finding.quantities if one.estimate), None)


def _rows(source: Source) -> str:
    told = f"{source.file}: {source.rows_read:,} rows read, {source.rows_used:,} used here"
    return f"{told}; {source.left_out}." if source.left_out else f"{told}."


def _at(quantity: Quantity) -> str:
    """`` in Spring 2013``, or nothing where there is but one time."""
    return f" {_when(quantity.label)}" if quantity.label else ""


def _when(label: str) -> str:
    """``in Spring 2013``, ``among other pupils``, ``in the planner's proposal``."""
    return label if label.startswith(("among ", "by ", "for ")) else f"in {label}"


def _grouped(finding: Finding, text: str) -> str:
    return f"{finding.group}: {text}" if finding.group else text
