"""Solves a matching problem from a file, so that anybody can check the product's own solver."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from peer_support.solving import UnsolvableError, UnsolvedError, solve
from peer_support.solving.files import read_task


class Command(BaseCommand):
    """Prints one line of JSON: by_tier, net_score, pairs and ineligible.

    ineligible names the requests that no supporter may take at all, however the others are
    placed. A free place is one of the hard rules, so a supporter who is full does not count.
    """

    help = "Solve a matching problem from a JSON file: manage.py solve_matching FILE.json"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="people or edges, as PEER_SUPPORT.md says")

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            task = read_task(path)
            found = solve(task.problem)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except (UnsolvableError, UnsolvedError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(task.report(found))
