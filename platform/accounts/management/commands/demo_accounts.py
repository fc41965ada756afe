"""Prints who can sign in to the demo, and with which password."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.demo import DEMO_PASSWORD, PEOPLE


class Command(BaseCommand):
    help = "Print the accounts of the demo and their password"
    # Asked for while the demo starts: nothing needs checking a second time.
    requires_system_checks = []

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("There are no demo accounts outside the demo.")
        width = max(len(person.email) for person in PEOPLE)
        roles = max(len(person.role) for person in PEOPLE)
        self.stdout.write(f"{'Email address':<{width}}  {'Role':<{roles}}  Password")
        for person in PEOPLE:
            self.stdout.write(f"{person.email:<{width}}  {person.role:<{roles}}  {DEMO_PASSWORD}")
