"""What two people write to each other, sealed with a key that is destroyed in the end."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.crypto.fields import EncryptedTextField
from peer_support.models.pairing import Pairing
from peer_support.models.private_row import PrivateRow
from peer_support.querysets import MessageQuerySet

NONCE_BYTES = 12


class Conversation(PrivateRow):
    """The words of one pairing.

    data_key: 32 bytes in base64, sealed; None once the key is destroyed, and with it every word.
    """

    pairing = models.OneToOneField(Pairing, on_delete=models.CASCADE, related_name="conversation")
    data_key = EncryptedTextField(null=True)
    last_number = models.PositiveIntegerField(default=0)
    requester_read = models.PositiveIntegerField(default=0)
    supporter_read = models.PositiveIntegerField(default=0)
    key_due_at = models.DateTimeField(null=True)

    class Meta(PrivateRow.Meta):
        abstract = False
        verbose_name = _("conversation")
        indexes = [
            models.Index(
                fields=["key_due_at"],
                condition=Q(key_due_at__isnull=False),
                name="peer_support_keys_due",
            ),
        ]


class Message(PrivateRow):
    """One message; what its writer deletes keeps its number and loses its words."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=10, choices=Pairing.Side)
    sent_at = models.DateTimeField()
    nonce = models.BinaryField(max_length=NONCE_BYTES, null=True)
    ciphertext = models.BinaryField(null=True)

    objects: ClassVar = MessageQuerySet.as_manager()

    class Meta(PrivateRow.Meta):
        abstract = False
        verbose_name = _("message")
        constraints = [
            # "Anything after N?" needs numbers without two of the same.
            models.UniqueConstraint(
                fields=["conversation", "number"], name="peer_support_message_number"
            ),
        ]
