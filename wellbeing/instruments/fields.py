"""Takes typed values out of data from a file, and names what is missing or of the wrong kind."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.exceptions import DomainError
from core.sanitise import plain_text
from wellbeing.exceptions import InstrumentFaultError

MAX_TEXT = 2_000
MAX_LICENCE_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping of the file, with the words that say where in the file it stands."""

    values: Mapping[object, object]
    where: str

    @classmethod
    def of(cls, value: object, where: str) -> "Fields":
        if not isinstance(value, Mapping):
            raise InstrumentFaultError(f"{where}: expected named values.")
        return cls(value, where)

    def fault(self, message: str) -> InstrumentFaultError:
        return InstrumentFaultError(f"{self.where}: {message}")

    def refuse_unknown(self, known: frozenset[str]) -> None:
        """A misspelt name would otherwise be passed over in silence."""
        for name in self.values:
            if name not in known:
                raise self.fault(f'"{name}" is not a known name.')

    def text(self, name: str, *, default: str | None = None, at_most: int = MAX_TEXT) -> str:
        value = self.values.get(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fault(f'"{name}" is missing or not a text.')
        try:
            return plain_text(value, max_length=at_most)
        except DomainError as error:
            raise self.fault(f'"{name}" is too long. {error.message}') from error

    def whole(self, name: str) -> int:
        return self._whole(name, self.values.get(name))

    def whole_or_none(self, name: str) -> int | None:
        value = self.values.get(name)
        return None if value is None else self._whole(name, value)

    def number(self, name: str) -> float:
        return self.number_in(name, self.values.get(name))

    def number_or_none(self, name: str) -> float | None:
        value = self.values.get(name)
        return None if value is None else self.number_in(name, value)

    def number_in(self, name: str, value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fault(f'"{name}" is missing or not a number.')
        return value

    def flag(self, name: str) -> bool:
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            raise self.fault(f'"{name}" must be true or false.')
        return value

    def listed(self, name: str) -> list[object]:
        value = self.values.get(name, [])
        if not isinstance(value, list):
            raise self.fault(f'"{name}" must be a list.')
        return value

    def _whole(self, name: str, value: object) -> int:
        if type(value) is not int:
            raise self.fault(f'"{name}" is missing or not a whole number.')
        return value
