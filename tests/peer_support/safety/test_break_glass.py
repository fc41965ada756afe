"""Opening a conversation: two people, an hour, each step recorded, and both told afterwards."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import close_old_connections, connections

from accounts.models import User
from audit.models import AuditEvent
from audit.verification import verify_chains
from notifications.models import Notification
from organisation.models import Role, RoleGrant
from peer_support.exceptions import SafetyError
from peer_support.models import BreakGlass, Concern, Conversation
from peer_support.selectors.safety import may_decide, opening_for, told_openings
from peer_support.services.break_glass import (
    ask_to_open,
    decide_opening,
    lapse_unanswered,
    read_opening,
    see_names,
    tell_after,
)
from peer_support.services.concerns import raise_concern
from peer_support.services.pairings import end_pairing
from peer_support.services.shredding import shred_due_keys
from tests.factories.organisation import RoleGrantFactory, TeamFactory, person_in
from tests.factories.peer_support import NOW, TODAY
from tests.peer_support.safety.conftest import WRITTEN, MakeSafety, Safety

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
HOUR_AND_A_MINUTE = timedelta(minutes=61)


def steps(opening: BreakGlass) -> list[tuple[str, str]]:
    """What the log of the force says of the opening: each action with who did it."""
    events = AuditEvent.objects.filter(target=f"peer_support.breakglass:{opening.public_id}")
    return list(events.order_by("pk").values_list("action", "actor"))


def decide(
    opening: BreakGlass, person: User, *, approve: bool = True, after: timedelta = MINUTE
) -> BreakGlass:
    return decide_opening(
        person=person, opening_id=opening.public_id, approve=approve, now=NOW + after
    )


def test_two_people_open_it_for_sixty_minutes(safety: Safety) -> None:
    opening = safety.opened()
    assert opening.state == BreakGlass.State.OPEN
    assert opening.ends_at == NOW + timedelta(minutes=60)
    reading = read_opening(person=safety.lead, opening_id=opening.public_id, now=NOW + MINUTE)
    assert tuple(message.words for message in reading.messages) == WRITTEN


def test_it_is_closed_sixty_one_minutes_later_even_before_any_sweep(safety: Safety) -> None:
    opening = safety.opened()
    for after in (timedelta(minutes=60), HOUR_AND_A_MINUTE):
        with pytest.raises(SafetyError):
            read_opening(person=safety.lead, opening_id=opening.public_id, now=NOW + after)
        with pytest.raises(SafetyError):
            see_names(person=safety.lead, opening_id=opening.public_id, now=NOW + after)
    assert "peer_support.opening_read" not in dict(steps(opening))


def test_nothing_is_open_before_the_second_person_agreed(safety: Safety) -> None:
    opening = safety.asked()
    with pytest.raises(SafetyError):
        read_opening(person=safety.lead, opening_id=opening.public_id, now=NOW)


def test_nobody_approves_their_own_wish(safety: Safety) -> None:
    opening = safety.asked()
    with pytest.raises(SafetyError):
        decide(opening, safety.lead)
    opening.refresh_from_db()
    assert opening.state == BreakGlass.State.ASKED


def test_only_the_one_who_asked_reads_not_the_one_who_agreed(safety: Safety) -> None:
    opening = safety.opened()
    with pytest.raises(BreakGlass.DoesNotExist):
        read_opening(person=safety.second, opening_id=opening.public_id, now=NOW + MINUTE)
    with pytest.raises(BreakGlass.DoesNotExist):
        see_names(person=safety.second, opening_id=opening.public_id, now=NOW + MINUTE)


def test_a_refusal_opens_nothing_and_another_wish_may_follow(safety: Safety) -> None:
    concern = safety.concern()
    opening = decide(safety.asked(concern), safety.second, approve=False)
    assert (opening.state, opening.ends_at) == (BreakGlass.State.REFUSED, None)
    assert safety.asked(concern).state == BreakGlass.State.ASKED


def test_there_is_one_wish_at_a_time(safety: Safety) -> None:
    concern = safety.concern()
    safety.asked(concern)
    with pytest.raises(SafetyError, match="already asked"):
        ask_to_open(person=safety.second, concern_id=concern.public_id, reason="Me too", now=NOW)
    assert BreakGlass.objects.count() == 1


def test_without_a_reason_nothing_is_asked(safety: Safety) -> None:
    concern = safety.concern()
    with pytest.raises(SafetyError, match="Write why"):
        ask_to_open(person=safety.lead, concern_id=concern.public_id, reason=" ", now=NOW)
    assert not BreakGlass.objects.exists()


def test_with_one_lead_in_the_force_one_of_another_force_decides(safety: Safety) -> None:
    RoleGrant.objects.filter(person=safety.second).delete()
    elsewhere = person_in(TeamFactory(), Role.SAFEGUARDING_LEAD)
    concern = safety.concern()
    assert opening_for(elsewhere, safety.asked(concern).public_id, TODAY) is not None
    opening = BreakGlass.objects.get()
    assert decide(opening, elsewhere).state == BreakGlass.State.OPEN


def test_a_lead_from_elsewhere_has_no_say_while_the_force_has_two(safety: Safety) -> None:
    elsewhere = person_in(TeamFactory(), Role.SAFEGUARDING_LEAD)
    opening = safety.asked()
    assert opening_for(elsewhere, opening.public_id, TODAY) is None
    with pytest.raises(BreakGlass.DoesNotExist):
        decide(opening, elsewhere)


def test_without_any_second_lead_nothing_is_asked(safety: Safety) -> None:
    RoleGrant.objects.filter(person=safety.second).delete()
    with pytest.raises(SafetyError, match="no second"):
        safety.asked()
    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize("side", ["requester", "supporter"])
def test_ones_own_conversation_is_never_opened_or_approved_by_oneself(
    safety: Safety, side: str
) -> None:
    party: User = getattr(safety, side)
    RoleGrantFactory(person=party, role=Role.SAFEGUARDING_LEAD, scope=safety.force)
    concern = safety.concern()
    with pytest.raises(Concern.DoesNotExist):
        ask_to_open(person=party, concern_id=concern.public_id, reason="Mine", now=NOW)
    opening = safety.asked(concern)
    assert not may_decide(party, opening, TODAY)
    with pytest.raises(BreakGlass.DoesNotExist):
        decide(opening, party)


def test_an_unanswered_wish_lapses_after_three_days(safety: Safety) -> None:
    opening, late = safety.asked(), timedelta(hours=72)
    with pytest.raises(SafetyError):
        decide(opening, safety.second, after=late)
    assert (lapse_unanswered(now=NOW + late), lapse_unanswered(now=NOW + late)) == (1, 0)
    opening.refresh_from_db()
    assert (opening.state, opening.told_at) == (BreakGlass.State.OVER, None)
    assert tell_after(now=NOW + late) == 0


def test_every_step_and_view_is_recorded_without_naming_the_pair(safety: Safety) -> None:
    opening = safety.opened()
    for page in (1, 2):
        read_opening(person=safety.lead, opening_id=opening.public_id, now=NOW + MINUTE, page=page)
    see_names(person=safety.lead, opening_id=opening.public_id, now=NOW + MINUTE)
    tell_after(now=NOW + HOUR_AND_A_MINUTE)
    lead, second = str(safety.lead.public_id), str(safety.second.public_id)
    assert steps(opening) == [
        ("peer_support.opening_asked", lead),
        ("peer_support.opening_approved", second),
        ("peer_support.opening_read", lead),
        ("peer_support.opening_read", lead),
        ("peer_support.opening_names_seen", lead),
        ("peer_support.opening_told", ""),
    ]
    assert verify_chains().findings == ()
    events = AuditEvent.objects.filter(action__startswith="peer_support.opening_")
    said = str(list(events.values("target", "details", "actor", "force_id")))
    for hidden in (safety.pairing, safety.pairing.request, safety.requester, safety.supporter):
        assert str(hidden.public_id) not in said
    assert set(events.values_list("force_id", flat=True)) == {safety.force.pk}


def test_what_is_recorded_is_the_page_that_was_shown(safety: Safety) -> None:
    opening = safety.opened()
    for page in (1, 99):
        read_opening(person=safety.lead, opening_id=opening.public_id, now=NOW + MINUTE, page=page)
    views = AuditEvent.objects.filter(action="peer_support.opening_read")
    assert [event.details for event in views] == [{"page": 1}, {"page": 1}]


def test_a_view_that_is_not_recorded_is_no_view(safety: Safety) -> None:
    opening = safety.opened()
    Conversation.objects.update(data_key=None)
    with pytest.raises(SafetyError, match="erased"):
        read_opening(person=safety.lead, opening_id=opening.public_id, now=NOW + MINUTE)


def test_both_are_told_once_after_it_is_over_and_not_before(safety: Safety) -> None:
    opening = safety.opened()
    Notification.objects.all().delete()
    assert tell_after(now=NOW + timedelta(minutes=59)) == 0
    assert told_openings(safety.pairing) == []
    over = NOW + HOUR_AND_A_MINUTE
    assert (tell_after(now=over), tell_after(now=over)) == (1, 0)
    told = Notification.objects.values_list("recipient_id", "kind")
    assert sorted(told) == sorted(
        (person.pk, "peer_support.news") for person in (safety.requester, safety.supporter)
    )
    (line,) = told_openings(safety.pairing)
    assert (line.begun_at, line.ended_at, line.with_names) == (NOW, opening.ends_at, False)


def test_both_are_told_that_names_were_looked_up(safety: Safety) -> None:
    opening = safety.opened()
    found = see_names(person=safety.lead, opening_id=opening.public_id, now=NOW + MINUTE)
    assert found == (safety.requester, safety.supporter)
    tell_after(now=NOW + HOUR_AND_A_MINUTE)
    assert [line.with_names for line in told_openings(safety.pairing)] == [True]


def test_a_conversation_whose_key_is_destroyed_cannot_be_asked_for(safety: Safety) -> None:
    concern = safety.concern()
    end_pairing(person=safety.requester, pairing_id=safety.pairing.public_id, now=NOW)
    later = NOW + timedelta(days=31)
    shred_due_keys(now=later)
    with pytest.raises(SafetyError, match="key is destroyed"):
        safety.asked(concern, now=later)
    assert not BreakGlass.objects.exists()


def test_a_pair_that_has_ended_can_still_be_read_while_the_key_is_there(safety: Safety) -> None:
    end_pairing(person=safety.requester, pairing_id=safety.pairing.public_id, now=NOW)
    opening = safety.opened()
    reading = read_opening(person=safety.lead, opening_id=opening.public_id, now=NOW + MINUTE)
    assert len(reading.messages) == len(WRITTEN)


def test_a_lead_who_lost_the_role_reads_no_more(safety: Safety) -> None:
    opening = safety.opened()
    RoleGrant.objects.filter(person=safety.lead).delete()
    with pytest.raises(BreakGlass.DoesNotExist):
        read_opening(person=safety.lead, opening_id=opening.public_id, now=NOW + MINUTE)


def test_a_concern_raised_again_needs_a_wish_of_its_own(safety: Safety) -> None:
    safety.opened()
    again = raise_concern(
        person=safety.requester,
        pairing_id=safety.pairing.public_id,
        words="Still worried",
        message_numbers=(),
        now=NOW,
    )
    assert not again.openings.exists()


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_are_one(make_safety: MakeSafety) -> None:
    safety = make_safety(NOW)
    third = person_in(safety.second.memberships.get().node, Role.SAFEGUARDING_LEAD)
    opening = safety.asked()
    start, refused = Barrier(2), []

    def act(person: User, *, approve: bool) -> None:
        start.wait()
        try:
            decide(opening, person, approve=approve)
        except SafetyError:
            refused.append(person)
        finally:
            connections.close_all()

    both = [
        Thread(target=act, args=(safety.second,), kwargs={"approve": True}),
        Thread(target=act, args=(third,), kwargs={"approve": True}),
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()
    close_old_connections()
    opening.refresh_from_db()
    assert len(refused) == 1
    assert opening.decided_by not in refused
    assert [action for action, _actor in steps(opening)] == [
        "peer_support.opening_asked",
        "peer_support.opening_approved",
    ]
