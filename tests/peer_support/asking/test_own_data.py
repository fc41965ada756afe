"""What is kept of the person who asked: theirs to see and take away, nothing of the other side."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from organisation.models import Node
from peer_support.models import Bar, Offer, SupportRequest
from peer_support.services.bars import add_bar
from peer_support.services.offers import decline_offer, say_known, see_name
from peer_support.services.pairings import end_pairing
from tests.factories.organisation import person_in
from tests.factories.peer_support import NOW, ask_support, make_supporter, offer_to, pair
from tests.peer_support.asking.steps import page
from tests.support.signing_in import long_signed_in, signed_in

pytestmark = pytest.mark.django_db

MY_DATA, FILE, PAST = "/peer-support/my-data/", "/peer-support/my-data/file/", "/peer-support/past/"


def document_of(client: Client) -> dict[str, list[dict[str, object]]]:
    answer = client.get(FILE)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-requests.json"'
    found: dict[str, list[dict[str, object]]] = json.loads(answer.content)
    return found


def test_the_file_needs_a_fresh_sign_in(officer: User) -> None:
    answer = long_signed_in(officer).get(FILE)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")


def test_it_holds_the_request_the_dates_and_the_list(officer: User, team: Node) -> None:
    other = person_in(team, first_name="Bram", last_name="Hove")
    add_bar(person=officer, other=other, kind=Bar.Kind.RELATION, now=NOW)
    pair(officer, make_supporter(alias="Ines"))
    kept = document_of(signed_in(officer))
    assert kept["people_to_avoid"] == [{"name": "Bram Hove", "why": "Family, friend or partner"}]
    (request,) = kept["requests"]
    assert request["asked_on"] == "2026-11-23"
    assert request["version_of_the_limits_accepted"] == 1
    assert request["people_asked"] == [{"asked_on": "2026-11-23", "came_to": "Yes"}]
    assert request["pairs"] == [{"started_on": "2026-11-23", "ended_on": None}]


def test_how_somebody_said_no_is_not_in_it(officer: User) -> None:
    asked = ask_support(officer)
    first = offer_to(make_supporter(alias="Secret"), asked)
    decline_offer(person=first.supporter.person, offer_id=first.public_id, now=NOW)
    second = make_supporter(alias="Hidden")
    live = Offer.objects.live().filter(request=asked).first() or offer_to(second, asked)
    see_name(person=live.supporter.person, offer_id=live.public_id, now=NOW)
    say_known(person=live.supporter.person, offer_id=live.public_id, now=NOW)
    for text in (json.dumps(document_of(signed_in(officer))), page(officer, MY_DATA)):
        assert text.count("Not this time") == 2
        for words in ("Secret", "Hidden", "know", "Declined", str(live.supporter.public_id)):
            assert words not in text


def test_nothing_of_anybody_else_is_in_it(officer: User, team: Node) -> None:
    pair(person_in(team), make_supporter(alias="Ines"))
    assert document_of(signed_in(officer)) == {"requests": [], "people_to_avoid": []}
    assert "You have not asked" in page(officer, MY_DATA)


def test_a_supporter_finds_nothing_there_of_those_who_ask_them(officer: User) -> None:
    supporter = make_supporter()
    pair(officer, supporter)
    assert document_of(signed_in(supporter.person))["requests"] == []
    assert "There is nothing here" in page(supporter.person, PAST)


def test_past_requests_show_when_they_began_and_ended(officer: User) -> None:
    found = pair(officer, make_supporter(alias="Ines"))
    assert "There is nothing here" in page(officer, PAST)
    end_pairing(person=officer, pairing_id=found.public_id, now=NOW)
    html = page(officer, PAST)
    assert "Asked on 23 November 2026" in html
    assert "From 23 November 2026 to 23 November 2026" in html
    assert str(SupportRequest.objects.get().public_id) not in html


@pytest.mark.parametrize("address", [PAST, MY_DATA])
def test_the_pages_open_no_more_queries_with_more_requests(officer: User, address: str) -> None:
    client = long_signed_in(officer)
    _end_a_pair(officer, day=1)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(2, 5):
        _end_a_pair(officer, day=number)
    with CaptureQueriesContext(connection) as many:
        html = client.get(address).content.decode()
    assert html.count("Asked on") == 4
    assert len(many) == len(few)


def _end_a_pair(officer: User, day: int) -> None:
    then = NOW + timedelta(days=day - 9)
    found = pair(officer, make_supporter(), now=then)
    end_pairing(person=officer, pairing_id=found.public_id, now=then)
