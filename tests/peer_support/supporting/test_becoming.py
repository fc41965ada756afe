"""Becoming a supporter: the application, the panel, and training first."""

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from notifications.models import Notification
from organisation.models import Membership, Node, RassoRole, Role, RoleGrant
from organisation.policies import needs_second_factor
from organisation.selectors import roles_of
from peer_support.exceptions import SupporterRefusedError
from peer_support.limits import FIRST_SUPERVISION_WITHIN, USUAL_CAPACITY
from peer_support.models import Supporter, SupporterDecision
from peer_support.refs import bar_ref_of
from peer_support.services.records import record_supervision
from peer_support.services.supporters import change_profile
from tests.factories.accounts import UserFactory
from tests.factories.organisation import TeamFactory, person_in
from tests.peer_support.supporting.steps import (
    MOTIVATION,
    PANEL,
    PROFILE,
    REASON,
    apply,
    decide,
    taken_on,
    today_plus,
    train,
)

pytestmark = pytest.mark.django_db
Kind = SupporterDecision.Kind


def test_an_application_waits_for_the_panel_and_counts_for_nothing(officer: User) -> None:
    made = apply(officer, wished_topics=("sleep",))

    kept = Supporter.objects.get()
    assert (kept.state, kept.capacity, kept.topics) == ("applied", USUAL_CAPACITY, [])
    assert (kept.wished_topics, kept.bar_ref) == (["sleep"], bar_ref_of(officer))
    assert kept.motivation == MOTIVATION
    assert kept.pk == made.pk
    assert roles_of(officer) == ()
    assert not Supporter.objects.active().exists()
    assert not AuditEvent.objects.exists()


def test_coordinators_are_told_that_there_is_something_and_not_what(
    officer: User, coordinator: User
) -> None:
    apply(officer)

    told = Notification.objects.get()
    assert (told.recipient, told.url, told.params) == (coordinator, "/peer-support/", {})


def test_what_is_said_in_confidence_lies_sealed(officer: User) -> None:
    apply(officer, lived=("own_experience",), lived_counts=True)

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text FROM peer_support_supporter s")
        row = str(cursor.fetchone())
    assert "helped once" not in row
    assert "own_experience" not in row


def test_own_experience_is_not_kept_without_the_wish_that_it_counts(officer: User) -> None:
    kept = apply(officer, lived=("own_experience",), lived_counts=False)

    kept.refresh_from_db()
    assert (kept.lived, kept.lived_counts) == ([], False)


@pytest.mark.parametrize("role", [RassoRole.PROFESSIONAL_STANDARDS, RassoRole.HUMAN_RESOURCES])
def test_who_looks_into_conduct_or_contracts_cannot_apply(officer: User, role: RassoRole) -> None:
    Membership.objects.filter(person=officer).update(rasso_role=role)

    with pytest.raises(SupporterRefusedError, match="no judgement"):
        apply(officer)
    assert not Supporter.objects.exists()


def test_who_works_in_no_force_cannot_apply(db: None) -> None:
    with pytest.raises(SupporterRefusedError, match="work in a force"):
        apply(UserFactory(superuser=True))


def test_without_one_time_nobody_could_ever_be_met(officer: User) -> None:
    for nothing in ({"slots": ()}, {"languages": ()}, {"modes": ()}, {"slots": ("some_day",)}):
        with pytest.raises(SupporterRefusedError, match="at least one"):
            apply(officer, **nothing)
    assert not Supporter.objects.exists()


def test_a_second_application_while_one_is_open_changes_nothing(officer: User) -> None:
    apply(officer)

    with pytest.raises(SupporterRefusedError, match="applied already"):
        apply(officer, alias="Other")
    assert Supporter.objects.get().alias == "Hannah"


def test_being_taken_on_gives_the_role_and_with_it_the_second_factor(
    officer: User, coordinator: User, team: Node
) -> None:
    supporter = apply(officer)
    train(coordinator, supporter, "sleep")
    decision = decide(coordinator, supporter)

    supporter.refresh_from_db()
    assert (supporter.state, supporter.topics) == ("active", ["sleep"])
    assert supporter.training_due_on == today_plus(355)
    assert supporter.supervision_due_on == timezone.localdate() + FIRST_SUPERVISION_WITHIN
    assert (decision.panel, decision.reason) == (PANEL, REASON)
    grant = RoleGrant.objects.get(person=officer)
    assert (grant.role, grant.granted_by) == (Role.PEER_SUPPORTER, coordinator)
    assert team.path.startswith(grant.scope.path)
    assert needs_second_factor(User.objects.get(pk=officer.pk))


