"""The coordinator's pages about supporters: dates, load and decisions, never whom they support."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from organisation.models import Node, Role
from peer_support.models import Supporter, SupporterDecision
from tests.factories.organisation import TeamFactory, person_in
from tests.factories.peer_support import make_supporter, pair
from tests.peer_support.supporting.steps import (
    MOTIVATION,
    REASON,
    apply,
    taken_on,
    today_plus,
    train,
)
from tests.support.signing_in import long_signed_in, signed_in

pytestmark = pytest.mark.django_db

LIST = "/peer-support/coordination/supporters/"
DECISION = {"kind": "taken_on", "panel": "Three of us", "reason": "Listens well."}


@pytest.fixture
def client(coordinator: User) -> Client:
    return signed_in(coordinator)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def day(name: str, offset: int) -> dict[str, str]:
    on = today_plus(offset)
    return {
        f"{name}_day": str(on.day),
        f"{name}_month": str(on.month),
        f"{name}_year": str(on.year),
    }


def own(supporter: Supporter, step: str = "") -> str:
    return f"{LIST}{supporter.public_id}/{step}"


def test_the_list_shows_load_and_overdue_dates_and_nobody_who_is_supported(
    client: Client, officer: User, coordinator: User
) -> None:
    supporter = taken_on(coordinator, officer)
    requester = person_in(TeamFactory(), first_name="Quentin", last_name="Zouche")
    pair(requester, supporter, now=timezone.now())
    Supporter.objects.update(supervision_due_on=today_plus(-1))

    said = page(client, LIST)

    assert "Hannah Okafor" in said
    assert "1 of 3" in said
    assert "Overdue" in said
    for address in (LIST, own(supporter)):
        assert "Zouche" not in page(client, address)


def test_only_supporters_of_the_own_force_are_in_the_list(client: Client, team: Node) -> None:
    near = make_supporter(team=team, person=person_in(team, last_name="Nearby"))
    far = make_supporter(person_in(TeamFactory(), last_name="Faraway"))

    said = page(client, LIST)

    assert "Nearby" in said
    assert "Faraway" not in said
    assert client.get(own(near)).status_code == 200
    assert client.get(own(far)).status_code == 404


def test_who_moved_to_another_force_is_not_seen_any_more(client: Client, team: Node) -> None:
    supporter = make_supporter(team=team)
    supporter.person.memberships.update(ended_on=today_plus(0))

    assert client.get(own(supporter)).status_code == 404


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("name", "Attwater"),
        ("load", "Birkdale"),
        ("training", "Cresswell"),
        ("nonsense", "Attwater"),
    ],
)
def test_the_list_is_sorted_as_asked(client: Client, team: Node, sort: str, first: str) -> None:
    made = {
        name: make_supporter(person_in(team, first_name="Ann", last_name=name))
        for name in ("Birkdale", "Cresswell", "Attwater")
    }
    Supporter.objects.filter(pk=made["Birkdale"].pk).update(held=2)
    Supporter.objects.filter(pk=made["Cresswell"].pk).update(training_due_on=today_plus(1))

    said = page(client, f"{LIST}?sort={sort}")

    assert min(made, key=lambda name: said.index(f"Ann {name}")) == first


def test_former_supporters_stand_on_a_list_of_their_own(client: Client, team: Node) -> None:
    make_supporter(person_in(team, last_name="Gone"), state=Supporter.State.LEFT)

    assert "Gone" not in page(client, LIST)
    assert "Gone" in page(client, f"{LIST}?show=former")


def test_more_supporters_do_not_mean_more_queries(
    client: Client, team: Node, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(3):
        make_supporter(team=team)
    page(client, LIST)
    with django_assert_max_num_queries(20) as few:
        page(client, LIST)
    for _number in range(30):
        make_supporter(team=team)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert "33 people" in page(client, LIST)
    assert "Page 2" in page(client, LIST)


def test_an_application_is_read_decided_and_its_reason_kept(
    client: Client, officer: User, coordinator: User
) -> None:
    supporter = apply(officer, lived=("own_experience",), lived_counts=True)
    said = page(client, own(supporter))
    assert MOTIVATION in said
    assert "Own experience of abuse" not in said
    answer = client.post(own(supporter, "decide/"), DECISION)
    assert "Record their training first" in answer.content.decode()
    assert "Listens well." in answer.content.decode()
    train(coordinator, supporter)

    assert client.post(own(supporter, "decide/"), DECISION).status_code == 302

    supporter.refresh_from_db()
    assert supporter.state == "active"
    after = page(client, own(supporter))
    assert "Three of us" in after
    assert "Listens well." in after
    assert MOTIVATION not in after


def test_a_training_is_recorded_with_its_proof(client: Client, officer: User) -> None:
    supporter = apply(officer)
    sent = {"kind": "training", "topics": ["sleep", "court"], "evidence": "Register, line 4"}
    sent |= day("held_on", -3) | day("due_again_on", 362)

    assert client.post(own(supporter, "record/"), sent).status_code == 302

    supporter.refresh_from_db()
    assert supporter.topics == ["sleep", "court"]
    assert supporter.training_due_on == today_plus(362)
    assert "Register, line 4" in page(client, own(supporter))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"topics": []}, "Choose at least one topic"),
        (day("held_on", 1), "this day is to come"),
        (day("due_again_on", -3), "must come after the day it was held"),
        ({"evidence": ""}, "Say where the proof is kept"),
    ],
)
def test_a_record_that_cannot_be_is_explained_and_what_was_typed_stays(
    client: Client, officer: User, changed: dict[str, str], words: str
) -> None:
    supporter = apply(officer)
    sent: dict[str, object] = {"kind": "training", "topics": ["sleep"], "evidence": "Register"}
    sent |= day("held_on", -3) | day("due_again_on", 362)

    answer = client.post(own(supporter, "record/"), sent | changed)

    said = answer.content.decode()
    assert answer.status_code == 200
    assert words in said
    assert "evidence" in changed or 'value="Register"' in said
    assert not supporter.records.exists()


def test_deselection_says_what_ends_and_asks_for_a_reason(
    client: Client, officer: User, coordinator: User
) -> None:
    supporter = taken_on(coordinator, officer)
    pair(supporter=supporter, now=timezone.now())

    assert "1 of their places is taken" in page(client, own(supporter, "deselect/"))
    assert "Say why" in client.post(own(supporter, "deselect/"), {}).content.decode()
    supporter.refresh_from_db()
    assert supporter.state == "active"
    sent = {"panel": "The panel", "reason": "No supervision for a year."}
    assert client.post(own(supporter, "deselect/"), sent).status_code == 302
    supporter.refresh_from_db()
    assert supporter.state == "deselected"
    told = page(signed_in(officer), "/peer-support/supporting/")
    assert "Your part as a supporter has ended" in told
    assert "No supervision" not in told


def test_a_coordinator_who_applies_is_not_shown_a_way_to_decide_for_themselves(
    client: Client, coordinator: User
) -> None:
    supporter = apply(coordinator)

    said = page(client, own(supporter))
    assert "Nobody decides for themselves" in said
    assert "decide/" not in said
    answer = client.post(own(supporter, "decide/"), DECISION)
    assert "This is about you" in answer.content.decode()
    assert not SupporterDecision.objects.exists()


def test_a_coordinator_does_not_read_the_reasons_of_decisions_about_themselves(
    client: Client, coordinator: User, team: Node
) -> None:
    other = person_in(team, Role.PEER_COORDINATOR)
    supporter = taken_on(other, coordinator)

    assert REASON not in page(client, own(supporter))


@pytest.mark.parametrize("role", [Role.FORCE_ADMIN, Role.SAFEGUARDING_LEAD, Role.DPO, Role.MANAGER])
def test_no_other_role_sees_who_the_supporters_are(team: Node, role: Role) -> None:
    supporter = make_supporter(team=team)
    client = signed_in(person_in(team, role))

    assert client.get(LIST).status_code == 403
    for step in ("", "decide/", "record/", "deselect/"):
        assert client.get(own(supporter, step)).status_code == 404


@pytest.mark.parametrize("step", ["decide/", "deselect/"])
def test_what_gives_or_takes_a_role_needs_a_recent_sign_in_and_waits_for_it(
    coordinator: User, officer: User, step: str
) -> None:
    supporter = taken_on(coordinator, officer)
    answer = long_signed_in(coordinator).post(own(supporter, step), DECISION)
    assert "kept" in answer["Location"]
    supporter.refresh_from_db()
    assert supporter.state == Supporter.State.ACTIVE
    assert SupporterDecision.objects.count() == 1
