"""Reads one row's cells: each gives a value, or a reason why it cannot."""

import re
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core.spreadsheets import FORMULA_START
from organisation.people_files.directory import Directory
from organisation.people_files.plan import Problem
from organisation.service_numbers import SERVICE_NUMBER

LONGEST = 150
LONGEST_EMAIL = 254
CONTROL = re.compile(r"[\x00-\x1f\x7f<>]")
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")
ACTIONS = frozenset({"", "joiner", "mover", "leaver"})


class Cells:
    """The cells of one row; what is wrong with them gathers in problems."""

    def __init__(self, values: dict[str, str], directory: Directory) -> None:
        self._values = values
        self._directory = directory
        self.problems: list[Problem] = []
        for column, value in values.items():
            self._require_plain(column, value)

    def refuse(self, column: str, reason: str) -> None:
        """Note a problem, the first one of each column only."""
        if column not in {problem.column for problem in self.problems}:
            self.problems.append(Problem(column, reason))

    def text(self, column: str) -> str:
        """The cell as it is; empty when the file has no such column."""
        return self._values.get(column, "").strip()

    def email(self, column: str) -> str:
        """An address in lower case; empty when there is none."""
        address = self.text(column).lower()
        if address and not _is_email(address):
            self.refuse(column, _("This is not an email address."))
            return ""
        return address

    def action(self) -> str:
        """What the row asks for; empty to have it worked out."""
        action = self.text("action").lower()
        if action not in ACTIONS:
            self.refuse("action", _("Write joiner, mover or leaver, or leave it empty."))
            return ""
        return action

    def day(self, column: str) -> date | None:
        """A date; None when the cell is empty or wrong."""
        text = self.text(column)
        for pattern in DATE_FORMATS:
            try:
                return datetime.strptime(text, pattern).date()  # noqa: DTZ007 -- a day, no time
            except ValueError:
                continue
        if text:
            self.refuse(column, _("This is not a date like 2026-03-27 or 27/03/2026."))
        return None

    def service_number(self) -> str:
        """A number that a force would give."""
        number = self.text("service_number")
        if number and not SERVICE_NUMBER.fullmatch(number):
            self.refuse("service_number", _("Use up to 20 letters and digits."))
        return number

    def place(self) -> int | None:
        """The key of the unit or team; None when the cell is empty or wrong."""
        text = self.text("place").casefold()
        if not text:
            return None
        found = self._directory.places.get(text, frozenset())
        if len(found) == 1:
            return next(iter(found))
        if found:
            several = _("Several places have this name. Use the short name in the place’s address.")
            self.refuse("place", several)
        else:
            self.refuse("place", _("The force has no open unit or team of this name."))
        return None

    def rank(self) -> int | None:
        """The key of the rank or grade."""
        text = self.text("rank").casefold()
        found = self._directory.ranks.get(text)
        if text and found is None:
            self.refuse("rank", _("We do not know this rank or staff grade."))
        return found

    def rasso_role(self) -> str:
        """The code of the role in RASSO work."""
        text = self.text("rasso_role").casefold()
        found = self._directory.rasso_roles.get(text, "")
        if text and not found:
            self.refuse("rasso_role", _("We do not know this role."))
        return found

    def _require_plain(self, column: str, value: str) -> None:
        if FORMULA_START.search(value):
            self.refuse(column, _("It begins like a formula. Remove the sign at its beginning."))
        elif CONTROL.search(value):
            self.refuse(column, _("It holds characters that do not belong in it."))
        elif len(value) > (LONGEST_EMAIL if "email" in column else LONGEST):
            self.refuse(column, _("It is too long."))


def _is_email(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True
