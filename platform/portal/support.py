"""The support services of the public page, read from the project's own file."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SERVICES_FILE = Path(__file__).parent / "data" / "support_services.csv"


@dataclass(frozen=True)
class SupportService:
    """One service; is_verified is False while its details still have to be checked."""

    name: str
    what_for: str
    phone: str
    url: str
    audience: str
    hours: str
    is_verified: bool

    @property
    def phone_href(self) -> str:
        """A link that dials, or nothing where the text is not just a number."""
        digits = self.phone.replace(" ", "")
        return f"tel:{digits}" if digits.isdigit() else ""


def _service(row: dict[str, str]) -> SupportService:
    return SupportService(
        name=row["name"],
        what_for=row["what_for"],
        phone=row["phone"],
        url=row["url"],
        audience=row["audience"],
        hours=row["hours"],
        is_verified=row["verified"] == "yes",
    )


@cache
def support_services() -> tuple[SupportService, ...]:
    """Every service in the order of the file, most urgent first; read once a process."""
    with SERVICES_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_service(row) for row in csv.DictReader(file))


def services_for(audience: str) -> tuple[SupportService, ...]:
    """The services for "officer" or "victim", with those that are for both."""
    return tuple(one for one in support_services() if one.audience in {audience, "both"})
