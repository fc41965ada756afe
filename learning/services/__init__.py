"""The acts of learning, one file a flow."""

from learning.services.announcing import announce_changes
from learning.services.completion import record_completion
from learning.services.confirming import confirm_reading
from learning.services.progress import record_visit, save_section
from learning.services.quiz import save_answer, save_reflection, start_attempt, submit_attempt
from learning.services.reminders import remind_of_due_learning
from learning.services.reminding_to_confirm import remind_to_confirm
from learning.services.requirements import require_module

__all__ = [
    "announce_changes",
    "confirm_reading",
    "record_completion",
    "record_visit",
    "remind_of_due_learning",
    "remind_to_confirm",
    "require_module",
    "save_answer",
    "save_reflection",
    "save_section",
    "start_attempt",
    "submit_attempt",
]
