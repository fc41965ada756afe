"""An offer as the supporter meets it: no name but under one button, and answers that hold once."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from peer_support.limits_of_confidentiality import current_limits
from peer_support.models import Bar, Offer, Pairing, Supporter
from peer_support.services.requests import withdraw_request
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import ask_support, make_supporter, offer_to
from tests.support.answers import same_words
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db

AGREED = {"accept": "on", "limits_version": str(current_limits().version)}


@pytest.fixture
def requester(db: None) -> User:
    return person_in(TeamFactory(), first_name="Quentin", last_name="Zouche")


@pytest.fixture
def offer(officer: User, requester: User) -> Offer:
    now = timezone.now()
    asked = ask_support(requester, topics=("sleep",), urgency="urgent", now=now)
    return offer_to(make_supporter(officer), asked, now=now)


@pytest.fixture
def client(officer: User) -> Client:
    return signed_in(officer)


def address(offer: Offer, step: str = "") -> str:
    return f"/peer-support/supporting/offer/{offer.public_id}/{step}"


def words(answer: object) -> str:
    content: bytes = answer.content  # type: ignore[attr-defined] # the test client's answer
    return content.decode()


def test_an_offer_shows_topic_mode_urgency_and_time_and_no_name(
    client: Client, offer: Offer
) -> None:
    said = words(client.get(address(offer)))

    for shown in ("Sleep and tiredness", "As soon as possible", "Remotely", "Answer by"):
        assert shown in said
    assert "Quentin" not in said
    assert "Zouche" not in said


def test_the_name_stands_under_check_for_a_conflict_alone_and_each_look_is_recorded(
    client: Client, offer: Offer, officer: User, requester: User
) -> None:
    said = words(client.post(address(offer, "check/")))

    assert "Quentin Zouche" in said
    event = AuditEvent.objects.get(action="peer_support.name_seen")
    assert event.actor == str(officer.public_id)
    assert event.target == f"peer_support.offer:{offer.public_id}"
    assert str(requester.public_id) not in f"{event.details}"
    assert client.get(address(offer, "check/")).status_code == 405
    assert "Zouche" not in words(client.get(address(offer)))


def test_accepting_needs_the_limits_read_and_leads_to_the_conversation(
    client: Client, offer: Offer
) -> None:
    assert "What cannot stay between you" in words(client.get(address(offer, "accept/")))
    refused = client.post(address(offer, "accept/"), {"limits_version": AGREED["limits_version"]})
    assert "Tick to say that you have read" in words(refused)
    assert not Pairing.objects.exists()

    answer = client.post(address(offer, "accept/"), AGREED)

    pairing = Pairing.objects.get()
    assert answer["Location"] == f"/peer-support/talk/{pairing.public_id}/"
    offer.refresh_from_db()
    assert offer.limits_version == current_limits().version


def test_accepting_twice_is_one_acceptance_and_the_same_page(client: Client, offer: Offer) -> None:
    first = client.post(address(offer, "accept/"), AGREED)
    second = client.post(address(offer, "accept/"), AGREED)

    assert first["Location"] == second["Location"] == client.get(address(offer))["Location"]
    assert Pairing.objects.count() == 1
    assert Supporter.objects.get(pk=offer.supporter_id).held == 1


def test_limits_that_have_changed_are_shown_again(client: Client, offer: Offer) -> None:
    answer = client.post(address(offer, "accept/"), AGREED | {"limits_version": "0"})

    assert answer.status_code == 200
    assert "have changed since you opened them" in words(answer)
    assert not Pairing.objects.exists()


def test_no_answer_leaves_anything_in_the_session_or_in_a_cookie(
    client: Client, offer: Offer
) -> None:
    client.get("/peer-support/supporting/")
    before = set(client.session.keys()), set(client.cookies)
    client.get(address(offer))
    client.post(address(offer, "check/"))
    client.post(address(offer, "accept/"), AGREED)

    assert (set(client.session.keys()), set(client.cookies)) == before


def test_not_now_asks_somebody_else_and_nobody_why(client: Client, offer: Offer) -> None:
    next_best = make_supporter()

    said = words(client.post(address(offer, "decline/")))

    assert "We look for somebody else now" in said
    offer.refresh_from_db()
    assert offer.state == Offer.State.DECLINED
    assert offer.request.offers.live().get().supporter == next_best


def test_i_know_this_person_comes_after_the_look_and_bars_the_two(
    client: Client, offer: Offer
) -> None:
    assert "Check for a conflict first" in words(client.post(address(offer, "known/")))
    assert not Bar.objects.exists()

    client.post(address(offer, "check/"))
    said = words(client.post(address(offer, "known/")))

    assert "The two of you are not put together" in said
    assert Bar.objects.get().kind == Bar.Kind.KNOWN


@pytest.mark.parametrize("step", ["check/", "accept/", "decline/", "known/"])
def test_an_offer_that_is_gone_says_so_calmly(
    client: Client, offer: Offer, requester: User, step: str
) -> None:
    request = offer.request
    withdraw_request(person=requester, request_id=request.public_id, now=timezone.now())

    answer = client.post(address(offer, step), AGREED)

    assert answer.status_code == 200
    said = words(answer)
    assert "no longer open" in said or step == "known/"
    assert "Zouche" not in said
    assert "no longer open" in words(client.get(address(offer)))
    offer.refresh_from_db()
    assert offer.state == Offer.State.WITHDRAWN
    assert not Pairing.objects.exists()


def test_a_rule_that_came_between_the_two_is_never_named(
    client: Client, offer: Offer, officer: User, requester: User
) -> None:
    requester.memberships.update(line_manager=officer)

    answer = client.post(address(offer, "accept/"), AGREED)

    assert answer.status_code == 200
    assert "not available" in words(answer)
    assert "manage" not in words(answer).split("<main")[1].split("</main")[0]
    assert not Pairing.objects.exists()


@pytest.mark.parametrize(
    ("step", "by_get", "by_post"),
    [
        ("", 404, 405),
        ("check/", 405, 404),
        ("accept/", 404, 404),
        ("decline/", 405, 404),
        ("known/", 405, 404),
    ],
)
def test_anybody_elses_offer_is_one_that_does_not_exist(
    offer: Offer, step: str, by_get: int, by_post: int
) -> None:
    other = signed_in(make_supporter().person)
    missing = address(offer, step).replace(str(offer.public_id), str(uuid4()))

    for send, status in ((other.get, by_get), (other.post, by_post)):
        foreign, none = send(address(offer, step)), send(missing)
        assert (foreign.status_code, none.status_code) == (status, status)
        assert same_words(foreign) == same_words(none)
    offer.refresh_from_db()
    assert (offer.state, offer.name_seen_at) == (Offer.State.LIVE, None)
