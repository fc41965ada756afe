"""What peer support holds about a person, and what erasure does to it."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.personal_data import PersonalData, Row, plain_rows
from peer_support.models import (
    BreakGlass,
    ForcePeerSupport,
    Supporter,
    SupporterDecision,
    SupporterRecord,
)


def export_profile(person: User) -> list[Row]:
    """The person's profile as a supporter."""
    rows = Supporter.objects.filter(person=person)
    return plain_rows(
        rows,
        "state",
        "alias",
        "gender",
        "languages",
        "topics",
        "wished_topics",
        "modes",
        "slots",
        "lived",
        "lived_counts",
        "motivation",
        "capacity",
        "applied_on",
    )


def erase_profile(person: User) -> int:
    """Remove the profile with all that hangs on it."""
    return Supporter.objects.filter(person=person).delete()[0]


def export_decisions(person: User) -> list[Row]:
    """Which decisions the person wrote down; about whom belongs to those others."""
    return plain_rows(SupporterDecision.objects.filter(recorded_by=person), "kind", "decided_on")


def erase_decisions(person: User) -> int:
    """Take the person's name off; the decision stands."""
    return SupporterDecision.objects.filter(recorded_by=person).update(recorded_by=None)


def export_records(person: User) -> list[Row]:
    """Which trainings and supervisions the person wrote down."""
    return plain_rows(SupporterRecord.objects.filter(recorded_by=person), "kind", "held_on")


def erase_records(person: User) -> int:
    """Take the person's name off; the training stands."""
    return SupporterRecord.objects.filter(recorded_by=person).update(recorded_by=None)


def export_openings(person: User) -> list[Row]:
    """When the person asked to open a conversation, or decided on it; never what was read."""
    asked = plain_rows(BreakGlass.objects.filter(asked_by=person), "asked_at", "state")
    return asked + plain_rows(BreakGlass.objects.filter(decided_by=person), "decided_at", "state")


def keep_openings(person: User) -> int:
    """Who opened a conversation stays on record: the person is anonymised with the account."""
    return 0


def export_force_pages(person: User) -> list[Row]:
    """For which forces the person looks after the words about peer support."""
    found = ForcePeerSupport.objects.filter(owner=person).select_related("force")
    return plain_rows(found, "force__name", "checked_on", "review_on")


def erase_force_pages(person: User) -> int:
    """Take the person's name off; the force's words stay."""
    return ForcePeerSupport.objects.filter(owner=person).update(owner=None)


DECLARATIONS: tuple[PersonalData, ...] = (
    PersonalData(
        Supporter,
        _("Your profile as a peer supporter"),
        ("person",),
        export_profile,
        erase_profile,
    ),
    PersonalData(
        SupporterDecision,
        _("Decisions about peer supporters that you wrote down"),
        ("recorded_by",),
        export_decisions,
        erase_decisions,
    ),
    PersonalData(
        SupporterRecord,
        _("Trainings of peer supporters that you wrote down"),
        ("recorded_by",),
        export_records,
        erase_records,
    ),
    PersonalData(
        BreakGlass,
        _("Openings of a conversation that you asked for or decided on"),
        ("asked_by", "decided_by"),
        export_openings,
        keep_openings,
    ),
    PersonalData(
        ForcePeerSupport,
        _("Pages about peer support that you look after"),
        ("owner",),
        export_force_pages,
        erase_force_pages,
    ),
)
