"""Makes the database role of the trend pages; running it again brings it back to what it was."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from disclosure.exceptions import UnusableReaderError
from disclosure.reader_role import make_reader

PASSWORD_BYTES = 32


class Command(BaseCommand):
    help = (
        "Create or update the database role for published figures. Its password is the one in "
        "PUBLISHED_DATABASE_URL if that names the role; else a new one is printed, this once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the role, for example lodestar_reader")

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        name: str = options["name"]
        known = _known_password(name)
        password = known or secrets.token_urlsafe(PASSWORD_BYTES)
        try:
            with transaction.atomic():
                make_reader(name, password)
        except UnusableReaderError as error:
            raise CommandError(str(error.message)) from error
        self.stdout.write(f"{name} can read published figures and nothing else.")
        if not known:
            self.stdout.write(f"Password, shown this once: {password}")


def _known_password(name: str) -> str:
    """Return the password with which the settings already sign in as this role."""
    entry = settings.DATABASES.get(settings.DISCLOSURE_DATABASE, {})
    is_own = settings.DISCLOSURE_DATABASE != "default" and entry.get("USER") == name
    return str(entry["PASSWORD"]) if is_own else ""
