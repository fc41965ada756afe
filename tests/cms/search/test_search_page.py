"""Search finds what answers the words, and only what the reader may read."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests.cms.conftest import SignIn
from tests.factories.cms import GuidancePageFactory

pytestmark = pytest.mark.django_db


def _found(html: str, *titles: str) -> set[str]:
    return {title for title in titles if title in html}


def test_search_looks_in_titles_summaries_and_bodies(officer: User, sign_in: SignIn) -> None:
    GuidancePageFactory(title="Timelines first")
    GuidancePageFactory(title="Second page", summary="All about timelines.")
    GuidancePageFactory(
        title="Third page", body=[{"type": "warning", "value": {"text": "Draw a timeline."}}]
    )
    GuidancePageFactory(title="Fourth page")
    html = sign_in(officer).get("/search/", {"q": "timelines"}).content.decode()
    found = _found(html, "Timelines first", "Second page", "Third page", "Fourth page")
    assert found == {"Timelines first", "Second page", "Third page"}
    assert "3 pages found" in html


def test_search_keeps_sensitive_and_unshared_pages_from_those_who_may_not_read_them(
    officer: User, analyst: User, cps_partner: User, sign_in: SignIn
) -> None:
    GuidancePageFactory(title="Lawful tactics", sensitive=True)
    GuidancePageFactory(title="Lawful advice", for_cps=True)
    GuidancePageFactory(title="Lawful draft", live=False)
    titles = ("Lawful tactics", "Lawful advice", "Lawful draft")
    seen = {
        person: _found(sign_in(person).get("/search/?q=lawful").content.decode(), *titles)
        for person in (officer, analyst, cps_partner)
    }
    assert seen[officer] == {"Lawful advice"}
    assert seen[analyst] == {"Lawful advice", "Lawful tactics"}
    assert seen[cps_partner] == {"Lawful advice"}


def test_search_says_what_to_do_when_nothing_is_found(officer: User, sign_in: SignIn) -> None:
    html = sign_in(officer).get("/search/?q=zebra").content.decode()
    assert "Nothing was found" in html
    assert "/guidance/" in html


def test_search_takes_whatever_people_type(officer: User, sign_in: SignIn) -> None:
    client = sign_in(officer)
    for typed in ("", "   ", "' OR 1=1 --", "a & | ! ( : *", "\x00", "x" * 500, "%s", "<script>"):
        answer = client.get("/search/", {"q": typed})
        assert answer.status_code == 200, typed
        assert "<script>" not in answer.content.decode().split("<main", 1)[1]


def test_the_queries_of_search_and_of_a_list_do_not_grow_with_the_pages(
    officer: User, sign_in: SignIn
) -> None:
    client = sign_in(officer)

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    GuidancePageFactory.create_batch(21, summary="Steady words")
    for address in ("/search/?q=steady", "/guidance/"):
        count(address)  # fills what Django keeps of the site's own address and of types of page
    few = count("/search/?q=steady"), count("/guidance/")
    GuidancePageFactory.create_batch(25, summary="Steady words")
    assert count("/search/?q=steady") == few[0] + 1  # reads the pages that are new to it
    assert (count("/search/?q=steady"), count("/guidance/")) == few
    assert max(few) <= 16, few


def test_search_needs_signing_in(client: Client) -> None:
    assert client.get("/search/?q=x").status_code == 302
