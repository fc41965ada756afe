"""Asking to be contacted: what was chosen, to those who were shown, and taken back at once."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from notifications.models import Notification
from organisation.models import Node, NodeKind, Role, RoleGrant
from privacy.models import RetentionOverride
from privacy.services.retention import purge_rule
from tests.factories.accounts import UserFactory
from tests.factories.organisation import RoleGrantFactory, TeamFactory, person_in, place_above
from tests.factories.wellbeing import ForceHelpFactory
from tests.support.answers import same_words
from tests.wellbeing.contact_requests.steps import (
    ASK,
    MINE,
    REACH,
    RECEIVED,
    WORDS,
    browser,
    chosen,
    sent,
    shown,
)
from wellbeing.models import ContactRequest
from wellbeing.retention import CONTACT_SETTLED, CONTACT_WAITING

pytestmark = pytest.mark.django_db


def test_nothing_is_kept_or_told_before_it_has_been_seen(officer: User, coordinator: User) -> None:
    html, _form = shown(officer)
    assert all(words in html for words in ("Hannah Okafor", REACH, WORDS, "Yasmin Haddad"))
    assert not ContactRequest.objects.exists()
    assert not Notification.objects.exists()


def test_it_is_sent_with_exactly_what_was_shown(officer: User, coordinator: User) -> None:
    kept = sent(officer)
    content = kept.content
    assert content.pop("filler").strip() == ""
    assert content == {
        "name": "Hannah Okafor",
        "reach": REACH,
        "words": WORDS,
        "receivers": [str(coordinator.public_id)],
    }
    assert (kept.asked_on, kept.settled_on) == (timezone.localdate(), None)


def test_what_was_left_out_is_not_kept(officer: User, coordinator: User) -> None:
    kept = sent(officer, share_name="", words="")
    assert set(kept.content) == {"reach", "receivers", "filler"}
    html = browser(coordinator).get(RECEIVED).content.decode()
    assert REACH in html
    assert "Okafor" not in html


def test_nobody_is_chosen_beforehand(officer: User, coordinator: User) -> None:
    html = browser(officer).get(ASK).content.decode()
    assert "checked" not in html


def test_the_form_can_be_changed_after_it_was_seen(officer: User, coordinator: User) -> None:
    _html, form = shown(officer)
    html = browser(officer).post(ASK, form | {"step": "change"}).content.decode()
    assert REACH in html
    assert not ContactRequest.objects.exists()


def test_twice_the_same_form_sends_it_once(officer: User, coordinator: User) -> None:
    _html, form = shown(officer)
    answers = [browser(officer).post(ASK, form | {"step": "send"}) for _ in range(2)]
    assert same_words(answers[0]) == same_words(answers[1])
    assert ContactRequest.objects.count() == 1


def test_two_devices_at_once_ask_once(officer: User, coordinator: User) -> None:
    _html, first = shown(officer)
    _html, second = shown(officer)
    for form in (first, second):
        browser(officer).post(ASK, form | {"step": "send"})
    assert ContactRequest.objects.count() == 1


def test_it_is_not_sent_to_somebody_whom_the_person_did_not_see(
    officer: User, coordinator: User, team: Node
) -> None:
    _html, form = shown(officer)
    person_in(team, Role.PEER_COORDINATOR, first_name="Another", last_name="Person")
    html = browser(officer).post(ASK, form | {"step": "send"}).content.decode()
    assert "has changed since you looked" in html
    assert "Another Person" in html
    assert not ContactRequest.objects.exists()


def test_whoever_takes_the_office_later_reads_nothing(
    officer: User, coordinator: User, team: Node
) -> None:
    sent(officer)
    later = person_in(team, Role.PEER_COORDINATOR)
    assert REACH not in browser(later).get(RECEIVED).content.decode()
    assert REACH in browser(coordinator).get(RECEIVED).content.decode()


def test_whoever_has_left_the_office_reads_nothing(officer: User, coordinator: User) -> None:
    kept = sent(officer)
    RoleGrant.objects.filter(person=coordinator).update(revoked_at=timezone.now())
    client = browser(coordinator)
    assert client.get(RECEIVED).status_code == 404
    assert client.post(f"{RECEIVED}{kept.pk}/done/").status_code == 404


def test_a_line_manager_who_would_read_it_is_named_and_left_out(team: Node) -> None:
    manager = person_in(team, Role.PEER_COORDINATOR, first_name="Mary", last_name="Above")
    neutral = person_in(team, Role.PEER_COORDINATOR, first_name="Nell", last_name="Beside")
    officer = person_in(team, line_manager=manager)
    html, _form = shown(officer)
    assert "Mary Above also answers here, but is in your line of management" in html
    assert sent(officer).content["receivers"] == [str(neutral.public_id)]
    assert REACH not in browser(manager).get(RECEIVED).content.decode()


def test_so_is_whoever_supervises_the_place_without_being_named_as_manager(
    officer: User, team: Node, coordinator: User
) -> None:
    RoleGrantFactory(person=coordinator, role=Role.MANAGER, scope=place_above(team, NodeKind.UNIT))
    html = browser(officer).get(ASK).content.decode()
    assert "Everyone who answers here is in your line of management (Yasmin Haddad)" in html
    assert 'value="peer_support"' not in html
    browser(officer).post(ASK, chosen())
    assert not ContactRequest.objects.exists()


def test_a_service_without_contacts_is_not_offered_and_says_how_to_reach_it(
    officer: User, force: Node, coordinator: User
) -> None:
    ForceHelpFactory(force=force)
    html = browser(officer).get(ASK).content.decode()
    assert 'value="occupational_health"' not in html
    assert "You can reach the service itself" in html
    assert "trim@force.example" in html


def test_the_contacts_of_a_service_read_what_was_sent_to_it(
    officer: User, force: Node, team: Node, coordinator: User
) -> None:
    nurse = person_in(team)
    ForceHelpFactory(force=force).occupational_health_contacts.add(nurse)
    sent(officer, service="occupational_health")
    assert REACH in browser(nurse).get(RECEIVED).content.decode()
    assert REACH not in browser(coordinator).get(RECEIVED).content.decode()


def test_a_contact_who_works_elsewhere_by_now_is_not_asked(officer: User, force: Node) -> None:
    ForceHelpFactory(force=force).trim_contacts.add(person_in(TeamFactory()))
    assert 'value="trim"' not in browser(officer).get(ASK).content.decode()


@pytest.mark.parametrize(
    "role", [role for role in Role if role != Role.PEER_COORDINATOR] + ["superuser"]
)
def test_no_other_role_finds_anything_anywhere(
    officer: User, coordinator: User, team: Node, role: str
) -> None:
    kept = sent(officer)
    asking = UserFactory(superuser=True) if role == "superuser" else person_in(team, Role(role))
    client = browser(asking)
    missing = client.get("/wellbeing/no-such-page/")
    received = client.get(RECEIVED)
    assert received.status_code == 404
    assert same_words(received) == same_words(missing)
    assert client.post(f"{RECEIVED}{kept.pk}/done/").status_code == 404
    assert client.post(f"{MINE}{kept.pk}/withdraw/").status_code == 404
    assert REACH not in client.get(MINE).content.decode()
    kept.refresh_from_db()
    assert kept.state == ContactRequest.State.WAITING


def test_a_receiver_of_another_force_reads_nothing(officer: User, coordinator: User) -> None:
    kept = sent(officer)
    foreign = browser(person_in(TeamFactory(), Role.PEER_COORDINATOR))
    assert REACH not in foreign.get(RECEIVED).content.decode()
    assert foreign.post(f"{RECEIVED}{kept.pk}/done/").status_code == 404


def test_withdrawing_erases_what_was_shared_at_once(officer: User, coordinator: User) -> None:
    kept = sent(officer)
    html = browser(officer).post(f"{MINE}{kept.pk}/withdraw/").content.decode()
    assert "What you shared has been erased." in html
    assert raw_content(kept) is None
    assert REACH not in browser(coordinator).get(RECEIVED).content.decode()
    assert browser(coordinator).post(f"{RECEIVED}{kept.pk}/done/").status_code == 404
    assert sent(officer).pk != kept.pk


def raw_content(kept: ContactRequest) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT content FROM wellbeing_contactrequest WHERE public_id = %s", [kept.pk]
        )
        row: tuple[str | None] = cursor.fetchone()
    return row[0]


def test_done_is_kept_for_the_days_that_are_stated_and_then_goes(
    officer: User, coordinator: User
) -> None:
    RetentionOverride.objects.create(code=CONTACT_SETTLED, keep_days=9, set_at=timezone.now())
    assert "erased after 9 days" in shown(officer)[0]
    kept = sent(officer)
    browser(coordinator).post(f"{RECEIVED}{kept.pk}/done/")
    kept.refresh_from_db()
    assert kept.state == ContactRequest.State.DONE
    purge_rule(code=CONTACT_SETTLED, now=noon_in(9))
    assert ContactRequest.objects.count() == 1
    purge_rule(code=CONTACT_SETTLED, now=noon_in(10))
    assert ContactRequest.objects.count() == 0


def test_what_nobody_answers_goes_after_ninety_days(officer: User, coordinator: User) -> None:
    sent(officer)
    purge_rule(code=CONTACT_WAITING, now=noon_in(90))
    assert ContactRequest.objects.count() == 1
    purge_rule(code=CONTACT_WAITING, now=noon_in(91))
    assert ContactRequest.objects.count() == 0


def noon_in(days: int) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())


def test_text_from_people_is_plain_and_short(officer: User, coordinator: User) -> None:
    kept = sent(officer, words="<b>Hello</b><script>x</script>")
    assert kept.content["words"] == "Hellox"
    html = browser(person_in(officer.memberships.get().node)).post(
        ASK, chosen(words="x" * 501, reach="  ")
    )
    assert "Say how they should reach you" in html.content.decode()
    assert ContactRequest.objects.count() == 1


def test_somebody_without_a_force_is_led_to_the_lines(coordinator: User) -> None:
    html = browser(UserFactory()).get(ASK).content.decode()
    assert "Nobody at your force can be asked" in html
    assert "0300 131 2789" in html


def test_the_list_of_receivers_opens_no_more_queries_with_more_requests(
    coordinator: User, team: Node
) -> None:
    client = browser(coordinator)
    sent(person_in(team))
    with CaptureQueriesContext(connection) as few:
        client.get(RECEIVED)
    for _ in range(4):
        sent(person_in(team))
    with CaptureQueriesContext(connection) as many:
        client.get(RECEIVED)
    assert len(many) == len(few)
