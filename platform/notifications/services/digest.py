"""Gathers what people wanted weekly, and sends each of them one email about it."""

from datetime import datetime

from django.db import transaction

from notifications.mails import digest_lines, digest_mail
from notifications.models import Delivery, Digest, State
from notifications.selectors import quiet_until
from notifications.services.outbox import claim_row
from notifications.services.queue import queue_digest
from notifications.services.send import send_claimed
from notifications.weeks import DigestWeek, latest_digest_week


def gather_digests(*, now: datetime) -> int:
    """Make the digests of the current week that are still missing; return how many were new.

    Runs often, so a beat that was down on Monday morning makes them when it is back.
    """
    week = latest_digest_week(now)
    waiting = Delivery.objects.held_before(week.opens_at)
    readers = waiting.exclude(notification__recipient__notification_digests__week_of=week.monday)
    reader_ids = readers.values_list("notification__recipient_id", flat=True).distinct()
    return sum(gather_digest(reader_id=reader_id, week=week, now=now) for reader_id in reader_ids)


@transaction.atomic
def gather_digest(*, reader_id: int, week: DigestWeek, now: datetime) -> bool:
    """Put what one person's mail was held for into this week's digest, unless it exists."""
    digest, is_new = Digest.objects.get_or_create(
        recipient_id=reader_id, week_of=week.monday, defaults={"due_at": now}
    )
    if is_new:
        held = Delivery.objects.held_before(week.opens_at)
        held.filter(notification__recipient_id=reader_id).update(digest=digest)
        queue_digest(digest_id=digest.pk)
    return is_new


def deliver_digest(*, digest_id: int, now: datetime) -> None:
    """Decide, claim and send; every step is safe to repeat."""
    if settle_without_mail(digest_id=digest_id, now=now):
        return
    claim = claim_row(Digest.objects.select_related("recipient"), row_id=digest_id, now=now)
    if claim is not None:
        send_claimed(claim, digest_mail(claim.row))


def settle_without_mail(*, digest_id: int, now: datetime) -> bool:
    """Skip or put off a waiting digest; True if it needs no mail now."""
    waiting = Digest.objects.filter(pk=digest_id, state=State.WAITING, due_at__lte=now)
    digest = waiting.select_related("recipient").first()
    if digest is None:
        return False
    if not digest.recipient.is_active or not digest_lines(digest):
        waiting.update(state=State.SKIPPED)
        return True
    allowed_at = quiet_until(digest.recipient, now)
    return allowed_at > now and bool(waiting.update(due_at=allowed_at))
