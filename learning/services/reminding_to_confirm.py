"""Reminds people of the changes that they have still to confirm: before the date, and after it."""

from datetime import date

from django.db import transaction

from learning.changes import Change, is_asked
from learning.notification_kinds import CONFIRM_OVERDUE, CONFIRM_SOON, DUE_SOON, OVERDUE
from learning.selectors.changes import as_changes, confirmed_on, stays_of, versions_of_pages
from learning.services.reminders import posts_in_batches, reminder_kind
from learning.services.telling_of_changes import tell_of_change
from organisation.models import Membership

KIND_OF = {DUE_SOON: CONFIRM_SOON, OVERDUE: CONFIRM_OVERDUE}
# A change with the kind of reminder that its date calls for on the day.
Pressing = tuple[Change, str]


def remind_to_confirm(*, on: date) -> int:
    """Put every reminder of the day into the outbox; again on the same day adds none.

    Returns how many people and changes there were to remind of, told before or now.
    """
    pressing = _pressing(on)
    if not pressing:
        return 0
    return sum(_remind_batch(posts, pressing, on) for posts in posts_in_batches(on))


def _pressing(on: date) -> list[Pressing]:
    found = [
        (change, reminder_kind(change.due_on, on, change.remind_within))
        for change in as_changes(versions_of_pages())
    ]
    return [(change, KIND_OF[kind]) for change, kind in found if kind is not None]


@transaction.atomic
def _remind_batch(posts: list[Membership], pressing: list[Pressing], on: date) -> int:
    people = [post.person_id for post in posts]
    stays, confirmed = stays_of(people, on), confirmed_on(people)
    told = 0
    for post in posts:
        for change, kind in pressing:
            if change.version_id in confirmed.get(post.person_id, {}):
                continue
            if is_asked(change, stays.get(post.person_id, ()), on):
                tell_of_change(post.person, change, kind=kind)
                told += 1
    return told
