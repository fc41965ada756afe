"""Keeps that the auditor refused a month, and tells the operators which cell it was."""

import logging
from datetime import date, datetime
from functools import partial

from django.core.mail import mail_admins
from django.db import transaction

from disclosure.models import Closing
from disclosure.services.locks import lock_month

logger = logging.getLogger(__name__)


def record_failure(*, collection: str, period: date, cell: str, now: datetime) -> None:
    """Mark the month as failed, unless somebody has closed it since; mail each cell once."""
    logger.error(
        "disclosure.audit_failed",
        extra={"collection": collection, "month": f"{period:%Y-%m}", "cell": cell},
    )
    with transaction.atomic():
        lock_month(collection, period)
        closing, _created = Closing.objects.get_or_create(
            collection=collection,
            period=period,
            defaults={"state": Closing.State.FAILED, "closed_at": now},
        )
        if closing.state == Closing.State.CLOSED:
            return
        is_news = closing.failed_cell != cell
        closing.state, closing.failed_cell, closing.closed_at = Closing.State.FAILED, cell, now
        closing.save(update_fields=["state", "failed_cell", "closed_at"])
        if is_news:
            transaction.on_commit(partial(_alert, collection, period, cell))


def _alert(collection: str, period: date, cell: str) -> None:
    """Tell the operators; the health page is red and the log has it, should the mail not go."""
    mail_admins(
        subject=f"{collection} {period:%Y-%m} was not published",
        message=(
            "The auditor refused a figure, so nothing of this month was published.\n\n"
            f"Collection: {collection}\nMonth: {period:%Y-%m}\nFigure: {cell}\n\n"
            "The months before it are as they were. The month is tried again every hour; "
            f"by hand: manage.py close_period {period:%Y-%m} --collection {collection}\n"
        ),
        fail_silently=True,
    )
