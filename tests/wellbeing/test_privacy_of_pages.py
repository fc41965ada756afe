"""Whether a named person checked in can be told from nothing that anybody else can reach."""

import hashlib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import User
from core.spreadsheets import XLSX
from organisation.models import Membership, Role
from tests.policies.matrix import RULES
from tests.policies.world import OFFICER, SUPERUSER, World, build_world
from tests.support.signing_in import signed_in
from tests.wellbeing.pages import GOOD, LOW, hand_in

pytestmark = [pytest.mark.django_db, pytest.mark.start_first]

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
# The line manager and the one above; those who run the force's account, the site and its content.
WATCHERS = (
    *(Role.SUPERVISOR, Role.MANAGER, Role.WELLBEING_LEAD, Role.FORCE_ADMIN, Role.DPO),
    *(Role.EDITOR, Role.NATIONAL, SUPERUSER),
)
CMS_PAGES = (
    "/cms/",
    "/cms/users/",
    "/cms/reports/site-history/",
    "/cms/reports/locked/",
    "/cms/snippets/",
    "/cms/pages/",
    "/cms/images/",
    "/cms/documents/",
)
# Made anew for each answer, or by the test for each request.
VARYING = (
    re.compile(rb'name="(csrfmiddlewaretoken|opened)" value="[^"]*"'),
    re.compile(rb"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}"),
    re.compile(rb'(?i)"csrf_?token"\s*[:=]\s*"[^"]*"'),
    re.compile(rb"nonce-[\w+/=-]+|/ID \[[^\]]*\]"),
)
# Each look at these makes a new secret.
NEW_EACH_TIME = {"mfa_activate_totp", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"}
VARYING_HEADERS = {"X-Request-ID", "Set-Cookie", "Content-Length", "Content-Security-Policy"}


@dataclass(frozen=True)
class Seen:
    """One answer as a watcher could compare it; queries stands for the time that it took."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    queries: int


class Queries:
    """Counts statements; Django's own record of them is cut at a few thousand."""

    def __init__(self) -> None:
        self.count = 0

    # Django hands over a statement and its values, of any type, and wants its answer back.
    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.count += 1
        return execute(*statement)


@pytest.fixture
def world() -> World:
    """A named officer in a team, with a line manager and a second-line manager."""
    made = build_world()
    officer, supervisor = made.people[OFFICER], made.people[Role.SUPERVISOR.value]
    Membership.objects.filter(person=officer).update(line_manager=supervisor)
    manager = made.people[Role.MANAGER.value]
    Membership.objects.filter(person=supervisor).update(line_manager=manager)
    return made


# The test client's answer has no type of its own; what matters is that it has content.
def content_of(answer: Any) -> bytes:
    """The bytes that were sent; of a workbook its parts, without the moment of packing."""
    content: bytes = b"".join(answer) if answer.streaming else answer.content
    if answer.headers.get("Content-Type") != XLSX:
        return content
    with ZipFile(BytesIO(content)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist() if "core.xml" not in name)


def look(client: Client, address: str) -> Seen:
    """Open a page and take back what opening it changed."""
    queries = Queries()
    with transaction.atomic(), connection.execute_wrapper(queries):
        answer = client.get(address)
        body = content_of(answer)
        transaction.set_rollback(True)
    for pattern in VARYING:
        body = pattern.sub(b"", body)
    headers = {name: value for name, value in answer.items() if name not in VARYING_HEADERS}
    return Seen(
        status=answer.status_code,
        headers=tuple(sorted(headers.items())),
        body=body.decode(errors="replace"),
        queries=queries.count,
    )


def addresses_for(world: World, role: str) -> list[tuple[str, str]]:
    """Every address of the site that the role gets into, by name, and those of the CMS."""
    person = world.people[role]
    found = [
        (name, reverse(name, kwargs=rule.own(world, person)))
        for name, rule in sorted(RULES.items())
        if role in rule.allowed and name not in NEW_EACH_TIME
    ]
    return [*found, *((page, page) for page in CMS_PAGES)]


Visits = dict[str, tuple[Client, list[tuple[str, str]]]]


def everything_seen(visits: Visits) -> dict[tuple[str, str], Seen]:
    """What each watcher finds on each page."""
    return {
        (role, name): look(client, address)
        for role, (client, addresses) in visits.items()
        for name, address in addresses
    }


def test_no_page_that_others_can_open_tells_that_a_named_person_checked_in(world: World) -> None:
    with (
        time_machine.travel(NOW, tick=False),
        override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=3600),
    ):
        visits: Visits = {
            str(role): (signed_in(world.people[str(role)]), addresses_for(world, str(role)))
            for role in WATCHERS
        }
        named = signed_in(world.people[OFFICER])
        # What a process remembers from its first look is not what is asked about here.
        everything_seen(visits)
        before = everything_seen(visits)
        assert "Thank you" in hand_in(named, LOW)
        after = everything_seen(visits)
    different = sorted(key for key, seen in before.items() if after[key] != seen)
    assert different == []
    assert all("ETag" not in dict(seen.headers) for seen in after.values())


