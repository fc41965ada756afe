"""Pages that a person keeps at hand: private, and only while they may read them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from cms.models import BasePage, Bookmark, GuidancePage, Marking
from organisation.models import RassoRole
from tests.cms.conftest import SignIn
from tests.factories.cms import GuidancePageFactory
from tests.factories.comments import colleague
from tests.factories.organisation import ForceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db: None) -> GuidancePage:
    made: GuidancePage = GuidancePageFactory(title="Worth keeping")
    return made


@pytest.fixture
def client(officer: User, sign_in: SignIn) -> Client:
    return sign_in(officer)


def button_of(page: BasePage) -> str:
    return reverse("page_bookmark", args=[page.translation_key])


def listed(client: Client) -> str:
    return client.get(reverse("bookmarks")).content.decode()


def test_a_page_is_saved_and_taken_away_again(
    page: GuidancePage, client: Client, officer: User
) -> None:
    assert "Save this page" in client.get(page.get_url()).content.decode()
    answer = client.post(button_of(page), {"act": "save"}, follow=True)
    assert answer.request["PATH_INFO"] == page.get_url()
    assert "Take it from your saved pages" in answer.content.decode()
    assert Bookmark.objects.get().person == officer
    assert "Worth keeping" in listed(client)
    answer = client.post(button_of(page), {"act": "remove", "from": "list"}, follow=True)
    assert answer.request["PATH_INFO"] == "/my/bookmarks/"
    assert "You have not saved a page" in answer.content.decode()
    assert not AuditEvent.objects.filter(action__contains="bookmark").exists()


def test_a_saved_page_is_listed_with_its_marking(
    page: GuidancePage, analyst: User, sign_in: SignIn
) -> None:
    sensitive = GuidancePageFactory(
        title="For few", marking=Marking.OFFICIAL_SENSITIVE, audience_roles=[RassoRole.ANALYST]
    )
    client = sign_in(analyst)
    for each in (page, sensitive):
        client.post(button_of(each), {"act": "save"})
    rows = {row.split("</a>")[0].rsplit(">", 1)[1]: row for row in listed(client).split("<tr")[2:]}
    assert set(rows) == {"Worth keeping", "For few"}
    assert "OFFICIAL-SENSITIVE" in rows["For few"]
    assert "OFFICIAL-SENSITIVE" not in rows["Worth keeping"]


def test_a_button_pressed_twice_saves_once(page: GuidancePage, client: Client) -> None:
    for _time in range(2):
        client.post(button_of(page), {"act": "save"})
    assert Bookmark.objects.count() == 1


def test_a_press_without_a_word_does_the_opposite(page: GuidancePage, client: Client) -> None:
    client.post(button_of(page))
    assert Bookmark.objects.count() == 1
    client.post(button_of(page))
    assert Bookmark.objects.count() == 0


def test_whoever_comes_by_a_link_has_pressed_nothing(page: GuidancePage, client: Client) -> None:
    assert client.get(button_of(page))["Location"] == page.get_url()
    assert not Bookmark.objects.exists()


def test_a_page_that_changed_since_says_so(page: GuidancePage, client: Client) -> None:
    GuidancePage.objects.update(last_published_at=timezone.now() - timedelta(days=3))
    client.post(button_of(page), {"act": "save"})
    assert "Changed since you saved it" not in listed(client)
    GuidancePage.objects.update(last_published_at=timezone.now() + timedelta(minutes=1))
    assert "Changed since you saved it" in listed(client)


def test_a_page_that_may_no_longer_be_read_is_not_there_and_comes_back(
    page: GuidancePage, client: Client
) -> None:
    client.post(button_of(page), {"act": "save"})
    elsewhere = ForceFactory()
    GuidancePage.objects.filter(pk=page.pk).update(force=elsewhere)
    assert "Worth keeping" not in listed(client)
    assert client.post(button_of(page), {"act": "remove"}).status_code == 404
    GuidancePage.objects.filter(pk=page.pk).update(force=None)
    assert "Worth keeping" in listed(client)


def test_nobody_else_sees_what_somebody_saved(
    page: GuidancePage, client: Client, sign_in: SignIn
) -> None:
    client.post(button_of(page), {"act": "save"})
    other = sign_in(colleague())
    assert "Worth keeping" not in listed(other)
    assert "Save this page" in other.get(page.get_url()).content.decode()


def test_visitors_who_have_not_signed_in_are_offered_nothing() -> None:
    page = GuidancePageFactory(public=True)
    seen = Client().get(page.get_url()).content.decode()
    assert "Save this page" not in seen
    assert "on this page</span>" not in seen


def test_the_list_asks_as_many_queries_for_many_pages_as_for_one(client: Client) -> None:
    client.post(button_of(GuidancePageFactory()), {"act": "save"})
    listed(client)
    with CaptureQueriesContext(connection) as few:
        listed(client)
    for _number in range(7):
        client.post(button_of(GuidancePageFactory()), {"act": "save"})
    listed(client)
    with CaptureQueriesContext(connection) as many:
        listed(client)
    assert len(many) == len(few)
