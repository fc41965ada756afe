"""Lists emails that were given up, without saying whose they are; --retry starts them again."""

from argparse import ArgumentParser
from itertools import chain

from django.core.management.base import BaseCommand
from django.utils import timezone

from notifications.models import Delivery, Digest, Outgoing
from notifications.services.sweep import retry_failed


class Command(BaseCommand):
    help = "List emails that were given up; --retry tries them again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--retry", action="store_true", help="Start all of them again.")

    def handle(self, *, retry: bool, **_: object) -> None:
        rows: list[Outgoing] = [*chain(Delivery.objects.failed(), Digest.objects.failed())]
        for row in rows:
            due = row.due_at.isoformat(timespec="minutes")
            self.stdout.write(f"{row.public_id}  due {due}  {row.attempts} tries  {row.failure}")
        self.stdout.write(f"{len(rows)} emails were given up.")
        if retry:
            count = retry_failed(now=timezone.now())
            self.stdout.write(f"{count} of them will be tried again.")
