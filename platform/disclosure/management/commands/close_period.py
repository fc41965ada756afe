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
        refused, not_closable, closed = [], [], 0
        for source in _wanted(options["collection"]):
            name = f"{source.code} {period:%Y-%m}"
            try:
                self.stdout.write(f"{name}: {_close(source, period, timezone.now())}")
                closed += 1
            except AuditFailedError as error:
                refused.append(f"{name} failed: {error.message}")
            except UnusablePeriodError as error:
                not_closable.append(f"{name} was not closed: {error.message}")
        if refused:
            raise CommandError("\n".join(refused + not_closable), returncode=REFUSED_BY_AUDITOR)
        if not closed:
            raise CommandError("\n".join(not_closable), returncode=NOT_CLOSABLE)
        # Another collection was closed, so a month that it never had is no fault.
        self.stdout.write("".join(f"{line}\n" for line in not_closable), ending="")


def _wanted(collection: str | None) -> list[FigureSource]:
    try:
        return [source_of(collection)] if collection else list(sources())
    except UnusablePeriodError as error:
        raise CommandError(str(error.message), returncode=NOT_CLOSABLE) from error


def _close(source: FigureSource, period: date, now: datetime) -> str:
    """Close the month and say in words what was done."""
    if not close_month(source=source, period=period, now=now):
        return "already closed, nothing changed."
    cells = PublishedCell.objects.filter(collection=source.code, period=period).count()
    earlier = [f"{month:%Y-%m}" for month in months_to_close(source, now) if month < period]
    still_open = f" Still open before it: {', '.join(earlier)}." if earlier else ""
    return f"closed now, {cells} figures.{still_open}"


def month(text: str) -> date:
    """Read "2026-10" as the first day of that month; argparse turns ValueError into words."""
    return datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 -- a month has no time zone
