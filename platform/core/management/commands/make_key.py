"""Makes a new key, to be put in front of those in ENCRYPTION_KEYS."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.crypto.keys import DEMO_PREFIX, KEY_ID, encode_key, new_key


class Command(BaseCommand):
    help = "Print a new key as id:base64. Keep it where secrets are kept, never in the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", help="a name that was never used before, for example 2026-11")

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        key_id: str = options["id"]
        if not KEY_ID.match(key_id) or key_id.startswith(DEMO_PREFIX):
            raise CommandError("Use 1 to 32 small letters, digits and hyphens, not “demo-”.")
        self.stdout.write(f"{key_id}:{encode_key(new_key())}")
