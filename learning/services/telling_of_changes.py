"""Tells one person of a material change. The page is named when the notice is read."""

from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import User
from learning.changes import Change
from notifications.services import notify


def tell_of_change(person: User, change: Change, *, kind: str) -> None:
    """Put the notice into the outbox, once for each person, kind and version."""
    notify(
        recipient=person,
        kind=kind,
        subject_key=str(change.version),
        url=url_to_confirm(change.page),
        params={
            "changed_on": date_format(change.changed_on, "j F Y"),
            "due_on": date_format(change.due_on, "j F Y"),
        },
    )


def url_to_confirm(page: UUID) -> str:
    """Return the address at which a change of the page is confirmed.

    It leads on to a module, and says so calmly when what changed is no longer there.
    """
    return reverse("learning:confirm", args=[page])
