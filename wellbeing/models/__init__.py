"""The tables of wellbeing."""

from wellbeing.models.answer import Answer
from wellbeing.models.contact_request import ContactRequest
from wellbeing.models.draft import Draft
from wellbeing.models.force_help import ForceHelp
from wellbeing.models.instrument import InstalledInstrument
from wellbeing.models.note import Note
from wellbeing.models.participation import Participation
from wellbeing.models.preference import Preference
from wellbeing.models.reminder import ReminderChoice
from wellbeing.models.subject_key import SubjectKey
from wellbeing.models.trend_note import TrendNote

__all__ = [
    "Answer",
    "ContactRequest",
    "Draft",
    "ForceHelp",
    "InstalledInstrument",
    "Note",
    "Participation",
    "Preference",
    "ReminderChoice",
    "SubjectKey",
    "TrendNote",
]
