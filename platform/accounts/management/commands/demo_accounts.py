"""Lists who can sign in to the demo; the demo itself says the one password beneath."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.demo import PEOPLE


class Command(BaseCommand):
    help = "List the accounts of the demo: address, name and role"
    # Asked for while the demo starts: nothing needs checking a second time.
    requires_system_checks = []

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("There are no demo accounts outside the demo.")
        for person in PEOPLE:
            name = f"{person.first_name} {person.last_name}"
            self.stdout.write(f"  {person.email:<26} {name:<20} {person.role}")
