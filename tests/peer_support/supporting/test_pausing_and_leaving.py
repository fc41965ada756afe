"""Pausing, coming back and the end of it: nothing that waits is lost, nothing ends unsaid."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from notifications.models import Notification
from organisation.models import Membership, Node, RassoRole, Role, RoleGrant
from organisation.selectors import roles_of
from peer_support.exceptions import OfferGoneError, SupporterRefusedError
from peer_support.models import Offer, Pairing, Supporter, SupporterDecision, SupportRequest
from peer_support.services.leaving import (
    deselect_supporter,
    end_pairs_of_those_who_left,
    leave_supporting,
)
from peer_support.services.pair_sweeps import end_supporters_without_post
from peer_support.services.pauses import end_pauses, pause_supporting, resume_supporting
from tests.factories.organisation import MembershipFactory, TeamFactory, person_in
from tests.factories.peer_support import accept, ask_support, make_supporter, offer_to, pair
from tests.peer_support.supporting.steps import PANEL, apply, taken_on, today_plus

pytestmark = pytest.mark.django_db


@pytest.fixture
def supporter(officer: User, coordinator: User) -> Supporter:
    return taken_on(coordinator, officer, lived=("sleep",), lived_counts=True)


def deselect(coordinator: User, supporter: Supporter) -> SupporterDecision:
    return deselect_supporter(
        actor=coordinator,
        supporter=supporter,
        panel=PANEL,
        reason="Missed supervision three times.",
        now=timezone.now(),
    )


def test_pausing_passes_open_offers_on_to_somebody_else(supporter: Supporter) -> None:
    now = timezone.now()
    offer = offer_to(supporter, now=now)
    next_best = make_supporter()

    pause_supporting(person=supporter.person, now=now)

    offer.refresh_from_db()
    supporter.refresh_from_db()
    next_best.refresh_from_db()
    assert (supporter.state, supporter.held) == ("paused", 0)
    assert offer.state == Offer.State.WITHDRAWN
    assert offer.request.offers.live().get().supporter == next_best
    assert offer.request.failures == 0


def test_pausing_leaves_those_who_talk_together(supporter: Supporter) -> None:
    now = timezone.now()
    talking = pair(supporter=supporter, now=now)

    pause_supporting(person=supporter.person, now=now)

    talking.refresh_from_db()
    supporter.refresh_from_db()
    assert (talking.state, supporter.held) == (Pairing.State.ACTIVE, 1)


def test_a_pause_needs_no_reason_and_is_in_no_log(supporter: Supporter) -> None:
    before = AuditEvent.objects.count()
    pause_supporting(person=supporter.person, until=today_plus(30), now=timezone.now())
    resume_supporting(person=supporter.person, now=timezone.now())

    supporter.refresh_from_db()
    assert (supporter.state, supporter.paused_until) == ("active", None)
    assert AuditEvent.objects.count() == before


def test_a_pause_ends_by_itself_on_its_day_and_not_before(supporter: Supporter) -> None:
    # At noon: not every day has 24 hours.
    now = timezone.localtime().replace(hour=12)
    pause_supporting(person=supporter.person, until=today_plus(2), now=now)

    assert end_pauses(now=now + timedelta(days=1)) == 0
    assert end_pauses(now=now + timedelta(days=2)) == 1
    assert end_pauses(now=now + timedelta(days=2)) == 0
    supporter.refresh_from_db()
    assert (supporter.state, supporter.paused_until) == ("active", None)


def test_a_pause_without_a_day_goes_on(supporter: Supporter) -> None:
    pause_supporting(person=supporter.person, now=timezone.now())

    assert end_pauses(now=timezone.now() + timedelta(days=3650)) == 0


def test_a_pause_until_a_day_that_has_passed_is_refused(supporter: Supporter) -> None:
    with pytest.raises(SupporterRefusedError, match="day to come"):
        pause_supporting(person=supporter.person, until=today_plus(0), now=timezone.now())
    supporter.refresh_from_db()
    assert supporter.state == "active"


def test_who_moved_to_professional_standards_does_not_come_back(supporter: Supporter) -> None:
    pause_supporting(person=supporter.person, now=timezone.now())
    Membership.objects.filter(person=supporter.person).update(
        rasso_role=RassoRole.PROFESSIONAL_STANDARDS
    )

    with pytest.raises(SupporterRefusedError, match="no judgement"):
        resume_supporting(person=supporter.person, now=timezone.now())
    supporter.refresh_from_db()
    assert supporter.state == "paused"


def test_leaving_passes_offers_on_ends_pairs_tells_the_other_and_takes_the_role(
    supporter: Supporter,
) -> None:
    now = timezone.now()
    requester = person_in(TeamFactory())
    talking = pair(requester, supporter, now=now)
    Supporter.objects.filter(pk=supporter.pk).update(last_taken_at=None)
    offer = offer_to(supporter, now=now)
    Notification.objects.all().delete()

    assert leave_supporting(person=supporter.person, actor=supporter.person, now=now)

    for row in (supporter, talking, offer):
        row.refresh_from_db()
    assert (supporter.state, supporter.held) == ("left", 0)
    assert (supporter.motivation, supporter.lived, supporter.lived_counts) == (None, [], False)
    assert (talking.state, offer.state) == (Pairing.State.ENDED, Offer.State.WITHDRAWN)
    assert offer.request.state == SupportRequest.State.WAITING
    assert Notification.objects.filter(recipient=requester).count() == 1
    assert roles_of(User.objects.get(pk=supporter.person_id)) == ()
    assert not leave_supporting(person=supporter.person, now=now)


def test_who_leaves_may_apply_again_and_waits_for_a_panel(supporter: Supporter) -> None:
    leave_supporting(person=supporter.person, now=timezone.now())

    again = apply(supporter.person)

    assert (again.pk, again.state) == (supporter.pk, "applied")
    assert not RoleGrant.objects.not_revoked().filter(person=supporter.person).exists()


def test_an_application_can_be_taken_back(officer: User) -> None:
    apply(officer)

    assert leave_supporting(person=officer, actor=officer, now=timezone.now())
    assert Supporter.objects.get().state == "left"


def test_somebody_who_never_applied_leaves_nothing(officer: User) -> None:
    assert not leave_supporting(person=officer, now=timezone.now())


def test_pairs_that_were_left_when_leaving_was_cut_short_end_later(supporter: Supporter) -> None:
    talking = pair(supporter=supporter, now=timezone.now())
    Supporter.objects.filter(pk=supporter.pk).update(state=Supporter.State.LEFT)

    assert end_pairs_of_those_who_left(now=timezone.now()) == 1
    assert end_pairs_of_those_who_left(now=timezone.now()) == 0
    talking.refresh_from_db()
    assert talking.state == Pairing.State.ENDED


def test_deselection_keeps_its_reason_takes_the_role_and_ends_what_is_open(
    supporter: Supporter, coordinator: User
) -> None:
    talking = pair(supporter=supporter, now=timezone.now())

    decision = deselect(coordinator, supporter)

    supporter.refresh_from_db()
    talking.refresh_from_db()
    assert (supporter.state, supporter.held) == ("deselected", 0)
    assert talking.state == Pairing.State.ENDED
    assert decision.reason == "Missed supervision three times."
    assert not RoleGrant.objects.not_revoked().filter(person=supporter.person).exists()
    event = AuditEvent.objects.get(action="peer_support.supporter_deselected")
    assert event.target == f"peer_support.supporter:{supporter.public_id}"
    assert "Missed" not in str(event.details)


def test_nobody_deselects_in_another_force_nor_themselves(
    supporter: Supporter, coordinator: User
) -> None:
    stranger = person_in(TeamFactory(), Role.PEER_COORDINATOR)
    with pytest.raises(SupporterRefusedError, match="coordinator of their force"):
        deselect(stranger, supporter)
    with pytest.raises(SupporterRefusedError, match="about you"):
        deselect(supporter.person, supporter)
    supporter.refresh_from_db()
    assert supporter.state == "active"
    assert RoleGrant.objects.not_revoked().filter(person=supporter.person).exists()


def test_accepting_what_was_withdrawn_by_a_pause_opens_nothing(supporter: Supporter) -> None:
    offer = offer_to(supporter, ask_support(now=timezone.now()), now=timezone.now())
    pause_supporting(person=supporter.person, now=timezone.now())

    with pytest.raises(OfferGoneError):
        accept(offer, now=timezone.now())
    assert not Pairing.objects.exists()


def test_moving_to_another_force_ends_the_part_as_a_supporter(
    supporter: Supporter, coordinator: User
) -> None:
    now = timezone.now()
    assert end_supporters_without_post(now=now) == 0
    Membership.objects.filter(person=supporter.person).update(ended_on=today_plus(0))
    MembershipFactory(person=supporter.person, node=TeamFactory(), started_on=today_plus(0))

    assert [end_supporters_without_post(now=now) for _again in range(2)] == [1, 0]
    supporter.refresh_from_db()
    assert supporter.state == "left"
    assert not RoleGrant.objects.not_revoked().filter(person=supporter.person).exists()


def test_moving_into_standards_or_human_resources_ends_it_too(supporter: Supporter) -> None:
    talking = pair(supporter=supporter, now=timezone.now())
    Membership.objects.filter(person=supporter.person).update(rasso_role=RassoRole.HUMAN_RESOURCES)

    assert end_supporters_without_post(now=timezone.now()) == 1
    talking.refresh_from_db()
    assert talking.state == Pairing.State.ENDED


def test_moving_to_another_team_of_the_force_changes_nothing(
    supporter: Supporter, team: Node
) -> None:
    Membership.objects.filter(person=supporter.person).update(
        node=TeamFactory(parent=team.get_parent())
    )

    assert end_supporters_without_post(now=timezone.now()) == 0


def test_an_account_that_was_closed_ends_it(supporter: Supporter) -> None:
    User.objects.filter(pk=supporter.person_id).update(is_active=False)

    assert end_supporters_without_post(now=timezone.now()) == 1
