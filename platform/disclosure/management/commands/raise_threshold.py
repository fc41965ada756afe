"""Raises the number of people that a force's figures need; nothing lowers it below ten."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from disclosure.exceptions import UnusableThresholdError
from disclosure.management.commands.close_period import month
from disclosure.services import raise_threshold
from organisation.models import Node, NodeKind


class Command(BaseCommand):
    help = "Publish a force's figures only of so many people: manage.py raise_threshold durham 20"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("force", help="the short name of the force, as in its addresses")
        parser.add_argument("least", type=int, help="how many people, ten or more")
        parser.add_argument("--from", type=month, dest="since", help="2026-12; else this month")

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        since: date = options["since"] or timezone.localdate(now).replace(day=1)
        force = Node.objects.filter(kind=NodeKind.FORCE, slug=options["force"]).first()
        if force is None:
            raise CommandError("There is no force of this name.")
        try:
            raise_threshold(
                actor=None, force=force, least=options["least"], from_period=since, now=now
            )
        except UnusableThresholdError as error:
            raise CommandError(str(error.message)) from error
        self.stdout.write(f"{force}: {options['least']} people from {since:%Y-%m} on.")
