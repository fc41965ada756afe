"""Gives each demo account something to find in its list of notifications."""

from collections.abc import Callable

from django.urls import reverse

from accounts.models import User
from notifications.notification_kinds import WELCOME
from notifications.services import notify


def seed(report: Callable[[str], None]) -> None:
    """Welcome the people whom a visitor can sign in as; who was welcomed stays so."""
    people = User.objects.filter(email__endswith="@demo.example")
    for person in people:
        notify(
            recipient=person,
            kind=WELCOME,
            subject_key=str(person.public_id),
            url=reverse("notifications:preferences"),
        )
    report(f"Notifications: {len(people)} people welcomed")
