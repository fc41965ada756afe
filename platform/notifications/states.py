"""Where an email can be on its way, and how often it is tried."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """waiting -> sending -> sent; back to waiting after a failure; the others are ends.

    A held delivery stays held; what became of it is the state of the digest that carries it.
    """

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    HELD = "held", _("Held for the weekly digest")
    SKIPPED = "skipped", _("Not wanted")
    FAILED = "failed", _("Failed")


# A mail server that is away for a night and a morning loses us nothing.
BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=8),
    timedelta(hours=12),
)
MAX_ATTEMPTS = len(BACK_OFF) + 1


def wait_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many attempts (1 or more); None when it was the last."""
    return BACK_OFF[attempts - 1] if attempts <= len(BACK_OFF) else None
