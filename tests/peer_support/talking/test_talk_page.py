"""The page of a conversation, through the address that people use."""

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse
from django.utils import timezone

from accounts.middleware.lifetime import SEEN
from accounts.unattended import is_unattended
from notifications.models import Notification
from peer_support.models import Conversation, Message, Pairing
from peer_support.urls.talking import PATTERNS
from tests.factories.accounts import UserFactory
from tests.peer_support.talking.couples import Couple, make_couple, post_message
from tests.support.answers import same_words
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db
WORDS = "The Ashgrove weeks still keep me awake"
POSTED = ("send/", "end/", "feedback/", "again/", "session/", "review/", "delete/1/")


def test_the_two_write_to_each_other(couple: Couple) -> None:
    requester, supporter = signed_in(couple.requester), signed_in(couple.supporter)
    answer = post_message(requester, couple, WORDS)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{couple.address}#write")
    page = supporter.get(couple.address).content.decode()
    assert WORDS in page
    assert "You and Hannah" in page
    assert "Okafor" not in page
    assert ">New<" in page
    assert ">New<" not in supporter.get(couple.address).content.decode()
    post_message(supporter, couple, "Tell me as much as you like")
    page = requester.get(couple.address).content.decode()
    assert "You and Robin, your supporter" in page
    assert couple.supporter.last_name not in page.partition("<main")[2]
    assert "Tell me as much as you like" in page


def test_every_page_of_a_pair_shows_help_and_the_limits(couple: Couple) -> None:
    client = signed_in(couple.requester)
    for address in (couple.address, f"{couple.address}end/"):
        page = client.get(address).content.decode()
        for told in (
            *("0300 131 2789", "116 123", "Exit this page"),
            *("This is not watched in real time", "Monday to Friday, 9am to 5pm"),
            *(reverse("peer_support:limits"), 'id="not-watched"'),
        ):
            assert told in page, (address, told)


def test_what_people_type_is_shown_as_text_and_public_services_as_links(couple: Couple) -> None:
    client = signed_in(couple.requester)
    post_message(
        client, couple, "1 < 2 & 'q' https://www.nhs.uk/a?b=1&c=2 https://evil.example/ \nline two"
    )
    page = client.get(couple.address).content.decode()
    assert "1 &lt; 2 &amp; &#x27;q&#x27;" in page
    href = "https://www.nhs.uk/a?b=1&amp;c=2"
    assert f'<a class="govuk-link" href="{href}" rel="noreferrer noopener external">' in page
    assert 'href="https://evil.example' not in page
    assert "https://evil.example/ <br>line two" in page


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x" * 4_001, "Use 4,000 characters or fewer"),
        (" ", "Write something before you send"),
    ],
)
def test_what_cannot_be_sent_stays_in_the_box_with_the_reason(
    couple: Couple, text: str, reason: str
) -> None:
    answer = post_message(signed_in(couple.requester), couple, text)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert reason in page
    assert text.strip() in page
    assert not Message.objects.exists()


def test_past_a_limit_the_text_stays_and_the_page_says_when_to_try_again(couple: Couple) -> None:
    for _ in range(20):
        couple.say(couple.requester, "A line")
    page = post_message(signed_in(couple.requester), couple, WORDS).content.decode()
    assert f">\n{WORDS}</textarea>" in page
    assert "You have sent many messages in a short time. You can send this one at" in page
    assert Message.objects.count() == 20


def test_a_message_to_an_ended_conversation_is_refused_calmly_with_its_text(
    couple: Couple,
) -> None:
    client = signed_in(couple.requester)
    couple.end(couple.supporter)
    answer = post_message(client, couple, WORDS)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f">\n{WORDS}</textarea>" in page
    assert "has ended, so your message was not sent" in page
    assert ">Send<" not in page.replace("\n", "")
    assert not Message.objects.exists()


def test_two_clicks_send_once(couple: Couple) -> None:
    client, token = signed_in(couple.requester), str(uuid4())
    for _ in range(2):
        post_message(client, couple, WORDS, token=token)
    assert couple.words_for(couple.supporter) == [WORDS]


def test_a_form_without_its_number_is_not_sent_and_keeps_its_text(couple: Couple) -> None:
    answer = post_message(signed_in(couple.requester), couple, WORDS, token="")
    assert answer.status_code == 200
    assert WORDS in answer.content.decode()
    assert not Message.objects.exists()


