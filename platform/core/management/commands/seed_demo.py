"""Fills an empty demo with invented people and content, package by package, by the services."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.discovery import package_modules


class Command(BaseCommand):
    help = "Seed the demo. Running it again changes nothing."

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo data can only be made under demo or test settings.")
        for module in package_modules("demo"):
            with transaction.atomic():
                module.seed(self.stdout.write)
