"""The directory that a new site begins with, read from the project's own file."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

SERVICES_FILE = Path(__file__).parent / "data" / "support_services.csv"
TEXTS = ("name", "what_for", "kind", "audience", "phone", "text_number", "how_to_reach")


@dataclass(frozen=True)
class SeedRow:
    """One service: its fields, and the slugs of the forces in whose areas alone it helps."""

    key: str
    fields: dict[str, object]
    forces: tuple[str, ...]

    @property
    def url(self) -> str:
        """The address of the service's own pages."""
        return str(self.fields["url"])


def seed_rows() -> tuple[SeedRow, ...]:
    """Every row of the file, in its order."""
    with SERVICES_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_read(row) for row in csv.DictReader(file))


def _read(row: dict[str, str]) -> SeedRow:
    checked = row["checked_on"]
    fields: dict[str, object] = {name: row[name] for name in (*TEXTS, "url", "hours")}
    fields["languages"] = row["languages"].split()
    fields["is_verified"] = row["verified"] == "yes"
    fields["checked_on"] = date.fromisoformat(checked) if checked else None
    fields["expires_on"] = date.fromisoformat(row["expires_on"])
    return SeedRow(row["key"], fields, tuple(row["forces"].split()))
