"""Fills in ranks, regions and forces; part of every deployment and of the demo."""

from typing import Any

from django.core.management.base import BaseCommand

from organisation.services.reference_data import load_reference_data


class Command(BaseCommand):
    help = "Add the ranks, regions and forces that are missing. Running it again changes nothing."

    # Django passes its own untyped options here.
    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_reference_data()
        self.stdout.write(
            f"{loaded.forces} forces known, {loaded.forces_added} of them new; "
            f"{loaded.ranks_added} new ranks."
        )
