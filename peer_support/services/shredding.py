"""Destroys the keys of conversations that ended long ago, and with them every word."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from peer_support.limits import MESSAGES_KEPT_AFTER_END
from peer_support.models import Conversation, Message, Pairing


@transaction.atomic
def shred_due_keys(*, now: datetime, limit: int = 500) -> int:
    """Shred the conversations that are due; return how many went. Run it until it returns 0.

    The messages go too, not only what opens them: a copy of the key made before is of no use then.
    """
    due = Q(key_due_at__lte=now) | Q(
        # Whoever ended it may have forgotten to say when the key is due.
        pairing__state=Pairing.State.ENDED,
        pairing__ended_at__lte=now - MESSAGES_KEPT_AFTER_END,
        data_key__isnull=False,
    )
    locked = Conversation.objects.filter(due).order_by("pk").select_for_update(of=("self",))
    keys = list(locked.values_list("pk", flat=True)[:limit])
    Message.objects.filter(conversation__in=keys).delete()
    return Conversation.objects.filter(pk__in=keys).update(data_key=None, key_due_at=None)
