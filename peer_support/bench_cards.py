"""Measures the first five cards among 16,667 supporters, and the statement behind them alone."""

from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter, process_time

from django.db import connection
from django.utils import timezone

from core.bench_database import scratch_database
from core.bench_output import say
from peer_support.bench_supporters import PEOPLE, fill_supporters
from peer_support.limits import CARDS
from peer_support.matching.candidates import SPARE, blocked_patterns, edges_for, is_still_allowed
from peer_support.matching.request_facts import ask_of
from peer_support.matching.sql_values import Moment
from peer_support.matching.statements import best
from peer_support.models import Supporter, SupportRequest
from peer_support.selectors.cards import LOOKED_AT, cards_for

ROUNDS = 300
FEW_ROUNDS = 20
WARM_UP = 20
Act = Callable[[SupportRequest], object]


def run(people: int = PEOPLE) -> None:
    """Fill a database of its own, measure in it, and drop it."""
    with scratch_database():
        started = perf_counter()
        world = fill_supporters(people)
        _settle()
        say(
            f"{world.supporters:,} supporters among {world.people:,} people, "
            f"{len(world.requests)} open requests, made in {perf_counter() - started:.0f} s"
        )
        say(f"{'':<44}{'CPU ms':>8}{'median ms':>11}{'p95 ms':>9}{'aim':>6}")
        _measure(world.requests)


def _settle() -> None:
    """Leave the tables as autovacuum would have left them long ago."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _measure(requests: list[SupportRequest]) -> None:
    now = timezone.now()
    asks = {request.pk: ask_of(request, now) for request in requests}
    someone = Supporter.objects.active()[0]
    _report("five cards", requests, lambda each: cards_for(each, now), ROUNDS, "60")
    _report(
        "the statement alone",
        requests,
        lambda each: best(asks[each.pk], Moment(now), LOOKED_AT + SPARE),
        ROUNDS,
        "14",
    )
    _report(
        "the check when one supporter accepts",
        requests,
        lambda each: is_still_allowed(each, someone, now),
        ROUNDS,
    )
    _report("candidates of one request in a batch", requests, lambda each: edges_for([each], now))
    _report("who keeps whom away, all counted", requests, lambda each: blocked_patterns(each, now))
    allowed = sorted(blocked_patterns(each, now).get(frozenset(), 0) for each in requests[:50])
    say(
        f"supporters whom the rules allow: half of requests {median(allowed):,.0f} or fewer, "
        f"at most {allowed[-1]:,}"
    )
    full = sum(len(cards_for(each, now)) == CARDS for each in requests)
    say(f"{full} of {len(requests)} requests see {CARDS} cards")


def _report(
    name: str, requests: list[SupportRequest], act: Act, rounds: int = FEW_ROUNDS, aim: str = ""
) -> None:
    for number in range(WARM_UP):
        act(requests[-number])
    wall, cpu = [], []
    for number in range(rounds):
        started, worked = perf_counter(), process_time()
        act(requests[number % len(requests)])
        wall.append((perf_counter() - started) * 1000)
        cpu.append((process_time() - worked) * 1000)
    p95 = quantiles(wall, n=20, method="inclusive")[-1]
    say(f"{name:<44}{median(cpu):>8.1f}{median(wall):>11.1f}{p95:>9.1f}{aim:>6}")
