"""Records that a person read what changed, and counts how often they answered its question."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cms.models import PageVersion
from core.events import record_event
from learning.models import Confirmation, ConfirmationAnswer
from learning.services.telling_of_changes import url_to_confirm
from notifications.services import settle_told
from organisation.selectors import force_of


@transaction.atomic
def confirm_reading(
    *, person: User, version: PageVersion, answer: str, now: datetime
) -> Confirmation | None:
    """Return the record that the person read this version; None after a wrong answer.

    answer: the id of the answer that was chosen; without a question it counts for nothing.
    A second call for the same version changes nothing.
    """
    given = _lock_answer(person, version, now) if version.question else None
    known = Confirmation.objects.filter(person=person, version=version).first()
    if known is not None:
        return known
    if given is not None and not _is_right(given, version, answer, now):
        return None
    return _confirm(person, version, now)


def _lock_answer(person: User, version: PageVersion, now: datetime) -> ConfirmationAnswer:
    # Two tabs or two clicks take turns here, so that no try is lost and none is counted twice.
    given, _created = ConfirmationAnswer.objects.select_for_update().get_or_create(
        person=person, version=version, defaults={"answered_at": now}
    )
    return given


def _is_right(given: ConfirmationAnswer, version: PageVersion, answer: str, now: datetime) -> bool:
    right = {option["id"] for option in version.question["answers"] if option["correct"]}
    given.tries += 1
    given.was_right = answer in right
    given.answered_at = now
    given.save(update_fields=["tries", "was_right", "answered_at"])
    return given.was_right


def _confirm(person: User, version: PageVersion, now: datetime) -> Confirmation:
    today = timezone.localdate(now)
    made, is_new = Confirmation.objects.get_or_create(
        person=person, version=version, defaults={"confirmed_on": today}
    )
    if is_new:
        settle_told(recipient=person, url=url_to_confirm(version.page.translation_key), now=now)
        force = force_of(person, today)
        record_event(
            actor=person,
            action="learning.change_confirmed",
            force_id=force.pk if force else None,
            target=f"learning.confirmation:{made.public_id}",
            # The page by its id: a title may be more than a reader of the log may know.
            details={"page": str(version.page.translation_key), "version": version.number},
        )
    return made
