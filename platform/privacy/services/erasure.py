"""A person's wish to be erased: asked for, time to think it over, carried out as a whole."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.events import record_event
from organisation.selectors import force_of
from privacy.exceptions import AlreadyAskedError, NothingToWithdrawError
from privacy.models import ErasureRequest
from privacy.registry import declarations


@transaction.atomic
def ask_for_erasure(*, person: User, now: datetime) -> ErasureRequest:
    """Note the wish and the day on which it is carried out.

    Raises AlreadyAskedError if one is open.
    """
    wish = ErasureRequest(
        person=person,
        force=force_of(person, timezone.localdate()),
        asked_at=now,
        due_at=now + timedelta(days=settings.ERASURE_GRACE_DAYS),
    )
    # Of two clicks at once, the constraint lets one through and the other finds its row.
    ErasureRequest.objects.bulk_create([wish], ignore_conflicts=True)
    request = ErasureRequest.objects.get(person=person, state=ErasureRequest.State.ASKED)
    if request.public_id != wish.public_id:
        raise AlreadyAskedError(_("You have already asked for your data to be erased."))
    _record(person, "privacy.erasure_asked", request)
    return request


@transaction.atomic
def withdraw_erasure(*, person: User, now: datetime) -> None:
    """Take the wish back; raises NothingToWithdrawError if none is open."""
    waiting = ErasureRequest.objects.select_for_update().filter(
        person=person, state=ErasureRequest.State.ASKED
    )
    request = waiting.first()
    if request is None:
        raise NothingToWithdrawError(_("There is no request to withdraw."))
    request.state = ErasureRequest.State.WITHDRAWN
    request.settled_at = now
    request.save(update_fields=["state", "settled_at"])
    _record(person, "privacy.erasure_withdrawn", request)


@transaction.atomic
def erase_person(*, request_id: int, now: datetime) -> bool:
    """Erase the person in every package, or in none; return whether it was done now.

    The upper packages go first: what they hold leans on the account, which goes last.
    """
    request = (
        ErasureRequest.objects.select_for_update(of=("self",), skip_locked=True)
        .due(now)
        .filter(pk=request_id, person__isnull=False)
        .first()
    )
    if request is None or request.person is None:
        return False
    # Taken now: afterwards nothing may lead from the event to the person.
    target = f"accounts.user:{request.person.public_id}"
    touched = sum(declared.erase(request.person) for declared in reversed(declarations()))
    ErasureRequest.objects.filter(pk=request_id).update(
        state=ErasureRequest.State.DONE, settled_at=now
    )
    record_event(
        actor=None,
        action="privacy.person_erased",
        force_id=request.force_id,
        target=target,
        details={"rows": touched},
    )
    return True


def _record(actor: User, action: str, request: ErasureRequest) -> None:
    record_event(
        actor=actor,
        action=action,
        force_id=request.force_id,
        target=f"privacy.erasurerequest:{request.public_id}",
    )
