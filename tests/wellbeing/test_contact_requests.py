"""Asking to be contacted: what was chosen, to those who were shown, and without a trace."""

import json
import logging
import re
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from audit.models import AuditEvent
from notifications.models import Delivery, Notification
from organisation.models import Node, NodeKind, Role, RoleGrant
from privacy.models import RetentionOverride
from privacy.registry import declarations
from privacy.services.retention import purge_rule
from tests.factories.accounts import UserFactory
from tests.factories.check_ins import check_in
from tests.factories.organisation import RoleGrantFactory, TeamFactory, person_in, place_above
from tests.factories.wellbeing import ForceHelpFactory, ask_contact
from tests.support.answers import same_words
from wellbeing.contact_content import SharedContent, opened
from wellbeing.contact_refs import contact_ref_of
from wellbeing.contact_urls import CONTACT_PATTERNS
from wellbeing.dump_check import check_dump
from wellbeing.keys import PEPPER_RING, subject_ref_of
from wellbeing.models import ContactRequest
from wellbeing.retention import CONTACT_SETTLED, CONTACT_WAITING
from wellbeing.services.contact import tell_receivers
from wellbeing.services.shuffling import shuffle_rows

ASK = "/wellbeing/contact/"
MINE = "/wellbeing/contact/yours/"
RECEIVED = "/wellbeing/contact-requests/"
REACH = "07700 900 123, after 6pm"
WORDS = "I am not sleeping"
HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def team() -> Node:
    return TeamFactory()


@pytest.fixture
def force(team: Node) -> Node:
    return place_above(team, NodeKind.FORCE)


@pytest.fixture
def officer(team: Node) -> User:
    return person_in(team, first_name="Hannah", last_name="Okafor")


@pytest.fixture
def coordinator(team: Node) -> User:
    return person_in(team, Role.PEER_COORDINATOR, first_name="Yasmin", last_name="Haddad")


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def chosen(**fields: str) -> dict[str, str]:
    return {"service": "peer_support", "share_name": "on", "reach": REACH, "words": WORDS} | fields


def shown(person: User, **fields: str) -> tuple[str, dict[str, str]]:
    """The page that shows what is shared, and what its form sends."""
    html = browser(person).post(ASK, chosen(**fields)).content.decode()
    return html, {name: value for name, value in HIDDEN.findall(html) if name != "csrf"}


def sent(person: User, **fields: str) -> ContactRequest:
    """What is kept once the person has chosen, seen it and sent it."""
    _html, form = shown(person, **fields)
    answer = browser(person).post(ASK, form | {"step": "send"})
    assert answer.status_code == 200
    return ContactRequest.objects.get(pk=form["request_id"])


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


