"""That somebody asked to be contacted: no dump, log, mail, session or notice says so."""

import json
import logging
import re
from datetime import date
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.urls import URLPattern
from pytest_django import Settings

from accounts.models import User
from audit.models import AuditEvent
from notifications.models import Delivery, Notification
from organisation.models import Node
from privacy.registry import declarations
from tests.factories.check_ins import check_in
from tests.factories.organisation import person_in
from tests.factories.wellbeing import ask_contact
from tests.wellbeing.contact_requests.steps import (
    ASK,
    MINE,
    REACH,
    RECEIVED,
    WORDS,
    browser,
    chosen,
    sent,
    shown,
)
from wellbeing.contact_content import SharedContent, opened
from wellbeing.contact_refs import contact_ref_of
from wellbeing.contact_urls import CONTACT_PATTERNS
from wellbeing.dump_check import check_dump
from wellbeing.keys import PEPPER_RING, subject_ref_of
from wellbeing.models import ContactRequest
from wellbeing.services.contact import tell_receivers
from wellbeing.services.shuffling import shuffle_rows

pytestmark = pytest.mark.django_db


def test_a_dump_does_not_say_who_asked_or_what(officer: User, coordinator: User) -> None:
    kept = sent(officer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(r)::text FROM wellbeing_contactrequest r")
        ((row,),) = cursor.fetchall()
    for secret in (
        *("Okafor", officer.email, str(officer.public_id), REACH, WORDS),
        *(subject_ref_of(officer), str(coordinator.public_id)),
    ):
        assert secret not in row
    assert kept.requester == contact_ref_of(officer)
    assert not [f for f in ContactRequest._meta.fields if f.related_model is User]
    days = {f.name for f in ContactRequest._meta.fields if f.get_internal_type() == "DateField"}
    assert days == {"asked_on", "settled_on"}
    assert re.search(r"\d\d:\d\d", row) is None


def test_the_length_of_what_is_sealed_does_not_tell_how_much_was_shared() -> None:
    people = frozenset(str(uuid4()) for _ in range(3))
    little = SharedContent(reach=REACH, receivers=frozenset(list(people)[:1]))
    much = SharedContent(reach=REACH * 5, receivers=people, name="Zoë Okafor", words=WORDS * 20)
    sealed = [json.dumps(one.sealed_form(), ensure_ascii=False) for one in (little, much)]
    assert len(sealed[0].encode()) == len(sealed[1].encode())
    assert opened(much.sealed_form()) == much


def test_the_log_of_acts_the_request_log_and_the_session_hold_nothing(
    officer: User, coordinator: User, caplog: pytest.LogCaptureFixture
) -> None:
    before = AuditEvent.objects.count()
    with caplog.at_level(logging.INFO):
        kept = sent(officer)
        browser(officer).post(f"{MINE}{kept.pk}/withdraw/")
    assert AuditEvent.objects.count() == before
    assert [line for line in caplog.records if "contact" in str(line.__dict__)] == []
    client = browser(officer)
    client.get("/support/")
    before_asking = set(client.session.keys())
    answer = client.post(ASK, chosen())
    assert set(client.session.keys()) == before_asking
    assert answer.headers["Cache-Control"] == "no-store"
    assert "messages" not in answer.cookies


def test_those_who_were_chosen_are_told_at_fixed_hours_in_neutral_words(
    officer: User, coordinator: User, team: Node
) -> None:
    other = person_in(team)
    sent(officer)
    sent(other)
    assert not Notification.objects.exists()
    assert tell_receivers(batch="2026-11-21 13") == 2
    (told,) = Notification.objects.all()
    assert (told.recipient, told.kind) == (coordinator, "wellbeing.contact_request")
    assert (told.url, told.params) == (RECEIVED, {})
    assert Delivery.objects.count() == 1
    listed = browser(coordinator).get("/notifications/").content.decode()
    assert "There is something for you to read" in listed
    assert "Okafor" not in listed
    assert mail.outbox == []


def test_telling_twice_tells_once(officer: User, coordinator: User) -> None:
    sent(officer)
    assert [tell_receivers(batch="2026-11-21 13") for _ in range(2)] == [1, 0]
    assert Notification.objects.count() == 1


def test_a_withdrawn_request_is_told_to_nobody(officer: User, coordinator: User) -> None:
    kept = sent(officer)
    browser(officer).post(f"{MINE}{kept.pk}/withdraw/")
    assert tell_receivers(batch="2026-11-21 13") == 0
    assert not Notification.objects.exists()


def test_erasing_a_person_erases_their_requests(officer: User, coordinator: User) -> None:
    sent(officer)
    entry = next(one for one in declarations() if one.model is ContactRequest)
    assert entry.export(officer) == entry.export(coordinator)
    assert entry.erase(officer) == 0
    assert not ContactRequest.objects.exists()


def test_shuffling_moves_requests_and_loses_nothing(team: Node, coordinator: User) -> None:
    people = [person_in(team) for _ in range(12)]
    for person in people:
        ask_contact(person, coordinator)
    before = rows_as_they_lie()
    shuffle_rows(period=date(2026, 3, 1))
    after = rows_as_they_lie()
    assert after != before
    assert sorted(after) == sorted(before)
    assert browser(coordinator).get(RECEIVED).content.decode().count("07700 900 123") == 12


def rows_as_they_lie() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT public_id::text FROM wellbeing_contactrequest ORDER BY ctid")
        return [row[0] for row in cursor.fetchall()]


def test_the_check_of_a_dump_finds_no_link_to_a_check_in(officer: User, coordinator: User) -> None:
    check_in(officer)
    sent(officer)
    assert check_dump() == []


@pytest.mark.parametrize("pattern", CONTACT_PATTERNS, ids=lambda pattern: pattern.name)
def test_no_page_leaves_a_line_or_keeps_a_form(pattern: URLPattern) -> None:
    assert getattr(pattern.callback, "unlogged", False)
    assert getattr(pattern.callback, "never_kept", False)


def test_a_missing_key_is_said_calmly_and_nothing_is_written(
    officer: User, coordinator: User, settings: Settings
) -> None:
    _html, form = shown(officer)
    settings.KEY_RINGS = {
        name: ring for name, ring in settings.KEY_RINGS.items() if name != PEPPER_RING
    }
    answer = browser(officer).post(ASK, form | {"step": "send"})
    assert answer.status_code == 503
    assert "0300 131 2789" in answer.content.decode()
    assert not ContactRequest.objects.exists()
