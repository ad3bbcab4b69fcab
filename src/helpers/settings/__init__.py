"""A school's settings: ``programme.toml`` as frozen, checked objects."""

from __future__ import annotations

from helpers.settings.faults import unfilled
from helpers.settings.programme import (
    SETTINGS_FILE,
    Defaults,
    Objective,
    Planning,
    Privacy,
    Progress,
    Questionnaire,
    Scales,
    Settings,
    Term,
)
from helpers.settings.reading import read_settings
from helpers.settings.scales import Measure, RatingScale, Scale, presets

__all__ = [
    "SETTINGS_FILE",
    "Defaults",
    "Measure",
    "Objective",
    "Planning",
    "Privacy",
    "Progress",
    "Questionnaire",
    "RatingScale",
    "Scale",
    "Scales",
    "Settings",
    "Term",
    "presets",
    "read_settings",
    "unfilled",
]
