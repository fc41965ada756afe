"""Closes whatever month is due, oldest first; a month that fails does not hold up the next."""

import logging
from datetime import date, datetime

from django.utils import timezone

from disclosure.exceptions import AuditFailedError
from disclosure.figures import FigureSource
from disclosure.models import Closing
from disclosure.months import due_months
from disclosure.services.closing import close_month
from disclosure.sources import sources

logger = logging.getLogger(__name__)


def months_to_close(source: FigureSource, now: datetime) -> list[date]:
    """Return the months that can be closed by now and are not, oldest first."""
    closings = Closing.objects.filter(collection=source.code, state=Closing.State.CLOSED)
    closed = set(closings.values_list("period", flat=True))
    months = due_months(source.first_period(), timezone.localdate(now))
    return [period for period in months if period not in closed]


def close_due_months(*, now: datetime) -> None:
    """Close every month of every source that is due."""
    for source in sources():
        open_before: list[date] = []
        for period in months_to_close(source, now):
            if open_before:
                logger.warning(
                    "disclosure.earlier_month_open",
                    extra={"collection": source.code, "month": f"{period:%Y-%m}"},
                )
            try:
                close_month(source=source, period=period, now=now)
            except AuditFailedError:
                open_before.append(period)  # in the log, the mail and the health page already
