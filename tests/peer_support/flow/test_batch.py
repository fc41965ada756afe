"""The batch: everybody who waits is placed together, and what is placed already stays."""

import json
from dataclasses import asdict
from datetime import timedelta

import pytest

from organisation.models import Membership
from peer_support.models import Offer, Supporter, SupportRequest
from peer_support.selectors.people import requester_of
from peer_support.services.batch import match_backlog, preview_batch
from peer_support.vocabulary import Topic
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import NOW, accept, make_supporter, offer_to
from tests.peer_support.flow.steps import check_places, live_offer, matched

pytestmark = pytest.mark.django_db
State = SupportRequest.State


def offered() -> dict[int, int]:
    """Return whom each request is offered to."""
    return dict(Offer.objects.live().values_list("request", "supporter"))


def test_nobody_is_left_out_who_can_be_placed() -> None:
    # Whoever comes first could take the one supporter who would do for the other.
    easy = matched(topics=(Topic.COURT,))
    hard = matched(topics=(Topic.COURT,), required_topics=(Topic.COURT,))
    trained, other = make_supporter(), make_supporter(topics=[])
    assert match_backlog(now=NOW) == 2
    assert offered() == {easy.pk: other.pk, hard.pk: trained.pk}
    assert match_backlog(now=NOW) == 0
    check_places()


def test_the_urgent_come_first_then_those_who_waited_past_the_target() -> None:
    late = matched(now=NOW - timedelta(hours=73))
    calm, urgent = matched(), matched(urgency="urgent")
    make_supporter()
    assert match_backlog(now=NOW) == 1
    assert live_offer().request == urgent
    make_supporter()
    match_backlog(now=NOW)
    assert set(offered()) == {urgent.pk, late.pk}
    make_supporter()
    match_backlog(now=NOW)
    assert set(offered()) == {urgent.pk, late.pk, calm.pk}


def test_what_is_offered_and_paired_stays_as_it_is() -> None:
    paired = accept(offer_to(make_supporter(capacity=1)))
    live = offer_to(make_supporter(capacity=1))
    waiting = matched()
    assert match_backlog(now=NOW) == 0
    waiting.refresh_from_db()
    assert waiting.state == State.WAITING
    free = make_supporter()
    assert match_backlog(now=NOW) == 1
    assert offered() == {live.request_id: live.supporter_id, waiting.pk: free.pk}
    paired.refresh_from_db()
    assert paired.state == "active"


def test_one_batch_brings_nobody_two_new_people() -> None:
    first, second = matched(), matched()
    supporter = make_supporter(capacity=5)
    assert match_backlog(now=NOW) == 1
    assert match_backlog(now=NOW) == 0
    supporter.refresh_from_db()
    assert supporter.held == 1
    assert {each.state for each in SupportRequest.objects.all()} == {State.WAITING, State.OFFERED}
    assert {first.pk, second.pk} > set(offered())


def test_a_preview_shows_what_would_be_offered_and_writes_nothing() -> None:
    calm = matched(topics=(Topic.SLEEP, Topic.COURT))
    matched(urgency="urgent")
    supporters = [make_supporter(lived=[Topic.SLEEP], lived_counts=True) for _number in range(2)]
    before = list(Supporter.objects.values()), list(SupportRequest.objects.values("state"))
    planned = preview_batch(now=NOW)
    assert [(each.tier, each.topics) for each in planned] == [
        (0, ()),
        (2, (Topic.COURT, Topic.SLEEP)),
    ]
    assert {each.alias for each in planned} == {each.alias for each in supporters}
    # Role, gender, force and rank, with or without the topics; never what was lived through.
    assert {each.points for each in planned} == {750}
    after = list(Supporter.objects.values()), list(SupportRequest.objects.values("state"))
    assert str(before) == str(after)
    assert not Offer.objects.exists()
    assert match_backlog(now=NOW) == 2
    assert preview_batch(now=NOW) == ()
    assert calm.offers.count() == 1


def test_a_preview_names_nobody_who_asked() -> None:
    officer = person_in(TeamFactory(), first_name="Quentin", last_name="Zzyzx")
    request = matched(officer)
    make_supporter()
    told = json.dumps([asdict(each) for each in preview_batch(now=NOW)], default=str)
    post = Membership.objects.get(person=requester_of(request))
    for secret in (officer.first_name, officer.last_name, officer.email, request.public_id):
        assert str(secret) not in told
    assert post.force.name not in told


def test_an_empty_backlog_is_no_trouble() -> None:
    make_supporter()
    assert (match_backlog(now=NOW), preview_batch(now=NOW)) == (0, ())
