"""Abstract models that more than one package needs."""

import uuid

from django.db import models


class PublicIdModel(models.Model):
    """A row that may be named in an address: by a random id, never by its primary key."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True
