"""A word that is typed into every confidential field, by the real pages, is found nowhere again.

The name on a card and the page of a force are made to be read and are left out: the word stands
behind as many other words as a card takes.
"""

import base64
import json
import logging
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.models import KeptForm, User
from config.schedule import SCHEDULE
from core.logs import AllowedFieldsFormatter
from notifications.models import Delivery
from notifications.services.deliver import deliver_notification
from peer_support.models import (
    BreakGlass,
    Concern,
    Conversation,
    Message,
    Pairing,
    Supporter,
    SupporterDecision,
    SupporterRecord,
)
from peer_support.services.message_notices import WAIT
from peer_support.services.shredding import shred_due_keys
from peer_support.services.sweeps import prompt_reviews
from privacy.registry import declarations
from tests.peer_support.doors import BASE, House, build_house, doors_of
from tests.peer_support.talking.couples import post_message
from tests.support.answers import same_words
from tests.support.dumping import dump_of_broker, dump_of_database, dump_of_files
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "Quillwhistle Ashgrove"
BEFORE_IT = "Words that anybody may read. " * 2
# Nothing about a concern is carried on to another page; the others lead to where it is read.
ANSWERED_AT_ONCE = {"concern", "reason to read"}
CONFIDENTIAL = ("message", "concern", "reason to read", "application", "decision", "evidence")


@pytest.fixture
def house(transactional_db: None, settings: Settings, caplog: pytest.LogCaptureFixture) -> House:
    """Everybody has typed the word wherever they can, and all that waits has been sent."""
    settings.SECOND_FACTOR_REQUIRED = False
    caplog.set_level(logging.DEBUG)
    house = build_house()
    doors = doors_of(house)
    for name in CONFIDENTIAL:
        answer = doors[name].send(BEFORE_IT + CANARY)
        assert (name, answer.status_code) == (name, 200 if name in ANSWERED_AT_ONCE else 302)
        assert all(page.status_code == 200 for page in doors[name].read())
    doors["name to avoid"].send(CANARY)
    refuse_some(house)
    send_what_waits()
    return house


def refuse_some(house: House) -> None:
    """What is refused is typed text too: too long, too late, by nobody and by a stranger."""
    requester = house.client("requester")
    for text in (CANARY * 400, "", f"{CANARY}\x00\u202e"):
        post_message(requester, house.couple, text)
    for client in (Client(), house.client("coordinator"), house.client("second")):
        post_message(client, house.couple, CANARY)
    requester.get(f"{house.couple.address}delete/1/")
    house.client("supporter").get(f"{house.couple.address}after/?number=0")


def send_what_waits() -> None:
    for delivery in Delivery.objects.all():
        deliver_notification(delivery_id=delivery.pk, now=timezone.now() + 2 * WAIT)


