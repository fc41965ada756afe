"""The list of people to avoid: one's own, told to nobody, and no way to look people up."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from organisation.models import Node
from peer_support.models import Bar
from peer_support.services.bar_rows import keep_bar
from peer_support.services.bars import add_bar
from tests.factories.organisation import TeamFactory, person_in
from tests.peer_support.asking.steps import AVOID, browser, page
from tests.support.answers import same_words

pytestmark = pytest.mark.django_db


def post(asking: User, /, **fields: str) -> str:
    answer = browser(asking).post(AVOID, fields, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def named(person: User, other: User) -> Bar:
    return add_bar(person=person, other=other, kind=Bar.Kind.EXCLUDED, now=timezone.now())


def test_somebody_of_any_force_is_named_by_email(officer: User) -> None:
    other = person_in(TeamFactory(), first_name="Bram", last_name="Elsewhere")
    html = post(officer, step="email", email=other.email, kind="relation")
    assert "Bram Elsewhere" in html
    assert "Family, friend or partner" in html
    kept = Bar.objects.get()
    assert (kept.kind, kept.other) == ("relation", str(other.pk))


def test_somebody_of_the_own_force_is_found_by_name_and_chosen(officer: User, team: Node) -> None:
    other = person_in(team, first_name="Bram", last_name="Van Hove")
    html = post(officer, step="find", name="hove br")
    assert str(other.public_id) in html
    assert not Bar.objects.exists()
    html = post(
        officer, step="chosen", name="hove br", person=str(other.public_id), kind="investigation"
    )
    assert "Take off the list" in html
    assert Bar.objects.get().kind == Bar.Kind.INVESTIGATION


def test_a_name_of_another_force_looks_like_a_name_that_nobody_has(officer: User) -> None:
    person_in(TeamFactory(), first_name="Zdenka", last_name="Elsewhere")
    elsewhere = browser(officer).post(AVOID, {"step": "find", "name": "Zdenka"})
    nobody = browser(officer).post(AVOID, {"step": "find", "name": "Zdenkb"})
    assert "We found nobody of this name in your force" in elsewhere.content.decode()
    assert same_words(elsewhere).replace("Zdenka", "?") == same_words(nobody).replace("Zdenkb", "?")


def test_somebody_of_another_force_cannot_be_chosen_by_id(officer: User, team: Node) -> None:
    person_in(team, first_name="Bram")
    foreign = person_in(TeamFactory())
    html = post(officer, step="chosen", name="Bram", person=str(foreign.public_id), kind="excluded")
    assert "Choose one of the people" in html
    assert not Bar.objects.exists()


def test_at_most_ten_are_shown(officer: User, team: Node) -> None:
    for number in range(12):
        person_in(team, first_name="Bram", last_name=f"Hove{number}")
    html = post(officer, step="find", name="Bram")
    assert html.count('name="person"') == 10
    assert "There are more people of this name" in html


@pytest.mark.parametrize("name", ["", "B", "x" * 200, "  "])
def test_a_name_that_is_too_short_or_too_long_is_refused(officer: User, name: str) -> None:
    assert "There is a problem" in post(officer, step="find", name=name)


def test_oneself_cannot_be_found_or_named(officer: User) -> None:
    assert "We found nobody" in post(officer, step="find", name="Hannah")
    assert "This is you" in post(officer, step="email", email=officer.email, kind="excluded")
    html = post(
        officer, step="chosen", name="Hannah", person=str(officer.public_id), kind="excluded"
    )
    assert "There is a problem" in html or "We found nobody" in html
    assert not Bar.objects.exists()


def test_an_address_without_a_person_is_said_so_that_a_slip_is_noticed(officer: User) -> None:
    html = post(officer, step="email", email="nobody@nowhere.example", kind="excluded")
    assert "We cannot name anybody by this address" in html
    assert not Bar.objects.exists()


def test_twice_the_same_person_is_once(officer: User, team: Node) -> None:
    other = person_in(team)
    for _ in range(2):
        post(officer, step="email", email=other.email, kind="excluded")
    assert Bar.objects.count() == 1


def test_a_line_can_be_taken_off(officer: User, team: Node) -> None:
    kept = named(officer, person_in(team))
    browser(officer).post(f"{AVOID}{kept.public_id}/remove/")
    assert "Nobody is on it" in page(officer, AVOID)
    assert not Bar.objects.exists()


@pytest.mark.parametrize("kind", [Bar.Kind.KNOWN, Bar.Kind.PAST_PAIR])
def test_who_stood_behind_an_alias_is_not_told_by_the_list(
    officer: User, team: Node, kind: Bar.Kind
) -> None:
    kept = keep_bar(owner=officer, other=person_in(team, first_name="Secret"), kind=kind)
    assert "Secret" not in page(officer, AVOID)
    assert browser(officer).post(f"{AVOID}{kept.public_id}/remove/").status_code == 404
    assert Bar.objects.count() == 1


def test_nobody_else_can_see_or_take_off_a_line(officer: User, team: Node) -> None:
    other = person_in(team, first_name="Bram")
    kept = named(officer, other)
    for person in (other, person_in(team)):
        assert "Nobody is on it" in page(person, AVOID)
        assert browser(person).post(f"{AVOID}{kept.public_id}/remove/").status_code == 404
    assert Bar.objects.count() == 1


def test_the_list_opens_no_more_queries_with_more_people(officer: User, team: Node) -> None:
    client = browser(officer)
    named(officer, person_in(team))
    client.get(AVOID)
    with CaptureQueriesContext(connection) as few:
        client.get(AVOID)
    for _ in range(4):
        named(officer, person_in(team))
    with CaptureQueriesContext(connection) as many:
        client.get(AVOID)
    assert len(many) == len(few)
