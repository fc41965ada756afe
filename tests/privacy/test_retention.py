"""Retention rules remove what is old enough, leave the rest, and say what they did."""

from datetime import UTC, datetime, timedelta

import pytest

from audit.models import AuditEvent
from privacy.models import AccessRequest, Consent, ErasureRequest, RetentionRun
from privacy.retention_rules import rules
from privacy.services import (
    ask_for_copy,
    ask_for_erasure,
    build_copy,
    expire_copies,
    give_consent,
    publish_consent_text,
    purge_rule,
    set_retention,
    withdraw_consent,
    withdraw_erasure,
)
from privacy.services import retention as retention_service
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
YEAR = timedelta(days=365)


def withdrawn_consent(withdrawn_at: datetime) -> None:
    person = UserFactory.create()
    give_consent(person=person, slug="research", version=1, now=withdrawn_at - YEAR)
    withdraw_consent(person=person, slug="research", now=withdrawn_at)


def test_only_what_is_older_than_the_rule_says_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    publish_consent_text(slug="research", title="Asking you", body="We may.", now=NOW - 9 * YEAR)
    for _ in range(3):
        withdrawn_consent(NOW - 2 * YEAR - timedelta(days=1))
    withdrawn_consent(NOW - 2 * YEAR + timedelta(days=1))
    give_consent(person=UserFactory.create(), slug="research", version=1, now=NOW - 8 * YEAR)
    # Three rows in batches of two: the last batch is not full.
    monkeypatch.setattr(retention_service, "BATCH", 2)
    assert purge_rule(code="privacy.withdrawn_consents", now=NOW) == 3
    assert Consent.objects.count() == 2
    run = RetentionRun.objects.get()
    assert (run.code, run.removed, run.cut_off) == (
        "privacy.withdrawn_consents",
        3,
        NOW - 2 * YEAR,
    )


def test_a_second_night_finds_nothing_more() -> None:
    publish_consent_text(slug="research", title="Asking you", body="We may.", now=NOW - 9 * YEAR)
    withdrawn_consent(NOW - 3 * YEAR)
    removed = [purge_rule(code="privacy.withdrawn_consents", now=NOW) for _ in range(2)]
    assert removed == [1, 0]


def test_a_chosen_length_takes_the_place_of_the_declared_one() -> None:
    publish_consent_text(slug="research", title="Asking you", body="We may.", now=NOW - 9 * YEAR)
    withdrawn_consent(NOW - timedelta(days=11))
    code = "privacy.withdrawn_consents"
    assert purge_rule(code=code, now=NOW) == 0
    set_retention(actor=UserFactory.create(), code=code, keep_days=10, now=NOW)
    assert purge_rule(code=code, now=NOW) == 1
    details = AuditEvent.objects.get(action="privacy.retention_set").details
    assert details == {"code": code, "keep_days": 10, "declared_days": 730}


def test_requests_go_when_they_are_settled_and_old() -> None:
    person = UserFactory.create()
    build_copy(request_id=ask_for_copy(person=person, now=NOW).pk, now=NOW)
    ask_for_erasure(person=person, now=NOW)
    later = NOW + 7 * YEAR
    purge_rule(code="privacy.access_requests", now=later)
    purge_rule(code="privacy.erasure_requests", now=later)
    assert AccessRequest.objects.count() == ErasureRequest.objects.count() == 1
    expire_copies(now=later)
    withdraw_erasure(person=person, now=NOW)
    purge_rule(code="privacy.access_requests", now=later)
    purge_rule(code="privacy.erasure_requests", now=later)
    assert AccessRequest.objects.count() == ErasureRequest.objects.count() == 0


def test_every_rule_of_every_package_runs() -> None:
    for rule in rules():
        assert purge_rule(code=rule.code, now=NOW) == 0
    assert RetentionRun.objects.count() == len(rules())


def test_a_rule_that_nobody_declares_is_an_error() -> None:
    with pytest.raises(KeyError):
        purge_rule(code="privacy.nothing", now=NOW)
    assert not RetentionRun.objects.exists()
