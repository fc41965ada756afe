"""What the races start from, again and again, without making people anew each time."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import TypeVar

from django.db import connection, transaction

from core.exceptions import DomainError
from peer_support.models import Bar, HeldPlace, Offer, Pairing, Supporter, SupportRequest
from peer_support.refs import bar_ref_of
from peer_support.selectors.people import requester_of
from tests.learning.test_races import at_once
from tests.notifications.workers import wait_until
from tests.peer_support.flow.steps import check_places

__all__ = [
    "at_once",
    "check_all",
    "counting",
    "crowd",
    "forget_offers",
    "held_up_by",
    "somebody_waits",
]

Result = TypeVar("Result")


def forget_offers() -> None:
    """Put everybody back to where nobody has been asked."""
    Bar.objects.all().delete()
    Offer.objects.all().delete()
    HeldPlace.objects.all().delete()
    Supporter.objects.update(held=0, last_taken_at=None, state=Supporter.State.ACTIVE)
    SupportRequest.objects.update(
        state=SupportRequest.State.WAITING, failures=0, closed_on=None, coordinator_asked_at=None
    )


def counting(results: "Counter[str]", act: Callable[[], object]) -> Callable[[], None]:
    """Return the act with its end counted: "done", or the name of what it was refused with.

    Only our own refusals are caught: anything else would be an error page.
    """

    def run() -> None:
        try:
            act()
        except DomainError as refusal:
            results[type(refusal).__name__] += 1
        else:
            results["done"] += 1

    return run


@contextmanager
def crowd(number: int) -> Iterator[Callable[[Sequence[Callable[[], object]]], None]]:
    """Yield what runs as many acts at once, in threads that keep their connections for each round.

    Fails if any act does.
    """
    gate = Barrier(number)

    def run(act: Callable[[], object]) -> None:
        gate.wait(60)
        act()

    with ThreadPoolExecutor(number) as pool:

        def at_once(acts: Sequence[Callable[[], object]]) -> None:
            for done in [pool.submit(run, act) for act in acts]:
                done.result()

        yield at_once
        at_once([close_own_connection] * number)


def close_own_connection() -> None:
    """Close the connection of the thread that calls; each thread has one of its own."""
    connection.close()


def held_up_by(first: Callable[[], object], second: Callable[[], Result]) -> Result:
    """Return what the second act returns when the first, still open as it began, holds it up."""

    def run() -> Result:
        try:
            return second()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        first()
        waiting = pool.submit(run)
        wait_until(somebody_waits)
    return waiting.result()


def somebody_waits() -> bool:
    """Whether a statement waits for a lock that this test holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        (waiting,) = cursor.fetchone()
    return bool(waiting)


def check_all() -> None:
    """Fail over capacity, with two live offers or pairings a request, or with a barred pair."""
    check_places()
    live = Counter(Offer.objects.live().values_list("request", flat=True))
    active = Counter(Pairing.objects.active().values_list("request", flat=True))
    assert all(number == 1 for number in (live + active).values())
    together = [*Offer.objects.live(), *Pairing.objects.active()]
    barred = set(Bar.objects.values_list("owner_ref", "other_ref"))
    for each in together:
        refs = bar_refs(each)
        assert refs not in barred
        assert refs[::-1] not in barred


def bar_refs(each: Offer | Pairing) -> tuple[str, str]:
    """Return under which pseudonyms the two stand in lists of who is never a pair."""
    asks = bar_ref_of(requester_of(each.request))
    return asks, each.supporter.bar_ref
