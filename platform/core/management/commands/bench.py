"""Runs a package's benchmark against the current database and prints its figures."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.discovery import package_modules


class Command(BaseCommand):
    help = "Measure one package, for example: manage.py bench learning"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the package to measure")
        parser.add_argument("--people", type=int, nargs="*", help="how many people to seed")

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        name: str = options["name"]
        found = {module.__name__.split(".")[0]: module for module in package_modules("bench")}
        if name not in found:
            known = ", ".join(sorted(found)) or "none"
            raise CommandError(f"There is no benchmark called {name}. There is: {known}.")
        found[name].run(options)
