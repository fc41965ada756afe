"""A file of people on its way into a force: all of it or nothing, and by whom."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Invitation, User
from audit.models import AuditEvent
from organisation.exceptions import PeopleImportError
from organisation.models import ImportRow, ImportRun, Membership, Node, Role, RoleGrant
from organisation.services import people_import
from organisation.services.people_import import (
    apply_people,
    discard_people,
    sweep_imports,
    upload_people,
    work_on,
)
from organisation.tasks import work_on_import
from tests.factories.accounts import UserFactory
from tests.factories.organisation import (
    ForceFactory,
    MembershipFactory,
    RankFactory,
    RoleGrantFactory,
    TeamFactory,
    UnitFactory,
    person_in,
)

pytestmark = pytest.mark.django_db
HEADING = (
    "email,first_name,last_name,service_number,rank,rasso_role,place,line_manager_email,"
    "action,started_on,ended_on\n"
)
State = ImportRun.State


@pytest.fixture
def force() -> Node:
    made: Node = ForceFactory()
    unit = UnitFactory(parent=made)
    TeamFactory(parent=unit, name="Team 1")
    TeamFactory(parent=unit, name="Team 2")
    RankFactory()
    return made


@pytest.fixture
def admin(force: Node) -> User:
    return person_in(force, Role.FORCE_ADMIN)


def team(force: Node, name: str) -> Node:
    return Node.objects.within(force).get(name=name)


def checked(admin: User, force: Node, *rows: str) -> ImportRun:
    run = upload_people(actor=admin, force=force, content=(HEADING + "\n".join(rows)).encode())
    work_on(run_id=run.pk)
    run.refresh_from_db()
    return run


def applied(admin: User, run: ImportRun) -> ImportRun:
    apply_people(actor=admin, run=run)
    work_on(run_id=run.pk)
    run.refresh_from_db()
    return run


JOINER = "new@x.example,Ann,Cole,77,DC,Investigator,Team 1,,,2026-01-05,"


def test_a_joiner_gets_account_post_and_invitation(admin: User, force: Node) -> None:
    run = applied(admin, checked(admin, force, JOINER))

    assert (run.state, run.joiners, run.processed) == (State.APPLIED, 1, 1)
    person = User.objects.get(email="new@x.example")
    assert (person.get_full_name(), person.is_active) == ("Ann Cole", True)
    assert not person.has_usable_password()
    post = Membership.objects.get(person=person)
    assert (post.node, post.force, post.service_number) == (team(force, "Team 1"), force, "77")
    assert Invitation.objects.get(person=person).created_by == admin


def test_the_dry_run_changes_nothing(admin: User, force: Node) -> None:
    before = (User.objects.count(), Membership.objects.count())

    run = checked(admin, force, JOINER)

    assert run.state == State.CHECKED
    assert (User.objects.count(), Membership.objects.count()) == before
    assert list(run.rows.values_list("line", "outcome")) == [(2, "joiner")]


def test_a_mover_gets_a_second_post_and_the_first_one_ends(admin: User, force: Node) -> None:
    held = MembershipFactory(node=team(force, "Team 1"))
    row = f"{held.person.email},,,,,SOLO,,{admin.email},,2026-01-05,".replace("SOLO", "solo")

    run = applied(admin, checked(admin, force, row))

    assert run.movers == 1
    posts = Membership.objects.filter(person=held.person).order_by("started_on")
    assert [post.rasso_role for post in posts] == ["investigator", "solo"]
    assert [str(post.ended_on) for post in posts] == ["2026-01-05", "None"]
    assert posts[1].line_manager == admin
    (change, _manager) = run.rows.get().changes
    assert change == ["rasso_role", "Investigator", "Sexual offences liaison officer (SOLO)"]


def test_a_corrected_name_makes_no_new_post(admin: User, force: Node) -> None:
    held = MembershipFactory(node=team(force, "Team 1"))

    applied(admin, checked(admin, force, f"{held.person.email},Renamed,,,,,,,,,"))

    held.person.refresh_from_db()
    assert held.person.first_name == "Renamed"
    assert Membership.objects.filter(person=held.person).count() == 1


def test_a_leaver_is_signed_out_loses_roles_and_account(admin: User, force: Node) -> None:
    leaver = person_in(team(force, "Team 1"), Role.SUPERVISOR)
    browser = Client()
    browser.force_login(leaver)
    assert browser.get("/notifications/").status_code == 200

    applied(admin, checked(admin, force, f"{leaver.email},,,,,,,,,,2026-01-05"))

    assert browser.get("/notifications/").status_code == 302
    leaver.refresh_from_db()
    assert not leaver.is_active
    assert not RoleGrant.objects.not_revoked().filter(person=leaver).exists()
    assert str(Membership.objects.get(person=leaver).ended_on) == "2026-01-05"


def test_a_leaver_of_next_week_keeps_the_account_until_then(admin: User, force: Node) -> None:
    leaver = person_in(team(force, "Team 1"))
    day = timezone.localdate() + timedelta(days=7)

    applied(admin, checked(admin, force, f"{leaver.email},,,,,,,,,,{day.isoformat()}"))

    leaver.refresh_from_db()
    assert leaver.is_active
    assert Membership.objects.get(person=leaver).ended_on == day


def test_one_bad_row_refuses_the_whole_file_and_names_line_and_column(
    admin: User, force: Node
) -> None:
    run = checked(admin, force, JOINER, "bad@x.example,Ann,Cole,78,Sheriff,,,,,,")

    assert (run.state, run.errors) == (State.REFUSED, 1)
    row = run.rows.get(outcome="error")
    assert row.line == 3
    assert ["rank", "We do not know this rank or staff grade."] in row.problems
    with pytest.raises(PeopleImportError):
        apply_people(actor=admin, run=run)
    assert not User.objects.filter(email="new@x.example").exists()


def test_a_person_of_another_force_is_neither_touched_nor_given_away(
    admin: User, force: Node
) -> None:
    stranger = person_in(TeamFactory())

    run = checked(admin, force, JOINER.replace("new@x.example", stranger.email))

    assert run.rows.get().problems == [["email", "This address cannot be used."]]
    assert Membership.objects.filter(person=stranger).count() == 1


def test_accounts_with_rights_of_their_own_are_not_taken_on(admin: User, force: Node) -> None:
    national = RoleGrantFactory(role=Role.EDITOR, scope=force.get_root()).person

    run = checked(admin, force, JOINER.replace("new@x.example", national.email))

    assert run.state == State.REFUSED


def test_someone_who_left_another_force_comes_with_the_account_that_they_had(
    admin: User, force: Node
) -> None:
    gone = UserFactory(left=True)
    MembershipFactory(person=gone, ended_on=timezone.localdate())

    today = timezone.localdate().isoformat()
    row = JOINER.replace("new@x.example", gone.email).replace("2026-01-05", today)
    applied(admin, checked(admin, force, row))

    gone.refresh_from_db()
    assert gone.is_active
    assert Membership.objects.filter(person=gone, force=force).count() == 1
    assert not Invitation.objects.filter(person=gone).exists()


def test_a_file_that_no_longer_fits_the_force_is_refused_when_it_is_applied(
    admin: User, force: Node
) -> None:
    run = checked(admin, force, JOINER)
    MembershipFactory(node=team(force, "Team 2"), service_number="77")

    run = applied(admin, run)

    assert run.state == State.REFUSED
    assert not User.objects.filter(email="new@x.example").exists()


def test_overlapping_dates_that_only_the_database_sees_undo_the_whole_file(
    admin: User, force: Node
) -> None:
    gone = UserFactory(left=True)
    MembershipFactory(person=gone, ended_on=timezone.localdate())
    # It joins before it left the other force; each row is fine by itself.
    row = JOINER.replace("new@x.example", gone.email)

    run = applied(admin, checked(admin, force, row, JOINER.replace(",77,", ",78,")))

    assert run.state == State.REFUSED
    assert not User.objects.filter(email="new@x.example").exists()


def test_only_an_administrator_of_the_force_imports_applies_and_discards(
    admin: User, force: Node
) -> None:
    run = checked(admin, force, JOINER)
    for outsider in (person_in(force), person_in(ForceFactory(), Role.FORCE_ADMIN)):
        with pytest.raises(PeopleImportError, match="administrator"):
            upload_people(actor=outsider, force=force, content=(HEADING + JOINER).encode())
        with pytest.raises(PeopleImportError, match="administrator"):
            apply_people(actor=outsider, run=run)
        with pytest.raises(PeopleImportError, match="administrator"):
            discard_people(actor=outsider, run=run)
    run.refresh_from_db()
    assert run.state == State.CHECKED


def test_one_file_at_a_time_and_a_discarded_one_leaves_nothing(admin: User, force: Node) -> None:
    run = checked(admin, force, JOINER)
    with pytest.raises(PeopleImportError, match="waiting"):
        upload_people(actor=admin, force=force, content=(HEADING + JOINER).encode())

    discard_people(actor=admin, run=run)

    assert not ImportRow.objects.exists()
    assert checked(admin, force, JOINER).state == State.CHECKED


def test_a_task_that_runs_twice_has_no_second_effect(admin: User, force: Node) -> None:
    run = applied(admin, checked(admin, force, JOINER))

    work_on_import(run.pk)

    assert Membership.objects.filter(person__email="new@x.example").count() == 1
    assert AuditEvent.objects.filter(action="organisation.import_applied").count() == 1


def test_every_step_is_in_the_audit_log_with_counts_and_no_names(admin: User, force: Node) -> None:
    applied(admin, checked(admin, force, JOINER))

    events = AuditEvent.objects.filter(force_id=force.pk, action__startswith="organisation.import")
    assert [event.action for event in events.order_by("number")] == [
        "organisation.import_uploaded",
        "organisation.import_ordered",
        "organisation.import_applied",
    ]
    last = events.order_by("number").last()
    assert last is not None
    assert last.details == {"rows": 1, "joiners": 1, "movers": 0, "leavers": 0, "errors": 0}


def test_the_sweep_starts_a_stopped_file_again_and_gives_it_up_after_three_starts(
    admin: User, force: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[int] = []
    monkeypatch.setattr(people_import, "_queue", lambda run: queued.append(run.pk))
    run = upload_people(actor=admin, force=force, content=(HEADING + JOINER).encode())
    assert sweep_imports() == 0
    long_ago = timezone.now() - timedelta(minutes=5)

    ImportRun.objects.filter(pk=run.pk).update(updated_at=long_ago, attempts=1)
    assert sweep_imports() == 1
    assert queued == [run.pk]
    ImportRun.objects.filter(pk=run.pk).update(updated_at=long_ago, attempts=3)
    sweep_imports()
    run.refresh_from_db()
    assert run.state == State.FAILED
    assert queued == [run.pk]


def test_a_failure_in_the_middle_of_writing_leaves_the_force_as_it_was(
    admin: User, force: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = checked(admin, force, JOINER)
    apply_people(actor=admin, run=run)

    def break_down(**_people: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("organisation.services.import_writing.invite_people", break_down)
    with pytest.raises(RuntimeError):
        work_on(run_id=run.pk)

    run.refresh_from_db()
    assert (run.state, run.attempts) == (State.APPLYING, 1)
    assert not User.objects.filter(email="new@x.example").exists()


def test_the_number_of_queries_does_not_grow_with_the_rows(
    admin: User,
    force: Node,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [
        f"p{n}@x.example,Ann,Cole,N{n},DC,Investigator,Team 1,,,2026-01-05," for n in range(300)
    ]
    run = checked(admin, force, *rows)
    apply_people(actor=admin, run=run)

    with django_assert_max_num_queries(60):
        work_on(run_id=run.pk)
    assert Membership.objects.filter(force=force).count() == 301
