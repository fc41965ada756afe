"""People agree to one version of a text; a new version asks again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from audit.models import AuditEvent
from privacy.exceptions import ConsentTextChangedError
from privacy.models import Consent, ConsentText
from privacy.selectors import consent_state, has_consent
from privacy.services import give_consent, publish_consent_text, withdraw_consent
from privacy.states import ConsentState
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def publish(title: str = "Asking you about Lodestar") -> ConsentText:
    return publish_consent_text(slug="research", title=title, body="We may ask you.", now=NOW)


def test_an_agreement_holds_until_it_is_withdrawn() -> None:
    person = UserFactory.create()
    publish()
    assert consent_state(person, "research") is ConsentState.NOT_GIVEN
    give_consent(person=person, slug="research", version=1, now=NOW)
    assert has_consent(person, "research")
    assert withdraw_consent(person=person, slug="research", now=NOW + timedelta(days=1))
    assert consent_state(person, "research") is ConsentState.NOT_GIVEN
    row = Consent.objects.get()
    assert (row.given_at, row.withdrawn_at) == (NOW, NOW + timedelta(days=1))


def test_a_new_version_has_to_be_agreed_to_again() -> None:
    person = UserFactory.create()
    publish()
    give_consent(person=person, slug="research", version=1, now=NOW)
    publish("Asking you more about Lodestar")
    assert consent_state(person, "research") is ConsentState.OUTDATED
    assert not has_consent(person, "research")
    give_consent(person=person, slug="research", version=2, now=NOW)
    assert has_consent(person, "research")
    assert Consent.objects.standing().get().text.version == 2


def test_nobody_agrees_to_a_text_that_changed_while_they_read_it() -> None:
    person = UserFactory.create()
    publish()
    publish("Something else")
    with pytest.raises(ConsentTextChangedError):
        give_consent(person=person, slug="research", version=1, now=NOW)
    assert not Consent.objects.exists()


def test_agreeing_twice_is_agreeing_once() -> None:
    person = UserFactory.create()
    publish()
    first = give_consent(person=person, slug="research", version=1, now=NOW)
    assert give_consent(person=person, slug="research", version=1, now=NOW) == first
    assert Consent.objects.count() == 1


def test_withdrawing_what_was_never_given_changes_nothing() -> None:
    person = UserFactory.create()
    publish()
    before = AuditEvent.objects.count()
    assert not withdraw_consent(person=person, slug="research", now=NOW)
    assert AuditEvent.objects.count() == before


def test_a_published_text_cannot_be_changed() -> None:
    text = publish()
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        ConsentText.objects.filter(pk=text.pk).update(body="We may do as we like.")
    assert ConsentText.objects.get().body == "We may ask you."


def test_every_change_is_in_the_audit_log() -> None:
    person = UserFactory.create()
    publish()
    give_consent(person=person, slug="research", version=1, now=NOW)
    withdraw_consent(person=person, slug="research", now=NOW)
    actions = AuditEvent.objects.order_by("number").values_list("action", "actor")
    assert list(actions) == [
        ("privacy.consent_text_published", ""),
        ("privacy.consent_given", str(person.public_id)),
        ("privacy.consent_withdrawn", str(person.public_id)),
    ]
