"""Where peer support begins: the same page for everybody, with what is one's own on it."""

import pytest
from django.utils import timezone

from accounts.models import User
from organisation.models import Role
from peer_support.services.pairings import end_pairing
from tests.factories.accounts import UserFactory
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import ask_support, make_supporter, offer_to, pair
from tests.peer_support.asking.steps import browser, page

pytestmark = pytest.mark.django_db


def test_it_says_what_it_is_and_leads_to_asking(officer: User) -> None:
    html = page(officer, "/peer-support/")
    assert "a trained colleague who listens" in html
    assert 'href="/peer-support/ask/"' in html
    assert "0300 131 2789" in html


def test_somebody_without_a_post_can_open_it_too() -> None:
    assert "Ask for support" in page(UserFactory(superuser=True), "/peer-support/")


@pytest.mark.parametrize("role", list(Role))
def test_it_is_in_the_navigation_of_everybody(role: Role) -> None:
    html = browser(person_in(TeamFactory(), role)).get("/home/").content.decode()
    assert 'href="/peer-support/"' in html


def test_the_limits_stand_on_a_page_of_their_own_with_their_version(officer: User) -> None:
    html = page(officer, "/peer-support/limits/")
    assert "If somebody is at risk of serious harm, help has to be told." in html
    assert "Version 1, 22 November 2026" in html


@pytest.mark.parametrize("address", ["", "limits/", "ask/", "avoid/", "past/", "my-data/"])
def test_no_page_is_stored_and_each_has_the_way_out_and_the_lines_of_help(
    officer: User, address: str
) -> None:
    answer = browser(officer).get(f"/peer-support/{address}")
    assert "no-store" in answer.headers["Cache-Control"]
    html = answer.content.decode()
    assert "Exit this page" in html
    for number in ("tel:999", "tel:03001312789", "tel:116123", "sms:85258"):
        assert number in html


def test_a_pair_is_one_press_away_and_so_is_one_that_has_just_ended(officer: User) -> None:
    found = pair(officer, make_supporter(alias="Ines"))
    html = page(officer, "/peer-support/")
    assert f'href="/peer-support/talk/{found.public_id}/"' in html
    assert "Ines is there for you." in html
    end_pairing(person=officer, pairing_id=found.public_id, now=timezone.now())
    html = page(officer, "/peer-support/")
    assert "Your conversation with Ines ended on" in html
    assert 'href="/peer-support/ask/"' in html


def test_a_supporter_sees_what_waits_and_nothing_of_who_asked(officer: User) -> None:
    supporter = make_supporter()
    offer_to(supporter, ask_support(officer))
    html = page(supporter.person, "/peer-support/")
    assert "1 request waits for your answer" in html
    assert "Okafor" not in html
    assert "See your request" not in html


@pytest.mark.parametrize(
    ("role", "address"),
    [(Role.PEER_COORDINATOR, "coordination/"), (Role.SAFEGUARDING_LEAD, "safeguarding/")],
)
def test_an_office_is_found_by_those_who_hold_it(role: Role, address: str) -> None:
    main = page(person_in(TeamFactory(), role), "/peer-support/").split("<main", 1)[1]
    assert f'href="/peer-support/{address}"' in main
    others = page(person_in(TeamFactory(), Role.MANAGER), "/peer-support/")
    assert f'href="/peer-support/{address}"' not in others
