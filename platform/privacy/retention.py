"""How long this package keeps what people asked for and agreed to."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from core.retention import RetentionRule
from privacy.models import AccessRequest, Consent, ErasureRequest, RetentionRun

YEAR = timedelta(days=365)


def purge_access_requests(before: datetime, limit: int) -> int:
    """Remove wishes for a copy that were made before then; their copies went long ago."""
    old = AccessRequest.objects.filter(state=AccessRequest.State.EXPIRED, asked_at__lt=before)
    return AccessRequest.objects.filter(pk__in=old.values("pk")[:limit]).delete()[0]


def purge_erasure_requests(before: datetime, limit: int) -> int:
    """Remove wishes to be erased that were settled before then."""
    old = ErasureRequest.objects.filter(settled_at__lt=before)
    return ErasureRequest.objects.filter(pk__in=old.values("pk")[:limit]).delete()[0]


def purge_withdrawn_consents(before: datetime, limit: int) -> int:
    """Remove agreements that were taken back before then."""
    old = Consent.objects.filter(withdrawn_at__lt=before)
    return Consent.objects.filter(pk__in=old.values("pk")[:limit]).delete()[0]


def purge_retention_runs(before: datetime, limit: int) -> int:
    """Remove the notes on what was removed before then."""
    old = RetentionRun.objects.filter(ran_at__lt=before)
    return RetentionRun.objects.filter(pk__in=old.values("pk")[:limit]).delete()[0]


RULES = (
    RetentionRule(
        "privacy.access_requests",
        _("That someone asked for a copy of their data (the copy itself goes after days)"),
        2 * YEAR,
        purge_access_requests,
    ),
    RetentionRule(
        "privacy.erasure_requests",
        _("That an erasure was asked for and settled, without the name once carried out"),
        6 * YEAR,
        purge_erasure_requests,
    ),
    RetentionRule(
        "privacy.withdrawn_consents",
        _("Agreements that were withdrawn"),
        2 * YEAR,
        purge_withdrawn_consents,
    ),
    RetentionRule(
        "privacy.retention_runs",
        _("Notes on what these rules removed each night"),
        2 * YEAR,
        purge_retention_runs,
    ),
)