def test_a_dump_does_not_say_who_asked_or_what(officer: User, coordinator: User) -> None:
    kept = sent(officer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(r)::text FROM wellbeing_contactrequest r")
        ((row,),) = cursor.fetchall()
    for secret in (
        *("Okafor", officer.email, str(officer.public_id), REACH, WORDS),
        *(subject_ref_of(officer), str(coordinator.public_id)),
    ):
        assert secret not in row
    assert kept.requester == contact_ref_of(officer)
    assert not [f for f in ContactRequest._meta.fields if f.related_model is User]
    days = {f.name for f in ContactRequest._meta.fields if f.get_internal_type() == "DateField"}
    assert days == {"asked_on", "settled_on"}
    assert re.search(r"\d\d:\d\d", row) is None


def test_the_length_of_what_is_sealed_does_not_tell_how_much_was_shared() -> None:
    people = frozenset(str(uuid4()) for _ in range(3))
    little = SharedContent(reach=REACH, receivers=frozenset(list(people)[:1]))
    much = SharedContent(reach=REACH * 5, receivers=people, name="Zoë Okafor", words=WORDS * 20)
    sealed = [json.dumps(one.sealed_form(), ensure_ascii=False) for one in (little, much)]
    assert len(sealed[0].encode()) == len(sealed[1].encode())
    assert opened(much.sealed_form()) == much


def test_the_log_of_acts_the_request_log_and_the_session_hold_nothing(
    officer: User, coordinator: User, caplog: pytest.LogCaptureFixture
) -> None:
    before = AuditEvent.objects.count()
    with caplog.at_level(logging.INFO):
        kept = sent(officer)
        browser(officer).post(f"{MINE}{kept.pk}/withdraw/")
    assert AuditEvent.objects.count() == before
    assert [line for line in caplog.records if "contact" in str(line.__dict__)] == []
    client = browser(officer)
    client.get("/support/")
    before_asking = set(client.session.keys())
    answer = client.post(ASK, chosen())
    assert set(client.session.keys()) == before_asking
    assert answer.headers["Cache-Control"] == "no-store"
    assert "messages" not in answer.cookies


def test_those_who_were_chosen_are_told_at_fixed_hours_in_neutral_words(
    officer: User, coordinator: User, team: Node
) -> None:
    other = person_in(team)
    sent(officer)
    sent(other)
    assert not Notification.objects.exists()
    assert tell_receivers(batch="2026-11-21 13") == 2
    (told,) = Notification.objects.all()
    assert (told.recipient, told.kind) == (coordinator, "wellbeing.contact_request")
    assert (told.url, told.params) == (RECEIVED, {})
    assert Delivery.objects.count() == 1
    listed = browser(coordinator).get("/notifications/").content.decode()
    assert "There is something for you to read" in listed
    assert "Okafor" not in listed
    assert mail.outbox == []


def test_telling_twice_tells_once(officer: User, coordinator: User) -> None:
    sent(officer)
    assert [tell_receivers(batch="2026-11-21 13") for _ in range(2)] == [1, 0]
    assert Notification.objects.count() == 1


def test_a_withdrawn_request_is_told_to_nobody(officer: User, coordinator: User) -> None:
    kept = sent(officer)
    browser(officer).post(f"{MINE}{kept.pk}/withdraw/")
    assert tell_receivers(batch="2026-11-21 13") == 0
    assert not Notification.objects.exists()


def test_erasing_a_person_erases_their_requests(officer: User, coordinator: User) -> None:
    sent(officer)
    entry = next(one for one in declarations() if one.model is ContactRequest)
    assert entry.export(officer) == entry.export(coordinator)
    assert entry.erase(officer) == 0
    assert not ContactRequest.objects.exists()


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


def test_shuffling_moves_requests_and_loses_nothing(team: Node, coordinator: User) -> None:
    people = [person_in(team) for _ in range(12)]
    for person in people:
        ask_contact(person, coordinator)
    before = rows_as_they_lie()
    shuffle_rows(period=date(2026, 3, 1))
    after = rows_as_they_lie()
    assert after != before
    assert sorted(after) == sorted(before)
    assert browser(coordinator).get(RECEIVED).content.decode().count("07700 900 123") == 12


def rows_as_they_lie() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT public_id::text FROM wellbeing_contactrequest ORDER BY ctid")
        return [row[0] for row in cursor.fetchall()]


def test_the_check_of_a_dump_finds_no_link_to_a_check_in(officer: User, coordinator: User) -> None:
    check_in(officer)
    sent(officer)
    assert check_dump() == []


@pytest.mark.parametrize("pattern", CONTACT_PATTERNS, ids=lambda pattern: pattern.name)
def test_no_page_leaves_a_line_or_keeps_a_form(pattern: URLPattern) -> None:
    assert getattr(pattern.callback, "unlogged", False)
    assert getattr(pattern.callback, "never_kept", False)


def test_a_missing_key_is_said_calmly_and_nothing_is_written(
    officer: User, coordinator: User, settings: Settings
) -> None:
    _html, form = shown(officer)
    settings.KEY_RINGS = {
        name: ring for name, ring in settings.KEY_RINGS.items() if name != PEPPER_RING
    }
    answer = browser(officer).post(ASK, form | {"step": "send"})
    assert answer.status_code == 503
    assert "0300 131 2789" in answer.content.decode()
    assert not ContactRequest.objects.exists()
