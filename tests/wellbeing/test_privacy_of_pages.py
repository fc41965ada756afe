"""Whether a named person checked in can be told from nothing that anybody else can reach."""

import hashlib
import logging
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, override_settings

from accounts.models import User
from organisation.models import Membership, Role
from tests.policies.visiting import Visits, addresses_for, enter_the_cms, everything_seen
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


@pytest.fixture
def world() -> World:
    """A named officer in a team, with a line manager and a second-line manager."""
    made = build_world()
    officer, supervisor = made.people[OFFICER], made.people[Role.SUPERVISOR.value]
    Membership.objects.filter(person=officer).update(line_manager=supervisor)
    manager = made.people[Role.MANAGER.value]
    Membership.objects.filter(person=supervisor).update(line_manager=manager)
    return made


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
        enter_the_cms(visits)
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
