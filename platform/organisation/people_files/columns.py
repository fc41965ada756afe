"""The columns of a file of people, in the order in which the template has them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Column:
    """A column: its heading in the file, what belongs in it, and an example."""

    name: str
    meaning: "str | Promise"
    example: str


COLUMNS: tuple[Column, ...] = (
    Column("email", _("Work email address. Always needed."), "a.example@force.example"),
    Column("first_name", _("Needed for a joiner."), "Alex"),
    Column("last_name", _("Needed for a joiner."), "Example"),
    Column("service_number", _("Warrant or staff number. Needed for a joiner."), "4471"),
    Column("rank", _("Rank or staff grade, in full or short. Needed for a joiner."), "DC"),
    Column("rasso_role", _("Role in RASSO work. Needed for a joiner."), "Investigator"),
    Column(
        "place",
        _("Unit or team: its name, or its short name in the address. Needed for a joiner."),
        "Bristol Investigation Team",
    ),
    Column(
        "line_manager_email",
        _("Somebody in the force, or in this file. Empty leaves it as it is."),
        "b.example@force.example",
    ),
    Column(
        "action",
        _("joiner, mover or leaver. Empty: we work it out from the rest."),
        "joiner",
    ),
    Column(
        "started_on",
        _("First day in the force, or of the change, like 2026-03-27 or 27/03/2026."),
        "2026-03-27",
    ),
    Column("ended_on", _("Leavers: first day on which they no longer work in the force."), ""),
)
NAMES = tuple(column.name for column in COLUMNS)
# What forces' own systems call the same thing.
ALIASES = {
    "e_mail": "email",
    "email_address": "email",
    "team": "place",
    "unit": "place",
    "unit/team": "place",
    "unit_or_team": "place",
}
REQUIRED = "email"
EXAMPLE_ROW = tuple(column.example for column in COLUMNS)


def column_name(heading: str) -> str:
    """Return the heading as we know it: "Line manager email" is line_manager_email."""
    plain = "_".join(heading.strip().lower().replace("-", " ").split())
    return ALIASES.get(plain, plain)