def tables() -> dict[str, str]:
    """A digest of the content of every table."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')  # noqa: S608 -- a table's name
            found[table] = hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()
    return found


def broker_and_cache() -> dict[bytes, bytes]:
    """Everything that the broker and the cache hold, as they dump it."""
    client = cache._cache.get_client(write=True)  # type: ignore[attr-defined] # Django's own client
    return {key: client.dump(key) for key in client.scan_iter(count=1000)}


def check_in(client: Client) -> None:
    hand_in(client, GOOD)


def save_for_later(client: Client) -> None:
    hand_in(client, GOOD, later="yes")


def write_a_note(client: Client) -> None:
    client.post("/wellbeing/notes/", {"text": "Slept badly"})


def read_history(client: Client) -> None:
    for address in ("", "history/", "history/answers.csv", "history/answers.json"):
        assert client.get(f"/wellbeing/{address}").status_code == 200


def pause_and_leave(client: Client) -> None:
    client.post("/wellbeing/settings/resume/")
    assert client.post("/wellbeing/settings/leave/", {"erase": "keep"}).status_code == 302


def send_a_bad_form(client: Client) -> None:
    client.post("/wellbeing/check-in/", {"opened": "made up", **GOOD})
    hand_in(client, GOOD | {"mood": "99"})


CHANGES: dict[Callable[[Client], None], set[str]] = {
    check_in: {"answer", "subjectkey", "participation"},
    save_for_later: {"draft", "subjectkey"},
    write_a_note: {"note", "subjectkey"},
    read_history: set(),
    pause_and_leave: {"preference"},
    send_a_bad_form: set(),
}


@pytest.mark.parametrize("act", CHANGES)
def test_an_act_leaves_rows_under_a_pseudonym_and_nothing_else_anywhere(
    officer: User, act: Callable[[Client], None], caplog: pytest.LogCaptureFixture
) -> None:
    with time_machine.travel(NOW, tick=False):
        client = signed_in(officer)
        client.get("/wellbeing/")
        rows, keys = tables(), broker_and_cache()
        with caplog.at_level(logging.DEBUG):
            caplog.clear()
            act(client)
    assert [record.name for record in caplog.records if not is_of_the_test(record)] == []
    changed = {name for name, digest in tables().items() if rows[name] != digest}
    assert changed == {f"wellbeing_{name}" for name in CHANGES[act]}
    assert broker_and_cache() == keys
    assert mail.outbox == []


def is_of_the_test(record: logging.LogRecord) -> bool:
    """What Django says only at its most talkative, which no installation switches on."""
    return record.levelno == logging.DEBUG


def test_a_failure_is_logged_without_saying_of_what(
    officer: User, caplog: pytest.LogCaptureFixture
) -> None:
    client = signed_in(officer)
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE wellbeing_preference RENAME TO wellbeing_away")
    with caplog.at_level(logging.INFO, logger="core.http.request_log"), transaction.atomic():
        caplog.clear()
        assert client.get("/wellbeing/history/answers.csv").status_code == 500
        transaction.set_rollback(True)
    lines = [record for record in caplog.records if record.name == "core.http.request_log"]
    assert [(line.route, line.status) for line in lines] == [("wellbeing", 500)]  # type: ignore[attr-defined] # our own fields
    assert not hasattr(lines[0], "duration_ms")
