"""Who is never to be a pair, because one of the two said so."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.crypto.fields import EncryptedTextField
from peer_support.models.private_row import PrivateRow
from peer_support.querysets import BarQuerySet
from peer_support.refs import REF_LENGTH


class Bar(PrivateRow):
    """owner says that the other and they are not to be a pair; it holds in both directions.

    Both are pseudonyms (peer_support.refs.bar_ref_of); only the owner ever sees the row.
    """

    class Kind(models.TextChoices):
        """Why; nobody but the owner is told."""

        EXCLUDED = "excluded", _("I would rather not")
        RELATION = "relation", _("Family, friend or partner")
        INVESTIGATION = "investigation", _("We work on the same investigation")
        KNOWN = "known", _("I know this person")
        PAST_PAIR = "past_pair", _("We were paired before")

    owner_ref = models.CharField(max_length=REF_LENGTH)
    other_ref = models.CharField(max_length=REF_LENGTH)
    kind = models.CharField(max_length=14, choices=Kind)
    # The person's key, for the owner's own list; sealed, because the pseudonym leads nowhere back.
    other = EncryptedTextField()

    objects: ClassVar = BarQuerySet.as_manager()

    class Meta(PrivateRow.Meta):
        abstract = False
        verbose_name = _("bar between two people")
        constraints = [
            # Two clicks name somebody once.
            models.UniqueConstraint(
                fields=["owner_ref", "other_ref", "kind"], name="peer_support_bar_once"
            ),
            models.CheckConstraint(
                condition=~Q(owner_ref=F("other_ref")), name="peer_support_bar_names_another"
            ),
        ]
        indexes = [
            models.Index(fields=["other_ref", "owner_ref"], name="peer_support_bar_reverse"),
        ]
