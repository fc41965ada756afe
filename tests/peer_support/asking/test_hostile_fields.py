"""The boxes of these pages under hostile inputs: a name, two addresses, and every choice."""

import re
from time import process_time

import pytest
from django.test import Client

from accounts.models import User
from peer_support.models import Bar, SupportRequest
from tests.peer_support.asking.steps import ASK, AVOID, FORM, browser
from tests.peer_support.hostile import Hostile, hostile_inputs, signs_of_life

pytestmark = pytest.mark.django_db

BOUND, TRIES = 0.2, 4
# What was typed comes back in its box, as one attribute that no input can leave.
TYPED = re.compile(r' value="[^"]*"')
BOXES = (
    (AVOID, {"step": "find"}, "name"),
    (AVOID, {"step": "email", "kind": "excluded"}, "email"),
    (ASK, FORM, "avoid_email"),
)
CHOICES = (
    (AVOID, {"step": "chosen", "kind": "excluded", "name": "ab"}, "person"),
    (AVOID, {"step": "email", "email": "a@b.example"}, "kind"),
    (ASK, FORM, "topics"),
    (ASK, FORM, "gender_wish"),
    (ASK, FORM, "limits_version"),
)


def wrong_with(client: Client, address: str, form: dict[str, str]) -> str:
    """What is wrong with the answer; the fastest of a few tries counts on a busy machine."""
    fastest = BOUND + 1
    for _try in range(TRIES):
        began = process_time()
        answer = client.post(address, form)
        fastest = min(fastest, process_time() - began)
        if answer.status_code not in {200, 400, 413}:
            return f"status {answer.status_code}"
        if fastest <= BOUND:
            break
    found = signs_of_life(TYPED.sub("", answer.content.decode()))
    return f"{found}" if found else "" if fastest <= BOUND else f"{fastest:.2f} s"


def complaints(officer: User, address: str, form: object, field: str, step: int) -> list[str]:
    client, inputs = browser(officer), hostile_inputs()[::step]
    assert isinstance(form, dict)

    def told(one: Hostile) -> str:
        return wrong_with(client, address, form | {field: one.text})

    return [f"{one}: {said}" for one in inputs if (said := told(one))]


@pytest.mark.parametrize(("address", "form", "field"), BOXES)
def test_nothing_typed_into_a_box_comes_alive_or_is_kept(
    officer: User, address: str, form: dict[str, str], field: str
) -> None:
    assert complaints(officer, address, form, field, step=1) == []
    assert not Bar.objects.exists()
    assert not SupportRequest.objects.exists()


@pytest.mark.parametrize(("address", "form", "field"), CHOICES)
def test_nothing_comes_in_place_of_a_choice(
    officer: User, address: str, form: dict[str, str], field: str
) -> None:
    assert complaints(officer, address, form, field, step=20) == []
    assert not Bar.objects.exists()
    assert not SupportRequest.objects.exists()
