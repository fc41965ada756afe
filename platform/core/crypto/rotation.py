"""Seals every value again under the current key, in batches that can be broken off at any point.

What is left to do can be read from the tokens themselves, which name their key.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, TextField
from django.db.models.functions import Cast

from core.crypto.fields import EncryptedTextField, Sealed
from core.crypto.sealing import current_prefix
from core.discovery import package_modules

BATCH = 500


@dataclass(frozen=True)
class SealedStore:
    """Sealed values that do not lie in an encrypted field (in a third party's JSON, say).

    A package names its own in sealed_values.py, as STORES. rotate takes the largest number of
    rows to do in one go and returns how many it resealed; it is called until that is 0.
    """

    name: str
    rotate: Callable[[int], int]


def stores() -> Iterator[SealedStore]:
    """Yield every place where sealed values lie: the encrypted fields, then what packages name."""
    for field in encrypted_fields():
        yield SealedStore(f"{field.model._meta.label}.{field.name}", _rotator(field))
    for module in package_modules("sealed_values"):
        yield from module.STORES


def encrypted_fields() -> list[EncryptedTextField]:
    """Return every encrypted field of every model that has a table of its own."""
    return [
        field
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_fields
        if isinstance(field, EncryptedTextField)
    ]


def _rotator(field: EncryptedTextField) -> Callable[[int], int]:
    return lambda batch: _rotate_batch(field, batch)


@transaction.atomic
def _rotate_batch(field: EncryptedTextField, batch: int) -> int:
    """Reseal some rows; they are locked, so that a change made meanwhile is not undone."""
    rows = field.model._base_manager.annotate(
        stored_token=Cast(F(field.attname), TextField())
    ).filter(stored_token__isnull=False)
    stale = rows.exclude(stored_token__startswith=current_prefix()).order_by("pk")
    locked = list(stale.select_for_update(of=("self",))[:batch])
    for row in locked:
        _reseal_row(field, row)
    return len(locked)


def _reseal_row(field: EncryptedTextField, row: models.Model) -> None:
    value = row.__dict__[field.attname]
    if isinstance(value, Sealed):
        fresh = field.reseal(value, row)
        field.model._base_manager.filter(pk=row.pk).update(**{field.attname: fresh})
