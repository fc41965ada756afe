"""Closes the demo's accounts in a database that is to become a real one."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.checks import DEMO_DOMAIN
from accounts.models import User
from accounts.services import end_sessions


class Command(BaseCommand):
    help = "Close every account of the demo and end its sessions"
    # The check that names this command must not stop it.
    requires_system_checks = []

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            people = list(User.objects.filter(email__iendswith=DEMO_DOMAIN, is_active=True))
            for person in people:
                person.is_active = False
                person.set_unusable_password()
                person.save(update_fields=["is_active", "password"])
                end_sessions(person)
        self.stdout.write(f"{len(people)} demo accounts closed.")
