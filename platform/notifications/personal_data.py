"""What this package keeps about a person: what they were told and what they chose."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.notification_kinds import Category
from core.personal_data import PersonalData, Row
from notifications.kinds import declared_kinds
from notifications.models import CategoryChoice, Digest, Notification, QuietHours
from notifications.words import Words, words_for

if TYPE_CHECKING:
    from accounts.models import User


# They say nothing but that there is something, and that alone would tell who asked for support:
# they stay out of the copy that lies under a name, and out of the count of an erasure.
UNTOLD = frozenset({Category.PEER_SUPPORT})


def export_notifications(person: "User") -> list[Row]:
    """Return what the person was told, as they read it."""
    rows = Notification.objects.filter(recipient=person).exclude(kind__in=_untold_kinds())
    told = list(rows.newest_first())
    said = zip(told, words_for(person, told), strict=True)
    return [export_notification(row, words) for row, words in said]


def export_notification(row: Notification, words: Words) -> Row:
    """Return one notification in words, with what became of its email left to the log."""
    return {
        "subject": words.subject,
        "body": words.body,
        "category": words.category,
        "told_at": row.due_at.isoformat(),
        "read_at": row.read_at.isoformat() if row.read_at else None,
    }


def export_digests(person: "User") -> list[Row]:
    """Return the weeks for which the person had an email."""
    rows = Digest.objects.filter(recipient=person).order_by("week_of")
    return [
        {"week_of": row.week_of.isoformat(), "state": str(row.get_state_display())} for row in rows
    ]


def export_choices(person: "User") -> list[Row]:
    """Return what the person chose for each category."""
    rows = CategoryChoice.objects.filter(person=person).order_by("category")
    return [
        {"category": str(row.get_category_display()), "choice": str(row.get_choice_display())}
        for row in rows
    ]


def export_quiet_hours(person: "User") -> list[Row]:
    """Return the person's hours without mail."""
    rows = QuietHours.objects.filter(person=person)
    return [{"starts": row.starts.isoformat(), "ends": row.ends.isoformat()} for row in rows]


def erase_notifications(person: "User") -> int:
    """Remove what the person was told, and the mails about it."""
    rows = Notification.objects.filter(recipient=person)
    rows.filter(kind__in=_untold_kinds()).delete()
    return rows.delete()[0]


def _untold_kinds() -> list[str]:
    return [kind.code for kind in declared_kinds() if kind.category in UNTOLD]


def erase_digests(person: "User") -> int:
    """Remove the rows of the person's weekly emails."""
    return Digest.objects.filter(recipient=person).delete()[0]


def erase_choices(person: "User") -> int:
    """Remove the person's choices."""
    return CategoryChoice.objects.filter(person=person).delete()[0]


def erase_quiet_hours(person: "User") -> int:
    """Remove the person's quiet hours."""
    return QuietHours.objects.filter(person=person).delete()[0]


DECLARATIONS = (
    PersonalData(
        model=Notification,
        label=_("Notifications"),
        links=("recipient",),
        export=export_notifications,
        erase=erase_notifications,
    ),
    PersonalData(
        model=Digest,
        label=_("Weekly emails"),
        links=("recipient",),
        export=export_digests,
        erase=erase_digests,
    ),
    PersonalData(
        model=CategoryChoice,
        label=_("Choices about notifications"),
        links=("person",),
        export=export_choices,
        erase=erase_choices,
    ),
    PersonalData(
        model=QuietHours,
        label=_("Quiet hours"),
        links=("person",),
        export=export_quiet_hours,
        erase=erase_quiet_hours,
    ),
)
