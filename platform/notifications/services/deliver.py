"""Sends one notification's email, at the time and in the way that its reader chose."""

from datetime import datetime

from django.db.models import QuerySet

from notifications.mails import mail_lines, notification_mail
from notifications.models import CategoryChoice, Delivery, State
from notifications.selectors import choice_for, quiet_until
from notifications.services.outbox import claim_row
from notifications.services.send import send_claimed


def deliver_notification(*, delivery_id: int, now: datetime) -> None:
    """Decide, claim and send; every step is safe to repeat."""
    if not settle_without_mail(delivery_id=delivery_id, now=now):
        claim = claim_row(Delivery.objects.with_reader(), row_id=delivery_id, now=now)
        if claim is not None:
            send_claimed(claim, notification_mail(claim.row))


def settle_without_mail(*, delivery_id: int, now: datetime) -> bool:
    """Skip, hold or put off a waiting delivery; True if it needs no mail now.

    Decided at the last moment, so that a change of mind counts for what is already waiting.
    """
    waiting = Delivery.objects.with_reader().filter(pk=delivery_id, state=State.WAITING)
    delivery = waiting.filter(due_at__lte=now).first()
    if delivery is None:
        return False
    reader = delivery.notification.recipient
    if not reader.is_active or delivery.notification.read_at is not None:
        return move(waiting, State.SKIPPED)
    match choice_for(reader, delivery.notification.kind):
        case CategoryChoice.Choice.IN_APP:
            return move(waiting, State.SKIPPED)
        case CategoryChoice.Choice.WEEKLY:
            return move(waiting, State.HELD)
    allowed_at = quiet_until(reader, now)
    if allowed_at > now:
        return bool(waiting.update(due_at=allowed_at))
    is_told_still = bool(mail_lines(reader, [delivery.notification]))
    return not is_told_still and move(waiting, State.SKIPPED)


def move(waiting: QuerySet[Delivery], state: State) -> bool:
    """Settle the delivery unless a worker took it meanwhile; either way it needs no more here."""
    waiting.update(state=state)
    return True
