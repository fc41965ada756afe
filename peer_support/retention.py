"""What peer support keeps for how long.

How many rows went is not noted anywhere: a number for one night could tell that somebody asked.
Lists of people to avoid know no time, so that they tell of none: they stay until their owner
changes them or is erased.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.retention import RetentionRule
from notifications.services import forget
from peer_support.limits import MESSAGES_KEPT_AFTER_END
from peer_support.models import Concern, Feedback, Pairing, Supporter, SupportRequest
from peer_support.notification_kinds import NEWS
from peer_support.services.shredding import shred_due_keys

# Long enough to count a quarter and to be matched anew with the same answers.
KEEP_ENDED: Final = timedelta(days=183)
# A request never goes before the figures of its month are made, nor before its words.
KEEP_UNANSWERED: Final = timedelta(days=62)
LEAST_ENDED: Final = timedelta(days=62)
MOST_ENDED: Final = timedelta(days=396)
UNANSWERED: Final = (SupportRequest.State.WITHDRAWN, SupportRequest.State.LAPSED)
NO_LONGER: Final = (
    Supporter.State.DECLINED,
    Supporter.State.LEFT,
    Supporter.State.DESELECTED,
)


def purge_words(before: datetime, limit: int) -> int:
    """Destroy keys and messages of conversations that ended before the moment."""
    return shred_due_keys(now=before + MESSAGES_KEPT_AFTER_END, limit=limit)


def purge_notices(before: datetime, limit: int) -> int:
    """Notices that there is news, read or not: the page that they lead to says it still."""
    return forget(kind=NEWS, before=before, limit=limit)


def purge_ended_requests(before: datetime, limit: int) -> int:
    """Requests that led to a pair, with offers, dates of sessions and the pair itself."""
    ended = SupportRequest.objects.filter(state=SupportRequest.State.ENDED)
    return _purge_closed(ended, before, limit)


def purge_unanswered_requests(before: datetime, limit: int) -> int:
    """Requests that were taken back or lapsed, with what was offered for them."""
    return _purge_closed(SupportRequest.objects.filter(state__in=UNANSWERED), before, limit)


def purge_feedback(before: datetime, limit: int) -> int:
    """Answers at the end, by their month; they lead to no pair."""
    return _delete(Feedback.objects.filter(month__lt=timezone.localdate(before)), limit)


def purge_concerns(before: datetime, limit: int) -> int:
    """Concerns that were dealt with, with the openings that they led to; open ones stay."""
    closed = Concern.objects.filter(state=Concern.State.CLOSED)
    return _delete(closed.filter(closed_on__lt=timezone.localdate(before)), limit)


def purge_former_supporters(before: datetime, limit: int) -> int:
    """Profiles of people who do not support any more, counted from what was last written down."""
    pairs = Pairing.objects.filter(supporter=OuterRef("pk"))
    day = timezone.localdate(before)
    old = Supporter.objects.filter(~Exists(pairs), state__in=NO_LONGER, applied_on__lt=day)
    old = old.exclude(decisions__decided_on__gte=day).exclude(records__held_on__gte=day)
    return _delete(old.exclude(last_taken_at__gte=before), limit)


def _purge_closed(rows: "QuerySet[SupportRequest]", before: datetime, limit: int) -> int:
    return _delete(rows.filter(closed_on__lt=timezone.localdate(before)), limit)


# Rows of any table of peer support.
def _delete(rows: "QuerySet[Any]", limit: int) -> int:
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:limit])
    rows.model._default_manager.filter(pk__in=keys).delete()
    return len(keys)


RULES: tuple[RetentionRule, ...] = (
    RetentionRule(
        "peer_support.words",
        _("What two people wrote to each other, with its key: 30 days after either ended it"),
        MESSAGES_KEPT_AFTER_END,
        purge_words,
        # The limits of confidentiality promise exactly this.
        least=MESSAGES_KEPT_AFTER_END,
        most=MESSAGES_KEPT_AFTER_END,
        is_counted=False,
    ),
    RetentionRule(
        "peer_support.notices",
        _("Notices that there is news in peer support, with their emails"),
        # Beside the times of requests they could tell who asked.
        timedelta(days=7),
        purge_notices,
        most=timedelta(days=31),
        is_counted=False,
    ),
    RetentionRule(
        "peer_support.ended_requests",
        _("Requests for support that led to a pair, with dates of sessions: after the end"),
        KEEP_ENDED,
        purge_ended_requests,
        least=LEAST_ENDED,
        most=MOST_ENDED,
        is_counted=False,
    ),
    RetentionRule(
        "peer_support.unanswered_requests",
        _("Requests for support that were withdrawn or lapsed"),
        KEEP_UNANSWERED,
        purge_unanswered_requests,
        least=KEEP_UNANSWERED,
        most=KEEP_ENDED,
        is_counted=False,
    ),
    RetentionRule(
        "peer_support.feedback",
        _("Answers at the end of a pairing, which are tied to no pair: after their month"),
        timedelta(days=396),
        purge_feedback,
        least=timedelta(days=92),
        most=timedelta(days=1096),
        is_counted=False,
    ),
    RetentionRule(
        "peer_support.concerns",
        _("Concerns and openings of conversations, after they were dealt with"),
        timedelta(days=1095),
        purge_concerns,
        least=timedelta(days=365),
        most=timedelta(days=2557),
        is_counted=False,
    ),
    RetentionRule(
        "peer_support.former_supporters",
        _("Profiles of people who are no longer supporters: after the last entry"),
        timedelta(days=730),
        purge_former_supporters,
        least=timedelta(days=92),
        most=timedelta(days=2557),
        is_counted=False,
    ),
)
