"""Writes the row of a new request; locks and limits are the caller's."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from peer_support.asked import Asked, is_known
from peer_support.exceptions import RequestRefusedError
from peer_support.models import SupportRequest
from peer_support.refs import requester_ref_of


def create_request(
    *, person: User, ask: Asked, limits_version: int, now: datetime
) -> SupportRequest:
    """Create the request; whose it is stands in it as a pseudonym and sealed.

    Raises RequestRefusedError for answers that no form gives, or without a time to talk.
    """
    if not ask.slots:
        raise RequestRefusedError(_("Choose at least one time when you could talk."))
    if not is_known(ask):
        raise RequestRefusedError(_("Choose from the answers on the page. Nothing has been kept."))
    request: SupportRequest = SupportRequest.objects.create(
        requester_ref=requester_ref_of(person),
        requester=str(person.pk),
        limits_version=limits_version,
        asked_at=now,
        **ask.fields(),
    )
    return request
