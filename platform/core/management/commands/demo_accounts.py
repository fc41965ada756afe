"""Lists the demo's accounts, which one password opens; refuses outside demo and test settings."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

DEMO_DOMAIN = "@demo.example"


class Command(BaseCommand):
    help = "List the demo's accounts, one a line: address and name."

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo accounts exist only under demo or test settings.")
        people = get_user_model().objects.filter(email__endswith=DEMO_DOMAIN, is_active=True)
        for person in people.order_by("pk"):
            self.stdout.write(f"  {person.get_username():<30} {person.get_full_name()}")
