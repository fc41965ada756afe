"""Keeps what a person chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from django.db import transaction

from core.notification_kinds import Category
from notifications.models import CategoryChoice, QuietHours

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Quiet:
    """Hours without mail, by the clock in London."""

    starts: time
    ends: time


@transaction.atomic
def save_preferences(
    *, person: "User", choices: Mapping[Category, CategoryChoice.Choice], quiet: Quiet | None
) -> None:
    """Replace the person's choices for the named categories, and their quiet hours."""
    CategoryChoice.objects.bulk_create(
        [
            CategoryChoice(person=person, category=category, choice=choice)
            for category, choice in choices.items()
        ],
        update_conflicts=True,
        unique_fields=["person", "category"],
        update_fields=["choice"],
    )
    if quiet is None:
        QuietHours.objects.filter(person=person).delete()
    else:
        QuietHours.objects.update_or_create(
            person=person, defaults={"starts": quiet.starts, "ends": quiet.ends}
        )
