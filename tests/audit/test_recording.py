"""The audit log: one unbroken chain a force, whoever writes at the same time."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from audit.hashing import GENESIS
from audit.models import AuditEvent
from core.events import record_event
from tests.factories.organisation import ForceFactory


def record(force_id: int | None, action: str = "test.act") -> None:
    record_event(actor=None, action=action, force_id=force_id, details={"rows": 2})


@pytest.mark.django_db
def test_each_event_follows_the_one_before_it() -> None:
    force = ForceFactory.create()
    for action in ("test.first", "test.second", "test.third"):
        record(force.pk, action)
    events = list(AuditEvent.objects.chain(force.pk))
    assert [event.number for event in events] == [1, 2, 3]
    assert [event.action for event in events] == ["test.first", "test.second", "test.third"]
    assert [event.previous_hash for event in events] == [GENESIS, events[0].hash, events[1].hash]


@pytest.mark.django_db
def test_forces_and_the_nation_have_chains_of_their_own() -> None:
    first, second = ForceFactory.create(), ForceFactory.create()
    for force_id in (first.pk, second.pk, None):
        record(force_id)
    assert list(AuditEvent.objects.values_list("number", flat=True)) == [1, 1, 1]


@pytest.mark.django_db
def test_an_act_that_fails_leaves_no_event() -> None:
    def record_and_fail() -> None:
        with transaction.atomic():
            record(None)
            raise RuntimeError("the act failed")

    with pytest.raises(RuntimeError):
        record_and_fail()
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
def test_a_detail_that_json_would_change_is_refused() -> None:
    amount: Any = 1.5
    with pytest.raises(TypeError, match="ratio"):
        record_event(actor=None, action="test.act", force_id=None, details={"ratio": amount})
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET action = 'test.other'",
        "DELETE FROM audit_auditevent",
        "TRUNCATE audit_auditevent",
    ],
)
def test_the_database_refuses_to_change_the_log(statement: str) -> None:
    with connection.cursor() as cursor:
        record(None)
        # The check of the new row's force must be over before the table can be emptied.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        refused = pytest.raises(DatabaseError, match="can only be added to")
        with refused, transaction.atomic():
            cursor.execute(statement)
    assert AuditEvent.objects.get().action == "test.act"


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_neither_fork_the_chain_nor_fail() -> None:
    force_id = ForceFactory.create().pk

    def write_ten(_: int) -> None:
        try:
            for _turn in range(10):
                record(force_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=8) as pool:
        list(pool.map(write_ten, range(8)))
    events = list(AuditEvent.objects.chain(force_id))
    assert [event.number for event in events] == list(range(1, 81))
    assert [event.previous_hash for event in events[1:]] == [event.hash for event in events[:-1]]


@pytest.mark.django_db
def test_an_event_costs_three_queries_however_long_the_log(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(20):
        record(None)
    with django_assert_num_queries(3):
        record(None)
