"""A conflict between rules in plain words, with staff ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helpers.planning.groups.rules import Conflict, NamedRule, Rule

_WHY_APART = {
    Rule.LINE_MANAGER: "one is the other's line manager",
    Rule.FORBIDDEN_PAIR: "they are a forbidden pair",
    Rule.MET_BEFORE: "they met in the last terms and may not meet again",
    Rule.FACILITATORS: "both are facilitators, and a group has at most one",
}

_KEEPS_FROM = {
    Rule.MET_BEFORE: "met {others} in the last terms",
    Rule.LINE_MANAGER: "manages or is managed by {others}",
    Rule.FORBIDDEN_PAIR: "may not be with {others}",
}


def why_apart(rule: Rule) -> str:
    """Why two people may not share a group, as half a sentence."""
    return _WHY_APART[rule]


def conflict_of(rules: Sequence[NamedRule], *, everyone: bool = True) -> Conflict:
    """Rules that cannot all be kept, with a sentence.

    ``everyone`` says that they could be kept, but only by leaving people out. Of people whom
    rules leave alone the conflict names them first, then those whom they may not be with.
    """
    people = sorted({who for one in rules for who in one.people})
    bars = [set(one.people) for one in rules if one.rule in _KEEPS_FROM]
    always = sorted(set.intersection(*bars)) if len(bars) == len(rules) else []
    if len(always) == 1:
        who = always[0]
        said = f"{who} has nobody to be in a group with: {who} {_kept_from(who, rules)}."
        others = tuple(one for one in people if one != who)
        return Conflict(rules[0].rule, (who, *others), said, tuple(rules))
    rule, rest = rules[0].rule, [one for one in rules if one.rule is not Rule.THREES]
    if len(rest) == len(rules):
        said = f"Not everyone can be in a group, because {joined(map(_told, rules))}."
    else:
        rule, over = Rule.THREES, " without leaving people out" if everyone else ""
        why = f", because {joined(map(_told, rest))}" if rest else " with so many people"
        said = f"The number of threes asked for cannot be had{over}{why}."
    return Conflict(rule, tuple(people), said, tuple(rules))


def _kept_from(who: str, bars: Sequence[NamedRule]) -> str:
    told = []
    for rule, words in _KEEPS_FROM.items():
        others = [one for bar in bars if bar.rule is rule for one in bar.people if one != who]
        if others:
            told.append(words.format(others=joined(others)))
    return joined(told)


def _told(one: NamedRule) -> str:
    if one.rule is Rule.FACILITATORS:
        return "a facilitator may take only so many groups"
    if one.rule is Rule.REQUIRED_PAIR:
        return f"{one.people[0]} and {one.people[1]} are a required pair"
    return f"{one.people[0]} and {one.people[1]} may not share a group ({_SHORT[one.rule]})"


_SHORT = {
    Rule.MET_BEFORE: "they met in the last terms",
    Rule.LINE_MANAGER: "line manager and report",
    Rule.FORBIDDEN_PAIR: "a forbidden pair",
}


def joined(parts: Iterable[str]) -> str:
    """Parts with commas and an *and*."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
