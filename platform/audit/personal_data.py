"""What the audit log keeps about a person: acts under their random id, which stay."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from audit.models import AuditEvent
from core.personal_data import PersonalData, Row, plain_rows

if TYPE_CHECKING:
    from accounts.models import User


def export_events(person: "User") -> list[Row]:
    """Return what the person did and what was done to them or their account.

    Who else acted is left out: that would be another person's data.
    """
    events = AuditEvent.objects.about(str(person.public_id)).order_by("occurred_at")
    return plain_rows(events, "occurred_at", "action", "target", "details")


def keep_events(person: "User") -> int:
    """Leave the log alone: once the account is erased, the id in it leads to nobody."""
    return 0


DECLARATIONS = (
    PersonalData(
        model=AuditEvent,
        label=_("What was recorded of your acts (kept under a random id after an erasure)"),
        links=(),
        export=export_events,
        erase=keep_events,
    ),
)
