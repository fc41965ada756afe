"""When the server fails, what was sent stands on the page to be sent again, secrets excepted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from pytest_django import Settings

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

SENTENCE = 'The team\'s "first" week & what <b>helped</b>'


def fail(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [
    path("broken/", fail),
    path("accounts/broken/", fail),
    path("", include("config.urls")),
]
handler500 = "accounts.failed_saves.server_error"


@pytest.fixture
def client(settings: Settings) -> Client:
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())
    return client


def test_a_form_that_failed_can_be_sent_again(client: Client) -> None:
    data = {"answer": SENTENCE, "csrfmiddlewaretoken": "of-the-page-before"}
    response = client.post("/broken/?step=2", data)
    html = response.content.decode()
    assert response.status_code == 500
    assert '<form method="post" action="/broken/?step=2">' in html
    assert (
        'name="answer" value="The team&#x27;s &quot;first&quot; week &amp; what &lt;b&gt;' in html
    )
    assert "of-the-page-before" not in html
    assert html.count("csrfmiddlewaretoken") == 1


def test_a_form_that_failed_before_its_page_was_looked_up_can_be_sent_again(
    client: Client,
) -> None:
    """As every form does of somebody who has signed in, while the database is away."""
    away, back = "django_session_away", "django_session"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {back} RENAME TO {away}")
        html = client.post("/broken/", {"answer": SENTENCE}).content.decode()
    assert "still on this page" in html
    assert "The team&#x27;s &quot;first&quot; week" in html


@pytest.mark.parametrize("address", ["/accounts/broken/", "/broken/"])
def test_no_secret_comes_back(client: Client, address: str) -> None:
    html = client.post(address, {"password": "lantern-harbour"}).content.decode()
    assert "lantern-harbour" not in html
    assert "Try again later. What you had already saved is kept." in html


def test_a_file_is_not_promised_to_come_back(client: Client) -> None:
    upload = SimpleUploadedFile("people.csv", b"name")
    html = client.post("/broken/", {"file": upload, "note": SENTENCE}).content.decode()
    assert "still on this page" not in html


def test_a_page_that_failed_to_open_has_no_form(client: Client) -> None:
    response = client.get("/broken/")
    assert response.status_code == 500
    assert "<form" not in response.content.decode()
