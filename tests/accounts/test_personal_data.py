"""What a person gets of their account data, and what is left when it is erased."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.utils import timezone

from accounts.models import Invitation, KeptForm, User
from accounts.personal_data import DECLARATIONS
from accounts.retention import RULES
from tests.accounts.conftest import SignIn
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def full_account() -> User:
    """A person with a row in every table."""
    person: User = UserFactory(first_name="Ada", last_name="Byron")
    Authenticator.objects.create(user=person, type="totp", data={"secret": "sealed"})
    UserSession.objects.create(
        user=person, ip="203.0.113.5", user_agent="Firefox", session_key="k" * 32
    )
    Invitation.objects.create(person=person, created_by=UserFactory())
    Invitation.objects.create(person=UserFactory(invited=True), created_by=person)
    KeptForm.objects.create(person=person, sealed="sealed", expires_at=timezone.now())
    return person


def test_the_export_holds_every_table_and_no_secret() -> None:
    person = full_account()
    exported = json.dumps({str(item.label): item.export(person) for item in DECLARATIONS})
    for expected in (person.email, "Ada", "203.0.113.5", "TOTP", "To be sent"):
        assert expected in exported
    assert "sealed" not in exported
    assert person.password not in exported


def test_erasing_leaves_a_row_without_a_name_and_no_way_in(sign_in: SignIn) -> None:
    person = full_account()
    email = person.email
    client = sign_in(person)
    for item in DECLARATIONS:
        item.erase(User.objects.get(pk=person.pk))
    person.refresh_from_db()
    assert str(person) == "Former colleague"
    assert person.email.startswith("erased-")
    assert person.email.endswith("@invalid")
    assert not person.is_active
    assert not person.has_usable_password()
    assert client.get("/accounts/").status_code == 302
    for model in (EmailAddress, Authenticator, UserSession):
        assert not model.objects.filter(user_id=person.pk).exists()
    assert not KeptForm.objects.exists()
    assert not Invitation.objects.filter(person=person).exists()
    assert not Invitation.objects.filter(created_by=person).exists()
    assert not User.objects.filter(email=email).exists()


def test_every_link_to_a_person_of_these_packages_is_declared() -> None:
    declared = {(item.model, link) for item in DECLARATIONS for link in item.links}
    ours = {"accounts", "account", "mfa", "usersessions"}
    for model in apps.get_models():
        if model._meta.app_label not in ours:
            continue
        for field in model._meta.get_fields():
            if field.many_to_one and field.related_model is User:
                assert (model, field.name) in declared


def test_what_is_older_than_its_rule_goes_and_the_rest_stays() -> None:
    full_account()
    now = timezone.now()
    for rule in RULES:
        assert rule.purge(now - timedelta(days=400), 100) == 0
    Invitation.objects.update(expires_at=now - timedelta(days=91))
    KeptForm.objects.update(expires_at=now - timedelta(seconds=1))
    UserSession.objects.update(last_seen_at=now - timedelta(days=3))
    purged = {rule.code: rule.purge(now - rule.keep_for, 100) for rule in RULES}
    assert purged == {
        "accounts.kept_forms": 1,
        "accounts.invitations": 2,
        "accounts.session_list": 1,
        "accounts.sessions": 0,
    }