def test_deleting_asks_first_and_only_the_writer_can(couple: Couple) -> None:
    couple.say(couple.requester, WORDS)
    address = f"{couple.address}delete/1/"
    other, own = signed_in(couple.supporter), signed_in(couple.requester)
    assert [other.get(address).status_code, other.post(address).status_code] == [404, 404]
    assert WORDS in own.get(address).content.decode()
    assert couple.words_for(couple.supporter) == [WORDS]
    assert own.post(address).status_code == 302
    assert own.get(address).status_code == 404
    for client in (own, other):
        page = client.get(couple.address).content.decode()
        assert WORDS not in page
        assert "Deleted by its writer" in page


def test_asking_for_news_answers_with_what_is_new_and_nothing_else(couple: Couple) -> None:
    client = signed_in(couple.supporter)
    couple.say(couple.requester, "One")
    couple.say(couple.requester, "Two")
    news = client.get(f"{couple.address}after/?number=1").content.decode()
    assert "Two" in news
    assert "One" not in news
    assert 'data-app-last="2"' in news
    assert "<html" not in news
    empty = client.get(f"{couple.address}after/?number=2")
    assert (empty.status_code, empty.content) == (204, b"")
    couple.end(couple.requester)
    assert "data-app-ended" in client.get(f"{couple.address}after/?number=2").content.decode()


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40, "１", "1e3", "1;--"])
def test_a_number_that_is_none_asks_for_everything(couple: Couple, number: str) -> None:
    couple.say(couple.requester, "One")
    client = signed_in(couple.supporter)
    assert "One" in client.get(f"{couple.address}after/", {"number": number}).content.decode()
    assert client.get(couple.address, {"before": number}).status_code == 200


def test_a_page_that_asks_by_itself_keeps_no_session_awake(couple: Couple) -> None:
    client = signed_in(couple.supporter)
    client.get(couple.address)  # the session begins with its first page
    session, long_ago = client.session, time.time() - 600
    session[SEEN] = long_ago
    session.save()
    assert client.get(f"{couple.address}after/?number=0").status_code == 204
    assert client.session[SEEN] == long_ago
    client.get(couple.address)
    assert client.session[SEEN] > long_ago
    assert [one.name for one in PATTERNS if is_unattended(one.callback)] == ["after"]


def test_reading_the_page_takes_back_the_notice_that_is_not_due(couple: Couple) -> None:
    Notification.objects.all().delete()
    couple.say(couple.requester, WORDS)
    assert Notification.objects.filter(recipient=couple.supporter).count() == 1
    signed_in(couple.supporter).get(couple.address)
    assert not Notification.objects.exists()


def test_a_long_conversation_is_shown_in_pages_with_the_same_number_of_queries(
    couple: Couple,
) -> None:
    client = signed_in(couple.requester)
    counted = []
    for most in (3, 60):
        fill(couple, most)
        client.get(couple.address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get(couple.address).content.decode()
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert "Line 60 " in page
    assert "Line 10 " not in page
    assert "?before=11" in page
    earlier = client.get(f"{couple.address}?before=11").content.decode()
    assert "Line 10 " in earlier
    assert "Line 11 " not in earlier
    assert "Newest messages" in earlier


def fill(couple: Couple, most: int) -> None:
    """Let the two write until there are so many messages, slowly enough for the limits."""
    start = timezone.now() - timedelta(days=2)
    written = Message.objects.count()
    for number in range(written + 1, most + 1):
        person = couple.requester if number % 2 else couple.supporter
        couple.say(person, f"Line {number} .", now=start + number * timedelta(minutes=2))


def test_to_everybody_else_there_is_no_such_conversation(couple: Couple) -> None:
    couple.say(couple.requester, WORDS)
    missing = f"/peer-support/talk/{uuid4()}/"
    other = make_couple()
    for person in (UserFactory(superuser=True), other.requester, other.supporter):
        client = signed_in(person)
        unheard = {("", client.post), ("after/", client.post), ("review/", client.get)}
        for tail in ("", "after/", *POSTED):
            for ask in (client.get, client.post):
                found, none = ask(f"{couple.address}{tail}"), ask(f"{missing}{tail}")
                assert found.status_code == none.status_code
                assert found.status_code == (405 if (tail, ask) in unheard else 404), tail
                assert same_words(found) == same_words(none)
    assert Pairing.objects.get(pk=couple.pairing.pk).state == Pairing.State.ACTIVE


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_no_page_leaves_a_line_or_keeps_a_form(pattern: URLPattern) -> None:
    assert getattr(pattern.callback, "unlogged", False)
    assert getattr(pattern.callback, "never_kept", False)


def test_once_the_key_is_gone_the_page_says_so_and_shows_no_word(couple: Couple) -> None:
    couple.say(couple.requester, WORDS)
    couple.end(couple.requester)
    Conversation.objects.update(data_key=None)
    page = signed_in(couple.requester).get(couple.address).content.decode()
    assert WORDS not in page
    assert "has been erased for good" in page
