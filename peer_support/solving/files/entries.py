"""Takes typed values out of JSON; what is missing or of the wrong kind is named with its place."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import TypeGuard

from peer_support.solving.problem import UnsolvableError

Id = str | int


def is_whole(value: object) -> TypeGuard[int]:
    """Whether it is a whole number; true and false are none, though Python counts with them."""
    return isinstance(value, int) and not isinstance(value, bool)


def id_order(value: Id) -> tuple[bool, int, str]:
    """Return what ids are sorted by: numbers first, by size, then words."""
    return (True, 0, value) if isinstance(value, str) else (False, value, "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of the file; where is how a fault in it calls it, for example "request r1"."""

    where: str
    values: Mapping[str, object]

    def given(self, key: str) -> object:
        """Return what must be there."""
        if key not in self.values:
            raise UnsolvableError(f"{self.where}: {key} is missing.")
        return self.values[key]

    def id(self, key: str) -> Id:
        """Return an id as it was given."""
        value = self.given(key)
        if (isinstance(value, str) and value) or is_whole(value):
            return value
        raise self.fault(key, "must be a text or a whole number")

    def name(self, key: str) -> str:
        """Return an id or a word that must be there, "" for null: not known, or no wish."""
        return "" if self.given(key) is None else str(self._word(key, self.given(key)))

    def wish(self, key: str) -> str:
        """Return a word, or "" where there is none."""
        return "" if self.values.get(key) is None else str(self._word(key, self.values[key]))

    def names(self, key: str, *, needed: bool = False) -> frozenset[str]:
        """Return a set of ids or words; empty where it may be missing and is."""
        values = self.given(key) if needed else self.values.get(key)
        if values is None and not needed:
            return frozenset()
        if not isinstance(values, list):
            raise self.fault(key, "must be a list")
        return frozenset(str(self._word(key, value)) for value in values)

    def choice(self, key: str, choices: Collection[str]) -> str:
        """Return one of the choices, or "" where there is none and that is a choice."""
        value = self.values.get(key)
        found = "" if value is None else value
        if isinstance(found, str) and found in choices:
            return found
        raise self.fault(key, f"must be one of {', '.join(filter(None, choices))}")

    def whole(self, key: str, default: int | None = None) -> int:
        """Return a whole number from 0; it must be there unless there is a default."""
        value = self.given(key) if default is None else self.values.get(key, default)
        if is_whole(value) and value >= 0:
            return value
        raise self.fault(key, "must be a whole number from 0")

    def flag(self, key: str) -> bool:
        """Return true or false, false where it is missing."""
        value = self.values.get(key, False)
        if isinstance(value, bool):
            return value
        raise self.fault(key, "must be true or false")

    def wholes(self, key: str) -> list[int]:
        """Return a list of whole numbers that must be there."""
        values = self.given(key)
        if isinstance(values, list) and all(is_whole(value) for value in values):
            return values
        raise self.fault(key, "must be a list of whole numbers")

    def entries(self, key: str, kind: str) -> list["Entry"]:
        """Return a list of objects that must be there; each is called by its id or its number."""
        values = self.given(key)
        if not isinstance(values, list):
            raise self.fault(key, "must be a list")
        found = []
        for number, value in enumerate(values):
            if not isinstance(value, dict):
                raise UnsolvableError(f"{kind} number {number}: must be an object.")
            found.append(Entry(f"{kind} {value.get('id', f'number {number}')}", value))
        return found

    def fault(self, key: str, words: str) -> UnsolvableError:
        """Return the error that names a value and what it must be."""
        return UnsolvableError(f"{self.where}: {key} {words}, not {_short(self.values.get(key))}.")

    def _word(self, key: str, value: object) -> Id:
        if isinstance(value, str) or is_whole(value):
            return value
        raise self.fault(key, "must hold texts or whole numbers")


def _short(value: object) -> str:
    return shorten(json.dumps(value), 60)
