"""Keeps why something that looks like a case detail is none."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from cms.checking.case_details import Found
from cms.models import BasePage, CaseDetailReason
from core.events import record_event


@transaction.atomic
def explain_case_details(
    *, page: BasePage, found: Iterable[Found], reason: str, person: User, now: datetime
) -> None:
    """Write down the reason once for each finding; the last words of one sitting count."""
    for one in found:
        _row, is_new = CaseDetailReason.objects.update_or_create(
            page=page,
            digest=one.digest,
            defaults={"kind": one.kind, "reason": reason, "person": person, "said_at": now},
        )
        if is_new:
            # Only the shape: what was found must stand in no log.
            record_event(
                actor=person,
                action="cms.case_detail_explained",
                force_id=page.force_id,
                target=f"cms.basepage:{page.translation_key}",
                details={"looks_like": str(one.kind)},
            )
