"""Feedback: what is kept, what is not, and who works through it."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from cms.feedback_places import PAGES, PLACES
from cms.feedback_retention import FEEDBACK_RULES
from cms.models import Feedback
from cms.often import MOST_IN_WINDOW
from cms.selectors.feedback import open_feedback_of
from cms.services.feedback import take_feedback
from tests.cms.conftest import SignIn
from tests.factories.accounts import UserFactory
from tests.factories.cms import GuidancePageFactory
from tests.factories.organisation import ForceFactory, RoleGrantFactory
from tests.policies.addresses import all_addresses

pytestmark = pytest.mark.django_db

SAID = {"doing": "Looking for help", "problem": "The link led nowhere"}
LIST = "/cms/snippets/cms/feedback/"


def send(client: Client, **more: str) -> int:
    return client.post("/feedback/", SAID | more).status_code


def edit_address(message: Feedback) -> str:
    return f"{LIST}edit/{message.pk}/"


def test_a_stranger_sends_feedback_and_is_thanked(client: Client) -> None:
    answer = client.post("/feedback/", SAID | {"page": "/support/?audience=victim"})
    assert answer["Location"] == "/feedback/sent/"
    assert b"Thank you" in client.get("/feedback/sent/").content
    kept = Feedback.objects.get()
    assert (kept.doing, kept.problem) == ("Looking for help", "The link led nowhere")
    assert (kept.address, kept.page, kept.state) == ("/support/", None, Feedback.State.NEW)
    assert not Session.objects.exists()


def test_every_place_that_may_be_named_is_an_address_of_the_site() -> None:
    names = {found.name for found in all_addresses()}
    assert sorted(PLACES - names) == []
    assert PAGES <= PLACES


@pytest.mark.parametrize("address", ["/house-rules/", "/who-sees-what/"])
def test_a_public_page_fills_in_its_address(client: Client, address: str) -> None:
    assert f"/feedback/?page={quote(address, safe='')}" in client.get(address).content.decode()


def test_nothing_says_who_sent_it_or_when_in_the_day(officer: User, sign_in: SignIn) -> None:
    assert send(sign_in(officer)) == 302
    row = Feedback.objects.values().get()
    assert row["assigned_to_id"] is None
    assert row["received_on"] == timezone.localdate()
    times = [name for name, value in row.items() if isinstance(value, datetime)]
    assert times == []
    assert officer.pk not in {value for name, value in row.items() if name != "id"}
    assert not AuditEvent.objects.filter(target__contains="feedback").exists()


def test_the_form_knows_the_page_that_it_was_opened_from(officer: User, sign_in: SignIn) -> None:
    page = GuidancePageFactory(slug="procedure")
    client = sign_in(officer)
    html = client.get("/feedback/?page=/guidance/procedure/").content.decode()
    assert "This is about the page:" in html
    assert send(client, page="/guidance/procedure/") == 302
    assert Feedback.objects.get().page_id == page.pk


@pytest.mark.parametrize(
    "address",
    [
        "/wellbeing/check-in/",
        "/peer-support/request/",
        "/my/data/",
        "/home/",
        "https://evil.example/guidance/",
        "//evil.example/",
        "/guidance/" + "x" * 300 + "/",
        "javascript:alert(1)",
    ],
)
def test_no_address_of_a_private_page_or_of_another_site_is_kept(
    client: Client, address: str
) -> None:
    assert (
        "This is about the page:"
        not in client.get("/feedback/", {"page": address}).content.decode()
    )
    assert send(client, page=address) == 302
    assert Feedback.objects.get().address == ""


def test_a_page_that_the_sender_may_not_read_is_not_looked_up(client: Client) -> None:
    GuidancePageFactory(slug="hidden")
    assert send(client, page="/guidance/hidden/") == 302
    assert Feedback.objects.get().page is None


def test_what_is_missing_is_said_and_nothing_typed_is_lost(client: Client) -> None:
    answer = client.post("/feedback/", SAID | {"problem": "", "page": "/support/"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in html
    assert "Looking for help</textarea>" in html
    assert 'value="/support/"' in html
    assert not Feedback.objects.exists()


def test_too_long_a_message_is_refused_with_a_reason(client: Client) -> None:
    assert send(client, problem="x" * 1001) == 422
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("field", ["doing", "problem"])
def test_a_detail_of_a_case_is_asked_to_be_taken_out_and_nothing_is_kept(
    client: Client, field: str
) -> None:
    answer = client.post("/feedback/", SAID | {field: "See crime number 46/12345/21 please"})
    assert answer.status_code == 422
    assert "we keep no case details" in answer.content.decode()
    assert not Feedback.objects.exists()


def test_markup_is_taken_out(client: Client) -> None:
    assert send(client, problem="<script>alert(1)</script>A <b>bold</b> claim") == 302
    assert "<" not in Feedback.objects.get().problem


def test_a_program_that_fills_in_every_field_is_thanked_and_not_kept(client: Client) -> None:
    assert send(client, website="https://spam.example/") == 302
    assert not Feedback.objects.exists()


def test_many_messages_at_once_are_held_back_and_nobody_is_kept_for_it(client: Client) -> None:
    for _number in range(MOST_IN_WINDOW):
        assert send(client) == 302
    answer = client.post("/feedback/", SAID)
    assert answer.status_code == 429
    assert "The link led nowhere</textarea>" in answer.content.decode()
    assert Feedback.objects.count() == MOST_IN_WINDOW
    store = cache._cache.get_client()  # type: ignore[attr-defined] # Django's own client
    kept = store.keys("*often*")
    assert [key for key in kept if b"127.0.0.1" in key] == []
    assert all(0 < store.ttl(key) <= 600 for key in kept)


def test_national_editors_work_through_the_list(editor: User, sign_in: SignIn) -> None:
    page = GuidancePageFactory(title="A procedure", content_owner=editor)
    today = timezone.localdate()
    message = take_feedback(**SAID, address="/guidance/", page=page, today=today)
    cms = sign_in(editor)
    html = cms.get(LIST).content.decode()
    assert "The link led nowhere" in html
    assert "A procedure" in html
    form = cms.get(edit_address(message)).content.decode()
    assert "Looking for help" in form
    assert f'<option value="{editor.pk}" selected>' in form  # the owner of the page
    changed = {"state": "done", "assigned_to": editor.pk, "note": "Link mended."}
    assert cms.post(edit_address(message), changed).status_code == 302
    message.refresh_from_db()
    assert (message.state, message.note) == ("done", "Link mended.")
    assert message.problem == "The link led nowhere"
    event = AuditEvent.objects.get(action="cms.feedback_dealt_with")
    assert "mended" not in str(event.details)
    assert b"The link led nowhere" not in cms.get(f"{LIST}?state=new").content


def test_nobody_adds_or_deletes_feedback_in_the_cms(editor: User, sign_in: SignIn) -> None:
    message = take_feedback(**SAID, address="", page=None, today=timezone.localdate())
    cms = sign_in(editor)
    cms.post(f"{LIST}add/", {"state": "new"})
    cms.post(f"{LIST}delete/{message.pk}/")
    assert list(Feedback.objects.all()) == [message]


def test_an_owner_sees_what_is_said_of_their_pages_and_nothing_else(
    editor: User, sign_in: SignIn
) -> None:
    owner = UserFactory()
    RoleGrantFactory(person=owner, role="editor", scope=ForceFactory())
    today = timezone.localdate()
    own = GuidancePageFactory(content_owner=owner)
    mine = take_feedback(**SAID, address="", page=own, today=today)
    other = take_feedback(doing="Else", problem="Other words", address="", page=None, today=today)
    cms = sign_in(owner)
    html = cms.get(LIST).content.decode()
    assert "The link led nowhere" in html
    assert "Other words" not in html
    assert cms.get(edit_address(mine)).status_code == 200
    for address in (edit_address(other), f"{LIST}history/{other.pk}/"):
        assert cms.get(address).status_code == 404, address
    assert cms.post(edit_address(other), {"state": "done"}).status_code == 404
    other.refresh_from_db()
    assert other.state == Feedback.State.NEW
    assert list(open_feedback_of(owner)) == [mine]
    assert list(open_feedback_of(editor)) == []


def test_what_is_handed_to_somebody_is_theirs_until_it_is_dealt_with(editor: User) -> None:
    today = timezone.localdate()
    message = take_feedback(**SAID, address="", page=None, today=today)
    Feedback.objects.update(assigned_to=editor, state=Feedback.State.IN_PROGRESS)
    assert list(open_feedback_of(editor)) == [message]
    Feedback.objects.update(state=Feedback.State.NOT_OURS)
    assert list(open_feedback_of(editor)) == []


def test_messages_go_when_their_time_is_over() -> None:
    now = datetime(2026, 11, 22, 3, tzinfo=UTC)
    days = [(now - timedelta(days=age)).date() for age in (364, 366, 500)]
    for day in days:
        take_feedback(**SAID, address="", page=None, today=day)
    rule = FEEDBACK_RULES[0]
    assert rule.purge(now - rule.keep_for, 1) == 1
    assert rule.purge(now - rule.keep_for, 10) == 1
    assert [kept.received_on for kept in Feedback.objects.all()] == days[:1]
