"""What wellbeing holds about a person, and what erasure does to it."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.personal_data import PersonalData, Row, plain_rows
from wellbeing.models import ForceHelp, ReminderChoice, TrendNote

HELP_LINKS = ("owner", "occupational_health_contacts", "trim_contacts")


def export_help(person: User) -> list[Row]:
    """For which forces the person looks after the words about help, or is a contact."""
    rows: list[Row] = []
    for link in HELP_LINKS:
        found = ForceHelp.objects.filter(**{link: person}).select_related("force")
        rows += [{"as": link, **row} for row in plain_rows(found, "force__name")]
    return rows


def erase_help(person: User) -> int:
    """Take the person's name off; the force's words stay."""
    touched = ForceHelp.objects.filter(owner=person).update(owner=None)
    for link in HELP_LINKS[1:]:
        through = getattr(ForceHelp, link).through
        touched += through.objects.filter(user=person).delete()[0]
    return touched


def export_reminders(person: User) -> list[Row]:
    """When the person asked to be reminded."""
    rows = ReminderChoice.objects.filter(person=person)
    return plain_rows(rows, "cadence", "day", "next_due")


def erase_reminders(person: User) -> int:
    """Remind the person no more."""
    return ReminderChoice.objects.filter(person=person).delete()[0]


def export_trend_notes(person: User) -> list[Row]:
    """What the person wrote beside the charts of places."""
    rows = TrendNote.objects.filter(author=person).select_related("place").order_by("created_at")
    return plain_rows(rows, "place__name", "period", "kind", "text", "heard", "did", "created_at")


def erase_trend_notes(person: User) -> int:
    """Take the person's name off; what the place was told stays."""
    return TrendNote.objects.filter(author=person).update(author=None)


DECLARATIONS: tuple[PersonalData, ...] = (
    PersonalData(
        ForceHelp,
        _("Help at your force that you look after or answer for"),
        HELP_LINKS,
        export_help,
        erase_help,
    ),
    PersonalData(
        ReminderChoice,
        _("Reminders that you asked for"),
        ("person",),
        export_reminders,
        erase_reminders,
    ),
    PersonalData(
        TrendNote,
        _("What you wrote beside the wellbeing trends of places"),
        ("author",),
        export_trend_notes,
        erase_trend_notes,
    ),
)
