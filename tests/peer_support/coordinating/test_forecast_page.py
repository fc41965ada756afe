"""The forecast of a coordinator: their region by topic, each region as a whole, nothing small."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from organisation.models import Node
from peer_support.models import Offer, Pairing, SupportRequest
from peer_support.refs import requester_ref_of
from peer_support.selectors.forecast import capacity_forecast, pairing_weeks
from peer_support.vocabulary import Topic
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import NOW, make_supporter
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)
# NOW is a Monday: its week has just begun.
LAST_WEEK = NOW - timedelta(days=4)


def asked(team: Node, at: datetime, *topics: Topic) -> SupportRequest:
    person = person_in(team)
    return SupportRequest.objects.create(
        requester_ref=requester_ref_of(person),
        requester=str(person.pk),
        state=SupportRequest.State.ENDED,
        topics=list(topics),
        limits_version=1,
        asked_at=at,
    )


def weekly(team: Node, *topics: Topic, weeks: int = 12, last: datetime = LAST_WEEK) -> None:
    for number in range(weeks):
        asked(team, last - number * WEEK, *topics)


def test_topics_of_the_own_region_are_foretold_from_ten_requests_on(
    team: Node, force: Node
) -> None:
    make_supporter(team=team, topics=[Topic.SLEEP], capacity=4)
    weekly(team, Topic.SLEEP)
    for number in range(9):
        asked(team, LAST_WEEK - number * WEEK, Topic.COURT)
    found = capacity_forecast(force, NOW)
    (sleep,) = found.topics
    assert (sleep.label, sleep.forecast.places) == (str(Topic.SLEEP.label), 4)
    assert sleep.forecast.arrivals is not None
    # The first of the twelve came in the middle of a week, which is not whole: eleven in eleven.
    assert sleep.forecast.arrivals.expected == 8
    assert str(Topic.COURT.label) in [row.label for row in found.topics_withheld]


def test_other_regions_show_no_topic_of_theirs(team: Node, force: Node) -> None:
    elsewhere = TeamFactory()
    weekly(elsewhere, Topic.SLEEP)
    found = capacity_forecast(force, NOW)
    assert found.topics == ()
    assert [row.label for row in found.regions] == [
        elsewhere.get_ancestors().get(kind="region").name
    ]
    assert found.region in [row.label for row in found.regions_withheld]
    assert found.chart is None


def test_the_week_that_runs_and_those_long_ago_do_not_count(team: Node, force: Node) -> None:
    weekly(team, Topic.SLEEP, weeks=9)
    asked(team, NOW, Topic.SLEEP)
    asked(team, NOW - 14 * WEEK, Topic.SLEEP)
    found = capacity_forecast(force, NOW)
    assert found.weeks == 12
    assert found.topics == ()


def test_without_any_request_there_is_nothing_to_foretell(force: Node) -> None:
    found = capacity_forecast(force, NOW)
    assert (found.weeks, found.topics, found.regions, found.chart) == (0, (), (), None)


def test_places_of_those_who_paused_do_not_count(team: Node, force: Node) -> None:
    weekly(team, Topic.SLEEP)
    make_supporter(team=team, state="paused")
    assert capacity_forecast(force, NOW).whole.places == 0


def test_the_length_of_a_pairing_is_the_mean_of_ten_or_the_longest(team: Node) -> None:
    assert pairing_weeks(NOW) == 12
    for number in range(10):
        request = asked(team, NOW - 10 * WEEK)
        supporter = make_supporter()
        offer = Offer.objects.create(
            request=request,
            supporter=supporter,
            state=Offer.State.ACCEPTED,
            fit={},
            score=1,
            made_at=request.asked_at,
            due_at=request.asked_at,
        )
        Pairing.objects.create(
            request=request,
            supporter=supporter,
            offer=offer,
            state=Pairing.State.ENDED,
            started_at=request.asked_at,
            ended_at=request.asked_at + (2 if number % 2 else 4) * WEEK,
            closes_at=NOW,
            last_word_at=NOW,
        )
    assert pairing_weeks(NOW) == 3


def test_the_page_withholds_in_words(coordinator: User, team: Node) -> None:
    weekly(team, Topic.SLEEP, last=timezone.now() - timedelta(days=8))
    page = signed_in(coordinator).get("/peer-support/coordination/forecast/").content.decode()
    assert "Withheld, because fewer than 10 requests came:" in page
    table, withheld = page.split("Withheld, because fewer than 10 requests came:", maxsplit=1)
    assert str(Topic.SLEEP.label) in table
    assert str(Topic.MENOPAUSE.label) not in table
    assert str(Topic.MENOPAUSE.label) in withheld
