"""Modules, how far people have come in them, what they answered and what they completed."""

from learning.models.assignment import Assignment
from learning.models.attempt import QuizAttempt, Reflection
from learning.models.completion import Completion
from learning.models.module import ModulePage, ModuleSection
from learning.models.progress import ModuleProgress

__all__ = [
    "Assignment",
    "Completion",
    "ModulePage",
    "ModuleProgress",
    "ModuleSection",
    "QuizAttempt",
    "Reflection",
]
