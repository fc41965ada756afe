"""Seals every stored value under the newest key, after which the old key can be taken away."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.crypto.rotation import BATCH, stores


class Command(BaseCommand):
    help = (
        "Seal every encrypted value under the current key. It can be stopped and run again; "
        "once it reports no rows, no value needs an older key."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", type=int, default=BATCH, help="rows in one transaction")

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        for store in stores():
            done = 0
            while count := store.rotate(options["batch"]):
                done += count
            self.stdout.write(f"{store.name}: {done} rows sealed again.")
