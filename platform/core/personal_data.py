"""How a package declares which of its models hold data about a person, and what becomes of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
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


def plain_rows(rows: Iterable[Model], *names: str) -> list[Row]:
    """Return the named fields of each row as plain JSON values, with choices in words.

    A name may lead to another model ("text__title"); it then stands in the row by its last part.
    """
    return [{name.split("__")[-1]: _plain(row, name) for name in names} for row in rows]


def _plain(row: Model, name: str) -> JsonValue:
    first, _, rest = name.partition("__")
    if rest:
        related = getattr(row, first)
        return None if related is None else _plain(related, rest)
    in_words = getattr(row, f"get_{name}_display", None)
    return _json_value(in_words() if in_words else getattr(row, name))


# A field may hold anything; what JSON cannot hold is written down in words.
def _json_value(value: object) -> JsonValue:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_json_value(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _json_value(item) for key, item in value.items()}
    return str(value)
