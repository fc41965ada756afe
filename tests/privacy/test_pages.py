"""The pages about personal data: one's own only, after a recent sign-in where it matters."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from organisation.models import Node, Role
from privacy.models import AccessRequest, ErasureRequest, RetentionOverride
from privacy.services import (
    ask_for_copy,
    ask_for_erasure,
    build_copy,
    give_consent,
    publish_consent_text,
)
from privacy.states import ConsentState
from tests.factories.accounts import UserFactory
from tests.factories.organisation import TeamFactory, person_in
from tests.support.signing_in import long_signed_in, signed_in

pytestmark = pytest.mark.django_db


def ready_copy(person: User) -> AccessRequest:
    now = timezone.now()
    request = ask_for_copy(person=person, now=now)
    build_copy(request_id=request.pk, now=now)
    return AccessRequest.objects.get(pk=request.pk)


def test_a_person_asks_for_a_copy_and_fetches_it() -> None:
    person = UserFactory.create()
    client = signed_in(person)
    assert client.post("/my/data/copy/").status_code == 302
    request = AccessRequest.objects.get(person=person)
    assert "Being prepared" in client.get("/my/data/").content.decode()
    build_copy(request_id=request.pk, now=timezone.now())
    response = client.get(f"/my/data/copy/{request.public_id}/")
    assert response["Content-Type"] == "application/zip"
    names = zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert sorted(names) == ["data.json", "index.html"]
    assert AuditEvent.objects.filter(action="privacy.copy_downloaded").count() == 1


def test_a_copy_of_somebody_else_does_not_exist() -> None:
    request = ready_copy(UserFactory.create())
    team = TeamFactory.create()
    for person in (UserFactory.create(superuser=True), person_in(team, Role.DPO)):
        response = signed_in(person).get(f"/my/data/copy/{request.public_id}/")
        assert response.status_code == 404
    assert not AuditEvent.objects.filter(action="privacy.copy_downloaded").exists()


def test_a_copy_cannot_be_fetched_after_its_days_even_before_the_sweep() -> None:
    person = UserFactory.create()
    request = ready_copy(person)
    AccessRequest.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert signed_in(person).get(f"/my/data/copy/{request.public_id}/").status_code == 404


def test_an_old_session_must_prove_itself_first() -> None:
    person = UserFactory.create()
    request = ready_copy(person)
    client = long_signed_in(person)
    for response in (
        client.get(f"/my/data/copy/{request.public_id}/"),
        client.get("/my/data/erasure/"),
        client.post("/my/data/erasure/", {"understood": "on"}),
        client.post("/my/data/copy/"),
    ):
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/")
    assert not ErasureRequest.objects.exists()
    assert AccessRequest.objects.count() == 1


def test_an_erasure_is_asked_for_with_open_eyes_and_taken_back() -> None:
    person = UserFactory.create()
    client = signed_in(person)
    refused = client.post("/my/data/erasure/", {})
    assert "Confirm that you understand what will happen" in refused.content.decode()
    assert not ErasureRequest.objects.exists()
    client.post("/my/data/erasure/", {"understood": "on"})
    assert "Your data will be erased on" in client.get("/my/data/").content.decode()
    client.post("/my/data/erasure/withdraw/")
    assert ErasureRequest.objects.get().state == ErasureRequest.State.WITHDRAWN


def test_a_person_agrees_and_takes_it_back_on_the_page() -> None:
    person = UserFactory.create()
    publish_consent_text(slug="research", title="Asking you", body="We may.", now=timezone.now())
    client = long_signed_in(person)
    client.post("/privacy/consent/research/", {"agree": "yes", "version": "1"})
    assert client.get("/privacy/consent/").context["items"][0].state is ConsentState.GIVEN
    client.post("/privacy/consent/research/", {"agree": "no", "version": "1"})
    assert client.get("/privacy/consent/").context["items"][0].state is ConsentState.NOT_GIVEN


def test_a_changed_text_asks_again() -> None:
    person = UserFactory.create()
    now = timezone.now()
    publish_consent_text(slug="research", title="Asking you", body="We may.", now=now)
    give_consent(person=person, slug="research", version=1, now=now)
    publish_consent_text(slug="research", title="Asking you", body="We may, twice.", now=now)
    page = long_signed_in(person).get("/privacy/consent/research/").content.decode()
    assert "This text has changed since you agreed to it" in page
    assert "We may, twice." in page


def test_an_unknown_text_does_not_exist() -> None:
    assert long_signed_in(UserFactory.create()).get("/privacy/consent/none/").status_code == 404


def test_anyone_reads_how_long_things_are_kept_and_the_national_team_changes_it() -> None:
    team = TeamFactory.create()
    client = long_signed_in(person_in(team))
    assert "Agreements that were withdrawn" in client.get("/privacy/retention/").content.decode()
    path = "/privacy/retention/privacy.withdrawn_consents/"
    assert client.post(path, {"keep_days": "10"}).status_code == 403
    national = long_signed_in(person_in(team, Role.NATIONAL))
    assert national.post(path, {"keep_days": "0"}).status_code == 200
    assert not RetentionOverride.objects.exists()
    assert national.post(path, {"keep_days": "10"}).status_code == 302
    assert RetentionOverride.objects.get().keep_days == 10
    assert national.get("/privacy/retention/none/").status_code == 404


@pytest.fixture
def team() -> Node:
    made: Node = TeamFactory.create()
    return made


def rows(client: Client, path: str) -> list[Any]:
    """What the list shows; Any: rows of either kind."""
    return list(client.get(path).context["page"].object_list)


def test_the_officer_sees_the_requests_of_their_force_and_no_content(team: Node) -> None:
    officer = long_signed_in(person_in(team, Role.DPO))
    ours, theirs = person_in(team), person_in(TeamFactory.create())
    for person in (ours, theirs):
        ready_copy(person)
        ask_for_erasure(person=person, now=timezone.now())
    assert [row.person for row in rows(officer, "/privacy/requests/")] == [ours]
    assert [row.person for row in rows(officer, "/privacy/requests/erasure/")] == [ours]
    [copy] = rows(officer, "/privacy/requests/")
    assert "archive" in copy.get_deferred_fields()


@pytest.mark.parametrize("role", [None, Role.FORCE_ADMIN, Role.MANAGER, Role.NATIONAL])
def test_nobody_else_sees_the_requests(team: Node, role: Role | None) -> None:
    client = long_signed_in(person_in(team, role))
    for path in ("/privacy/requests/", "/privacy/requests/erasure/"):
        assert client.get(path).status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_requests(team: Node) -> None:
    officer = long_signed_in(person_in(team, Role.DPO))
    ready_copy(person_in(team))
    officer.get("/privacy/requests/")
    with CaptureQueriesContext(connection) as few:
        officer.get("/privacy/requests/")
    for _ in range(5):
        ask_for_copy(person=person_in(team), now=timezone.now())
    with CaptureQueriesContext(connection) as many:
        officer.get("/privacy/requests/")
    assert len(many) == len(few)
