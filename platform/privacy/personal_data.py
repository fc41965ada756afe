"""What this package keeps about a person: what they agreed to and what they asked for."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.personal_data import PersonalData, Row, plain_rows
from privacy.models import AccessRequest, Consent, ErasureRequest, RetentionOverride

if TYPE_CHECKING:
    from accounts.models import User


def export_consents(person: "User") -> list[Row]:
    """Return what the person agreed to, when, and whether they took it back."""
    rows = Consent.objects.filter(person=person).select_related("text").order_by("given_at")
    return plain_rows(rows, "text__title", "text__version", "given_at", "withdrawn_at")


def erase_consents(person: "User") -> int:
    """Remove the person's agreements."""
    return Consent.objects.filter(person=person).delete()[0]


def export_access_requests(person: "User") -> list[Row]:
    """Return when the person asked for a copy; the copies are not put into each other."""
    rows = AccessRequest.objects.filter(person=person).order_by("asked_at")
    return plain_rows(rows, "asked_at", "state", "ready_at", "expires_at")


def erase_access_requests(person: "User") -> int:
    """Remove the person's copies, and that they were asked for."""
    return AccessRequest.objects.filter(person=person).delete()[0]


def export_erasure_requests(person: "User") -> list[Row]:
    """Return when the person asked to be erased."""
    rows = ErasureRequest.objects.filter(person=person).order_by("asked_at")
    return plain_rows(rows, "asked_at", "state", "due_at", "settled_at")


def erase_erasure_requests(person: "User") -> int:
    """Cut the link: that an erasure was asked for and carried out stays, but not whose."""
    return ErasureRequest.objects.filter(person=person).update(person=None)


def export_retention_choices(person: "User") -> list[Row]:
    """Return the lengths that the person chose, as a member of the national team."""
    rows = RetentionOverride.objects.filter(set_by=person).order_by("set_at")
    return plain_rows(rows, "code", "keep_days", "set_at")


def erase_retention_choices(person: "User") -> int:
    """Cut the link: the choice stands."""
    return RetentionOverride.objects.filter(set_by=person).update(set_by=None)


DECLARATIONS = (
    PersonalData(
        model=Consent,
        label=_("What you agreed to"),
        links=("person",),
        export=export_consents,
        erase=erase_consents,
    ),
    PersonalData(
        model=AccessRequest,
        label=_("When you asked for a copy of your data"),
        links=("person",),
        export=export_access_requests,
        erase=erase_access_requests,
    ),
    PersonalData(
        model=ErasureRequest,
        label=_("When you asked for your data to be erased"),
        links=("person",),
        export=export_erasure_requests,
        erase=erase_erasure_requests,
    ),
    PersonalData(
        model=RetentionOverride,
        label=_("How long things are kept, where you chose it"),
        links=("set_by",),
        export=export_retention_choices,
        erase=erase_retention_choices,
    ),
)
