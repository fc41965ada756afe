"""Writes the demo's figures for a stranger to attack; HOW_WE_KNOW.md says how."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from disclosure.attack.export import export_attack_set


class Command(BaseCommand):
    help = "Write published figures, exact counts and ordinary averages of invented people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--collection", default="wellbeing")

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only a demo may be attacked: its people are invented.")
        folder: Path = options["folder"]
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty.")
        months = export_attack_set(folder, options["collection"])
        self.stdout.write(f"{months} months written. Now try:")
        for part in ("published", "ordinary"):
            self.stdout.write(f"  python3 platform/disclosure/attack/attack.py {folder / part}")
