"""The accounts of the demo: there, printed, and refused by production."""

from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import CommandError, SystemCheckError
from django.test import Client
from pytest_django import Settings

from accounts.checks import no_demo_accounts_outside_the_demo
from accounts.demo import DEMO_PASSWORD, PEOPLE, seed
from accounts.models import User
from config.startup import refuse_unsafe_start
from tests.accounts.conftest import SignIn

pytestmark = pytest.mark.django_db


def test_seeding_opens_every_account_once(sign_in: SignIn) -> None:
    said: list[str] = []
    seed(said.append)
    seed(said.append)
    assert said == ["Accounts: 17 opened, 0 were there.", "Accounts: 0 opened, 17 were there."]
    assert User.objects.count() == len(PEOPLE)
    assert User.objects.get(is_superuser=True).email == "admin@demo.example"
    for person in PEOPLE:
        client = Client()
        client.post("/accounts/login/", {"login": person.email, "password": DEMO_PASSWORD})
        assert "_auth_user_id" in client.session


def test_the_command_lists_address_role_and_password(settings: Settings) -> None:
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == len(PEOPLE)
    assert lines[0].split() == [
        "officer@demo.example",
        "Officer",
        "(investigator)",
        DEMO_PASSWORD,
    ]
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo_accounts")


def test_production_refuses_to_start_while_a_demo_account_is_open(settings: Settings) -> None:
    seed(lambda line: None)
    settings.DEMO = False
    found = run_checks(include_deployment_checks=False, databases=["default"])
    assert "accounts.E001" in {message.id for message in found}
    with pytest.raises(SystemCheckError, match=r"accounts\.E001"):
        refuse_unsafe_start()
    call_command("close_demo_accounts", stdout=StringIO())
    assert no_demo_accounts_outside_the_demo(None, ["default"]) == []
    assert not Client().login(email="officer@demo.example", password=DEMO_PASSWORD)


def test_the_demo_itself_starts_with_them() -> None:
    seed(lambda line: None)
    refuse_unsafe_start()
    assert no_demo_accounts_outside_the_demo(None, ["default"]) == []
