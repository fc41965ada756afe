"""Instruments as frozen data with pure scoring; `registry` adds those that a force installed."""

from wellbeing.instruments.built_in import BUILT_IN
from wellbeing.instruments.definition import (
    Band,
    Cadence,
    HelpRule,
    Instrument,
    Item,
    Method,
    Option,
    Scale,
    ScaleScore,
    Scores,
    Unit,
)
from wellbeing.instruments.scoring import is_high_distress, is_positive, score, score_published

__all__ = [
    "BUILT_IN",
    "Band",
    "Cadence",
    "HelpRule",
    "Instrument",
    "Item",
    "Method",
    "Option",
    "Scale",
    "ScaleScore",
    "Scores",
    "Unit",
    "is_high_distress",
    "is_positive",
    "score",
    "score_published",
]
