"""The page of the open request: who could listen, what happens next, and how to change it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from organisation.models import Node
from peer_support.models import Bar, Offer, SupportRequest
from peer_support.services.bars import add_bar
from tests.factories.accounts import UserFactory
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import make_supporter, pair
from tests.peer_support.asking.steps import REQUEST, browser, page, send
from tests.support.answers import same_words

pytestmark = pytest.mark.django_db

State = SupportRequest.State


def act(asking: User, what: str, **fields: str) -> str:
    answer = browser(asking).post(f"{REQUEST}{what}/", fields, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def state_now() -> str:
    return SupportRequest.objects.get().state


def test_without_a_request_there_is_only_the_first_page(officer: User) -> None:
    client = browser(officer)
    for what in ("", f"choose/{uuid4()}/", "match/", "relax/"):
        answer = client.post(f"{REQUEST}{what}") if what else client.get(REQUEST)
        assert answer.headers["Location"] == "/peer-support/"


@pytest.mark.parametrize("what", ["choose", "match", "relax", "withdraw"])
def test_an_address_that_only_takes_a_press_shows_the_request_after_a_sign_in(
    officer: User, what: str
) -> None:
    make_supporter()
    send(officer)
    tail = f"{uuid4()}/" if what == "choose" else ""
    answer = browser(officer).get(f"{REQUEST}{what}/{tail}", follow=True)
    assert "Choose somebody to talk with" in answer.content.decode()
    assert state_now() == State.CHOOSING


def test_at_most_five_cards_say_why_they_fit(officer: User) -> None:
    for number in range(7):
        make_supporter(alias=f"Listener {number}")
    html = send(officer, topics=["trauma"])
    assert html.count("app-cards__card") == 5
    assert "Trained in your topic" in html
    assert "None of these people is in your line of management, in your team or on" in html


def test_nobody_of_the_line_the_team_or_the_list_has_a_card(team: Node) -> None:
    manager = person_in(TeamFactory())
    officer, avoided = person_in(team, line_manager=manager), person_in(TeamFactory())
    for person, alias in ((manager, "Above"), (person_in(team), "Beside"), (avoided, "Avoided")):
        make_supporter(person, alias=alias)
    make_supporter(alias="Somebody else")
    add_bar(person=officer, other=avoided, kind=Bar.Kind.EXCLUDED, now=timezone.now())
    html = send(officer)
    assert "Somebody else" in html
    assert not any(alias in html for alias in ("Above", "Beside", "Avoided"))


def test_choosing_somebody_asks_them_and_says_by_when_they_answer(officer: User) -> None:
    chosen = make_supporter(alias="Ines")
    send(officer)
    html = act(officer, f"choose/{chosen.public_id}")
    assert "We have asked Ines" in html
    assert "There is nothing that you need to do" in html
    due = timezone.localtime(Offer.objects.get().due_at)
    assert f"They have until {due:%A} {due.day} {due:%B, %H:%M} to answer." in html
    assert state_now() == State.OFFERED


def test_choosing_twice_is_choosing_once_and_looks_the_same(officer: User) -> None:
    chosen = make_supporter()
    send(officer)
    first = act(officer, f"choose/{chosen.public_id}")
    second = act(officer, f"choose/{chosen.public_id}")
    assert "not available" not in second
    assert first.count("There is nothing that you need to do") == 1
    assert Offer.objects.count() == 1


def test_a_barred_person_and_nobody_at_all_are_both_just_not_available(
    officer: User, team: Node
) -> None:
    barred = make_supporter(person_in(team))
    send(officer)
    client = browser(officer)
    answers = [client.post(f"{REQUEST}choose/{one}/") for one in (barred.public_id, uuid4())]
    assert "This person is not available. Nothing else has changed." in answers[0].content.decode()
    assert same_words(answers[0]) == same_words(answers[1])
    assert state_now() == State.CHOOSING


def test_match_me_asks_the_best_without_a_name_on_the_page(officer: User) -> None:
    make_supporter(alias="Rhodri")
    send(officer)
    html = act(officer, "match")
    assert "We have asked somebody who fits" in html
    assert "Rhodri" not in html
    assert Offer.objects.get().was_chosen is False


def test_match_me_with_nobody_there_waits_and_says_what_comes_next(officer: User) -> None:
    send(officer)
    html = act(officer, "match")
    assert state_now() == State.WAITING
    assert "There are no supporters yet." in html
    since = SupportRequest.objects.get().waiting_since
    assert since is not None
    due = timezone.localtime(since + timedelta(hours=72))
    assert f"If there is nobody by {due:%A} {due.day} {due:%B, %H:%M}" in html


def test_when_nobody_fits_one_wish_can_be_let_go_of(officer: User) -> None:
    make_supporter(gender="man", alias="Tomasz")
    html = send(officer, gender_wish="woman", gender_is_required="on")
    assert "Nobody is free just now" in html
    assert "There would be one person if their gender did not matter." in html
    html = act(officer, "relax", wish="gender")
    assert "Tomasz" in html
    kept = SupportRequest.objects.get()
    assert (kept.gender_wish, kept.gender_is_required, kept.state) == (
        "woman",
        False,
        State.CHOOSING,
    )


def test_who_only_meets_in_person_is_reached_from_near_by_alone(officer: User, team: Node) -> None:
    make_supporter(modes=["in_person"])
    assert "There would be" not in send(officer, mode="remote")
    make_supporter(team=TeamFactory(parent=team.get_parent()), modes=["in_person"], alias="Tomasz")
    html = browser(officer).get(REQUEST).content.decode()
    assert "There would be one person if you could meet in another way." in html
    assert "Tomasz" in act(officer, "relax", wish="mode")
    assert SupportRequest.objects.get().mode == "in_person"


@pytest.mark.parametrize("wish", ["", "in_line", "self", "' OR 1=1"])
def test_no_rule_between_two_people_can_be_let_go_of(officer: User, wish: str) -> None:
    send(officer)
    assert "cannot be changed" in act(officer, "relax", wish=wish)
    assert state_now() == State.CHOOSING


def test_a_line_manager_who_is_a_supporter_is_not_told_of_when_nobody_fits(team: Node) -> None:
    manager = person_in(TeamFactory())
    make_supporter(manager, alias="Above")
    html = send(person_in(team, line_manager=manager))
    assert "No one who meets the wishes is free at the moment." in html
    assert "Above" not in html
    assert "There would be" not in html


@pytest.mark.parametrize("state", ["choosing", "waiting", "offered"])
def test_it_can_be_withdrawn_at_any_time_before_a_pair(officer: User, state: str) -> None:
    if state == "offered":
        make_supporter()
    send(officer)
    if state != "choosing":
        act(officer, "match")
    assert state_now() == state
    html = act(officer, "withdraw")
    assert "Your request is withdrawn" in html
    assert state_now() == State.WITHDRAWN
    assert not Offer.objects.live().exists()
    assert act(officer, "withdraw") == html or "Your request is withdrawn" in html


def test_a_pair_is_not_withdrawn_by_an_old_page(officer: User) -> None:
    pair(officer, make_supporter(alias="Ines"))
    assert "Ines has said yes" in act(officer, "withdraw")
    assert state_now() == State.PAIRED


def test_nobody_else_finds_the_request(officer: User, team: Node) -> None:
    send(officer)
    for person in (person_in(team), UserFactory(superuser=True)):
        client = browser(person)
        assert client.get(REQUEST).headers["Location"] == "/peer-support/"
        assert client.post(f"{REQUEST}match/").headers["Location"] == "/peer-support/"
        assert "Choosing" not in page(person, "/peer-support/")
    assert state_now() == State.CHOOSING


def test_no_address_on_any_page_names_the_request(officer: User) -> None:
    make_supporter()
    pages = [send(officer), act(officer, "match"), page(officer, "/peer-support/")]
    kept, offer = SupportRequest.objects.get(), Offer.objects.get()
    for html in pages:
        assert str(kept.public_id) not in html
        assert str(offer.public_id) not in html
        assert kept.requester_ref not in html


def test_no_message_stays_in_the_session_or_a_cookie(officer: User) -> None:
    make_supporter()
    client = browser(officer)
    client.get("/home/")
    before, cookies = dict(client.session), set(client.cookies)
    client.post("/peer-support/ask/", {"limits_version": "1", "accept": "on", "any_time": "on"})
    client.post(f"{REQUEST}match/")
    client.post(f"{REQUEST}withdraw/")
    assert dict(client.session) == before
    assert set(client.cookies) == {*cookies, "csrftoken"}


def test_the_page_opens_no_more_queries_with_more_supporters(officer: User) -> None:
    make_supporter()
    send(officer)
    client = browser(officer)
    client.get(REQUEST)
    with CaptureQueriesContext(connection) as few:
        client.get(REQUEST)
    for _ in range(4):
        make_supporter()
    with CaptureQueriesContext(connection) as many:
        client.get(REQUEST)
    assert len(many) == len(few)
