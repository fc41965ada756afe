"""How a package declares which of its models hold data about a person, and what becomes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Model
from django.utils.functional import Promise

if TYPE_CHECKING:
    from accounts.models import User

JsonValue = str | int | float | bool | None | list["JsonValue"] | dict[str, "JsonValue"]
Row = dict[str, JsonValue]


@dataclass(frozen=True)
class PersonalData:
    """One model that links to a person.

    label: what the person sees as the heading of this part of their export.
    links: the names of the fields that lead to the person.
    export: the person's rows, as plain JSON values.
    erase: removes or anonymises the person's rows and returns how many it touched.
    """

    model: type[Model]
    label: "str | Promise"
    links: tuple[str, ...]
    export: Callable[["User"], list[Row]]
    erase: Callable[["User"], int]
