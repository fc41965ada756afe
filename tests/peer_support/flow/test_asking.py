"""Asking: what is kept and refused, choosing, being matched, asking for less, withdrawing."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from audit.models import AuditEvent
from notifications.models import Notification
from organisation.models import RassoRole
from peer_support.asked import Asked, asked_in
from peer_support.exceptions import (
    LimitsChangedError,
    NotAvailableError,
    RequestRefusedError,
    TooManyError,
)
from peer_support.limits_of_confidentiality import current_limits
from peer_support.matching import rules
from peer_support.models import Offer, SupportRequest
from peer_support.selectors.people import requester_of
from peer_support.services.requests import (
    change_wish,
    choose_supporter,
    match_me,
    request_support,
    withdraw_request,
)
from peer_support.vocabulary import SLOT_CODES, Gender, Topic
from tests.factories.accounts import UserFactory
from tests.factories.organisation import MembershipFactory, TeamFactory, person_in
from tests.factories.peer_support import (
    NOW,
    accept,
    ask_support,
    make_supporter,
    offer_to,
)
from tests.peer_support.flow.steps import check_places, live_offer, matched, news_of

pytestmark = pytest.mark.django_db
State = SupportRequest.State


def test_a_request_keeps_the_answers_and_whose_it_is_behind_a_pseudonym_only() -> None:
    officer = person_in(TeamFactory())
    topics = (Topic.COURT, Topic.SLEEP)
    ask = Asked(slots=("mon_am",), topics=topics, required_topics=(Topic.COURT,))
    request = request_support(person=officer, ask=ask, limits_version=1, now=NOW)
    kept = SupportRequest.objects.get()
    assert (kept.state, kept.asked_at, kept.limits_version) == (State.CHOOSING, NOW, 1)
    assert set(asked_in(kept).topics) == set(topics)
    assert requester_of(kept) == officer
    row = SupportRequest.objects.values().get()
    assert str(officer.pk) not in (row["requester_ref"], repr(row["requester"]))
    assert request == kept
    assert not AuditEvent.objects.filter(action__startswith="peer_support").exists()
    assert not Notification.objects.exists()


def test_the_limits_are_accepted_in_their_current_version_or_nothing_is_kept() -> None:
    officer = person_in(TeamFactory())
    for version in (None, 0, current_limits().version + 1):
        with pytest.raises(LimitsChangedError):
            request_support(
                person=officer, ask=Asked(slots=SLOT_CODES), limits_version=version, now=NOW
            )
    assert not SupportRequest.objects.exists()


@pytest.mark.parametrize(
    "answers",
    [
        {"slots": ()},
        {"slots": ("mon_night",)},
        {"topics": ("gossip",)},
        {"required_topics": (Topic.COURT,)},
        {"mode": "pigeon"},
        {"language": "xx"},
        {"urgency": "yesterday"},
        {"gender_wish": "x"},
        {"force_wish": "x"},
        {"rank_gap_most": -1},
    ],
)
def test_answers_that_no_form_gives_are_refused(answers: dict[str, Any]) -> None:
    with pytest.raises(RequestRefusedError):
        ask_support(**answers)
    assert not SupportRequest.objects.exists()


def test_one_request_is_open_at_a_time() -> None:
    officer = person_in(TeamFactory())
    ask_support(officer)
    with pytest.raises(RequestRefusedError, match="open request"):
        ask_support(officer)
    assert SupportRequest.objects.count() == 1


def test_a_fourth_request_in_a_day_is_told_when_to_try_again() -> None:
    officer = person_in(TeamFactory())
    for hour in range(3):
        made = ask_support(officer, now=NOW + timedelta(hours=hour))
        assert withdraw_request(person=officer, request_id=made.public_id, now=NOW)
    # Ten o'clock in winter, rounded up so that nobody comes a second too early.
    with pytest.raises(TooManyError, match="Tuesday 10:01"):
        ask_support(officer, now=NOW + timedelta(hours=23, minutes=59))
    assert ask_support(officer, now=NOW + timedelta(days=1)).state == State.CHOOSING


def test_match_me_asks_the_best_at_once_and_tells_that_supporter_alone() -> None:
    plain, trained = make_supporter(topics=[]), make_supporter()
    officer = person_in(TeamFactory())
    request = matched(officer, topics=(Topic.COURT,))
    offer = live_offer()
    assert (offer.supporter, request.state) == (trained, State.OFFERED)
    assert offer.score == sum(v for k, v in offer.fit.items() if k != "version")
    told = [news_of(each) for each in (trained.person, plain.person, officer)]
    assert told == [1, 0, 0]
    match_me(person=officer, request_id=request.public_id, now=NOW)
    assert Offer.objects.count() == 1
    check_places()


def test_a_chosen_supporter_is_asked_and_no_other() -> None:
    officer, chosen = person_in(TeamFactory()), make_supporter(topics=[])
    make_supporter()
    request = ask_support(officer)
    offer = choose_supporter(
        person=officer, request_id=request.public_id, supporter_id=chosen.public_id, now=NOW
    )
    assert (offer.supporter, offer.was_chosen) == (chosen, True)
    with pytest.raises(NotAvailableError):
        choose_supporter(
            person=officer, request_id=request.public_id, supporter_id=chosen.public_id, now=NOW
        )
    assert Offer.objects.count() == 1


def test_a_choice_that_a_rule_forbids_is_only_not_available_whatever_the_rule() -> None:
    team = TeamFactory()
    officer = person_in(team)
    full = make_supporter(capacity=1)
    offer_to(full)
    barred = [
        make_supporter(team=team),
        make_supporter(person_in(TeamFactory(), line_manager=officer)),
        make_supporter(state="paused"),
        full,
    ]
    request = ask_support(officer)
    said = set()
    for supporter_id in [*(each.public_id for each in barred), uuid4()]:
        with pytest.raises(NotAvailableError) as refused:
            choose_supporter(
                person=officer, request_id=request.public_id, supporter_id=supporter_id, now=NOW
            )
        said.add(str(refused.value))
    assert len(said) == 1
    request.refresh_from_db()
    assert request.state == State.CHOOSING
    check_places()


def test_nobody_acts_on_the_request_of_somebody_else() -> None:
    make_supporter()
    request, stranger = ask_support(), person_in(TeamFactory())
    said = set()
    for request_id in (request.public_id, uuid4()):
        with pytest.raises(RequestRefusedError) as refused:
            match_me(person=stranger, request_id=request_id, now=NOW)
        said.add(str(refused.value))
        with pytest.raises(RequestRefusedError):
            withdraw_request(person=stranger, request_id=request_id, now=NOW)
    assert len(said) == 1
    request.refresh_from_db()
    assert request.state == State.CHOOSING


def test_a_request_without_a_shared_time_waits_until_other_times_are_given() -> None:
    make_supporter(slots=["tue_pm"])
    request = matched(slots=("mon_am",))
    assert (request.state, Offer.objects.count()) == (State.WAITING, 0)
    change_wish(
        person=requester_of(request),
        request_id=request.public_id,
        relax=rules.NO_SHARED_SLOT,
        now=NOW,
    )
    assert live_offer().request == request


@pytest.mark.parametrize(
    ("answers", "profile", "relax"),
    [
        (
            {"topics": (Topic.COURT,), "required_topics": (Topic.COURT,)},
            {"topics": []},
            rules.TOPIC_NOT_TRAINED,
        ),
        ({"language": "cy"}, {}, rules.LANGUAGE),
        (
            {"gender_wish": Gender.WOMAN, "gender_is_required": True},
            {"gender": Gender.MAN},
            rules.GENDER,
        ),
        ({"force_wish": "same", "force_is_required": True}, {}, rules.FORCE),
        ({"mode": "in_person"}, {}, rules.REGION),
        ({"mode": "in_person"}, {"modes": ["remote"]}, rules.MODE),
    ],
)
def test_giving_up_the_wish_that_stands_in_the_way_asks_somebody_at_once(
    answers: dict[str, Any], profile: dict[str, Any], relax: str
) -> None:
    make_supporter(**profile)
    request = matched(**answers)
    assert request.state == State.WAITING
    change_wish(person=requester_of(request), request_id=request.public_id, relax=relax, now=NOW)
    request.refresh_from_db()
    assert request.state == State.OFFERED


def test_a_rule_between_people_cannot_be_given_up() -> None:
    request = matched()
    for code in (rules.IN_LINE, rules.EXCLUDED, rules.NO_PLACE, "anything"):
        with pytest.raises(RequestRefusedError):
            change_wish(
                person=requester_of(request), request_id=request.public_id, relax=code, now=NOW
            )


def test_a_request_that_excludes_everyone_waits_and_nothing_is_lost() -> None:
    team = TeamFactory()
    officer = person_in(team)
    make_supporter(team=team)
    hr = UserFactory()
    MembershipFactory(person=hr, rasso_role=RassoRole.HUMAN_RESOURCES)
    make_supporter(hr)
    request = matched(officer)
    assert (request.state, request.waiting_since) == (State.WAITING, NOW)
    late = make_supporter()
    match_me(person=officer, request_id=request.public_id, now=NOW)
    choose_supporter(
        person=officer, request_id=request.public_id, supporter_id=late.public_id, now=NOW
    )
    assert live_offer().supporter == late


def test_withdrawing_takes_an_open_offer_back_and_frees_its_place() -> None:
    supporter, officer = make_supporter(), person_in(TeamFactory())
    request = matched(officer)
    assert withdraw_request(person=officer, request_id=request.public_id, now=NOW)
    request.refresh_from_db()
    supporter.refresh_from_db()
    assert (request.state, request.closed_on) == (State.WITHDRAWN, NOW.date())
    assert (supporter.held, request.failures) == (0, 0)
    assert Offer.objects.get().state == Offer.State.WITHDRAWN
    with pytest.raises(RequestRefusedError):
        withdraw_request(person=officer, request_id=request.public_id, now=NOW)


def test_a_pair_is_ended_and_not_withdrawn() -> None:
    officer = person_in(TeamFactory())
    offer = offer_to(make_supporter(), ask_support(officer))
    accept(offer)
    assert not withdraw_request(person=officer, request_id=offer.request.public_id, now=NOW)
    offer.request.refresh_from_db()
    assert offer.request.state == State.PAIRED
    check_places()


def test_whoever_asks_gets_no_new_offers_as_a_supporter_and_keeps_those_there_are() -> None:
    both = make_supporter()
    first = offer_to(both)
    own = matched(both.person)
    assert own.state == State.WAITING  # never with oneself
    other = matched()
    assert other.state == State.WAITING
    assert accept(first).supporter == both
    assert withdraw_request(person=both.person, request_id=own.public_id, now=NOW)
    both.refresh_from_db()
    assert both.held == 1
