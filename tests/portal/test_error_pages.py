"""When something goes wrong the page says what and what next, even with nothing to lean on."""

import pytest
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from tests.factories.accounts import UserFactory


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "429", "500"])
def test_an_error_page_needs_neither_request_nor_database(code: str) -> None:
    html = get_template(f"{code}.html").render()
    assert html.count("<h1") == 1
    assert 'href="/"' in html


def test_a_broken_page_still_offers_help() -> None:
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert b"0300 131 2789" in response.content


@pytest.mark.django_db
def test_a_missing_page_is_answered_in_the_layout_of_the_site(client: Client) -> None:
    client.force_login(UserFactory())
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert b"Page not found" in response.content
    assert b"no-such-page" not in response.content
