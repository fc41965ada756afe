"""What wellbeing does."""

from wellbeing.services.check_in import CheckInOutcome, record_check_in
from wellbeing.services.drafts import discard_draft, save_draft
from wellbeing.services.erasure import erase_own_history
from wellbeing.services.notes import delete_note, write_note
from wellbeing.services.preferences import keep_history, leave, pause, rejoin, resume

__all__ = [
    "CheckInOutcome",
    "delete_note",
    "discard_draft",
    "erase_own_history",
    "keep_history",
    "leave",
    "pause",
    "record_check_in",
    "rejoin",
    "resume",
    "save_draft",
    "write_note",
]
