"""Measures wellbeing by the figures of its design: trend page, check-in, closing of a month.

`manage.py bench wellbeing [--people 13000 250000]`: --people is how many people a month is closed
of. Pages are always measured with 250,000 people and three years published. Each part runs in a
database of its own that is dropped afterwards. CPU is that of this process, which answers the
requests itself; it says more than the wall clock where the machine has other work.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.bench_database import gather_statistics, scratch_database
from core.bench_output import say, silence_logs
from disclosure.models import Closing, PublishedCell
from disclosure.selectors import cells_of
from disclosure.services import close_period
from organisation.bench_people import World, account, fill_people
from wellbeing.bench_answers import fill_answers
from wellbeing.bench_figures import (
    PULSE_OVERALL,
    ask_naively,
    fill_figures,
    fill_open_answers,
    index_open_answers,
)
from wellbeing.months import COLLECTION, months_before, this_month
from wellbeing.opened_form import open_form, signed

PEOPLE_OF_PAGES = 250_000
PEOPLE_CLOSED = (13_000,)
MONTHS = 36
OPEN_ANSWERS = 5_000_000
REQUESTS = 200
NAIVE_ROUNDS = 5
WARM_UP = 10
OK = 200
PULSE = {"mood": 6, "load": 4, "rest": 5, "switching_off": 5, "support": 7}
CLOSING_DAY = 3
Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class _Taken:
    """How long each round took, in milliseconds."""

    wall: list[float]
    cpu: list[float]


# The command passes Django's own untyped options on.
def run(options: Mapping[str, Any]) -> None:
    """Measure pages and the naive query, then the closing of a month for each number of people."""
    silence_logs()
    with scratch_database():
        _measure_pages()
    for people in options.get("people") or PEOPLE_CLOSED:
        with scratch_database():
            _measure_closing(people)


def _measure_pages() -> None:
    started = perf_counter()
    world = fill_people(PEOPLE_OF_PAGES)
    months = _months_before_this(MONTHS)
    cells = fill_figures(months)
    gather_statistics()
    say(
        f"{world.people:,} people, {world.places:,} places, {MONTHS} months, {cells:,} cells, "
        f"made in {perf_counter() - started:.0f} s"
    )
    say(f"{'':<48}{'CPU ms':>8}{'median ms':>11}{'p95 ms':>9}{'aim':>6}")
    for name, act in _pages(world):
        _report(name, _times(act, REQUESTS), "50")
    _report("check-in, handed in by many people", _times(_check_ins(), REQUESTS), "80")
    _compare_with_naive(world, months[0])


def _pages(world: World) -> list[tuple[str, Act]]:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(world.manager)
    trends = "/wellbeing/trends/"
    return [
        ("trend page of a unit", _get(client, f"{trends}{world.unit.slug}/")),
        ("trend page of a force", _get(client, f"{trends}{world.force.slug}/")),
    ]


def _get(client: Client, address: str) -> Act:
    def act() -> None:
        status = client.get(address).status_code
        if status != OK:
            raise RuntimeError(f"{address} answered {status}.")

    return act


def _check_ins() -> Act:
    """Return an act that hands in a new person's form, opened and signed in before."""
    today = timezone.localdate()
    prepared = iter([_form(account(number), today) for number in range(REQUESTS + WARM_UP)])

    def act() -> None:
        client, form = next(prepared)
        answer = client.post("/wellbeing/check-in/", form)
        if answer.status_code != OK or b'name="opened"' in answer.content:
            raise RuntimeError(f"The check-in answered {answer.status_code} and was not taken.")

    return act


def _form(person: User, today: date) -> tuple[Client, dict[str, object]]:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person)
    client.get("/wellbeing/")
    opened = signed(open_form(instrument="pulse", today=today), person)
    return client, {**PULSE, "opened": opened}


def _compare_with_naive(world: World, first: date) -> None:
    fill_open_answers(OPEN_ANSWERS, world.people, first)
    gather_statistics()
    published = _times(lambda: cells_of(COLLECTION, [world.force.pk], PULSE_OVERALL), REQUESTS)
    _report("published trend of a force", published, "")
    for name, prepare in (("no index", None), ("a covering index", index_open_answers)):
        if prepare is not None:
            prepare()
        naive = _times(ask_naively, NAIVE_ROUNDS, warm_up=1)
        ratio = median(naive.wall) / median(published.wall)
        _report(f"GROUP BY over 5 million answers, {name}", naive, "")
        say(f"  the published trend is {ratio:,.0f} times faster (aim: 100)")


def _measure_closing(people: int) -> None:
    period = _months_before_this(1)[0]
    fill_people(people)
    answers = fill_answers(period)
    gather_statistics()
    day = this_month(timezone.now()).replace(day=CLOSING_DAY)
    now = timezone.make_aware(datetime.combine(day, time(4)))
    started = perf_counter()
    close_period(collection=COLLECTION, period=period, now=now)
    seconds = perf_counter() - started
    cells = PublishedCell.objects.filter(collection=COLLECTION).count()
    closed = Closing.objects.get(collection=COLLECTION, period=period).state
    say(
        f"closing a month with audit: {people:,} people, {answers:,} answers, {cells:,} cells, "
        f"{seconds:.1f} s ({closed})"
    )


def _months_before_this(months: int) -> list[date]:
    here = this_month(timezone.now())
    return [months_before(here, back) for back in reversed(range(1, months + 1))]


def _times(act: Act, rounds: int, warm_up: int = WARM_UP) -> _Taken:
    for _number in range(warm_up):
        act()
    wall, cpu = [], []
    for _number in range(rounds):
        started, worked = perf_counter(), process_time()
        act()
        wall.append((perf_counter() - started) * 1000)
        cpu.append((process_time() - worked) * 1000)
    return _Taken(wall, cpu)


def _report(name: str, taken: _Taken, aim: str) -> None:
    p95 = quantiles(taken.wall, n=20, method="inclusive")[-1]
    say(f"{name:<48}{median(taken.cpu):>8.1f}{median(taken.wall):>11.1f}{p95:>9.1f}{aim:>6}")
