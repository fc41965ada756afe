"""How finished the service is: set by editors, shown on every page."""

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from audit.models import AuditEvent
from cms.models import PhaseBanner
from cms.selectors.phase_banner import current_banner
from tests.cms.conftest import SignIn
from tests.factories.accounts import UserFactory
from tests.factories.organisation import ForceFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


def edit_address() -> str:
    return f"/cms/snippets/cms/phasebanner/edit/{PhaseBanner.objects.get().pk}/"


def test_a_site_that_nobody_has_set_it_for_is_in_beta(client: Client) -> None:
    html = client.get("/").content.decode()
    assert "This is a new service." in html
    assert "Beta" in html


def test_what_an_editor_saves_is_on_every_page_at_once_and_has_a_history(
    editor: User,
    client: Client,
    sign_in: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client.get("/")
    cms, form = sign_in(editor), {"is_shown": "on", "phase": "alpha", "text": "Early days."}
    with django_capture_on_commit_callbacks(execute=True):
        assert cms.post(edit_address(), form).status_code == 302
    html = client.get("/").content.decode()
    assert "Alpha" in html
    assert "Early days." in html
    row = PhaseBanner.objects.get()
    assert row.latest_revision is not None
    assert "Edited" in cms.get(edit_address().replace("/edit/", "/history/")).content.decode()
    assert AuditEvent.objects.filter(action="cms.phase_banner_changed").count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        cms.post(edit_address(), {"phase": "alpha", "text": "Early days."})
    assert "Early days." not in client.get("/").content.decode()


def test_words_of_an_editor_are_shown_as_words(client: Client) -> None:
    PhaseBanner.objects.update(text="<b>Bold</b>")
    assert "&lt;b&gt;Bold" in client.get("/").content.decode()


def test_there_is_one_row_and_nobody_adds_or_deletes_one(editor: User, sign_in: SignIn) -> None:
    cms = sign_in(editor)
    assert cms.get("/cms/snippets/cms/phasebanner/add/").status_code == 302
    delete = edit_address().replace("/edit/", "/delete/")
    cms.post(delete)
    assert PhaseBanner.objects.count() == 1


def test_whoever_does_not_write_for_the_nation_cannot_change_it(sign_in: SignIn) -> None:
    person = UserFactory()
    RoleGrantFactory(person=person, role="editor", scope=ForceFactory())
    answer = sign_in(person).post(edit_address(), {"phase": "alpha", "text": "Mine."})
    assert answer.status_code == 403
    assert PhaseBanner.objects.get().text == ""


@pytest.mark.parametrize(
    ("address", "carried"),
    [
        ("/support/?audience=victim", "?page=%2Fsupport%2F"),
        ("/accessibility/", "?page=%2Faccessibility%2F"),
        ("/wellbeing/", ""),
        ("/wellbeing/check-in/", ""),
        ("/peer-support/", ""),
        ("/my/learning/", ""),
        ("/my/data/", ""),
        ("/home/", ""),
        ("/notifications/", ""),
    ],
)
def test_the_link_carries_the_path_of_pages_about_nobody_and_of_no_other(
    officer: User, sign_in: SignIn, address: str, carried: str
) -> None:
    html = sign_in(officer).get(address).content.decode()
    assert html.count(f'href="/feedback/{carried}"') == 2  # the banner's and the footer's


def test_whoever_allowed_it_can_hide_these_words_but_not_the_next(client: Client) -> None:
    assert "this message about the new service" not in client.get("/").content.decode()
    client.post("/cookies/", {"choice": "accept"})
    assert "this message about the new service" in client.get("/").content.decode()
    answer = client.post(
        "/cookies/hide-message/", {"back": "yes"}, HTTP_REFERER="http://testserver/privacy/"
    )
    assert answer["Location"] == "/privacy/"
    assert "This is a new service." not in client.get("/").content.decode()
    PhaseBanner.objects.update(text="Now with search.")
    from django.core.cache import cache

    cache.clear()
    assert "Now with search." in client.get("/").content.decode()


def test_pages_ask_the_database_once_for_all(client: Client) -> None:
    client.get("/")
    with connection.execute_wrapper(refuse):
        assert current_banner().phase == "beta"


def refuse(*_args: object) -> None:
    """Let no query through."""
    raise AssertionError("a query")
