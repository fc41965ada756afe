"""The coordinator's first page: load, overdue dates, and who waits without anybody's name."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from organisation.models import Node, RassoRole, Role
from peer_support.models import Offer, SupportRequest
from peer_support.selectors.coordination import (
    load_of,
    overdue_of,
    planned_for,
    unplaced_of,
    waited_words,
    without_rank,
)
from peer_support.services.requests import match_me
from peer_support.vocabulary import Topic
from tests.factories.accounts import UserFactory
from tests.factories.organisation import LONG_AGO, TeamFactory, person_in
from tests.factories.peer_support import NOW, TODAY, ask_support, make_supporter, pair
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "/peer-support/coordination/"


def wait(person: User, **answers: Any) -> SupportRequest:  # any field of Asked
    """Ask, and wait because nobody can be asked."""
    request = ask_support(person, **answers)
    match_me(person=person, request_id=request.public_id, now=NOW)
    request.refresh_from_db()
    assert request.state == SupportRequest.State.WAITING
    return request


def page_of(coordinator: User, address: str = ADDRESS) -> str:
    answer = signed_in(coordinator).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_load_counts_the_places_of_the_own_force(team: Node, force: Node) -> None:
    busy = make_supporter(team=team, capacity=2, topics=[Topic.SLEEP])
    make_supporter(team=team, capacity=3, topics=[Topic.SLEEP, Topic.COURT])
    make_supporter(capacity=5)
    pair(None, busy)
    whole, by_topic = load_of(force.pk, TODAY)
    assert (whole.supporters, whole.places, whole.taken, whole.free) == (2, 5, 1, 4)
    rows = {row.label: (row.supporters, row.places, row.free) for row in by_topic}
    assert rows[str(Topic.SLEEP.label)] == (2, 5, 4)
    assert rows[str(Topic.COURT.label)] == (1, 3, 3)
    assert rows[str(Topic.FAMILY.label)] == (0, 0, 0)


def test_a_paused_supporter_has_no_places(team: Node, force: Node) -> None:
    make_supporter(team=team, state="paused")
    assert load_of(force.pk, TODAY)[0].places == 0


def test_overdue_dates_are_listed_and_say_from_when_on_they_stop_offers(
    team: Node, force: Node
) -> None:
    make_supporter(
        team=team,
        training_due_on=TODAY - timedelta(days=31),
        supervision_due_on=TODAY - timedelta(days=1),
    )
    make_supporter(team=team, training_due_on=TODAY)
    make_supporter(training_due_on=date(2020, 1, 1))
    found = [(str(one.kind), one.stops) for one in overdue_of(force.pk, TODAY)]
    assert found == [("Training", True), ("Supervision", False)]


def test_a_waiting_request_is_told_by_topic_and_by_what_blocks_it(team: Node, force: Node) -> None:
    make_supporter(topics=[Topic.COURT])
    wait(person_in(team), topics=[Topic.ALCOHOL], required_topics=[Topic.ALCOHOL])
    ((row,), _page) = unplaced_of(force, NOW)
    assert row.topics == str(Topic.ALCOHOL.label)
    assert row.why is not None
    assert row.why.reason == f"No one is trained in {Topic.ALCOHOL.label}."
    assert row.why.total == 1


def test_where_all_who_are_trained_are_taken_the_reason_says_so(team: Node, force: Node) -> None:
    make_supporter(topics=[Topic.ALCOHOL], state="paused")
    make_supporter(topics=[Topic.ALCOHOL], training_due_on=date(2020, 1, 1))
    make_supporter(topics=[Topic.COURT])
    wait(person_in(team), topics=[Topic.ALCOHOL], required_topics=[Topic.ALCOHOL])
    ((row,), _page) = unplaced_of(force, NOW)
    assert row.why is not None
    assert row.why.reason == f"No one trained in {Topic.ALCOHOL.label} is free."


def test_requests_of_other_forces_are_not_there(force: Node) -> None:
    wait(person_in(TeamFactory()))
    assert unplaced_of(force, NOW)[0] == []


def test_how_long_somebody_waits_has_three_bands() -> None:
    found = [str(waited_words(NOW - timedelta(days=days), NOW)) for days in (0, 1, 3, 4, 40)]
    assert found == [
        "Since today",
        "1 to 3 days",
        "1 to 3 days",
        "Longer than 3 days",
        "Longer than 3 days",
    ]


def test_a_wish_about_rank_is_folded_away_before_anything_is_counted() -> None:
    folded = without_rank(
        {
            frozenset({"rank_gap"}): 2,
            frozenset({"not_available"}): 1,
            frozenset({"language", "rank_gap"}): 4,
            frozenset(): 5,
        }
    )
    assert folded == {
        frozenset({"not_available"}): 3,
        frozenset({"language", "not_available"}): 4,
        frozenset(): 5,
    }


def test_the_page_names_nobody_who_asked(coordinator: User, team: Node) -> None:
    person = person_in(team, first_name="Rhona", last_name="Quill")
    person.memberships.update(rasso_role=RassoRole.SIO)
    request = wait(person, topics=[Topic.ALCOHOL])
    page = page_of(coordinator)
    assert str(Topic.ALCOHOL.label) in page
    for hidden in (
        "Rhona",
        "Quill",
        person.email,
        str(person.public_id),
        str(request.public_id),
        request.requester_ref,
        str(RassoRole.SIO.label),
        "Detective Constable",
    ):
        assert hidden not in page


def test_two_visits_cannot_tell_two_requests_alike_apart(coordinator: User, team: Node) -> None:
    first, second = person_in(team), person_in(team)
    wait(first, topics=[Topic.SLEEP])
    alone = page_of(coordinator)
    SupportRequest.objects.all().delete()
    wait(second, topics=[Topic.SLEEP])
    cards = [
        page.split('id="waiting-heading"')[1].split("</section>")[0]
        for page in (alone, page_of(coordinator))
    ]
    assert cards[0] == cards[1]


@pytest.mark.parametrize(
    "role", [role for role in Role if role != Role.PEER_COORDINATOR], ids=lambda role: role.value
)
def test_nobody_but_a_coordinator_gets_in(team: Node, role: Role) -> None:
    client = Client()
    client.force_login(person_in(team, role))
    for part in ("", "preview/", "forecast/", "statistics/", "statistics.csv"):
        assert client.get(ADDRESS + part).status_code == 403


def test_a_superuser_does_not_get_in(db: None) -> None:
    client = Client()
    client.force_login(UserFactory(superuser=True))
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS + "preview/").status_code == 403


def test_the_preview_shows_points_and_writes_nothing(team: Node, force: Node) -> None:
    supporter = make_supporter(
        team=team, alias="Sam", topics=[Topic.SLEEP], lived=[Topic.SLEEP], lived_counts=True
    )
    make_supporter(alias="Elsewhere", topics=[Topic.COURT])
    for topic in (Topic.SLEEP, Topic.COURT):
        request = ask_support(topics=[topic], required_topics=[topic])
        SupportRequest.objects.filter(pk=request.pk).update(state="waiting", waiting_since=NOW)
    (planned,) = planned_for(force.pk, NOW)
    assert (planned.alias, planned.topics) == ("Sam", str(Topic.SLEEP.label))
    assert sum(factor.points for factor in planned.factors) == planned.points
    assert "lived" not in " ".join(factor.label.lower() for factor in planned.factors)
    supporter.refresh_from_db()
    assert (supporter.held, Offer.objects.count()) == (0, 0)


def test_the_button_runs_the_matching_for_all_forces(coordinator: User) -> None:
    make_supporter()
    request = ask_support()
    SupportRequest.objects.filter(pk=request.pk).update(
        state="waiting", waiting_since=timezone.now()
    )
    answer = signed_in(coordinator).post(ADDRESS + "preview/", follow=True)
    assert "The matching has run" in answer.content.decode()
    assert Offer.objects.count() == 1


def test_the_number_of_queries_does_not_grow_with_supporters(coordinator: User, team: Node) -> None:
    client = Client()
    client.force_login(coordinator)
    make_supporter(team=team, training_due_on=LONG_AGO)
    _queries(client)
    before = _queries(client)
    for _more in range(4):
        make_supporter(team=team, training_due_on=LONG_AGO)
    assert _queries(client) == before


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get(ADDRESS)
    return len(found)
