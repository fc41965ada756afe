"""Measures the pages that everyone opens: do their figures stay put as people and sections grow?

`manage.py bench learning [--people 1000 100000]`. CPU is that of this process, which answers the
requests itself; PostgreSQL's share is in the requests per second.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.bench_database import gather_statistics, scratch_database
from core.bench_output import say, silence_logs
from learning.bench_data import SECTIONS, World, fill
from learning.models import ModuleSection

PEOPLE = (1_000, 100_000)
ROUNDS = 5
REQUESTS = 20
WARM_UP = 3
# Asks for a page once and returns the status of the answer.
Request = Callable[[], int]


@dataclass(frozen=True)
class Figures:
    """What one request costs: database queries, CPU milliseconds, and how many fit in a second."""

    queries: int
    cpu_ms: float
    per_second: float


# The command passes Django's own untyped options on.
def run(options: Mapping[str, Any]) -> None:
    """Measure every page for each number of people, each in a database of its own."""
    silence_logs()
    for people in options.get("people") or PEOPLE:
        with scratch_database():
            started = perf_counter()
            world = fill(people)
            gather_statistics()
            say(f"\n{people:,} people, seeded in {perf_counter() - started:.0f} s")
            say(f"{'page':<34}{'queries':>8}{'CPU ms':>9}{'per second':>12}")
            for name, request in pages(world):
                figures = measure(request)
                say(
                    f"{name:<34}{figures.queries:>8}{figures.cpu_ms:>9.1f}"
                    f"{figures.per_second:>12.0f}"
                )


def pages(world: World) -> Iterator[tuple[str, Request]]:
    """Yield each page with a function that asks for it once."""
    officer, supervisor = _client(world.officer), _client(world.supervisor)
    for sections in SECTIONS:
        address = f"/learning/bench-{sections}/"
        yield f"module of {sections} sections", _get(officer, address)
        yield f"section 3 of {sections}", _get(officer, f"{address}section/3/")
        yield f"saving a section of {sections}", _save(officer, world, sections)
    yield "dashboard", _get(officer, "/home/")
    yield "team page, 500 people", _get(supervisor, "/team/learning/")
    yield "search", _get(officer, "/search/?q=module")


def measure(request: Request) -> Figures:
    """Return the median of five rounds; fail on a page that does not answer."""
    for _number in range(WARM_UP):
        status = request()
        if status not in {200, 302}:
            raise RuntimeError(f"A page answered {status}.")
    with CaptureQueriesContext(connection) as captured:
        request()
    queries = len(captured)  # before further requests empty the list
    rounds = [_round(request) for _number in range(ROUNDS)]
    return Figures(
        queries=queries,
        cpu_ms=median(cpu for cpu, _wall in rounds) / REQUESTS * 1000,
        per_second=REQUESTS / median(wall for _cpu, wall in rounds),
    )


def _round(request: Request) -> tuple[float, float]:
    cpu, wall = process_time(), perf_counter()
    for _number in range(REQUESTS):
        request()
    return process_time() - cpu, perf_counter() - wall


def _client(person: User) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person)
    return client


def _get(client: Client, address: str) -> Request:
    def request() -> int:
        return client.get(address).status_code

    return request


def _save(client: Client, world: World, sections: int) -> Request:
    module = world.modules[sections]
    section = ModuleSection.objects.filter(page=module).order_by("sort_order")[2]

    def request() -> int:
        address = f"/learning/{module.slug}/section/3/"
        return client.post(address, {"key": str(section.key)}).status_code

    return request
