"""Modules, how far people have come in them, what they answered, completed and confirmed."""

from learning.models.assignment import Assignment
from learning.models.attempt import QuizAttempt, Reflection
from learning.models.completion import Completion
from learning.models.confirmation import Announcement, Confirmation, ConfirmationAnswer
from learning.models.module import ModulePage, ModuleSection
from learning.models.progress import ModuleProgress

__all__ = [
    "Announcement",
    "Assignment",
    "Completion",
    "Confirmation",
    "ConfirmationAnswer",
    "ModulePage",
    "ModuleProgress",
    "ModuleSection",
    "QuizAttempt",
    "Reflection",
]
