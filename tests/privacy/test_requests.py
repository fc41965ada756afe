"""A person's copy of their data, and their erasure: recoverable from rows, done once."""

import base64
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from accounts.models import User
from audit.models import AuditEvent
from privacy.exceptions import AlreadyAskedError, NothingToWithdrawError
from privacy.models import AccessRequest, Consent, ErasureRequest
from privacy.services import (
    ask_for_copy,
    ask_for_erasure,
    build_copy,
    erase_person,
    expire_copies,
    give_consent,
    publish_consent_text,
    withdraw_erasure,
)
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.organisation import TeamFactory, person_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def content_of(request: AccessRequest) -> dict[str, str]:
    """The files of a copy, by name."""
    request = AccessRequest.objects.get(pk=request.pk)
    archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(request.archive)))
    return {name: archive.read(name).decode() for name in archive.namelist()}


def person_who_agreed() -> User:
    person = person_in(TeamFactory.create())
    publish_consent_text(slug="research", title="Asking <you>", body="We may.", now=NOW)
    give_consent(person=person, slug="research", version=1, now=NOW)
    return person


def test_a_copy_holds_the_persons_rows_for_machines_and_for_people() -> None:
    request = ask_for_copy(person=person_who_agreed(), now=NOW)
    assert build_copy(request_id=request.pk, now=NOW)
    files = content_of(request)
    assert sorted(files) == ["data.json", "index.html"]
    sections = {part["model"]: part["rows"] for part in json.loads(files["data.json"])["sections"]}
    assert sections["privacy.Consent"] == [
        {
            "title": "Asking <you>",
            "version": 1,
            "given_at": "2026-03-02T09:00:00+00:00",
            "withdrawn_at": None,
        }
    ]
    assert [row["action"] for row in sections["audit.AuditEvent"]] == [
        "privacy.consent_given",
        "privacy.copy_asked",
    ]
    assert "Asking &lt;you&gt;" in files["index.html"]
    for outside in ("http://", "https://", "<script", "<link", "src="):
        assert outside not in files["index.html"]


def test_a_copy_lies_sealed_in_the_database() -> None:
    request = ask_for_copy(person=person_who_agreed(), now=NOW)
    build_copy(request_id=request.pk, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive FROM privacy_accessrequest")
        assert cursor.fetchone()[0].startswith("v1.demo-1.")


def test_a_copy_is_prepared_once_however_often_the_task_runs() -> None:
    request = ask_for_copy(person=UserFactory.create(), now=NOW)
    assert build_copy(request_id=request.pk, now=NOW)
    assert not build_copy(request_id=request.pk, now=NOW + DAY)
    assert AuditEvent.objects.filter(action="privacy.copy_prepared").count() == 1


def test_a_copy_whose_task_was_lost_is_due_again_later() -> None:
    request = ask_for_copy(person=UserFactory.create(), now=NOW)
    # What a task that was killed leaves behind.
    AccessRequest.objects.update(due_at=NOW + timedelta(minutes=15))
    assert not build_copy(request_id=request.pk, now=NOW)
    later = NOW + timedelta(minutes=16)
    assert list(AccessRequest.objects.due(later)) == [request]
    assert build_copy(request_id=request.pk, now=later)


def test_a_second_copy_is_not_asked_for_while_the_first_is_prepared() -> None:
    person = UserFactory.create()
    ask_for_copy(person=person, now=NOW)
    with pytest.raises(AlreadyAskedError):
        ask_for_copy(person=person, now=NOW)
    assert AccessRequest.objects.count() == 1


def test_a_copy_is_gone_after_its_days() -> None:
    request = ask_for_copy(person=UserFactory.create(), now=NOW)
    build_copy(request_id=request.pk, now=NOW)
    assert expire_copies(now=NOW + 7 * DAY - timedelta(seconds=1)) == 0
    assert expire_copies(now=NOW + 7 * DAY) == 1
    request.refresh_from_db()
    assert (request.state, request.archive) == (AccessRequest.State.EXPIRED, None)


def test_an_erasure_waits_for_its_day_and_can_be_withdrawn() -> None:
    person = person_who_agreed()
    request = ask_for_erasure(person=person, now=NOW)
    assert request.due_at == NOW + 30 * DAY
    assert not erase_person(request_id=request.pk, now=NOW + 29 * DAY)
    withdraw_erasure(person=person, now=NOW + 29 * DAY)
    assert not erase_person(request_id=request.pk, now=NOW + 31 * DAY)
    assert Consent.objects.filter(person=person).exists()
    with pytest.raises(NothingToWithdrawError):
        withdraw_erasure(person=person, now=NOW + 31 * DAY)


def test_an_erasure_is_asked_for_once() -> None:
    person = UserFactory.create()
    ask_for_erasure(person=person, now=NOW)
    with pytest.raises(AlreadyAskedError):
        ask_for_erasure(person=person, now=NOW)
    assert ErasureRequest.objects.count() == 1


def test_an_erasure_leaves_no_personal_data_and_says_that_it_was_done() -> None:
    person = person_who_agreed()
    request = ask_for_erasure(person=person, now=NOW)
    copy = ask_for_copy(person=person, now=NOW)
    build_copy(request_id=copy.pk, now=NOW)
    assert erase_person(request_id=request.pk, now=NOW + 30 * DAY)
    assert not erase_person(request_id=request.pk, now=NOW + 31 * DAY)
    request.refresh_from_db()
    assert (request.state, request.person_id) == (ErasureRequest.State.DONE, None)
    assert not Consent.objects.exists()
    assert not AccessRequest.objects.exists()
    event = AuditEvent.objects.get(action="privacy.person_erased")
    assert (event.actor, event.target) == ("", f"accounts.user:{person.public_id}")
    assert person.email not in str(event.details)


def test_an_erased_person_can_no_longer_sign_in(client: Client) -> None:
    person = UserFactory.create()
    request = ask_for_erasure(person=person, now=NOW)
    assert client.login(email=person.email, password=PASSWORD)
    assert erase_person(request_id=request.pk, now=NOW + 30 * DAY)
    assert not User.objects.filter(email=person.email).exists()
    assert not Client().login(email=person.email, password=PASSWORD)
    assert client.get("/my/data/").status_code == 302


def test_an_erasure_that_fails_at_its_end_erases_nothing() -> None:
    person = person_who_agreed()
    request = ask_for_erasure(person=person, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # The audit row comes last: a database that refuses it must undo all that came before.
        cursor.execute(
            "ALTER TABLE audit_auditevent ADD CONSTRAINT refuse CHECK (action NOT LIKE '%erased')"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        erase_person(request_id=request.pk, now=NOW + 30 * DAY)
    request.refresh_from_db()
    assert request.state == ErasureRequest.State.ASKED
    assert Consent.objects.filter(person=person).exists()
    assert User.objects.get(pk=person.pk).is_active
