"""Approvers name reviewers, each for their own place, and every change is an event."""

import pytest

from accounts.models import User
from audit.models import AuditEvent
from cms.models import GuidancePage, Remit, ReviewRemit
from organisation.models import Role
from tests.cms.conftest import SignIn
from tests.cms.workflow.conftest import BODY, Team
from tests.cms.workflow.editing import decide, submit, words
from tests.factories.accounts import UserFactory
from tests.factories.cms import GuidancePageFactory
from tests.factories.organisation import ForceFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db

LIST = "/cms/snippets/cms/reviewremit/"


def approver_of(force: object) -> User:
    person: User = UserFactory()
    RoleGrantFactory(person=person, role=Role.APPROVER, scope=force)
    return person


def test_an_approver_of_the_nation_names_changes_and_removes_a_reviewer(
    approver: User, sign_in: SignIn
) -> None:
    client = sign_in(approver)
    form = {"person": str(approver.pk), "remit": "legal", "force": ""}
    assert client.post(f"{LIST}add/", form).status_code == 302
    remit = ReviewRemit.objects.get()
    assert (remit.person, remit.remit, remit.force) == (approver, "legal", None)
    assert approver.get_full_name() in words(client.get(LIST))
    client.post(f"{LIST}edit/{remit.pk}/", form | {"remit": "specialist"})
    remit.refresh_from_db()
    assert remit.remit == "specialist"
    client.post(f"{LIST}delete/{remit.pk}/")
    assert not ReviewRemit.objects.exists()
    made = AuditEvent.objects.filter(action__startswith="cms.remit").order_by("pk")
    assert [event.action for event in made] == [
        "cms.remit_given",
        "cms.remit_changed",
        "cms.remit_taken",
    ]


def test_only_approvers_of_the_same_place_can_be_named(
    approver: User, editor: User, sign_in: SignIn
) -> None:
    client = sign_in(approver)
    for person in (editor, approver_of(ForceFactory())):
        form = {"person": str(person.pk), "remit": "legal", "force": ""}
        assert client.post(f"{LIST}add/", form).status_code == 200
    assert not ReviewRemit.objects.exists()


def test_an_approver_of_a_force_names_reviewers_of_that_force_alone(sign_in: SignIn) -> None:
    own, other = ForceFactory(), ForceFactory()
    person, stranger = approver_of(own), approver_of(other)
    foreign = ReviewRemit.objects.create(person=stranger, remit=Remit.LEGAL, force=other)
    client = sign_in(person)
    form = {"person": str(person.pk), "remit": "legal"}
    assert client.post(f"{LIST}add/", form | {"force": str(own.pk)}).status_code == 302
    for force in ("", str(other.pk)):
        assert client.post(f"{LIST}add/", form | {"force": force}).status_code == 200
    assert stranger.get_full_name() not in words(client.get(LIST))
    for act in ("edit", "delete", "history"):
        address = f"{LIST}{act}/{foreign.pk}/"
        assert client.get(address).status_code == 404, act
        client.post(address, form | {"force": str(own.pk)})
    foreign.refresh_from_db()
    assert (foreign.person, foreign.force) == (stranger, other)
    assert ReviewRemit.objects.count() == 2


def test_editors_officers_and_superusers_name_nobody(
    editor: User, officer: User, superuser: User, sign_in: SignIn
) -> None:
    for person, status in ((editor, 302), (officer, 403), (superuser, 302)):
        client = sign_in(person)
        form = {"person": str(editor.pk), "remit": "legal", "force": ""}
        assert client.post(f"{LIST}add/", form).status_code == status
        assert not ReviewRemit.objects.exists()


def test_a_reviewer_of_a_force_decides_on_its_pages_and_on_no_other(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    force = ForceFactory()
    person = approver_of(force)
    ReviewRemit.objects.create(person=person, remit=Remit.SPECIALIST, force=force)
    local = GuidancePageFactory(title="Ours", body=BODY, content_owner=team.editor, force=force)
    local.save_revision(user=team.editor)
    said = {"change_kind": "minor", "change_note": "Clearer."}
    submit(sign_in(team.editor), live_page, **said)
    submit(sign_in(team.editor), local, **said)
    client = sign_in(person)
    decide(client, live_page)
    assert live_page.current_workflow_task.name == "Specialist review"
    task = local.current_workflow_task
    assert [action for action, _label, _asks in task.get_actions(local, person)] == [
        "reject",
        "approve",
        "approve",
    ]
    assert task.get_actions(live_page, person) == []


def test_a_revoked_role_ends_the_reviews_of_its_holder(
    team: Team, live_page: GuidancePage, sign_in: SignIn
) -> None:
    submit(sign_in(team.editor), live_page, change_kind="minor", change_note="Clearer.")
    team.specialist.role_grants.all().delete()
    assert decide(sign_in(team.specialist), live_page).status_code == 403
    assert live_page.current_workflow_task.name == "Specialist review"
