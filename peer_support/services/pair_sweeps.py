"""What time does to pairs and to supporters who have left their post."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from peer_support.limits import REVIEWS_AFTER, SILENCE_CLOSES_AFTER
from peer_support.models import Pairing
from peer_support.selectors.supporters import without_post
from peer_support.services.ending import lock_pairing
from peer_support.services.leaving import leave_supporting
from peer_support.services.one_by_one import settle_each
from peer_support.services.pairings import close_pairing
from peer_support.services.telling import tell_both


def close_pairings(*, now: datetime) -> int:
    """End pairings after their time, or after a long silence."""
    rows = Pairing.objects.active().filter(_is_over(now))
    rows = rows.select_related("request", "supporter__person")
    return settle_each(rows, lambda pairing: _close(pairing, now))


def prompt_reviews(*, now: datetime) -> int:
    """Invite both sides to look back, at two weeks and at six."""
    due = Pairing.objects.active().filter(review_at__lte=now)
    return settle_each(due.select_related("request", "supporter__person"), _prompt)


def end_supporters_without_post(*, now: datetime) -> int:
    """Let supporters go who left their force: their offers pass on, their pairings end."""
    gone = without_post(timezone.localdate(now))
    return settle_each(gone, lambda each: leave_supporting(person=each.person, now=now))


def _is_over(now: datetime) -> Q:
    return Q(closes_at__lte=now) | Q(last_word_at__lte=now - SILENCE_CLOSES_AFTER)


@transaction.atomic
def _close(pairing: Pairing, now: datetime) -> bool:
    """End the pair unless one of the two has written since the sweep looked."""
    held = lock_pairing(pairing)
    if not Pairing.objects.filter(_is_over(now), pk=held.pk).exists():
        return False
    return close_pairing(pairing=held, now=now)


@transaction.atomic
def _prompt(pairing: Pairing) -> bool:
    done = pairing.reviews_done + 1
    following = pairing.started_at + REVIEWS_AFTER[done] if done < len(REVIEWS_AFTER) else None
    due = Pairing.objects.active().filter(pk=pairing.pk, review_at=pairing.review_at)
    if not due.update(reviews_done=done, review_at=following):
        return False
    tell_both(pairing)
    return True
