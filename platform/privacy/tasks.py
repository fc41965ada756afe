"""What runs in the background: ids in, one service each, nothing lost if it runs twice or never.

The sweeps read from the rows what is due, so an emptied broker only costs time.
"""

from celery import shared_task
from django.utils import timezone

from privacy import services
from privacy.models import AccessRequest, ErasureRequest
from privacy.retention_rules import rules

SWEEP_SIZE = 200


@shared_task
def sweep_requests() -> None:
    """Start the copies and erasures that are due, and remove the copies whose days are over."""
    now = timezone.now()
    copies = AccessRequest.objects.due(now).order_by("due_at")
    for request_id in copies.values_list("pk", flat=True)[:SWEEP_SIZE]:
        build_copy.delay(request_id)
    erasures = ErasureRequest.objects.due(now).order_by("due_at")
    for request_id in erasures.values_list("pk", flat=True)[:SWEEP_SIZE]:
        erase_person.delay(request_id)
    services.expire_copies(now=now)


@shared_task
def build_copy(request_id: int) -> None:
    """Prepare one person's copy of their data."""
    services.build_copy(request_id=request_id, now=timezone.now())


@shared_task
def erase_person(request_id: int) -> None:
    """Carry out one wish to be erased."""
    services.erase_person(request_id=request_id, now=timezone.now())


@shared_task
def purge_old_rows() -> None:
    """Follow every retention rule."""
    for rule in rules():
        services.purge_rule(code=rule.code, now=timezone.now())
