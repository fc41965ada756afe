"""What anyone may read without signing in, and that nothing there leads nowhere."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portal.support import support_services
from tests.factories.accounts import UserFactory

PUBLIC = ["/", "/accessibility/", "/privacy/", "/cookies/", "/support/", "/styleguide/"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_needs_no_signing_in(client: Client, address: str) -> None:
    response = client.get(address)
    html = response.content.decode()
    assert response.status_code == 200
    assert html.count("<h1") == 1
    assert re.search(r"<title>\S.* – Lodestar</title>", html)


@pytest.mark.parametrize("address", PUBLIC)
def test_no_link_of_a_public_page_is_dead(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    links = {link for link in re.findall(r'href="(/[^"#?]*)', html) if "/static/" not in link}
    answers = {link: client.get(link).status_code for link in links}
    assert {link: code for link, code in answers.items() if code not in {200, 302}} == {}


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_costs_strangers_no_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_num_queries(0):
        client.get(address)


def test_the_start_page_says_that_it_is_independent(client: Client) -> None:
    html = client.get("/").content.decode()
    assert "independent and claims no accreditation and no official status" in html
    assert "0300 131 2789" in html


def test_a_public_page_refuses_to_be_written_to(client: Client) -> None:
    assert client.post("/").status_code == 405


def test_services_that_nobody_has_checked_say_so(client: Client) -> None:
    html = client.get("/support/").content.decode()
    unverified = {one for one in support_services() if not one.is_verified}
    assert {one.name for one in unverified} >= {"SurvivorsUK", "NHS 111 mental health option"}
    shown = sum(2 if one.audience == "both" else 1 for one in unverified)
    assert html.count("Not yet verified</strong>") == shown


def test_a_telephone_link_is_made_only_of_a_number() -> None:
    links = {one.name: one.phone_href for one in support_services()}
    assert links["Samaritans"] == "tel:116123"
    assert links["Force peer supporters"] == ""
    assert links["Live Fear Free (Wales)"] == ""


def test_the_start_page_leads_someone_who_has_signed_in_home(client: Client) -> None:
    client.force_login(UserFactory())
    html = client.get("/").content.decode()
    assert "Continue to your home page" in html
    assert "Your account" in html
