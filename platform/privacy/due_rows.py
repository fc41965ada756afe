"""Tells the health page how long the oldest request has been waiting for a worker."""

from datetime import datetime

from django.db.models import Min

from privacy.models import AccessRequest, ErasureRequest


def oldest_due(now: datetime) -> datetime | None:
    """Return since when the oldest copy or erasure has been due; None if none is."""
    moments = [
        AccessRequest.objects.due(now).aggregate(oldest=Min("due_at"))["oldest"],
        ErasureRequest.objects.due(now).aggregate(oldest=Min("due_at"))["oldest"],
    ]
    return min((moment for moment in moments if moment is not None), default=None)
