"""Where wrapped data keys lie, for the rotation of the key that wraps them."""

from django.db import transaction

from core.crypto.rotation import SealedStore
from core.crypto.sealing import current_prefix, reseal
from wellbeing.keys import WRAPPING_RING, wrapping_context
from wellbeing.models import SubjectKey


@transaction.atomic
def rotate_subject_keys(batch: int) -> int:
    """Wrap some data keys again under the current key; return how many.

    The data keys themselves stay, so no answer has to be touched.
    """
    stale = SubjectKey.objects.exclude(wrapped__startswith=current_prefix(WRAPPING_RING))
    rows = list(stale.select_for_update().order_by("pk")[:batch])
    for row in rows:
        context = wrapping_context(row.subject_ref)
        row.wrapped = reseal(row.wrapped, context=context, ring=WRAPPING_RING)
    SubjectKey.objects.bulk_update(rows, ["wrapped"])
    return len(rows)


STORES = (SealedStore("wellbeing.SubjectKey.wrapped", rotate_subject_keys),)
