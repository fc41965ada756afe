"""Audits everything ever published: one line a month; exit code 1 where a figure is wrong."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from disclosure.reaudit import MonthReport, audit_across, audit_months


class Command(BaseCommand):
    help = "Check every published figure against its record, and try again to narrow every person."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--collection", help="only these figures, for example wellbeing")
        parser.add_argument(
            "--reasons",
            action="store_true",
            help="say why a figure is refused, with exact counts: do not keep the output",
        )

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        collection: str | None = options["collection"]
        faults = months = 0
        for report in audit_months(collection):
            months += 1
            faults += bool(report.cell)
            self._say(report, with_reason=options["reasons"])
        for report in audit_across(collection):
            faults += 1
            self._say(report, with_reason=True)
        if faults:
            raise CommandError(f"{faults} faults in {months} closed months.", returncode=1)
        self.stdout.write(f"{months} closed months: every figure is right, nobody is narrowed.")

    def _say(self, report: MonthReport, *, with_reason: bool) -> None:
        name = f"{report.collection} {report.period:%Y-%m}"
        if not report.cell:
            found = f"{report.figures} figures, {report.ranges} ranges, all whole"
        else:
            found = f"FAULT at {report.cell}" + (f": {report.reason}" if with_reason else "")
        self.stdout.write(f"{name}: {found}")
