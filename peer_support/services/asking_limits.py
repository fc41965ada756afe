"""How often one person may ask: one open request, three new ones a day."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from peer_support.exceptions import RequestRefusedError, TooManyError
from peer_support.limits import REQUESTS_A_DAY
from peer_support.models import SupportRequest

A_DAY = timedelta(days=1)


def check_may_ask(person: User, now: datetime) -> None:
    """Raise RequestRefusedError or TooManyError, which says when to try again.

    Call it with the person's lock held: two devices would both be the third otherwise.
    """
    own = SupportRequest.objects.of(person)
    if own.open().exists():
        raise RequestRefusedError(
            _("You have an open request already. End or withdraw it before you ask again.")
        )
    recent = own.filter(asked_at__gt=now - A_DAY).values_list("asked_at", flat=True)
    latest = list(recent[:REQUESTS_A_DAY])
    if len(latest) == REQUESTS_A_DAY:
        raise TooManyError(
            _("You have asked three times in a day. You can ask again from %(time)s.")
            % {"time": _shown(latest[-1] + A_DAY)}
        )


def _shown(moment: datetime) -> str:
    """Rounded up to the minute: whoever comes at the time that was said is not sent away again."""
    return date_format(timezone.localtime(moment + timedelta(minutes=1)), "l H:i")
