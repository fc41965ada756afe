"""Hostile inputs through every field of peer support that people type into, by the real pages.

Every form gets a share of all families, another one for each, so that each input is typed into one
page at least; every field gets all of them (test_text_fields.py). Time is what the processor spent:
the machine may have other things to do.
"""

import csv
import io
import time
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from notifications.models import Delivery
from notifications.services.deliver import deliver_notification
from peer_support.models import Supporter
from peer_support.services.message_notices import WAIT
from tests.peer_support.doors import BASE, Door, House, build_house, doors_of
from tests.peer_support.hostile import FORMULA_STARTS, Hostile, hostile_inputs, signs_of_life

pytestmark = pytest.mark.django_db
QUICK = 0.2
FORMS = (
    "message",
    "concern",
    "reason to read",
    "application",
    "decision",
    "evidence",
    "force page",
    "name to avoid",
)
PATIENCE = 3


@pytest.fixture
def house(db: None, settings: Settings) -> House:
    settings.SECOND_FACTOR_REQUIRED = False
    return build_house()


def share_of(name: str) -> list[Hostile]:
    """What is typed into one form: some of each family, others for each form."""
    own = FORMS.index(name)
    return [one for number, one in enumerate(hostile_inputs()) if number % len(FORMS) == own]


def test_every_form_with_words_is_tried(house: House) -> None:
    assert tuple(doors_of(house)) == FORMS


@pytest.mark.parametrize("name", FORMS)
def test_nothing_hostile_lives_on_any_page_and_each_is_answered_quickly(
    house: House, name: str
) -> None:
    door = doors_of(house)[name]
    try_one(door, name, Hostile("plain", "Plain words"))  # the first one loads templates
    wrong = [found for one in share_of(name) if (found := try_one(door, name, one))]
    assert wrong == []


def try_one(door: Door, name: str, one: Hostile) -> tuple[str, object] | None:
    """Type it, read what comes of it, and make room; return what is wrong with it."""
    spent, answer = timed(door, one.text)
    pages = [] if name == "force page" else [answer]  # the CMS has scripts of its own
    pages += door.read()
    door.forget()
    if any(page.status_code not in {200, 302} for page in pages) or answer.status_code >= 400:
        return str(one), [answer.status_code, *(page.status_code for page in pages)]
    lived = [sign for page in pages for sign in signs_of_life(page.content.decode())]
    if lived or spent > QUICK:
        return str(one), lived or spent
    return None


def timed(door: Door, text: str) -> tuple[float, Any]:
    """Send it; a collection of garbage or a page of the system is not the form's: try again."""
    for _try in range(PATIENCE):
        started = time.process_time()
        answer = door.send(text)
        spent = time.process_time() - started
        if spent <= QUICK:
            break
    return spent, answer


def test_no_mail_holds_a_word_of_it(house: House) -> None:
    doors = doors_of(house)
    for name in ("message", "concern", "reason to read"):
        doors[name].send("=1+1 <b>Ashgrove</b>\r\nBcc: all@evil.example")
    for delivery in Delivery.objects.all():
        deliver_notification(delivery_id=delivery.pk, now=timezone.now() + 2 * WAIT)
    assert len(mail.outbox) >= 3
    for sent in mail.outbox:
        assert "Ashgrove" not in f"{sent.message()}"
        assert sent.subject == "You have a new notification"
        assert sent.recipients() == sent.to


def test_no_table_to_take_away_begins_a_formula(house: House) -> None:
    Supporter.objects.update(alias="=1+1")
    tables = [
        house.client("coordinator").get(f"{BASE}coordination/statistics.csv"),
        house.client("requester").get(f"{BASE}my-data/file/"),
    ]
    for answer in tables:
        assert answer.status_code == 200
        for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))):
            assert [cell for cell in row if cell.startswith((*FORMULA_STARTS, "\t", "\r"))] == []
