"""What wellbeing holds about a person, and what erasure does to it.

The copy of a person's data lies for some days under their name, sealed with a key of the site.
Check-ins are not in it: their mere length would tell whether there are any. So everyone's copy
says in the same words where to fetch them. And because the audit log notes how many rows an
erasure touched, those of check-ins are not counted.
"""

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.personal_data import PersonalData, Row, plain_rows
from wellbeing.models import (
    Answer,
    ContactRequest,
    Draft,
    ForceHelp,
    Note,
    Participation,
    Preference,
    ReminderChoice,
    SubjectKey,
    TrendNote,
)
from wellbeing.services.contact import erase_contact_requests
from wellbeing.services.erasure import erase_everything_of

WHERE_CHECK_INS_ARE = _(
    "Check-ins, notes and choices about them are kept under a pseudonym that this copy must not "
    "undo. Only you can open them: sign in, open Wellbeing, and download your own history there."
)
WHERE_REQUESTS_ARE = _(
    "Requests to be contacted are kept under a pseudonym that this copy must not undo. Sign in and "
    "open Wellbeing, Ask someone to contact you, Requests that you have sent."
)
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


def export_nothing_but_the_way(person: User) -> list[Row]:
    """The same words for everyone, whether or not they ever checked in."""
    return [{"where": str(WHERE_CHECK_INS_ARE)}]


def erase_check_ins(person: User) -> int:
    """Destroy the key and every row of the person's; counted as none, whatever there was."""
    erase_everything_of(person=person)
    return 0


def erase_requests(person: User) -> int:
    """Remove what the person asked of anybody; counted as none, whatever there was."""
    erase_contact_requests(person=person)
    return 0


def _with_answers(model: type[Model], label: Promise) -> PersonalData:
    """Rows that stand beside answers: exported with them, and erased with them."""
    return PersonalData(model, label, (), lambda person: [], lambda person: 0)


DECLARATIONS: tuple[PersonalData, ...] = (
    PersonalData(Answer, _("Your check-ins"), (), export_nothing_but_the_way, erase_check_ins),
    _with_answers(Note, _("Your own notes beside check-ins")),
    _with_answers(Draft, _("Check-ins that you have not finished")),
    _with_answers(Participation, _("Whether you checked in this month")),
    _with_answers(Preference, _("How you want to use check-ins")),
    _with_answers(SubjectKey, _("The key that opens your check-ins")),
    PersonalData(
        ContactRequest,
        _("Your requests to be contacted"),
        (),
        lambda person: [{"where": str(WHERE_REQUESTS_ARE)}],
        erase_requests,
    ),
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
