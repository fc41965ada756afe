"""Abstract models that more than one package needs, and the table of known keys."""

import uuid

from django.db import models


class PublicIdModel(models.Model):
    """A row that may be named in an address: by a random id, never by its primary key."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class KeyCheck(models.Model):
    """What tells whether a ring that never rotates still holds the key that rows were made with."""

    ring = models.CharField(max_length=32, primary_key=True)
    value = models.CharField(max_length=16)

    def __str__(self) -> str:
        return self.ring
