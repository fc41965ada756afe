"""No model leads to a person without saying how it is exported and erased."""

from dataclasses import replace

import pytest

from accounts.models import User
from audit.models import AuditEvent
from core.personal_data import PersonalData
from privacy.models import Consent
from privacy.registry import declarations, missing_declarations
from tests.factories.accounts import UserFactory


def newly_missing(declared: list[PersonalData]) -> set[str]:
    """What these declarations lack beyond what all of them lack."""
    return set(missing_declarations(declared)) - set(missing_declarations(declarations()))


def test_every_link_to_a_person_is_declared() -> None:
    assert missing_declarations(declarations()) == []


def test_a_link_that_nobody_declares_is_named() -> None:
    without = [entry for entry in declarations() if entry.model is not Consent]
    assert newly_missing(without) == {"privacy.Consent.person"}


def test_a_model_that_is_declared_without_its_link_is_named() -> None:
    half = [
        replace(entry, links=()) if entry.model is Consent else entry for entry in declarations()
    ]
    assert newly_missing(half) == {"privacy.Consent.person"}


def test_the_account_itself_must_be_declared() -> None:
    without = [entry for entry in declarations() if entry.model is not User]
    assert newly_missing(without) == {"accounts.User"}


def test_a_link_that_no_walk_can_see_must_be_declared_too() -> None:
    without = [entry for entry in declarations() if entry.model is not AuditEvent]
    assert newly_missing(without) == {"audit.AuditEvent"}


def test_no_declaration_names_a_field_that_is_not_there() -> None:
    for entry in declarations():
        for link in entry.links:
            entry.model._meta.get_field(link)


@pytest.mark.django_db
def test_every_export_and_eraser_takes_a_person_without_data() -> None:
    person = UserFactory.create()
    for entry in reversed(declarations()):
        assert isinstance(entry.export(person), list)
        assert entry.erase(person) >= 0
