"""Model fields whose values are sealed to their model, field and row.

A value copied to another row, field or model in the database does not open there. The row is
known by a field that has its value before the first save: public_id, unless told otherwise.
"""

import json
from typing import TYPE_CHECKING, Any

from django.core import checks
from django.core.exceptions import FieldDoesNotExist, FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from core.crypto.sealing import open_sealed, reseal, seal

if TYPE_CHECKING:
    # Any: the stubs cannot say "text, and None where null is allowed" of a subclass.
    TextField = models.TextField[Any, Any]
else:
    TextField = models.TextField

ROW_FIELD = "public_id"


class Sealed:
    """A value as it lies in the database; it says nothing of its content when printed."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    def __repr__(self) -> str:
        return "<Sealed>"


class EncryptedAttribute(DeferredAttribute):
    """Opens the value when it is read from its row, not before."""

    field: "EncryptedTextField"

    # The instance is whatever model the field stands on, the value whatever it holds.
    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            return self.field.open(value, instance)
        return value

    # Having a setter puts this before the instance's own dictionary.
    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(TextField):
    """Text that is sealed in the database.

    bound_to: the field that names the row and has its value before the first save.
    bound_as: "app.model.field" as it was, for a model or field that was renamed later.
    It can be asked whether it is null, and nothing else.
    """

    descriptor_class = EncryptedAttribute

    # The remaining options are those of every text field.
    def __init__(
        self, *args: Any, bound_to: str = ROW_FIELD, bound_as: str = "", **kwargs: Any
    ) -> None:
        self.bound_to = bound_to
        self.bound_as = bound_as
        super().__init__(*args, **kwargs)

    # Django's own type for what rebuilds a field.
    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        if self.bound_to != ROW_FIELD:
            kwargs["bound_to"] = self.bound_to
        if self.bound_as:
            kwargs["bound_as"] = self.bound_as
        return name, path, args, kwargs

    def context(self, instance: models.Model) -> str:
        """Return where this value belongs, as its seal knows it."""
        place = self.bound_as or f"{self.model._meta.label_lower}.{self.name}"
        row = getattr(instance, self.bound_to)
        if row is None:
            raise FieldError(f"{place} cannot be sealed before {self.bound_to} is known.")
        return f"{place}:{row}"

    # What subclasses hold is theirs.
    def open(self, value: Sealed, instance: models.Model) -> Any:
        """Return the content; raise SealBrokenError if it belongs elsewhere."""
        return self.from_plaintext(open_sealed(value.token, context=self.context(instance)))

    def reseal(self, value: Sealed, instance: models.Model) -> Sealed:
        """Return the same content under the current key."""
        return Sealed(reseal(value.token, context=self.context(instance)))

    # What subclasses hold is theirs.
    def to_plaintext(self, value: Any) -> str:
        """Return the content as the text that is sealed."""
        return str(value)

    # What subclasses hold is theirs.
    def from_plaintext(self, text: str) -> Any:
        """Return the content from the text that was sealed."""
        return text

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        """Seal what is new; what was read and not changed stays as it is, if it belongs here."""
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed):
            self.open(value, model_instance)  # a copied row must not keep another row's value
            return value
        if value is None:
            return None
        return Sealed(seal(self.to_plaintext(value), context=self.context(model_instance)))

    # Django passes whatever a query was given.
    def get_prep_value(self, value: Any) -> str | None:
        if value is None or isinstance(value, Sealed):
            return value.token if value else None
        raise FieldError(f"{self.name} is sealed row by row: set it on the object and save that.")

    # Django passes its own expression and connection, which do not matter here.
    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    # Django's own types for lookups are wider than what is left of them here.
    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is sealed: it can be asked whether it is null, no more.")

    def value_to_string(self, obj: models.Model) -> str:
        """Return the sealed form, so that a dump of the data opens nothing."""
        value = self.pre_save(obj, add=False)
        return value.token if value else ""

    # Django passes its own untyped options here.
    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *self._check_row_field()]

    def _check_row_field(self) -> list[checks.CheckMessage]:
        try:
            row_field = self.model._meta.get_field(self.bound_to)
        except FieldDoesNotExist:
            row_field = None
        if isinstance(row_field, models.Field) and row_field.unique and row_field.has_default():
            return []
        message = f"“{self.bound_to}” must be a unique field with a default: it names the row."
        return [checks.Error(message, obj=self, id="core.E001")]


class EncryptedJSONField(EncryptedTextField):
    """Anything that JSON can hold, sealed in the database."""

    # JSON holds what it holds.
    def to_plaintext(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    # JSON holds what it holds.
    def from_plaintext(self, text: str) -> Any:
        return json.loads(text)
