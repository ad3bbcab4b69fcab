"""Who may see what: audiences, small-number rules, names taken out of words.

The rules are those of DESIGN section 6. They work on plain counts, groups and text; which counts
and which text is :mod:`helpers.evidence`'s to say.
"""

from __future__ import annotations

from helpers.privacy.codes import pseudonyms
from helpers.privacy.names import Roster
from helpers.privacy.parts import Part, hidden_line, hidden_parts, total_allowed
from helpers.privacy.policy import Audience, Policy, Unit

__all__ = [
    "Audience",
    "Part",
    "Policy",
    "Roster",
    "Unit",
    "hidden_line",
    "hidden_parts",
    "pseudonyms",
    "total_allowed",
]
