"""A supporter's own pages: applying, profile, pause and leaving, as a browser sends them."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from organisation.models import Membership, RassoRole
from peer_support.models import Supporter
from peer_support.services.pauses import pause_supporting
from tests.factories.accounts import UserFactory
from tests.factories.peer_support import ask_support, offer_to, pair
from tests.peer_support.supporting.steps import apply, taken_on, today_plus
from tests.support.signing_in import signed_in

pytestmark = pytest.mark.django_db

HOME = "/peer-support/supporting/"
FILLED_IN = {
    "motivation": "I was helped once.",
    "alias": "Hannah",
    "modes": ["remote"],
    "slots": ["mon_am"],
    "languages": ["en", "cy"],
    "gender": "woman",
    "capacity": "2",
    "wished_topics": ["sleep"],
}


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_an_officer_applies_and_reads_that_a_panel_decides(officer: User) -> None:
    client = signed_in(officer)
    assert "Apply to be a supporter" in page(client, HOME)

    answer = client.post(f"{HOME}apply/", FILLED_IN)

    assert (answer.status_code, answer["Location"]) == (302, HOME)
    kept = Supporter.objects.get(person=officer)
    assert (kept.capacity, kept.languages, kept.slots) == (2, ["cy", "en"], ["mon_am"])
    assert "A panel decides" in page(client, HOME)
    assert client.get(f"{HOME}apply/").status_code == 302


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("slots", "without one nobody could ever be matched"),
        ("languages", "Choose at least one language"),
        ("modes", "Choose at least one way to meet"),
        ("alias", "Enter the name that stands on your card"),
        ("motivation", "Say in a few sentences"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    officer: User, field: str, words: str
) -> None:
    sent = {name: value for name, value in FILLED_IN.items() if name != field}

    answer = signed_in(officer).post(f"{HOME}apply/", sent)

    said = answer.content.decode()
    assert answer.status_code == 200
    assert words in said
    assert field == "motivation" or "I was helped once." in said
    assert not Supporter.objects.exists()


def test_own_experience_ticked_without_the_wish_that_it_counts_is_asked_about(
    officer: User,
) -> None:
    answer = signed_in(officer).post(f"{HOME}apply/", FILLED_IN | {"lived": ["sleep"]})

    assert "Tick that your own experience counts" in answer.content.decode()
    assert not Supporter.objects.exists()


def test_professional_standards_read_why_they_cannot_apply(officer: User) -> None:
    Membership.objects.filter(person=officer).update(rasso_role=RassoRole.PROFESSIONAL_STANDARDS)
    client = signed_in(officer)

    assert "This is no judgement" in page(client, f"{HOME}apply/")
    assert "This is no judgement" in client.post(f"{HOME}apply/", FILLED_IN).content.decode()
    assert not Supporter.objects.exists()


def test_who_has_no_force_reads_why_they_cannot_apply(db: None) -> None:
    client = signed_in(UserFactory(superuser=True))

    assert "Only people who work in a force" in page(client, f"{HOME}apply/")


def test_markup_and_unseen_signs_are_taken_out_of_a_name(officer: User) -> None:
    sent = FILLED_IN | {"alias": "<b>Han</b>\u202enah\x07"}
    signed_in(officer).post(f"{HOME}apply/", sent)

    assert Supporter.objects.get().alias == "Hannah"


def test_capacity_lowered_under_the_load_is_refused_and_what_was_typed_stays(
    officer: User, coordinator: User
) -> None:
    supporter = taken_on(coordinator, officer, capacity=3)
    for _number in range(2):
        Supporter.objects.filter(pk=supporter.pk).update(last_taken_at=None)
        pair(supporter=supporter, now=timezone.now())

    answer = signed_in(officer).post(
        f"{HOME}profile/", FILLED_IN | {"capacity": "1", "alias": "Changed"}
    )

    said = answer.content.decode()
    assert answer.status_code == 200
    assert "You have 2 places taken now" in said
    assert 'value="Changed"' in said
    supporter.refresh_from_db()
    assert (supporter.capacity, supporter.alias, supporter.held) == (3, "Hannah", 2)


def test_a_profile_is_shown_as_it_is_and_saved_as_changed(officer: User, coordinator: User) -> None:
    taken_on(coordinator, officer, lived=("sleep",), lived_counts=True)
    client = signed_in(officer)
    assert "Sleep and tiredness" in page(client, f"{HOME}profile/")

    answer = client.post(f"{HOME}profile/", FILLED_IN | {"alias": "H"})

    assert answer.status_code == 302
    kept = Supporter.objects.get()
    assert (kept.alias, kept.capacity, kept.lived, kept.lived_counts) == ("H", 2, [], False)
    assert kept.topics == ["workload", "sleep"]


def test_home_shows_offers_pairs_dates_and_load_and_no_name(
    officer: User, coordinator: User
) -> None:
    supporter = taken_on(coordinator, officer)
    first = pair(supporter=supporter, now=timezone.now())
    Supporter.objects.filter(pk=supporter.pk).update(
        last_taken_at=None, training_due_on=today_plus(-3)
    )
    offer = offer_to(
        supporter, ask_support(topics=("sleep",), now=timezone.now()), now=timezone.now()
    )

    said = page(signed_in(officer), HOME)

    assert f"{HOME}offer/{offer.public_id}/" in said
    assert "Sleep and tiredness" in said
    assert f"/peer-support/talk/{first.public_id}/" in said
    assert "2 of 3" in said
    assert "Overdue" in said
    for someone in User.objects.exclude(pk=officer.pk):
        assert someone.last_name == officer.last_name or someone.get_full_name() not in said


def test_an_own_request_stops_offers_and_says_so_to_the_person_alone(
    officer: User, coordinator: User
) -> None:
    taken_on(coordinator, officer)
    ask_support(officer, now=timezone.now())

    assert "Look after yourself first" in page(signed_in(officer), HOME)
    supporter = Supporter.objects.get()
    seen = page(
        signed_in(coordinator), f"/peer-support/coordination/supporters/{supporter.public_id}/"
    )
    assert "Look after yourself" not in seen


def test_pausing_and_coming_back_by_the_pages(officer: User, coordinator: User) -> None:
    taken_on(coordinator, officer)
    client = signed_in(officer)

    assert client.post(f"{HOME}pause/", {}).status_code == 302
    assert Supporter.objects.get().state == "paused"
    assert "Nobody is told why" in page(client, HOME)
    assert client.post(f"{HOME}resume/").status_code == 302
    assert Supporter.objects.get().state == "active"


def test_leaving_says_what_becomes_of_those_the_person_talks_with(
    officer: User, coordinator: User
) -> None:
    supporter = taken_on(coordinator, officer)
    pair(supporter=supporter, now=timezone.now())
    client = signed_in(officer)

    assert "You talk with 1 person now. That conversation ends today." in page(
        client, f"{HOME}leave/"
    )
    assert Supporter.objects.get().state == "active"
    assert client.post(f"{HOME}leave/").status_code == 302
    assert Supporter.objects.get().state == "left"
    assert "You are not a supporter now" in page(client, HOME)


@pytest.mark.parametrize("name", ["profile", "pause", "resume", "leave"])
def test_who_is_no_supporter_is_led_to_the_first_page(officer: User, name: str) -> None:
    client = signed_in(officer)

    for answer in (client.get(f"{HOME}{name}/"), client.post(f"{HOME}{name}/")):
        assert (answer.status_code, answer["Location"]) == (302, HOME)
    assert not Supporter.objects.exists()


def test_a_pause_day_that_has_passed_keeps_what_was_typed(officer: User, coordinator: User) -> None:
    taken_on(coordinator, officer)

    answer = signed_in(officer).post(
        f"{HOME}pause/", {"until_day": "3", "until_month": "4", "until_year": "2020"}
    )

    assert "Choose a day to come" in answer.content.decode()
    assert 'value="2020"' in answer.content.decode()
    assert Supporter.objects.get().state == "active"


def test_a_paused_supporter_reads_until_when(officer: User, coordinator: User) -> None:
    taken_on(coordinator, officer)
    pause_supporting(person=officer, until=today_plus(5), now=timezone.now())

    assert "You are taking a pause until" in page(signed_in(officer), HOME)


def test_an_applicant_changes_what_they_said(officer: User) -> None:
    apply(officer)

    assert signed_in(officer).post(f"{HOME}profile/", FILLED_IN).status_code == 302
    assert Supporter.objects.get().capacity == 2


def test_a_rest_after_offers_that_ran_out_is_explained_kindly(
    officer: User, coordinator: User
) -> None:
    supporter = taken_on(coordinator, officer)
    Supporter.objects.filter(pk=supporter.pk).update(
        state=Supporter.State.PAUSED, paused_kindly_at=timezone.now()
    )

    assert "nobody holds it against you" in page(signed_in(officer), HOME)
