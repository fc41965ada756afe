"""Where sealed values of ours lie in a third party's table, for the rotation of keys.

Sessions and kept forms are left out: they are gone within the day, and the old key stays that long.
"""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q

from core.crypto.rotation import SealedStore
from core.crypto.sealing import current_prefix

# What allauth puts through the adapter: an app's secret, and the seed of recovery codes.
SEALED_NAMES = ("secret", "seed")


@transaction.atomic
def rotate_authenticators(batch: int) -> int:
    """Seal some secrets again under the current key; return how many."""
    stale = Q()
    for name in SEALED_NAMES:
        sealed = Q(**{f"data__{name}__isnull": False})
        stale |= sealed & ~Q(**{f"data__{name}__startswith": current_prefix()})
    rows = list(Authenticator.objects.select_for_update().filter(stale).order_by("pk")[:batch])
    adapter = get_adapter()
    for row in rows:
        for name in SEALED_NAMES:
            if name in row.data:
                row.data[name] = adapter.encrypt(adapter.decrypt(row.data[name]))
        row.save(update_fields=["data"])
    return len(rows)


STORES = (SealedStore("mfa.Authenticator.data", rotate_authenticators),)
