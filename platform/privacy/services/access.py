"""A person's copy of their data: asked for, prepared in the background, kept for some days."""

import base64
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.broker import queue_when_committed
from core.events import record_event
from organisation.selectors import force_of
from privacy.archive import build_archive
from privacy.exceptions import AlreadyAskedError
from privacy.models import AccessRequest

# How long a task has before the sweep tries again: far more than the largest copy needs.
RETRY_AFTER = timedelta(minutes=15)


@transaction.atomic
def ask_for_copy(*, person: User, now: datetime) -> AccessRequest:
    """Note the wish; the copy is prepared by a task. Raises AlreadyAskedError if one is open."""
    force = force_of(person, timezone.localdate())
    wish = AccessRequest(person=person, force=force, asked_at=now, due_at=now)
    # Of two clicks at once, the constraint lets one through and the other finds its row.
    AccessRequest.objects.bulk_create([wish], ignore_conflicts=True)
    request = AccessRequest.objects.get(person=person, state=AccessRequest.State.ASKED)
    if request.public_id != wish.public_id:
        raise AlreadyAskedError(_("A copy of your data is already being prepared."))
    _record(person, "privacy.copy_asked", request)
    queue_when_committed("privacy.tasks.build_copy", request.pk)
    return request


def build_copy(*, request_id: int, now: datetime) -> bool:
    """Prepare one copy, unless another task is at it or has done it; return whether we did."""
    claimed = AccessRequest.objects.due(now).filter(pk=request_id)
    if not claimed.update(due_at=now + RETRY_AFTER):
        return False
    with transaction.atomic():
        request = AccessRequest.objects.select_for_update().get(pk=request_id)
        if request.state != AccessRequest.State.ASKED:
            return False
        archive = build_archive(request.person, now)
        request.archive = base64.b64encode(archive).decode()
        request.state = AccessRequest.State.READY
        request.ready_at = now
        request.expires_at = now + timedelta(days=settings.DATA_COPY_DAYS)
        request.save()
        _record(None, "privacy.copy_prepared", request)
    return True


def expire_copies(*, now: datetime, batch: int = 500) -> int:
    """Remove the copies whose days are over; return how many."""
    expired = AccessRequest.objects.expired(now).values("pk")[:batch]
    return AccessRequest.objects.filter(pk__in=expired).update(
        state=AccessRequest.State.EXPIRED, archive=None
    )


def record_download(*, request: AccessRequest) -> None:
    """Note that the person took their copy."""
    _record(request.person, "privacy.copy_downloaded", request)


def _record(actor: User | None, action: str, request: AccessRequest) -> None:
    record_event(
        actor=actor,
        action=action,
        force_id=request.force_id,
        target=f"privacy.accessrequest:{request.public_id}",
    )
