"""The pages of safety: who finds what behind an address, and what stands on it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import KeptForm, User
from audit.models import AuditEvent
from organisation.models import Role
from peer_support.models import BreakGlass, Concern
from peer_support.services.break_glass import tell_after
from peer_support.services.pairings import end_pairing
from peer_support.services.shredding import shred_due_keys
from tests.factories.accounts import UserFactory
from tests.factories.organisation import RoleGrantFactory, TeamFactory, person_in
from tests.peer_support.safety.conftest import WRITTEN, MakeSafety, Safety
from tests.peer_support.safety.steps import HOME, concern_at, opening_at, raise_at
from tests.support.answers import same_words
from tests.support.signing_in import long_signed_in, signed_in

pytestmark = pytest.mark.django_db

REASON = "To find out whom to help"


@pytest.fixture
def now_safety(make_safety: MakeSafety) -> Safety:
    """The same pair, a quarter of an hour ago by the clock that the pages go by."""
    return make_safety(timezone.now() - timedelta(minutes=15))


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_either_of_the_two_finds_the_page_with_the_messages_to_choose_from(
    now_safety: Safety,
) -> None:
    for person in (now_safety.requester, now_safety.supporter):
        page = body(signed_in(person), raise_at(now_safety.pairing))
        assert all(text in page for text in WRITTEN)
        assert "This is not watched in real time" in page
        assert "Samaritans" in page


def test_a_concern_is_sent_by_the_page_and_read_by_the_lead(now_safety: Safety) -> None:
    sent = {"words": "<b>Please</b> look", "messages": ["3"], "concern_id": str(uuid4())}
    client = signed_in(now_safety.requester)
    answer = client.post(raise_at(now_safety.pairing), sent)
    assert answer.status_code == 200
    assert "Your concern has been sent" in answer.content.decode()
    client.post(raise_at(now_safety.pairing), sent)
    concern = Concern.objects.get()
    page = body(signed_in(now_safety.lead), concern_at(concern))
    assert "Please look" in page
    assert WRITTEN[2] in page
    for hidden in (
        *WRITTEN[:2],
        "Rhona",
        "Quill",
        "Sanjay",
        "Brook",
        now_safety.requester.email,
        now_safety.pairing.supporter.alias,
        str(now_safety.pairing.public_id),
    ):
        assert hidden not in page


def test_without_words_nothing_is_sent_and_what_was_chosen_stays(now_safety: Safety) -> None:
    answer = signed_in(now_safety.requester).post(
        raise_at(now_safety.pairing), {"words": "", "messages": ["3"], "concern_id": str(uuid4())}
    )
    page = answer.content.decode()
    assert "Write what you are worried about" in page
    assert re.search(r'value="3"[^>]*checked', page)
    assert not Concern.objects.exists()


def others(safety: Safety) -> Iterator[User]:
    """Everybody who might want to look: roles of the same force, and one who may all in the CMS."""
    team = safety.lead.memberships.get().node
    for role in Role:
        if role != Role.SAFEGUARDING_LEAD:
            yield person_in(team, role)
    yield person_in(TeamFactory(), Role.SAFEGUARDING_LEAD)
    yield UserFactory(superuser=True)


def test_to_everybody_else_a_concern_is_as_one_that_is_not_there(now_safety: Safety) -> None:
    opening = now_safety.opened(now=timezone.now())
    nothing = uuid4()
    found = (
        (concern_at(opening.concern), f"{HOME}{nothing}/"),
        (concern_at(opening.concern, "open/"), f"{HOME}{nothing}/open/"),
        (opening_at(opening), f"{HOME}openings/{nothing}/"),
        (opening_at(opening, "decide/"), f"{HOME}openings/{nothing}/decide/"),
        (opening_at(opening, "read/"), f"{HOME}openings/{nothing}/read/"),
        (raise_at(now_safety.pairing), f"/peer-support/talk/{nothing}/concern/"),
    )
    for person in others(now_safety):
        client = long_signed_in(person)
        for there, missing in found:
            one, other = client.get(there), client.get(missing)
            assert one.status_code == other.status_code == 404
            assert same_words(one) == same_words(other)


def test_a_lead_cannot_look_into_the_pair_itself(now_safety: Safety) -> None:
    now_safety.opened(now=timezone.now())
    client = signed_in(now_safety.lead)
    talk = f"/peer-support/talk/{now_safety.pairing.public_id}/"
    assert client.get(talk).status_code == 404
    assert client.get(raise_at(now_safety.pairing)).status_code == 404


def test_a_party_who_is_a_lead_finds_nothing(now_safety: Safety) -> None:
    RoleGrantFactory(
        person=now_safety.requester, role=Role.SAFEGUARDING_LEAD, scope=now_safety.force
    )
    opening = now_safety.asked(now=timezone.now())
    client = signed_in(now_safety.requester)
    assert "No concerns" in body(client, HOME)
    for address in (
        concern_at(opening.concern),
        concern_at(opening.concern, "open/"),
        opening_at(opening),
        opening_at(opening, "decide/"),
    ):
        assert client.get(address).status_code == 404


def test_asking_and_deciding_need_a_recent_proof_of_identity(now_safety: Safety) -> None:
    opening = now_safety.asked(now=timezone.now())
    other = now_safety.concern(now_safety.requester, now=timezone.now())
    lead, second = long_signed_in(now_safety.lead), long_signed_in(now_safety.second)
    assert lead.get(concern_at(other, "open/")).status_code == 302
    assert second.get(opening_at(opening, "decide/")).status_code == 302
    assert second.post(opening_at(opening, "decide/"), {"answer": "approve"}).status_code == 302
    assert BreakGlass.objects.get().state == BreakGlass.State.ASKED


def test_a_reason_written_too_slowly_stays_in_the_box_and_nowhere_else(
    now_safety: Safety,
) -> None:
    concern = now_safety.concern(now=timezone.now())
    client = long_signed_in(now_safety.lead)
    page = client.post(concern_at(concern, "open/"), {"reason": REASON}).content.decode()
    assert "Prove who you are once more" in page
    assert REASON in page
    assert not BreakGlass.objects.exists()
    assert not KeptForm.objects.exists()


def test_from_asking_to_reading_by_the_pages(now_safety: Safety) -> None:
    concern = now_safety.concern(now=timezone.now())
    lead, second = signed_in(now_safety.lead), signed_in(now_safety.second)
    asked = lead.post(concern_at(concern, "open/"), {"reason": REASON}).content.decode()
    assert "Waiting for the second approval" in asked
    opening = BreakGlass.objects.get()
    decision = body(second, opening_at(opening, "decide/"))
    assert REASON in decision
    assert WRITTEN[0] not in decision
    second.post(opening_at(opening, "decide/"), {"answer": "approve"})
    page = body(lead, opening_at(opening, "read/"))
    assert all(text in page for text in WRITTEN)
    assert "Every view is recorded" in page
    opening.refresh_from_db()
    assert opening.ends_at is not None
    assert f"until {timezone.localtime(opening.ends_at):%H:%M}" in page
    assert "Sanjay" not in page
    assert "Rhona" not in page
    assert second.get(opening_at(opening, "read/")).status_code == 404
    names = lead.post(opening_at(opening, "names/")).content.decode()
    assert "Rhona Quill" in names
    assert "Sanjay Brook" in names


def test_an_hour_and_a_minute_later_the_page_says_that_it_is_over(now_safety: Safety) -> None:
    opening = now_safety.opened(now=timezone.now())
    lead = signed_in(now_safety.lead)
    body(lead, opening_at(opening, "read/"))
    before = AuditEvent.objects.filter(action="peer_support.opening_read").count()
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        client = signed_in(now_safety.lead)
        page = body(client, opening_at(opening, "read/"))
    assert not any(text in page for text in WRITTEN)
    assert "not open for reading" in page
    assert AuditEvent.objects.filter(action="peer_support.opening_read").count() == before == 1


def test_both_find_the_line_in_their_conversation_afterwards(now_safety: Safety) -> None:
    talk, line = f"/peer-support/talk/{now_safety.pairing.public_id}/", "was allowed to read this"
    now_safety.opened(now=timezone.now() - timedelta(minutes=14))
    both = [signed_in(person) for person in (now_safety.requester, now_safety.supporter)]
    assert all(line not in body(client, talk) for client in both)
    tell_after(now=timezone.now() + timedelta(minutes=50))
    for client in both:
        page = body(client, talk)
        assert line in page
        assert "Lena" not in page
    end_pairing(
        person=now_safety.requester,
        pairing_id=now_safety.pairing.public_id,
        now=timezone.now(),
    )
    assert all(line in body(client, talk) for client in both)


def test_an_erased_conversation_says_so(now_safety: Safety) -> None:
    concern = now_safety.concern(now=timezone.now())
    end_pairing(
        person=now_safety.requester,
        pairing_id=now_safety.pairing.public_id,
        now=timezone.now(),
    )
    shred_due_keys(now=timezone.now() + timedelta(days=31))
    page = body(signed_in(now_safety.lead), concern_at(concern))
    assert "its key destroyed" in page
    assert "Ask to read the conversation" not in page


def test_closing_a_concern_by_the_page(now_safety: Safety) -> None:
    concern = now_safety.concern(now=timezone.now())
    client = signed_in(now_safety.lead)
    page = client.post(concern_at(concern, "close/")).content.decode()
    assert "The concern is closed." in page
    concern.refresh_from_db()
    assert concern.state == Concern.State.CLOSED


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SAFEGUARDING_LEAD])
def test_the_list_is_for_safeguarding_leads_alone(role: Role) -> None:
    assert long_signed_in(person_in(TeamFactory(), role)).get(HOME).status_code == 403


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    now_safety: Safety,
) -> None:
    client = signed_in(now_safety.lead)
    now_safety.concern(now=timezone.now())
    body(client, HOME)
    with CaptureQueriesContext(connection) as one:
        body(client, HOME)
    for _more in range(5):
        now_safety.concern(now=timezone.now())
    with CaptureQueriesContext(connection) as many:
        body(client, HOME)
    assert len(many) == len(one)
