"""Sends the reminders of the day: to the person alone, in words that say nothing."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from notifications.services import notify
from wellbeing.models import ReminderChoice
from wellbeing.notification_kinds import REMINDER
from wellbeing.selectors.preferences import wants_no_reminder
from wellbeing.services.reminders import next_day

BATCH = 200


def send_due_reminders(*, on: date) -> int:
    """Put what is due into the outbox and return how many choices were dealt with.

    Whether anybody checked in is not looked at. After a long standstill each person is
    reminded once, not once for every day that was missed.
    """
    count = 0
    while dealt_with := _send_batch(on):
        count += dealt_with
    return count


@transaction.atomic
def _send_batch(on: date) -> int:
    # Two workers share the rows between them; what one holds, the other leaves alone.
    due = list(
        ReminderChoice.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(next_due__lte=on)
        .select_related("person")
        .order_by("next_due", "pk")[:BATCH]
    )
    for choice in due:
        if choice.person.is_active and not wants_no_reminder(choice.person, on):
            _remind(choice)
        choice.next_due = next_day(cadence=choice.cadence, day=choice.day, after=on)
        choice.save(update_fields=["next_due"])
    return len(due)


def _remind(choice: ReminderChoice) -> None:
    notify(
        recipient=choice.person,
        kind=REMINDER,
        subject_key=choice.next_due.isoformat(),
        url=reverse("wellbeing:home"),
    )
