"""The tables of wellbeing."""

from wellbeing.models.answer import Answer
from wellbeing.models.draft import Draft
from wellbeing.models.instrument import InstalledInstrument
from wellbeing.models.note import Note
from wellbeing.models.participation import Participation
from wellbeing.models.preference import Preference
from wellbeing.models.subject_key import SubjectKey

__all__ = [
    "Answer",
    "Draft",
    "InstalledInstrument",
    "Note",
    "Participation",
    "Preference",
    "SubjectKey",
]
