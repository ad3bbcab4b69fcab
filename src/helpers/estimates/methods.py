"""The name, plain description and published source of every method in this room."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Method:
    """How a number was worked out, in words for the method notes, and who published it."""

    key: str
    name: str
    description: str
    source: str


METHODS: dict[str, Method] = {
    method.key: method
    for method in (
        Method(
            "wilson",
            "Wilson score interval",
            "A range for one proportion that stays between 0 and 100 per cent and holds its "
            "coverage in small groups.",
            "Wilson EB (1927) J Am Stat Assoc 22:209-212; Newcombe RG (1998) Stat Med 17:857-872",
        ),
    )
}
