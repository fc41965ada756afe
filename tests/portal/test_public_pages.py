"""What anyone may read without signing in, and that nothing there leads nowhere."""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.accounts import UserFactory

PUBLIC = [
    "/",
    "/accessibility/",
    "/privacy/",
    "/house-rules/",
    "/who-sees-what/",
    "/cookies/",
    "/support/",
    "/styleguide/",
]

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
    # The way out marks the browser, which then finds an empty page everywhere.
    answers = {link: Client().get(link).status_code for link in links}
    assert {link: code for link, code in answers.items() if code not in {200, 302}} == {}


@pytest.mark.parametrize("address", [one for one in PUBLIC if one != "/support/"])
def test_a_public_page_costs_strangers_no_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    client.get(address)  # what editors said of the service is kept for all pages from now on
    with django_assert_num_queries(0):
        client.get(address)


def test_the_start_page_says_that_it_is_independent(client: Client) -> None:
    html = client.get("/").content.decode()
    assert "independent and claims no accreditation and no official status" in html
    assert "0300 131 2789" in html


def test_a_public_page_refuses_to_be_written_to(client: Client) -> None:
    assert client.post("/").status_code == 405


def test_the_start_page_leads_someone_who_has_signed_in_home(client: Client) -> None:
    client.force_login(UserFactory())
    html = client.get("/").content.decode()
    assert "Continue to your home page" in html
    assert "Your account" in html


@pytest.mark.parametrize("address", [*PUBLIC, "/no-such-page/", "/accounts/login/"])
def test_every_page_dials_999_and_101_above_everything_else(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    strip, content = html.index('class="app-emergency"'), html.index("<main")
    assert strip < html.index('href="tel:999"') < html.index('href="tel:101"') < content


@pytest.mark.parametrize("address", PUBLIC)
def test_every_page_leads_to_what_the_site_says_about_itself(client: Client, address: str) -> None:
    footer = client.get(address).content.decode().partition("<footer")[2]
    for page in ("/support/", "/accessibility/", "/privacy/", "/who-sees-what/", "/house-rules/"):
        assert f'href="{page}"' in footer


def test_there_is_one_layout_and_no_page_takes_the_strip_out_of_it() -> None:
    """A template that begins a document of its own would leave the numbers out."""
    templates = Path(__file__).resolve().parents[2] / "templates"
    own = [path.name for path in templates.rglob("*.html") if "<!DOCTYPE" in path.read_text()]
    # A copy of somebody's data is a file to keep, and no page; the other two are empty on purpose.
    assert sorted(own) == ["after_leaving.html", "base.html", "copy.html", "left.html"]
    emptied = [path for path in templates.rglob("*.html") if "block emergency" in path.read_text()]
    assert [path.name for path in emptied] == ["base.html"]
