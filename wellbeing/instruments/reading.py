"""Makes an instrument out of the plain values of a file or a row, and names the first fault."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from wellbeing.instruments.definition import (
    Band,
    Cadence,
    HelpRule,
    Instrument,
    Item,
    Method,
    Option,
    Scale,
    Unit,
)
from wellbeing.instruments.fields import MAX_LICENCE_TEXT, Fields

Choice = TypeVar("Choice", bound=StrEnum)

INSTRUMENT_NAMES = frozenset(
    [
        "code",
        "title",
        "intro",
        "look_back",
        "cadence",
        "licence",
        "licence_text",
        "attribution",
        "source",
        "item_count",
        "item_range",
        "items",
        "scales",
        "help_when",
    ]
)
ITEM_NAMES = frozenset(
    ["code", "count", "text", "why", "options", "least", "most", "low_label", "high_label"]
)
SCALE_NAMES = frozenset(
    [
        "code",
        "label",
        "items",
        "reversed",
        "method",
        "least_answered",
        "high_is_worse",
        "bands",
        "bands_on",
        "positive_from",
        "conversion",
        "change_that_counts",
        "published",
    ]
)
BAND_NAMES = frozenset(["code", "label", "from", "to"])
HELP_NAMES = frozenset(["scale", "unit", "at_least", "at_most", "below"])

# No published instrument of ours comes near; a slip of the keyboard would.
MOST_OPTIONS = 101


def read_instrument(
    content: Mapping[str, object], *, version: int = 1, built_in: bool = True
) -> Instrument:
    """Return the instrument that content describes; its inner agreement is `checking`'s part.

    Raises InstrumentFaultError, which says where in the content the fault is.
    """
    fields = Fields.of(content, "instrument")
    fields.refuse_unknown(INSTRUMENT_NAMES)
    code = fields.text("code", at_most=40)
    items = _items(fields)
    _check_announced(fields, items)
    return Instrument(
        code=code,
        title=fields.text("title"),
        intro=fields.text("intro"),
        look_back=fields.text("look_back"),
        cadence=_choice(fields, "cadence", Cadence),
        licence=fields.text("licence"),
        licence_text=fields.text("licence_text", default="", at_most=MAX_LICENCE_TEXT),
        attribution=fields.text("attribution"),
        source=fields.text("source"),
        items=items,
        scales=tuple(_scale(value) for value in fields.listed("scales")),
        help_rules=tuple(_help_rule(value) for value in fields.listed("help_when")),
        version=version,
        built_in=built_in,
    )


def _check_announced(fields: Fields, items: tuple[Item, ...]) -> None:
    """Count and range are said a second time, so that a slip in one of the two is noticed."""
    expected = fields.whole("item_count")
    if len(items) != expected:
        raise fields.fault(f"{expected} items are announced, but {len(items)} are described.")
    announced = fields.listed("item_range")
    for item in items:
        if [item.least, item.most] != announced:
            raise fields.fault(
                f"item {item.code} runs from {item.least} to {item.most}, "
                f"not as announced in item_range."
            )


def _items(fields: Fields) -> tuple[Item, ...]:
    """A group with a count stands for so many items, numbered on from those before it."""
    items: list[Item] = []
    for position, value in enumerate(fields.listed("items"), start=1):
        entry = Fields.of(value, f"items, entry {position}")
        entry.refuse_unknown(ITEM_NAMES)
        count = entry.whole_or_none("count") or 0
        if count:
            numbers = range(len(items) + 1, len(items) + count + 1)
            items += [_item(entry, f"q{number}") for number in numbers]
        else:
            items.append(_item(entry, entry.text("code", at_most=40)))
    return tuple(items)


def _item(entry: Fields, code: str) -> Item:
    return Item(
        code=code,
        text=entry.text("text", default=""),
        options=_options(entry),
        low_label=entry.text("low_label", default=""),
        high_label=entry.text("high_label", default=""),
        why=entry.text("why", default=""),
    )


def _options(entry: Fields) -> tuple[Option, ...]:
    """Either every value with its words, or the least and the most of a row of numbers."""
    listed = entry.listed("options")
    if not listed:
        least, most = entry.whole("least"), entry.whole("most")
        if not 0 < most - least < MOST_OPTIONS:
            raise entry.fault(f"the range {least} to {most} is wrong.")
        return tuple(Option(value) for value in range(least, most + 1))
    return tuple(_option(entry, value) for value in listed)


def _option(entry: Fields, value: object) -> Option:
    fields = Fields.of(value, f"{entry.where}, options")
    fields.refuse_unknown(frozenset({"value", "label"}))
    return Option(fields.whole("value"), fields.text("label", default=""))


def _scale(value: object) -> Scale:
    unnamed = Fields.of(value, "scales")
    code = unnamed.text("code", at_most=40)
    fields = Fields(unnamed.values, f"scale {code}")
    fields.refuse_unknown(SCALE_NAMES)
    items = _item_codes(fields, "items")
    return Scale(
        code=code,
        label=fields.text("label"),
        items=items,
        reversed_items=frozenset(_item_codes(fields, "reversed")),
        method=_choice(fields, "method", Method),
        least_answered=fields.whole_or_none("least_answered") or len(items),
        high_is_worse=fields.flag("high_is_worse"),
        bands=tuple(_band(entry, fields.where) for entry in fields.listed("bands")),
        bands_on=_choice(fields, "bands_on", Unit, default=Unit.RAW),
        positive_from=fields.whole_or_none("positive_from"),
        conversion=tuple(
            fields.number_in("conversion", entry) for entry in fields.listed("conversion")
        ),
        change_that_counts=fields.whole_or_none("change_that_counts"),
        published=fields.flag("published"),
    )


def _item_codes(fields: Fields, name: str) -> tuple[str, ...]:
    """Publications number their items: 3 stands for the item coded q3."""
    return tuple(_item_code(fields, name, value) for value in fields.listed(name))


def _item_code(fields: Fields, name: str, value: object) -> str:
    if type(value) is int:
        return f"q{value}"
    if isinstance(value, str):
        return value
    raise fields.fault(f'"{name}" may hold only codes or numbers of items.')


def _band(value: object, where: str) -> Band:
    fields = Fields.of(value, f"{where}, bands")
    fields.refuse_unknown(BAND_NAMES)
    return Band(
        code=fields.text("code", at_most=40),
        label=fields.text("label"),
        low=fields.number("from"),
        high=fields.number("to"),
    )


def _help_rule(value: object) -> HelpRule:
    fields = Fields.of(value, "help_when")
    fields.refuse_unknown(HELP_NAMES)
    return HelpRule(
        scale=fields.text("scale", at_most=40),
        unit=_choice(fields, "unit", Unit, default=Unit.RAW),
        at_least=fields.number_or_none("at_least"),
        at_most=fields.number_or_none("at_most"),
        below=fields.number_or_none("below"),
    )


def _choice(
    fields: Fields, name: str, choices: type[Choice], default: Choice | None = None
) -> Choice:
    value = fields.values.get(name, default)
    known = {choice.value: choice for choice in choices}
    if isinstance(value, str) and value in known:
        return known[value]
    raise fields.fault(f'"{name}" must be one of: {", ".join(known)}.')
