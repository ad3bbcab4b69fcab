"""What an attacker makes of all editions of a school: equations between what is not told.

The attacker has both terms' reports, knows how a school's wholes fall into parts (that year groups
make up all pupils, that there is a year 3), and takes a mean to be known exactly wherever one
decimal of it is shown. They know the names of the parts from the school's own tables here; numbers
come from the editions alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from helpers.school import School
from tests.privacy import attack_pupils, attack_staff
from tests.privacy.attack import Attack
from tests.privacy.edition import Edition


def attack_on(school: School, editions: Sequence[Edition]) -> Attack:
    """Everything that the editions tell, put together."""
    attack = Attack(school, editions)
    for term in attack.terms:
        attack_pupils.results(attack, term)
        attack_pupils.interviews(attack, term)
        attack_staff.lessons(attack, term)
        attack_staff.constructs(attack, term)
        attack_staff.skills(attack, term)
        attack_staff.objectives(attack, term)
    attack_staff.pairs(attack)
    attack_staff.part_taken(attack)
    return attack