def forms_of(words: str) -> set[str]:
    """The words as they might lie somewhere: plain, in an address, or as bytes in a dump."""
    plain = {words, words.lower(), words.partition(" ")[0], words.lower().partition(" ")[0]}
    raw = {form.encode() for form in plain}
    encoded = {base64.b64encode(form[: len(form) // 3 * 3]).decode() for form in raw}
    return plain | {quote(words)} | {form.hex() for form in raw} | encoded


def found_in(text: str) -> list[str]:
    return [form for form in forms_of(CANARY) if form in text]


def test_the_word_was_typed_and_is_kept_where_it_belongs(house: House) -> None:
    kept = {
        "message": house.couple.words_for(house.couple.supporter)[0],
        "concern": Concern.objects.get().words,
        "reason to read": BreakGlass.objects.get().reason,
        "application": Supporter.objects.get(person=house.people["applicant"]).motivation,
        "decision": SupporterDecision.objects.get().reason,
        "evidence": SupporterRecord.objects.get().evidence,
    }
    assert [name for name in CONFIDENTIAL if CANARY not in (kept[name] or "")] == []


def test_no_table_of_the_database_shows_it(house: House) -> None:
    # The history and the references of Wagtail, its search index, the log of acts, the outbox,
    # the sessions and the kept forms are tables too.
    dump = dump_of_database()
    for table in ("peer_support_message", "audit_auditevent", "wagtailcore_modellogentry"):
        assert table in dump
    assert len(dump["peer_support_message"]) >= 1
    assert {table: found for table in dump if (found := found_in("\n".join(dump[table])))} == {}
    assert not KeptForm.objects.exists()


def test_broker_cache_and_files_do_not_hold_it(house: House) -> None:
    assert found_in(dump_of_broker()) == []
    assert [content for content in dump_of_files() if found_in(repr(content))] == []


def test_no_log_line_holds_it_nor_tells_who_talks(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    formatter = AllowedFieldsFormatter()
    lines = [formatter.format(record) for record in caplog.records]
    raw = [f"{record.getMessage()} {record.__dict__!r}" for record in caplog.records]
    assert [line for line in (*lines, *raw) if found_in(line)] == []
    address = str(house.couple.pairing.public_id)
    assert [line for line in lines if address in line or house.couple.requester.email in line] == []
    routes = {json.loads(line).get("route") for line in lines}
    assert not {route for route in routes if route and route.startswith("peer_support:")}


def test_no_mail_holds_it_or_leads_to_one_conversation(house: House) -> None:
    assert len(mail.outbox) >= 3
    for sent in mail.outbox:
        text = sent.message().as_string()
        assert found_in(text) == []
        assert str(house.couple.pairing.public_id) not in text
        assert sent.subject == "You have a new notification"


def test_no_task_of_peer_support_takes_an_argument() -> None:
    own = [entry for entry in SCHEDULE.values() if entry["task"].startswith("peer_support.")]
    assert own
    assert [entry for entry in own if "args" in entry or "kwargs" in entry] == []


def test_no_cookie_session_or_page_of_anybody_else_holds_it(house: House) -> None:
    for name, client in house.clients.items():
        assert found_in(f"{client.cookies.output()} {dict(client.session)!r}") == [], name
    for name in ("officer", "editor", "second"):
        for address in ("/home/", "/notifications/", BASE, "/support/"):
            page = house.client(name).get(address).content.decode()
            assert found_in(page) == [], (name, address)
    # The search repeats what was looked for; it finds as much as for a word that nobody wrote.
    answers = [
        same_words(house.client("editor").get("/search/", {"q": word})).replace(word, "")
        for word in ("Quillwhistle", "Wordlessness")
    ]
    assert answers[0] == answers[1]


def test_no_export_holds_it_but_a_persons_own_profile(house: House) -> None:
    # What somebody said of themselves to be taken on, and what was decided about it, is theirs.
    profiles = set(Supporter.objects.values_list("person", flat=True))
    for person in User.objects.all():
        for entry in declarations():
            if not (entry.model is Supporter and person.pk in profiles):
                assert found_in(repr(entry.export(person))) == [], entry.model
    files = (
        ("coordinator", "coordination/statistics.csv"),
        ("requester", "my-data/file/"),
        ("supporter", "my-data/file/"),
    )
    for name, address in files:
        answer = house.client(name).get(f"{BASE}{address}")
        assert answer.status_code == 200
        assert found_in(answer.content.decode()) == []


def test_no_line_of_the_log_of_acts_names_whoever_asked(house: House) -> None:
    requester = house.couple.requester
    event = apps.get_model("audit", "AuditEvent")
    acts = event.objects.exclude(action__startswith="accounts.").filter(
        action__startswith="peer_support"
    )
    assert not acts.filter(actor=requester).exists()
    told = repr(list(acts.values()))
    for ref in (str(requester.public_id), str(house.couple.pairing.public_id), CANARY):
        assert ref not in told


def test_in_the_end_neither_key_nor_words_are_left_in_the_dump(house: House) -> None:
    prompt_reviews(now=timezone.now() + timedelta(days=15))
    house.couple.end(house.couple.requester)
    shred_due_keys(now=timezone.now() + timedelta(days=30, minutes=1))
    dump = dump_of_database()
    # Comments and the end of the table stand in a dump of an empty one too.
    assert [line for line in dump["peer_support_message"] if "\t" in line] == []
    assert not Message.objects.exists()
    assert Conversation.objects.get().data_key is None
    assert Pairing.objects.get().state == Pairing.State.ENDED
    page = signed_in(house.couple.requester).get(house.couple.address).content.decode()
    assert "has been erased for good" in page
