"""The log is read by the data protection officer of the force, and by nobody else."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from core.events import record_event
from organisation.models import Node, Role
from tests.factories.accounts import UserFactory
from tests.factories.organisation import ForceFactory, TeamFactory, UnitFactory, nation, person_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def force() -> Node:
    made: Node = ForceFactory.create(name="Northshire Police")
    return made


@pytest.fixture
def officer(force: Node) -> User:
    return person_in(team_of(force), Role.DPO)


def team_of(force: Node) -> Node:
    team: Node = TeamFactory.create(parent=UnitFactory.create(parent=force))
    return team


def read(person: User, query: dict[str, Any] | None = None, path: str = "/audit/") -> Any:
    """Open the page as this person; Any: the test client's answer has no narrower type."""
    client = Client()
    client.force_login(person)
    return client.get(path, query or {})


def acts(response: Any) -> list[str]:
    return [row.action for row in response.context["rows"]]


def test_the_officer_reads_the_log_of_their_force_only(force: Node, officer: User) -> None:
    record_event(actor=officer, action="test.ours", force_id=force.pk, details={"rows": 3})
    record_event(actor=None, action="test.theirs", force_id=ForceFactory.create().pk)
    record_event(actor=None, action="test.national", force_id=None)
    response = read(officer)
    assert acts(response) == ["test.ours"]
    assert str(officer) in response.content.decode()


def test_the_officer_of_the_nation_reads_the_national_chain() -> None:
    officer = person_in(TeamFactory.create(), Role.DPO, scope=nation())
    record_event(actor=None, action="test.national", force_id=None)
    assert acts(read(officer)) == ["test.national"]
    assert AuditEvent.objects.chain(None).get(number=2).action == "audit.log_read"


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.DPO)])
@pytest.mark.parametrize("path", ["/audit/", "/audit/export/"])
def test_nobody_else_reads_it(force: Node, role: Role | None, path: str) -> None:
    person = person_in(team_of(force), role)
    before = AuditEvent.objects.count()
    assert read(person, path=path).status_code == 403
    assert AuditEvent.objects.count() == before


def test_a_superuser_does_not_read_it() -> None:
    assert read(UserFactory.create(superuser=True)).status_code == 403


def test_reading_is_recorded_with_what_was_asked_for(force: Node, officer: User) -> None:
    read(officer, {"action": "test.", "person": str(officer.public_id)})
    event = AuditEvent.objects.get()
    assert (event.action, event.actor) == ("audit.log_read", str(officer.public_id))
    assert event.details["action"] == "test."
    assert event.details["person"] == str(officer.public_id)


def test_the_log_is_narrowed_by_act_day_and_person(force: Node, officer: User) -> None:
    other = person_in(team_of(force))
    record_event(actor=other, action="test.one", force_id=force.pk)
    record_event(
        actor=officer,
        action="test.two",
        force_id=force.pk,
        target=f"accounts.user:{other.public_id}",
    )
    record_event(actor=officer, action="test.three", force_id=force.pk)
    assert acts(read(officer, {"action": "test.t"})) == ["test.three", "test.two"]
    assert acts(read(officer, {"person": str(other.public_id)})) == ["test.two", "test.one"]
    day = timezone.localdate() + timedelta(days=1)
    tomorrow = {"since_day": day.day, "since_month": day.month, "since_year": day.year}
    assert acts(read(officer, tomorrow)) == []


def test_a_first_day_after_the_last_is_explained(officer: User) -> None:
    query = {"since_day": "2", "since_month": "3", "since_year": "2026"}
    query |= {"until_day": "1", "until_month": "3", "until_year": "2026"}
    assert "The last day must not be before the first" in read(officer, query).content.decode()


def test_a_person_is_found_by_an_address_that_no_link_carries(force: Node, officer: User) -> None:
    other = person_in(team_of(force))
    client = Client()
    client.force_login(officer)
    response = client.post("/audit/person/", {"email": other.email.upper()})
    assert response["Location"] == f"/audit/?person={other.public_id}"


def test_a_person_of_another_force_is_not_found(officer: User) -> None:
    stranger = person_in(TeamFactory.create())
    client = Client()
    client.force_login(officer)
    answers = [
        client.post("/audit/person/", {"email": email}).context["find_form"].errors
        for email in (stranger.email, "nobody@force.example")
    ]
    assert answers[0] == answers[1] == {"email": ["Nobody in your force has this email address"]}


def test_the_number_of_queries_does_not_grow_with_the_log(force: Node, officer: User) -> None:
    record_event(actor=officer, action="test.act", force_id=force.pk)
    read(officer)
    with CaptureQueriesContext(connection) as few:
        read(officer)
    for _ in range(60):
        record_event(actor=person_in(team_of(force)), action="test.act", force_id=force.pk)
    with CaptureQueriesContext(connection) as many:
        read(officer)
    assert len(many) == len(few)


def test_the_file_holds_the_same_events_and_no_formula(force: Node, officer: User) -> None:
    record_event(
        actor=None, action="test.act", force_id=force.pk, target="=1+1", details={"rows": 3}
    )
    response = read(officer, path="/audit/export/")
    parts: Iterator[bytes] = response.streaming_content
    lines = b"".join(parts).decode("utf-8-sig").splitlines()
    assert lines[0] == "Force,Number,When,Who,Act,About,Details"
    assert lines[-1].startswith("Northshire Police,1,")
    assert lines[-1].endswith(",,test.act,'=1+1,rows: 3")
    assert AuditEvent.objects.chain(force.pk).get(number=2).action == "audit.log_exported"


def test_an_erased_person_is_shown_by_their_random_id(force: Node, officer: User) -> None:
    gone = UserFactory.create()
    record_event(actor=gone, action="test.act", force_id=force.pk)
    public_id = str(gone.public_id)
    gone.delete()
    assert [row.actor for row in read(officer).context["rows"]] == [public_id]
