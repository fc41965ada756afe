"""Raising a concern: what goes with it, to whom it comes, and what nobody learns."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from audit.models import AuditEvent
from notifications.models import Notification
from organisation.models import Role, RoleGrant
from peer_support.exceptions import SafetyError
from peer_support.models import Concern, Pairing
from peer_support.selectors.concern_messages import chosen_of
from peer_support.selectors.safety import concern_for, concerns_for
from peer_support.services.concerns import close_concern, raise_concern
from peer_support.services.messages import delete_message
from tests.factories.organisation import RoleGrantFactory, TeamFactory, person_in
from tests.factories.peer_support import NOW, TODAY
from tests.peer_support.safety.conftest import CHOSEN_NUMBER, WRITTEN, Safety

pytestmark = pytest.mark.django_db


def raw(concern: Concern) -> str:
    """The row as somebody reads it who has a copy of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT c::text FROM peer_support_concern c WHERE id = %s", [concern.pk])
        (row,) = cursor.fetchone()
    return str(row)


def test_only_the_chosen_messages_are_copied(safety: Safety) -> None:
    (copy,) = chosen_of(safety.concern())
    assert (copy.number, copy.words) == (CHOSEN_NUMBER, WRITTEN[2])


def test_the_row_holds_neither_words_nor_messages_nor_a_person_in_clear(safety: Safety) -> None:
    found = raw(safety.concern())
    for secret in ("come to harm", *WRITTEN, safety.supporter.email, "Sanjay"):
        assert secret not in found
    assert safety.pairing.request.requester_ref not in found
    assert safety.pairing.supporter.bar_ref not in found


def test_it_comes_to_the_supporters_force_whoever_raised_it(safety: Safety) -> None:
    by_one, by_other = safety.concern(safety.requester), safety.concern(safety.supporter)
    assert by_one.force == by_other.force == safety.force
    assert sorted(by_one.parties) == sorted(by_other.parties)


def test_the_leads_and_nobody_else_are_told_in_neutral_words(safety: Safety) -> None:
    Notification.objects.all().delete()
    safety.concern()
    told = Notification.objects.order_by("recipient").values_list("recipient", "kind")
    assert list(told) == [
        (safety.lead.pk, "peer_support.news"),
        (safety.second.pk, "peer_support.news"),
    ]


def test_nothing_about_a_concern_is_in_the_event_log(safety: Safety) -> None:
    before = AuditEvent.objects.count()
    concern = safety.concern()
    close_concern(person=safety.lead, concern_id=concern.public_id, now=NOW)
    assert AuditEvent.objects.count() == before


def test_somebody_who_is_not_of_the_pair_cannot_raise_one(safety: Safety) -> None:
    with pytest.raises(Pairing.DoesNotExist):
        safety.concern(safety.lead)
    assert not Concern.objects.exists()


def test_the_same_form_sent_twice_is_one_concern(safety: Safety) -> None:
    sent = uuid4()
    for _again in range(2):
        raise_concern(
            person=safety.requester,
            pairing_id=safety.pairing.public_id,
            words="Once",
            message_numbers=(),
            concern_id=sent,
            now=NOW,
        )
    assert Concern.objects.count() == 1


def test_another_persons_id_makes_a_concern_of_ones_own(safety: Safety) -> None:
    first = safety.concern(safety.requester)
    second = raise_concern(
        person=safety.supporter,
        pairing_id=safety.pairing.public_id,
        words="Mine",
        message_numbers=(),
        concern_id=first.public_id,
        now=NOW,
    )
    assert second.public_id != first.public_id


def test_a_message_deleted_meanwhile_is_not_copied_and_nothing_is_sent(safety: Safety) -> None:
    delete_message(
        person=safety.requester, pairing_id=safety.pairing.public_id, number=CHOSEN_NUMBER
    )
    with pytest.raises(SafetyError, match="Choose again"):
        safety.concern()
    assert not Concern.objects.exists()


def test_a_number_that_is_no_message_of_the_pair_is_refused(safety: Safety) -> None:
    with pytest.raises(SafetyError):
        raise_concern(
            person=safety.requester,
            pairing_id=safety.pairing.public_id,
            words="Look",
            message_numbers=[99],
            now=NOW,
        )


def test_words_that_are_nothing_but_markup_are_refused(safety: Safety) -> None:
    with pytest.raises(SafetyError, match="Write what"):
        raise_concern(
            person=safety.requester,
            pairing_id=safety.pairing.public_id,
            words="<b></b>\u202e",
            message_numbers=(),
            now=NOW,
        )


def test_a_copy_stays_when_its_writer_deletes_the_message(safety: Safety) -> None:
    concern = safety.concern()
    delete_message(
        person=safety.requester, pairing_id=safety.pairing.public_id, number=CHOSEN_NUMBER
    )
    concern.refresh_from_db()
    assert [copy.words for copy in chosen_of(concern)] == [WRITTEN[2]]


def test_a_lead_who_is_one_of_the_pair_never_sees_it(safety: Safety) -> None:
    RoleGrantFactory(person=safety.supporter, role=Role.SAFEGUARDING_LEAD, scope=safety.force)
    concern = safety.concern(safety.requester)
    assert concern_for(safety.supporter, concern.public_id, TODAY) is None
    assert concerns_for(safety.supporter, TODAY) == []
    assert concern_for(safety.lead, concern.public_id, TODAY) is not None


def test_without_a_lead_outside_the_pair_it_comes_to_another_force(safety: Safety) -> None:
    RoleGrant.objects.filter(role=Role.SAFEGUARDING_LEAD).delete()
    RoleGrantFactory(person=safety.supporter, role=Role.SAFEGUARDING_LEAD, scope=safety.force)
    elsewhere = person_in(TeamFactory(), Role.SAFEGUARDING_LEAD)
    concern = safety.concern(safety.requester)
    assert concern_for(safety.supporter, concern.public_id, TODAY) is None
    assert concern_for(elsewhere, concern.public_id, TODAY) is not None


def test_neither_of_the_pair_sees_it_when_the_pair_itself_is_gone(safety: Safety) -> None:
    concern = safety.concern()
    RoleGrantFactory(person=safety.supporter, role=Role.SAFEGUARDING_LEAD, scope=safety.force)
    safety.pairing.supporter.delete()
    concern.refresh_from_db()
    assert concern.pairing_id is None
    assert concern_for(safety.supporter, concern.public_id, TODAY) is None
    assert concern_for(safety.lead, concern.public_id, TODAY) is not None


def test_a_lead_of_another_force_sees_nothing(safety: Safety) -> None:
    concern = safety.concern()
    stranger = person_in(TeamFactory(), Role.SAFEGUARDING_LEAD)
    assert concern_for(stranger, concern.public_id, TODAY) is None
    with pytest.raises(Concern.DoesNotExist):
        close_concern(person=stranger, concern_id=concern.public_id, now=NOW)
    concern.refresh_from_db()
    assert concern.state == Concern.State.OPEN


def test_closing_happens_once(safety: Safety) -> None:
    concern, later = safety.concern(), NOW + timedelta(days=2)
    assert close_concern(person=safety.lead, concern_id=concern.public_id, now=NOW)
    assert not close_concern(person=safety.second, concern_id=concern.public_id, now=later)
    concern.refresh_from_db()
    assert concern.closed_on == TODAY


def test_it_cannot_be_closed_while_somebody_waits_to_read(safety: Safety) -> None:
    opening = safety.asked()
    with pytest.raises(SafetyError):
        close_concern(person=safety.lead, concern_id=opening.concern.public_id, now=NOW)
