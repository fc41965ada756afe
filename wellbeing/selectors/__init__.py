"""What other packages may read of wellbeing, one module a subject."""

from wellbeing.selectors.own_due import DueInstrument, due_instruments
from wellbeing.selectors.own_export import OwnExport, own_answers_export
from wellbeing.selectors.own_history import (
    OwnCheckIn,
    OwnHistory,
    OwnMonth,
    OwnPoint,
    OwnScore,
    OwnSeries,
    has_checked_in,
    own_history,
)
from wellbeing.selectors.own_rows import OwnDraft, OwnNote, draft_of
from wellbeing.selectors.preferences import preference_of, wants_no_reminder

__all__ = [
    "DueInstrument",
    "OwnCheckIn",
    "OwnDraft",
    "OwnExport",
    "OwnHistory",
    "OwnMonth",
    "OwnNote",
    "OwnPoint",
    "OwnScore",
    "OwnSeries",
    "draft_of",
    "due_instruments",
    "has_checked_in",
    "own_answers_export",
    "own_history",
    "preference_of",
    "wants_no_reminder",
]
