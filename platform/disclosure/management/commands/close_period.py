"""Closes one month by hand; running it again changes nothing."""

from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from disclosure.exceptions import AuditFailedError, UnusablePeriodError
from disclosure.figures import FigureSource
from disclosure.models import PublishedCell
from disclosure.services import close_month, months_to_close
from disclosure.sources import source_of, sources

REFUSED_BY_AUDITOR = 1
NOT_CLOSABLE = 2


class Command(BaseCommand):
    help = "Publish the group figures of one month, for example: manage.py close_period 2026-10"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("month", type=month, help="the month, as 2026-10")
        parser.add_argument("--collection", help="only these figures, for example wellbeing")

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        period: date = options["month"]
        collection: str | None = options["collection"]
        try:
            wanted = [source_of(collection)] if collection else list(sources())
            for source in wanted:
                self._close(source, period, timezone.now())
        except AuditFailedError as error:
            message = f"{period:%Y-%m} failed: {error.message}"
            raise CommandError(message, returncode=REFUSED_BY_AUDITOR) from error
        except UnusablePeriodError as error:
            message = f"{period:%Y-%m} was not closed: {error.message}"
            raise CommandError(message, returncode=NOT_CLOSABLE) from error

    def _close(self, source: FigureSource, period: date, now: datetime) -> None:
        name = f"{source.code} {period:%Y-%m}"
        if not close_month(source=source, period=period, now=now):
            self.stdout.write(f"{name}: already closed, nothing changed.")
            return
        cells = PublishedCell.objects.filter(collection=source.code, period=period).count()
        self.stdout.write(f"{name}: closed now, {cells} figures.")
        for earlier in months_to_close(source, now):
            if earlier < period:
                self.stdout.write(f"{source.code} {earlier:%Y-%m} before it is still open.")


def month(text: str) -> date:
    """Read "2026-10" as the first day of that month; argparse turns ValueError into words."""
    return datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 -- a month has no time zone
