"""What workers do for peer support: sweeps without arguments, which may run twice at once."""

from celery import shared_task
from django.utils import timezone

from peer_support.services import batch, break_glass, leaving, pauses, sweeps


@shared_task(name="peer_support.keep_offers_moving")
def keep_offers_moving() -> None:
    """Remind, pass on what was not answered, and take back what a paused supporter left."""
    now = timezone.now()
    sweeps.remind(now=now)
    sweeps.expire_offers(now=now)
    sweeps.take_back_stranded(now=now)
    sweeps.ask_coordinators(now=now)


@shared_task(name="peer_support.match_backlog")
def match_backlog() -> None:
    """Solve the backlog together."""
    batch.match_backlog(now=timezone.now())


@shared_task(name="peer_support.keep_pairings")
def keep_pairings() -> None:
    """Prompt reviews, end what is over, end pauses, and let go of those that are gone."""
    now = timezone.now()
    sweeps.prompt_reviews(now=now)
    sweeps.close_pairings(now=now)
    sweeps.lapse_choosing(now=now)
    sweeps.end_supporters_without_post(now=now)
    sweeps.close_requests_of_leavers(now=now)
    leaving.end_pairs_of_those_who_left(now=now)
    pauses.end_pauses(now=now)


@shared_task(name="peer_support.end_openings")
def end_openings() -> None:
    """Tell both of a pair once their conversation is no longer open to a safeguarding lead."""
    now = timezone.now()
    break_glass.tell_after(now=now)
    break_glass.lapse_unanswered(now=now)
