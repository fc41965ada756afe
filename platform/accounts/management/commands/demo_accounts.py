"""Lists who can sign in to the demo; with the one password of all."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.demo import DEMO_PASSWORD, PEOPLE


class Command(BaseCommand):
    help = "List the accounts of the demo: address, role and password"
    # Asked for while the demo starts: nothing needs checking a second time.
    requires_system_checks = []

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("There are no demo accounts outside the demo.")
        for person in PEOPLE:
            self.stdout.write(f"  {person.email:<26} {person.role:<32} {DEMO_PASSWORD}")