def test_the_log_names_who_decided_and_about_whom_and_nothing_more(
    officer: User, coordinator: User
) -> None:
    supporter = taken_on(coordinator, officer)

    events = list(AuditEvent.objects.filter(action__startswith="peer_support").order_by("pk"))
    assert [event.action for event in events] == [
        "peer_support.training_recorded",
        "peer_support.supporter_taken_on",
    ]
    for event in events:
        assert event.actor == str(coordinator.public_id)
        assert event.target == f"peer_support.supporter:{supporter.public_id}"
        assert event.details in ({}, None)


def test_nobody_is_taken_on_before_they_are_trained(officer: User, coordinator: User) -> None:
    supporter = apply(officer)

    with pytest.raises(SupporterRefusedError, match="training first"):
        decide(coordinator, supporter)
    supporter.refresh_from_db()
    assert supporter.state == "applied"
    assert not RoleGrant.objects.filter(person=officer).exists()
    assert not SupporterDecision.objects.exists()


def test_who_is_not_taken_on_may_apply_again_and_the_decision_is_kept(
    officer: User, coordinator: User
) -> None:
    supporter = apply(officer)
    decide(coordinator, supporter, Kind.DECLINED)
    supporter.refresh_from_db()
    assert supporter.state == "declined"

    again = apply(officer, alias="H")

    assert (again.pk, again.state) == (supporter.pk, "applied")
    assert supporter.decisions.get().reason == REASON


def test_an_application_is_decided_once(officer: User, coordinator: User) -> None:
    supporter = taken_on(coordinator, officer)

    with pytest.raises(SupporterRefusedError, match="decided already"):
        decide(coordinator, supporter, Kind.DECLINED)
    assert Supporter.objects.get().state == "active"


def test_nobody_decides_on_their_own_application_nor_records_their_own_training(
    coordinator: User,
) -> None:
    supporter = apply(coordinator)

    with pytest.raises(SupporterRefusedError, match="about you"):
        decide(coordinator, supporter, Kind.DECLINED)
    with pytest.raises(SupporterRefusedError, match="about you"):
        train(coordinator, supporter)
    assert not supporter.records.exists()


def test_a_coordinator_of_another_force_decides_and_records_nothing(officer: User) -> None:
    stranger = person_in(TeamFactory(), Role.PEER_COORDINATOR)
    supporter = apply(officer)

    with pytest.raises(SupporterRefusedError, match="coordinator of their force"):
        decide(stranger, supporter)
    with pytest.raises(SupporterRefusedError, match="coordinator of their force"):
        train(stranger, supporter)
    assert Supporter.objects.get().state == "applied"


def test_a_later_training_adds_its_topics_and_sets_the_date(
    officer: User, coordinator: User
) -> None:
    supporter = apply(officer)
    train(coordinator, supporter, "sleep", held=-100, due=265)
    train(coordinator, supporter, "court", held=-5, due=360)
    train(coordinator, supporter, "workload", held=-50, due=500)

    supporter.refresh_from_db()
    assert sorted(supporter.topics) == ["court", "sleep", "workload"]
    assert supporter.training_due_on == today_plus(360)


def test_a_slip_in_a_date_is_righted_by_recording_it_again(
    officer: User, coordinator: User
) -> None:
    supporter = apply(officer)
    train(coordinator, supporter, due=3650)
    train(coordinator, supporter, due=365)

    supporter.refresh_from_db()
    assert supporter.training_due_on == today_plus(365)


def test_a_supervision_moves_its_own_date_only(officer: User, coordinator: User) -> None:
    supporter = taken_on(coordinator, officer)
    record_supervision(
        actor=coordinator,
        supporter=supporter,
        held_on=today_plus(-1),
        due_again_on=today_plus(60),
        evidence="Group supervision, list of 3 May",
        now=timezone.now(),
    )

    supporter.refresh_from_db()
    assert supporter.supervision_due_on == today_plus(60)
    assert supporter.training_due_on == today_plus(355)


@pytest.mark.parametrize(("held", "due"), [(1, 300), (-10, -10), (-10, -20)])
def test_a_training_to_come_or_due_before_it_was_held_is_refused(
    officer: User, coordinator: User, held: int, due: int
) -> None:
    supporter = apply(officer)

    with pytest.raises(SupporterRefusedError):
        train(coordinator, supporter, held=held, due=due)
    assert not supporter.records.exists()


def test_capacity_is_never_lowered_under_what_is_taken(officer: User, coordinator: User) -> None:
    supporter = taken_on(coordinator, officer)
    Supporter.objects.filter(pk=supporter.pk).update(held=2)

    with pytest.raises(SupporterRefusedError, match="2 places taken"):
        change_profile(
            person=officer,
            profile=PROFILE.__class__(alias="New", slots=("sun_eve",), capacity=1),
            now=timezone.now(),
        )
    supporter.refresh_from_db()
    assert (supporter.capacity, supporter.alias, supporter.slots) == (
        USUAL_CAPACITY,
        "Hannah",
        ["mon_am", "tue_eve"],
    )
