"""Runs a package's benchmark against the current database and prints its figures.

A benchmark is called like its package, or by the NAME that its module declares.
"""

from argparse import ArgumentParser
from types import ModuleType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.discovery import package_modules


class Command(BaseCommand):
    help = "Measure one part of the platform, for example: manage.py bench learning"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="what to measure")
        parser.add_argument("--people", type=int, nargs="*", help="how many people to seed")

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        name: str = options["name"]
        found = {_name(module): module for module in package_modules("bench")}
        if name not in found:
            known = ", ".join(sorted(found)) or "none"
            raise CommandError(f"There is no benchmark called {name}. There is: {known}.")
        found[name].run(options)


def _name(module: ModuleType) -> str:
    """Return what the benchmark calls itself, or else the name of its package."""
    name: str = getattr(module, "NAME", module.__name__.split(".")[0])
    return name
