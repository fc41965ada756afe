"""How soon a supporter usually answers an offer, in words that tell of no single one."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from statistics import median

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peer_support.models import Offer

# Only whole months count, and several offers, so that no answer shows on the card by itself.
LEAST_OFFERS = 5
LOOK_BACK = timedelta(days=366)

BANDS: tuple[tuple[timedelta, str | Promise], ...] = (
    (timedelta(hours=4), _("Usually answers within a few hours")),
    (timedelta(hours=24), _("Usually answers within a day")),
    (timedelta(hours=72), _("Usually answers within three days")),
)
SLOWER = _("May take several days to answer")
NEW_HERE = _("New here")
ANSWERED = (Offer.State.ACCEPTED, *Offer.FAILED)


def usual_answer_times(supporter_ids: Collection[int], now: datetime) -> dict[int, str]:
    """Return words for each of the supporters; an offer that ran out counts with all its time."""
    until = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    offers = Offer.objects.filter(
        supporter__in=supporter_ids,
        state__in=ANSWERED,
        made_at__gte=until - LOOK_BACK,
        made_at__lt=until,
    ).values_list("supporter_id", "made_at", "answered_at", "due_at")
    taken: dict[int, list[timedelta]] = defaultdict(list)
    for supporter_id, made_at, answered_at, due_at in offers:
        taken[supporter_id].append((answered_at or due_at) - made_at)
    return {each: str(_in_words(taken[each])) for each in supporter_ids}


def _in_words(times: list[timedelta]) -> str | Promise:
    if len(times) < LEAST_OFFERS:
        return NEW_HERE
    usual = timedelta(seconds=median(each.total_seconds() for each in times))
    return next((words for longest, words in BANDS if usual <= longest), SLOWER)
