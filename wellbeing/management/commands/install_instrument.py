"""Installs a content pack with the wording that a force holds, or names what is wrong with it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from wellbeing.exceptions import InstrumentFaultError
from wellbeing.instruments.definition import Instrument
from wellbeing.instruments.packs import pack_folder, read_pack, shipped_packs
from wellbeing.services.instruments import Installation, Outcome, install_instrument

DONE = {Outcome.NEW: "Installed", Outcome.CHANGED: "Changed", Outcome.SAME: "Unchanged"}


class Command(BaseCommand):
    help = "Check a content pack and its wording, and install it if there is no fault."

    def add_arguments(self, parser: ArgumentParser) -> None:
        shipped = ", ".join(shipped_packs())
        parser.add_argument("pack", metavar="CODE_OR_FOLDER", help=f"one of {shipped}, or a folder")
        parser.add_argument(
            "--wording", type=Path, metavar="FILE", help="the items' texts in order, YAML or CSV"
        )

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            instrument = read_pack(pack_folder(options["pack"]), options["wording"])
            installation = install_instrument(instrument=instrument, now=timezone.now())
        except InstrumentFaultError as error:
            raise CommandError(f"Nothing was installed. {error.message}") from error
        self.stdout.write(_summary(instrument, installation))


def _summary(instrument: Instrument, installation: Installation) -> str:
    return (
        f"{DONE[installation.outcome]}: {instrument.title}, version {installation.version}, "
        f"{len(instrument.items)} questions, {len(instrument.scales)} scales. {instrument.licence}"
    )
